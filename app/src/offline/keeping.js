// What is kept, and how much of it: stories that were saved, pages that were opened last, and the pictures of both. What
// was opened makes room for what was saved, never the other way round.

const SAVED = "saved";
const OPENED = "opened";
const SAVED_PICTURES = "saved-pictures";
const PICTURES = "pictures";
const KEPT = [SAVED, OPENED, SAVED_PICTURES, PICTURES];
/** Where what is known of a kept page stands: in a header, so that a list of all need not read them. */
const FACTS = "dateline-kept";
/** Old builds whose files stay for the pages that are kept from them. */
const MOST_BUILDS = 4;

/** Does something with a cache while nobody else does (Web Locks API): what is put anew is away for a moment. */
function alone(name, work) {
  return navigator.locks.request(name, async () => work(await caches.open(name)));
}

/** Beside others that only look. It waits for no network, as nobody does who is alone with a cache. */
function looking(name, work) {
  return navigator.locks.request(name, { mode: "shared" }, async () => work(await caches.open(name)));
}

function find(name, key) {
  return looking(name, (cache) => cache.match(key));
}

/** Keeps a page. `at` is when a reader opened or saved it. A copy is made anew only as long as there is one. */
async function keep(name, path, answer, { at = new Date().toISOString(), isAnew = false } = {}) {
  if (!isWorthKeeping(answer)) throw new Error(`${path} is no page to keep`);
  const html = await answer.text();
  const headers = readable(answer.headers);
  headers.set(FACTS, encodeURIComponent(JSON.stringify({ at, ...read(html) })));
  await put(name, path, new Response(html, { headers }), isAnew);
  await forgetBuilds();
  if (name === OPENED) await forgetOldest(OPENED, MOST.opened);
}

/** What a page says of itself: the text of its headline as HTML, its language, and whether it is a story. */
function read(html) {
  const article = /<article[^>]* class="article [^>]*>/.exec(html)?.[0];
  const root = /<html[^>]*>/.exec(html)?.[0];
  const attribute = (tag, name) => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1];
  const own = (name) => attribute(article, name) ?? attribute(root, name) ?? "";
  const title = /<h1[^>]*>(.*?)<\/h1>/s.exec(html)?.[1].replace(/<[^>]*>/g, "") ?? "";
  return { title, lang: own("lang"), dir: own("dir"), story: article !== undefined };
}

function factsOf(page) {
  return JSON.parse(decodeURIComponent(page.headers.get(FACTS)));
}

/** The headers of an answer whose body has been read and unpacked. */
function readable(headers) {
  const own = new Headers(headers);
  own.delete("content-encoding");
  own.delete("content-length");
  return own;
}

/** Keeps a page as opened that is not yet. */
async function keepOpened(path) {
  if (!(await find(OPENED, path))) await keep(OPENED, path, await fetchQuietly(path));
}

/** A page that nobody reads now, which is what the header tells the paper. */
function fetchQuietly(path) {
  return fetch(path, { headers: { Purpose: "prefetch" } });
}

/** A page lives elsewhere now: it is no longer kept as what it was, and stays saved as what it is. */
async function move(path) {
  await (await caches.open(OPENED)).delete(path);
  if (!(await find(SAVED, path))) return;
  const answer = await fetchQuietly(path);
  if (answer.status !== 200) return;
  const moved = new Response(answer.body, answer);
  // A reader may have let go of it meanwhile.
  const saved = await find(SAVED, path);
  if (!saved) return;
  await keep(SAVED, new URL(answer.url).pathname, moved, { at: factsOf(saved).at });
  await remove(path);
}

/** Lets go of a saved story, and of the pictures that no other saved one shows. */
function remove(path) {
  return alone(SAVED, (saved) => letGo(saved, path));
}

async function letGo(saved, path) {
  if (!(await saved.delete(path))) return;
  const shown = new Set();
  for (const page of await saved.matchAll()) {
    for (const [name] of (await page.text()).matchAll(/\/media\/\w+/g)) shown.add(name);
  }
  const pictures = await caches.open(SAVED_PICTURES);
  for (const key of await pictures.keys()) {
    if (!shown.has(nameOf(key.url))) await pictures.delete(key);
  }
}

/** What a picture is called in all its sizes: `/media/` and a hash. */
function nameOf(address) {
  return /\/media\/\w+/.exec(address)?.[0];
}

/** Keeps the pictures of a saved story. One that cannot be had is left out, and the story is there all the same. */
async function keepPictures(addresses) {
  for (const address of addresses.filter(nameOf)) {
    if (await inAnySize(address, SAVED_PICTURES)) continue;
    const picture = (await find(PICTURES, address)) ?? (await fetch(address).catch(() => null));
    if (picture?.status === 200) await put(SAVED_PICTURES, address, picture);
  }
}

/** Keeps a picture of what was opened. */
async function keepPicture(address, answer) {
  await put(PICTURES, address, answer);
  await forgetOldest(PICTURES, MOST.pictures);
}

/** The same picture in a size that is kept: a screen that was turned asks for another one. */
async function inAnySize(address, ...names) {
  for (const name of names) {
    const cache = await caches.open(name);
    const key = (await cache.keys()).find((key) => nameOf(key.url) === nameOf(address));
    if (key) return cache.match(key);
  }
  return undefined;
}

/** Puts it last; what is put anew, only if it is still there. If it cannot be put, what was there stays. */
function put(name, key, answer, isAnew = false) {
  return alone(name, async (cache) => {
    const old = await cache.match(key);
    if (isAnew && !old) return;
    await cache.delete(key);
    try {
      await putIn(cache, key, answer);
    } catch (error) {
      if (old) await cache.put(key, old);
      throw error;
    }
  });
}

/** Where the browser has no room left, what was opened longest ago goes first, pictures before pages. */
async function putIn(cache, key, answer) {
  for (;;) {
    try {
      return await cache.put(key, answer.clone());
    } catch (error) {
      const hasRoom = error.name !== "QuotaExceededError";
      if (hasRoom || !((await forgetSome(PICTURES)) || (await forgetSome(OPENED)))) throw error;
    }
  }
}

/** Forgets a tenth, and says whether there was any. */
async function forgetSome(name) {
  const count = (await opened(name)).length;
  await forgetOldest(name, Math.floor(count * 0.9));
  return count > 0;
}

async function forgetOldest(name, most) {
  const cache = await caches.open(name);
  const keys = await opened(name);
  for (const old of keys.slice(0, Math.max(0, keys.length - most))) await cache.delete(old);
}

/** The keys of a cache, the oldest first, without the front, which always stays. */
async function opened(name) {
  const keys = await (await caches.open(name)).keys();
  return keys.filter((key) => new URL(key.url).pathname !== "/");
}

/** The files of an old build go when no page is kept from it any more. Until then, those pages look and work as they did. */
async function forgetBuilds() {
  const old = (await caches.keys()).filter((name) => name.startsWith("shell-") && name !== SHELL);
  if (old.length === 0) return;
  const pages = [];
  for (const name of [SAVED, OPENED]) pages.push(...(await looking(name, (cache) => cache.matchAll())));
  const needed = new Set(pages.map((page) => `shell-${page.headers.get("dateline-build")}`));
  const stay = old.filter((name) => needed.has(name)).slice(-MOST_BUILDS);
  for (const name of old) if (!stay.includes(name)) await caches.delete(name);
}
