// What Leptos' islands router lacks: scroll position, focus, an announcement, progress, prefetch, and
// a way out to ordinary navigation. It runs before the router and stands between it and the browser:
// the router's requests go through our `fetch`, its end through our `history`.

const MODULE = new URL("dateline.js", import.meta.url);
const WEBASSEMBLY = new URL("dateline.wasm", import.meta.url);
const PREFETCH_KEPT_MS = 10_000;
const PROGRESS_AFTER_MS = 200;
const build = document.documentElement.dataset.build;
const browserFetch = window.fetch.bind(window);
const scrollPositions = new Map();
const prefetched = new Map();
let arriving = null;
let restoring = false;
let entry = history.state?.entry ?? 0;
let newestEntry = entry;

// The router awaits `startViewTransition`, which does not wait for the change of the page, so its end
// could not be told. Without it the router changes the page at once.
document.startViewTransition = undefined;
// Leptos would load WebAssembly as soon as the browser is idle, which it is while it waits for pictures: it would take the
// line from them, and then the processor. It is loaded after them, or when the reader reaches for something.
const browserIdle = window.requestIdleCallback ?? setTimeout;
window.requestIdleCallback = (start) => {
  window.requestIdleCallback = browserIdle;
  const begin = () => {
    if (!start) return;
    for (const [rel, as, { href }] of [["modulepreload", "script", MODULE], ["preload", "fetch", WEBASSEMBLY]]) {
      document.head.append(Object.assign(document.createElement("link"), { rel, as, href, crossOrigin: "" }));
    }
    browserIdle.call(window, start);
    start = null;
  };
  for (const kind of ["pointerdown", "keydown", "focusin"]) addEventListener(kind, begin, { once: true, passive: true });
  if (document.readyState === "complete") begin();
  else addEventListener("load", begin, { once: true });
};

// Leptos offers this before WebAssembly is ready and then fails. An island that arrives too early stays
// plain HTML; the start wakes all that are on the page once it is ready.
let wake = null;
Object.defineProperty(window, "__hydrateIsland", {
  set: (leptos) => { wake = leptos; },
  get: () => (island, name) => wake?.(island, name).catch(() => {}),
});

history.scrollRestoration = "manual";
history.replaceState({ entry }, "");
addEventListener("pagehide", () => { history.scrollRestoration = "auto"; });
addEventListener("pageshow", () => { history.scrollRestoration = "manual"; });

window.fetch = (input, init) =>
  input instanceof Request && input.headers.has("Islands-Router") ? open(input) : browserFetch(input, init);

// The router's end: it says where the reader is now.
for (const name of ["pushState", "replaceState"]) {
  const browser = history[name].bind(history);
  history[name] = (state, title, url) => {
    if (!arriving) {
      browser(state, title, url);
      shown = location.pathname + location.search;
      return;
    }
    if (name === "pushState") entry = newestEntry += 1;
    browser({ entry }, "", url);
    arrive(new URL(url, location.href));
  };
}

// A jump within the page is the browser's business. On `document`, so it is heard before the router.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  if (!link || !staysOnPage(new URL(link.href))) return;
  scrollPositions.set(entry, scrollY);
  event.stopPropagation();
});
addEventListener("popstate", (event) => {
  if (location.pathname + location.search === shown) {
    event.stopImmediatePropagation();
    open.turn = (open.turn ?? 0) + 1;
    moveWithinPage(event.state);
    return;
  }
  scrollPositions.set(entry, scrollY);
  entry = event.state?.entry ?? 0;
  restoring = true;
});

for (const kind of ["pointerover", "focusin"]) {
  document.addEventListener(kind, (event) => prefetch(event.target.closest?.("a[href]")), { passive: true });
}

let shown = location.pathname + location.search;

function staysOnPage(url) {
  return url.origin === location.origin && url.pathname + url.search === shown && url.hash !== "";
}

/** After a jump to a mark the browser has scrolled; on the way back from one it is left to us. */
function moveWithinPage(state) {
  if (state === null) {
    entry = newestEntry += 1;
    history.replaceState({ entry }, "");
    return;
  }
  scrollPositions.set(entry, scrollY);
  entry = state.entry;
  scrollTo(0, scrollPositions.get(entry) ?? 0);
}

/** Fetches a page for the router. Whatever is not one of our pages is left to the browser. */
async function open(request) {
  const turn = (open.turn = (open.turn ?? 0) + 1);
  if (!restoring) scrollPositions.set(entry, scrollY);
  const bar = document.getElementById("progress");
  const timer = setTimeout(() => { if (turn === open.turn) bar.dataset.state = "loading"; }, PROGRESS_AFTER_MS);
  try {
    const page = await (take(request) ?? load(request));
    if (turn !== open.turn) return never();
    if (!page) return leave(request);
    arriving = page.document;
    // The router patches the whole document; heads differ from page to page, so it gets ours as it is.
    const html = `<!DOCTYPE html><html>${document.head.outerHTML}${page.document.body.outerHTML}</html>`;
    return { redirected: page.redirected, url: page.url, text: async () => html };
  } catch {
    return turn === open.turn ? leave(request) : never();
  } finally {
    clearTimeout(timer);
    if (turn === open.turn) bar.dataset.state = "idle";
  }
}

/** A page of this build of this site, or null. */
async function load(request) {
  const response = await browserFetch(request);
  const isPage = response.headers.get("content-type")?.startsWith("text/html");
  if (!isPage || response.headers.get("dateline-build") !== build) return null;
  const html = new DOMParser().parseFromString(await response.text(), "text/html");
  return html.querySelector("main#main") && { document: html, redirected: response.redirected, url: response.url };
}

/** Goes there the ordinary way. A form is sent again by the browser only when it changes nothing. */
function leave(request) {
  location.assign(request.url);
  return never();
}

function never() {
  return new Promise(() => {});
}

/** The router has patched the page: make sure of it, then do what a browser does on a new page. */
function arrive(url) {
  const page = arriving;
  arriving = null;
  shown = url.pathname + url.search;
  const main = document.querySelector("main#main");
  const wanted = page.querySelector("main#main");
  // The router leaves the element itself as it is.
  main.dataset.page = wanted.dataset.page;
  if (text(main) !== text(wanted)) main.replaceChildren(...wanted.cloneNode(true).childNodes);
  for (const island of main.querySelectorAll("leptos-island")) {
    if (island.$$hydrated) continue;
    window.__hydrateIsland(island, island.dataset.component);
    island.$$hydrated = true;
  }
  dressHead(page);
  for (const link of document.querySelectorAll("nav.sections a")) {
    link.setAttribute("aria-current", new URL(link.href).pathname === url.pathname ? "page" : "false");
  }
  const heading = main.querySelector("h1") ?? main;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  document.getElementById("announcer").textContent = document.title;
  const target = url.hash && document.getElementById(decodeURIComponent(url.hash.slice(1)));
  if (restoring) scrollTo(0, scrollPositions.get(entry) ?? 0);
  else if (target) target.scrollIntoView();
  else scrollTo(0, 0);
  restoring = false;
  // What is kept live compares what it knows with what the page knows.
  dispatchEvent(new CustomEvent("dateline-page", { detail: page }));
}

function text(element) {
  return element.textContent.replace(/\s+/g, "");
}

/** Title, description and the rest of what a page says of itself. */
function dressHead(page) {
  const ofThePage = `meta[name=description], meta[name=robots], meta[name^="twitter:"], meta[property],
    link[rel=canonical], link[rel=alternate], script[type="application/ld+json"]`;
  document.title = page.title;
  for (const element of document.head.querySelectorAll(ofThePage)) element.remove();
  document.head.append(...[...page.head.querySelectorAll(ofThePage)].map((element) => document.adoptNode(element)));
}

/** Starts to load where a reader is about to go, unless they asked for less data. */
function prefetch(link) {
  if (!link || link.target || link.hasAttribute("download") || savesData()) return;
  const url = new URL(link.href);
  if (url.origin !== location.origin || url.pathname + url.search === shown || prefetched.has(url.href)) return;
  if (/\.[a-z0-9]+$/i.test(url.pathname)) return;
  const request = new Request(url, { headers: { "Islands-Router": "true", Purpose: "prefetch" } });
  prefetched.set(url.href, load(request).catch(() => null));
  setTimeout(() => prefetched.delete(url.href), PREFETCH_KEPT_MS);
}

function savesData() {
  return navigator.connection?.saveData || document.documentElement.dataset.pictures === "fewer";
}

function take(request) {
  if (request.method !== "GET") return undefined;
  const page = prefetched.get(request.url);
  prefetched.delete(request.url);
  // Only now is it read; the server did not count it when it was fetched ahead.
  if (page) navigator.sendBeacon("/read", new URL(request.url).pathname);
  return page;
}
