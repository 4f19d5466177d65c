// Shows what the paper tells a reader while no page of it is open, and opens it.

addEventListener("push", (event) => {
  const { title, path, ...options } = event.data.json();
  const shown = { ...options, icon: "/apple-touch-icon.png", data: path };
  event.waitUntil(registration.showNotification(title, shown));
});

addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(openStory(event.notification.data));
});

/** In the tab that shows it already, else in one of its own: what is being read in the others stays. */
async function openStory(path) {
  const { href } = new URL(path, location.origin);
  const tabs = await clients.matchAll({ type: "window", includeUncontrolled: true });
  const tab = tabs.find(({ url }) => url === href);
  return tab ? tab.focus() : clients.openWindow(href);
}

// The browser has another address at its push service. Where it does not say which it had, the next page that is opened
// tells the paper.
addEventListener("pushsubscriptionchange", (event) => {
  const former = event.oldSubscription;
  if (former) event.waitUntil(renewAddress(former, event.newSubscription));
});

async function renewAddress(former, given) {
  const now = given ?? await registration.pushManager.subscribe(former.options);
  const body = JSON.stringify({ ...now.toJSON(), former: former.endpoint });
  await fetch("/notifications", { method: "POST", headers: { "content-type": "application/json" }, body });
}
