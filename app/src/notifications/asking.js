// Notifications: a reader is asked for permission only after pressing a button. What a browser has asked for is kept in
// it, for the server does not say who is told what. One listener for all pages, so that those opened in place have it too.

for (const shown of ["pageshow", "dateline-page"]) addEventListener(shown, showNotify);

/** At which address of the push service, and about what. */
function notified() {
  try {
    return { about: [], ...JSON.parse(localStorage.notified) };
  } catch {
    return { about: [] };
  }
}

/** Buttons are offered only where the browser has what they need, and pressed if it is true. */
async function showNotify() {
  if (!("PushManager" in window && "Notification" in window && navigator.serviceWorker)) return;
  const there = await (await navigator.serviceWorker.getRegistration())?.pushManager.getSubscription();
  const { endpoint, about } = notified();
  // The push service has given the browser another address since.
  if (there && endpoint && endpoint !== there.endpoint) {
    for (const one of about) await tellPaper("", there, one).catch(() => {});
    localStorage.notified = JSON.stringify({ endpoint: there.endpoint, about });
  }
  for (const box of document.querySelectorAll("[data-notify]")) {
    box.firstElementChild.setAttribute("aria-pressed", Boolean(there && about.includes(box.dataset.notify)));
    box.dataset.shown = "";
  }
}

async function tellPaper(off, there, about) {
  const body = JSON.stringify({ ...there.toJSON(), about });
  const answer = await fetch("/notifications" + off, { method: "POST", headers: { "content-type": "application/json" }, body });
  if (!answer.ok) throw answer;
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-notify] button");
  if (!button) return;
  const { notify, refused, failed } = button.parentElement.dataset;
  const said = button.nextElementSibling;
  said.textContent = "";
  const ends = button.getAttribute("aria-pressed") === "true";
  try {
    const permission = ends || await Notification.requestPermission();
    if (permission === "denied") said.textContent = refused;
    if (permission !== "granted" && !ends) return;
    const { pushManager } = await navigator.serviceWorker.ready;
    const there = ends ? await pushManager.getSubscription() : await subscribe(pushManager);
    if (there) await tellPaper(ends ? "/off" : "", there, notify);
    const about = notified().about.filter((one) => one !== notify).concat(ends ? [] : notify);
    if (!about.length) await there?.unsubscribe();
    localStorage.notified = JSON.stringify({ endpoint: there?.endpoint, about });
  } catch {
    said.textContent = failed;
  }
  showNotify();
});

async function subscribe(pushManager) {
  const answer = await fetch("/notifications/key");
  if (!answer.ok) throw answer;
  const options = { userVisibleOnly: true, applicationServerKey: await answer.text() };
  // One made for a key that the paper has no longer stands in the way.
  return pushManager.subscribe(options).catch(async () => {
    await (await pushManager.getSubscription())?.unsubscribe();
    return pushManager.subscribe(options);
  });
}
