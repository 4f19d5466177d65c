// Keeps what a reader opened or saved, for when there is no network. It never answers for a network that does: a page
// always comes fresh from the paper, and only if it does not come at all, as it was last read.

const SHELL = `shell-${BUILD}`;
const OFFLINE = "/offline";

addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const shell = await caches.open(SHELL);
    await shell.addAll([OFFLINE, ...FILES]);
    await keepOpened("/").catch(() => {});
    await self.skipWaiting();
  })());
});

addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) {
      if (!name.startsWith("shell-") && !KEPT.includes(name)) await caches.delete(name);
    }
    await forgetBuilds();
    await self.clients.claim();
  })());
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin || request.headers.has("range")) return;
  if (isPage(request)) event.respondWith(page(event, url));
  else if (FILES.includes(url.pathname) || url.pathname.startsWith("/pkg/")) event.respondWith(file(request, url));
  else if (url.pathname.startsWith("/media/")) event.respondWith(picture(event, request));
});

// What the page asks, and how it went: "saved", "removed", "full", "failed", or nothing to say.
addEventListener("message", (event) => {
  const tell = (said, first = false) => event.ports[0].postMessage({ said, first });
  event.waitUntil(ACTS[event.data.act](event.data, tell).catch(() => tell("failed")));
});

const ACTS = {
  /** A story is being read. One that was there before the service worker, or was fetched ahead, is kept only now. */
  async look({ page, pictures }, tell) {
    const saved = await find(SAVED, page);
    tell(saved ? "saved" : "");
    await inTurn(() => keepOpened(page));
    if (saved) await keepPictures(pictures);
  },

  async save({ page, pictures }, tell) {
    if (await find(SAVED, page)) return tell("saved");
    const { length: count } = await looking(SAVED, (cache) => cache.keys());
    if (count >= MOST.saved) return tell("full");
    try {
      // As it was opened just now, if it was; so it can be saved without a network, too.
      await keep(SAVED, page, (await find(OPENED, page)) ?? (await fetchQuietly(page)));
      await keepPictures(pictures);
    } catch (error) {
      await remove(page);
      throw error;
    }
    tell("saved", count === 0);
  },

  async remove({ page }, tell) {
    await remove(page);
    tell("removed");
  },

  async forget(_, tell) {
    for (const name of KEPT) await alone(name, () => caches.delete(name));
    tell("removed");
  },
};

/** A page: opened by the browser, or in place by the router. */
function isPage(request) {
  return request.mode === "navigate" || request.headers.has("Islands-Router");
}

async function page(event, url) {
  const answer = await fetch(event.request).catch(() => null);
  if (!answer) return (await keptPage(url)) ?? list(await find(SHELL, OFFLINE), url.pathname !== OFFLINE);
  if (url.pathname === OFFLINE) return list(answer);
  const copy = url.search === "" && isWorthKeeping(answer) ? answer.clone() : null;
  event.waitUntil(inTurn(() => follow(event.request, url.pathname, answer, copy)));
  return answer;
}

/** A page that was kept. What a question or a place in a list is added to is another page; a story stays that story. */
async function keptPage({ pathname, search }) {
  for (const name of [SAVED, OPENED]) {
    const page = await find(name, pathname);
    if (page && (search === "" || factsOf(page).story)) return page;
  }
  return undefined;
}

/** Pages and stories for everybody: what says no is nothing to read later. */
function isWorthKeeping({ status, redirected, headers }) {
  const isForOne = /no-store|private/.test(headers.get("cache-control"));
  return status === 200 && !redirected && !isForOne && headers.get("content-type")?.startsWith("text/html");
}

let turn = Promise.resolve();

/** One after the other, so that a page that is being kept is not fetched once more. What fails keeps nothing else from it. */
function inTurn(work) {
  turn = turn.then(work).catch(() => {});
  return turn;
}

/** What is kept follows what the network says: it is renewed, moves, or goes. */
async function follow(request, path, answer, copy) {
  if (answer.status === 404 || answer.status === 410) {
    await (await caches.open(OPENED)).delete(path);
    await remove(path);
  } else if (answer.redirected || answer.type === "opaqueredirect") {
    await move(path);
  } else if (copy) {
    // One that is only fetched ahead has not been opened; what is known of it is renewed all the same.
    const isAhead = request.headers.get("Purpose") === "prefetch";
    const saved = await find(SAVED, path);
    if (saved) await keep(SAVED, path, copy.clone(), { at: factsOf(saved).at, isAnew: true });
    if (!isAhead || (await find(OPENED, path))) await keep(OPENED, path, copy);
  }
}

/** A file of the build that a page is from. */
async function file(request, url) {
  const kept = await caches.match(request.url);
  if (kept) return kept;
  try {
    return await fetch(request);
  } catch (error) {
    // A page whose build is forgotten gets today's looks, and does without script.
    const style = FILES.find((file) => file.endsWith(".css"));
    if (url.pathname.endsWith(".css")) return (await find(SHELL, style)) ?? Response.error();
    throw error;
  }
}

/** A picture's address changes when it does, so one that is kept is as good as new. */
async function picture(event, request) {
  const kept = await caches.match(request.url);
  if (kept) return kept;
  try {
    const answer = await fetch(request);
    if (answer.status === 200) event.waitUntil(keepPicture(request.url, answer.clone()).catch(() => {}));
    return answer;
  } catch (error) {
    return (await inAnySize(request.url, SAVED_PICTURES, PICTURES)) ?? Response.error();
  }
}
