// Keeps what a reader opened, for when there is no network. It never answers for a network that does: a page
// always comes fresh from the paper, and only if it does not come at all, as it was last read.

const SHELL = `shell-${BUILD}`;
const PAGES = "pages";
const PICTURES = "pictures";
const MOST = { [PAGES]: 60, [PICTURES]: 150 };
const OFFLINE = "/offline";

addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const shell = await caches.open(SHELL);
    await shell.addAll([OFFLINE, ...FILES]);
    await self.skipWaiting();
  })());
});

addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith("shell-") && name !== SHELL) await caches.delete(name);
    }
    await self.clients.claim();
  })());
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin || request.headers.has("range")) return;
  if (isPage(request)) event.respondWith(page(event, url));
  else if (FILES.includes(url.pathname)) event.respondWith(file(request));
  else if (url.pathname.startsWith("/media/")) event.respondWith(picture(event, request));
});

/** A page: opened by the browser, or in place by the router. */
function isPage(request) {
  return request.mode === "navigate" || request.headers.has("Islands-Router");
}

async function page(event, url) {
  try {
    const answer = await fetch(event.request);
    if (isWorthKeeping(answer, url)) event.waitUntil(keep(PAGES, url.pathname, answer.clone()));
    return answer;
  } catch {
    const kept = await (await caches.open(PAGES)).match(url.pathname);
    // The router shows pages of the build that it belongs to; the browser shows any.
    return kept ?? offline();
  }
}

/** The front, and stories: a page with a query, or one that says no, is nothing to read later. */
function isWorthKeeping(answer, url) {
  const html = answer.headers.get("content-type")?.startsWith("text/html");
  return answer.status === 200 && !answer.redirected && html && url.search === "" && url.pathname !== OFFLINE;
}

async function file(request) {
  return (await (await caches.open(SHELL)).match(request.url)) ?? fetch(request);
}

/** A picture's address changes when it does, so one that is kept is as good as new. */
async function picture(event, request) {
  const kept = await (await caches.open(PICTURES)).match(request.url);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.status === 200) event.waitUntil(keep(PICTURES, request.url, answer.clone()));
  return answer;
}

/** The newest last; the oldest go when there are too many. */
async function keep(name, key, answer) {
  const cache = await caches.open(name);
  await cache.delete(key);
  await cache.put(key, answer);
  const keys = await cache.keys();
  for (const old of keys.slice(0, Math.max(0, keys.length - MOST[name]))) await cache.delete(old);
}

/** The page that says that there is no network, with a list of what can be read without one. */
async function offline() {
  const shell = await (await caches.open(SHELL)).match(OFFLINE);
  if (!shell) return Response.error();
  const pages = await caches.open(PAGES);
  const items = [];
  for (const key of (await pages.keys()).reverse()) {
    const html = await (await pages.match(key)).text();
    const title = /<h1[^>]*>(.*?)<\/h1>/s.exec(html)?.[1].replace(/<[^>]*>/g, "");
    if (title) items.push(`<li><a href="${new URL(key.url).pathname}">${title}</a></li>`);
  }
  const html = (await shell.text()).replace("<li>…</li>", items.join("") || "<li>–</li>");
  const headers = new Headers(shell.headers);
  headers.delete("content-encoding");
  headers.delete("content-length");
  return new Response(html, { status: 503, headers });
}
