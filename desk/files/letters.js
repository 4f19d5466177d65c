// A page of letters that go out looks at itself every few seconds. Without it, "Look again" does the same.

const LOOK = 3_000;

const live = document.getElementById("live");
if (live?.hasAttribute("data-live")) setInterval(() => document.visibilityState === "visible" && void look(live), LOOK);

let isLooking = false;

/** @param {HTMLElement} shown */
async function look(shown) {
  if (isLooking) return;
  isLooking = true;
  try {
    const answer = await fetch(location.pathname);
    if (!answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("live");
    if (!fresh) return;
    // What can be done is another thing once it is out: the whole page says it.
    if (!fresh.hasAttribute("data-live")) {
      location.replace(location.pathname);
      return;
    }
    // Somebody may have the keyboard on a link in there.
    const place = [...shown.querySelectorAll("a")].findIndex((link) => link === document.activeElement);
    shown.replaceChildren(...fresh.childNodes);
    shown.querySelectorAll("a")[place]?.focus();
  } catch {
    // The next look may find the server again.
  } finally {
    isLooking = false;
  }
}
