// Saving a story for later, and letting go of what is kept. The service worker does it and says how it went. One listener
// for all pages, so that those opened in place have it too.

let canKeep = "serviceWorker" in navigator && "caches" in window;

// It can wait until the page has everything it needs.
addEventListener("load", () => {
  if (canKeep) navigator.serviceWorker.register("/service-worker.js").catch(() => {
    canKeep = false;
    showSaved();
  });
});
for (const shown of ["pageshow", "dateline-page"]) addEventListener(shown, showSaved);

/** Whether this story is saved. The button is not offered where nothing can be kept. */
async function showSaved() {
  const button = document.querySelector("[data-keep=save]");
  if (!button) return;
  button.parentElement.hidden = !canKeep;
  if (canKeep) press(button, (await keeping("look")).said);
}

function press(button, said) {
  button.setAttribute("aria-pressed", said === "saved");
}

/** Has the service worker do something about a page, and returns how it went. */
async function keeping(act, page = location.pathname) {
  // Those that were not in sight have not been loaded yet, and are not at all for those who asked for less data.
  const pictures = [...document.querySelectorAll(".article img")].map((picture) => picture.currentSrc || (savesData() ? "" : picture.src));
  const { active } = await navigator.serviceWorker.ready;
  const { port1, port2 } = new MessageChannel();
  const answer = new Promise((answered) => { port1.onmessage = ({ data }) => answered(data); });
  active.postMessage({ act, page, pictures }, [port2]);
  return answer;
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-keep]");
  if (!button) return;
  const { keep, page, sure } = button.dataset;
  if (sure && !confirm(sure)) return;
  const isSaved = button.getAttribute("aria-pressed") === "true";
  const { said, first } = await keeping(isSaved ? "remove" : keep, page);
  if (keep === "save") {
    if (said !== "failed") press(button, said);
    button.nextElementSibling.textContent = button.dataset[said];
    // Else a browser that runs out of room may forget everything. It asks some readers, so it is asked once.
    if (first) navigator.storage?.persist?.();
  } else if (said === "removed") {
    takeOff(button);
  }
});

/** Takes a story off the list; the focus goes to the next one. Where nothing is left, the page says that anew. */
function takeOff(button) {
  const item = button.closest("li");
  const next = (item?.nextElementSibling ?? item?.previousElementSibling)?.querySelector("button");
  if (!next) return location.reload();
  document.getElementById("announcer").textContent = item.parentElement.dataset.removed;
  item.remove();
  next.focus();
}
