// Opens pages in place: what a browser does on a new page (scroll position, focus, history), what a screen reader needs
// (an announcement), progress, prefetch, and a way out to the browser's own navigation whenever anything is not as expected.
// A page is read, put in place and brought to life in steps, between which the browser may do something else.

const PREFETCH_KEPT_MS = 10_000;
const PROGRESS_AFTER_MS = 200;
const build = document.documentElement.dataset.build;
const scrollPositions = new Map(positionsBefore());
const prefetched = new Map();
/** How many pages were asked for. An answer that comes after a later question is not shown. */
let turn = 0;
/** The form that asked for the page that is awaited. */
let asking = null;
/** The page that was put in place last. */
let current = null;
/** Whether `entry` is that of a page that the reader is on the way back to. */
let restoring = false;
/** Which one of the tab's history this is. The tab may have others, of pages that were here before this one was loaded. */
let entry = history.state?.entry ?? Math.random();
let shown;
noteShown();

history.scrollRestoration = "manual";
history.replaceState({ entry }, "");
addEventListener("pagehide", () => {
  history.scrollRestoration = "auto";
  noteScrolled();
  try {
    sessionStorage.setItem("places", JSON.stringify([...scrollPositions]));
  } catch {
    // The browser keeps nothing for this site.
  }
});
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
    noteScrolled();
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
  stopWaiting();
});

addEventListener("popstate", ({ state }) => {
  if (pathOf(location) === shown) {
    stopWaiting();
    moveWithinPage(state);
    return;
  }
  noteScrolled();
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

/** Where readers were on the pages of this tab when the script that was here before went. */
function positionsBefore() {
  try {
    return JSON.parse(sessionStorage.getItem("places")) ?? [];
  } catch {
    return [];
  }
}

/** The page that was asked for is not awaited any more. */
function stopWaiting() {
  turn += 1;
  document.getElementById("progress").dataset.state = "idle";
}

/** Keeps where the reader is on the page that is shown, unless its entry was left already. */
function noteScrolled() {
  if (!restoring) scrollPositions.set(entry, scrollY);
}

/** After a jump to a mark the browser has scrolled; on the way back from one it is left to us. */
function moveWithinPage(state) {
  if (state === null) {
    entry = Math.random();
    replaceState({ entry }, "");
    return;
  }
  noteScrolled();
  restoring = false;
  entry = state.entry;
  scrollTo(0, scrollPositions.get(entry) ?? 0);
}

/** Opens a page. Whatever is not one of ours is left to the browser. */
async function open(request, isBack = false) {
  const mine = (turn += 1);
  asking = null;
  noteScrolled();
  // As the part of Leptos called itself that did this once: it is how an older service worker knows a page.
  request.headers.set("Islands-Router", "true");
  const bar = document.getElementById("progress");
  const timer = setTimeout(() => { if (mine === turn) bar.dataset.state = "loading"; }, PROGRESS_AFTER_MS);
  const page = await (take(request) ?? load(request)).catch(() => null);
  clearTimeout(timer);
  if (mine !== turn) return;
  if (!page) {
    bar.dataset.state = "idle";
    // A form is sent again by the browser only when it changes nothing. Back has the address already, and a browser that is
    // sent to a mark on it would stay where it is.
    if (isBack) location.reload();
    else location.assign(request.url);
    return;
  }
  await breath();
  const story = document.importNode(page.document.querySelector("main#main"), true);
  await breath();
  if (mine !== turn) return;
  bar.dataset.state = "idle";
  show(page.document, story, addressOf(page, request), isBack);
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

/** Where a page is: with the mark that was asked for, wherever it has moved. */
function addressOf({ redirected, url }, request) {
  const asked = new URL(request.url);
  const address = redirected ? new URL(url) : asked;
  address.hash = asked.hash;
  return address;
}

/** What an address marks in the page, if it is there. */
function markedBy({ hash }) {
  try {
    return document.getElementById(decodeURIComponent(hash.slice(1)));
  } catch {
    // It is no address that a page of ours has.
    return null;
  }
}

/** Puts the page in place, and does what a browser does on a new page. */
function show(page, story, url, isBack) {
  current = page;
  layOutAtOnce();
  exchangeStory(page, story);
  // Who asks for the page that they are on has it once in the history.
  if (isBack || url.href === location.href) {
    replaceState({ entry }, "", url);
  } else {
    entry = Math.random();
    history.pushState({ entry }, "", url);
  }
  noteShown();
  const target = isBack ? null : markedBy(url);
  const begin = target ?? document.querySelector("main#main h1") ?? document.getElementById("main");
  // What can have the focus by itself keeps its place in the order.
  if (begin.tabIndex < 0) begin.tabIndex = -1;
  begin.focus({ preventScroll: true });
  document.getElementById("announcer").textContent = document.title;
  if (isBack) scrollTo(0, scrollPositions.get(entry) ?? 0);
  else if (target) target.scrollIntoView();
  else scrollTo(0, 0);
  restoring = false;
}

/** What a reader does not wait for: the rest of the page, and its islands. */
async function finish(page) {
  if (page !== current) return;
  exchangeRest(page);
  // It may not have come for the page before.
  comeToLife();
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
