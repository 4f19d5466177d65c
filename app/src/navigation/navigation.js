// Opens pages in place: what a browser does on a new page (scroll position, focus, history), what a screen reader needs
// (an announcement), progress, prefetch, and a way out to the browser's own navigation whenever anything is not as expected.
// A page is read, put in place and brought to life in steps, between which the browser may do something else.

const PREFETCH_KEPT_MS = 10_000;
const PROGRESS_AFTER_MS = 200;
const build = document.documentElement.dataset.build;
const scrollPositions = new Map();
const prefetched = new Map();
/** How many pages were asked for. An answer that comes after a later question is not shown. */
let turn = 0;
/** The form that asked for the page that is awaited. */
let asking = null;
/** The page that was put in place last. */
let current = null;
/** Whether `entry` is that of a page that the reader is on the way back to. */
let restoring = false;
let entry = history.state?.entry ?? 0;
let newestEntry = entry;
let shown;
noteShown();

history.scrollRestoration = "manual";
history.replaceState({ entry }, "");
addEventListener("pagehide", () => { history.scrollRestoration = "auto"; });
addEventListener("pageshow", () => { history.scrollRestoration = "manual"; });

// A part of the page may change its address, as the search does.
const replaceState = history.replaceState.bind(history);
history.replaceState = (...told) => {
  replaceState(...told);
  noteShown();
};

addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  const isPlain = !event.button && !event.metaKey && !event.altKey && !event.ctrlKey && !event.shiftKey;
  if (event.defaultPrevented || !isPlain || !link || !isOurs(link)) return;
  const url = new URL(link.href);
  if (url.hash && pathOf(url) === shown) {
    // A jump within the page is the browser's business.
    scrollPositions.set(entry, scrollY);
    return;
  }
  event.preventDefault();
  open(new Request(url));
});

addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  const url = new URL(form.action);
  if (event.defaultPrevented || form.target || url.origin !== location.origin) return;
  event.preventDefault();
  const fields = new URLSearchParams(new FormData(form, submitter));
  const headers = { Accept: "text/html" };
  const changesNothing = form.method === "get";
  if (changesNothing) url.search = fields;
  open(new Request(url, changesNothing ? { headers } : { headers, method: "POST", body: fields }));
  if (changesNothing) asking = form;
});

addEventListener("input", ({ target }) => {
  // An island in the form shows what fits its fields now; the page that was asked for would put back what they were.
  if (target.form !== asking || !awake.has(asking?.querySelector("leptos-island"))) return;
  turn += 1;
  document.getElementById("progress").dataset.state = "idle";
});

addEventListener("popstate", ({ state }) => {
  if (pathOf(location) === shown) {
    turn += 1;
    moveWithinPage(state);
    return;
  }
  scrollPositions.set(entry, scrollY);
  entry = state?.entry ?? 0;
  restoring = true;
  open(new Request(location.href), true);
});

for (const kind of ["pointerover", "focusin"]) {
  document.addEventListener(kind, (event) => prefetch(event.target.closest?.("a[href]")), { passive: true });
}

/** Whether a link leads to what may be a page of ours, in this window. */
function isOurs(link) {
  return link.origin === location.origin && !link.target && !link.hasAttribute("download") && !link.relList.contains("external");
}

function pathOf({ pathname, search }) {
  return pathname + search;
}

function noteShown() {
  shown = pathOf(location);
}

/** After a jump to a mark the browser has scrolled; on the way back from one it is left to us. */
function moveWithinPage(state) {
  if (state === null) {
    entry = newestEntry += 1;
    replaceState({ entry }, "");
    return;
  }
  scrollPositions.set(entry, scrollY);
  entry = state.entry;
  scrollTo(0, scrollPositions.get(entry) ?? 0);
}

/** Opens a page. Whatever is not one of ours is left to the browser. */
async function open(request, isBack = false) {
  const mine = (turn += 1);
  asking = null;
  if (!restoring) scrollPositions.set(entry, scrollY);
  // As the part of Leptos called itself that did this once: it is how an older service worker knows a page.
  request.headers.set("Islands-Router", "true");
  const bar = document.getElementById("progress");
  const timer = setTimeout(() => { if (mine === turn) bar.dataset.state = "loading"; }, PROGRESS_AFTER_MS);
  const page = await (take(request) ?? load(request)).catch(() => null);
  clearTimeout(timer);
  if (mine !== turn) return;
  if (!page) {
    bar.dataset.state = "idle";
    // A form is sent again by the browser only when it changes nothing.
    location.assign(request.url);
    return;
  }
  await breath();
  const story = document.importNode(page.document.querySelector("main#main"), true);
  await breath();
  if (mine !== turn) return;
  bar.dataset.state = "idle";
  show(page.document, story, new URL(page.redirected ? page.url : request.url), isBack);
  await breath();
  await finish(page.document);
}

/** A page of this build of this site, or null. */
async function load(request) {
  const response = await fetch(request);
  const isPage = response.headers.get("content-type")?.startsWith("text/html");
  if (!isPage || response.headers.get("dateline-build") !== build) return null;
  const html = await response.text();
  const page = new DOMParser().parseFromString(html, "text/html");
  return page.querySelector("main#main") && { document: page, redirected: response.redirected, url: response.url };
}

/** Puts the page in place, and does what a browser does on a new page. */
function show(page, story, url, isBack) {
  current = page;
  layOutAtOnce();
  exchangeStory(page, story);
  if (isBack) {
    replaceState({ entry }, "", url);
  } else {
    entry = newestEntry += 1;
    history.pushState({ entry }, "", url);
  }
  noteShown();
  const heading = document.querySelector("main#main h1") ?? document.getElementById("main");
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  document.getElementById("announcer").textContent = document.title;
  const target = url.hash && document.getElementById(decodeURIComponent(url.hash.slice(1)));
  if (isBack) scrollTo(0, scrollPositions.get(entry) ?? 0);
  else if (target) target.scrollIntoView();
  else scrollTo(0, 0);
  restoring = false;
}

/** What a reader does not wait for: the rest of the page, and its islands. */
async function finish(page) {
  if (page !== current) return;
  exchangeRest(page);
  await wake(document);
  // What is kept live compares what it knows with what the page knows.
  if (page === current) dispatchEvent(new CustomEvent("dateline-page", { detail: page }));
}

/** Starts to load where a reader is about to go, unless they asked for less data. */
function prefetch(link) {
  if (!link || !isOurs(link) || savesData()) return;
  const url = new URL(link.href);
  if (pathOf(url) === shown || prefetched.has(url.href)) return;
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
