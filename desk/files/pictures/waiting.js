// Says on an open page how far pictures are on their way to readers.

const PAUSE = 2_000;

/**
 * The page of one picture.
 * @param {HTMLElement} line
 */
export function followOne(line) {
  const { stateOf, state } = line.dataset;
  if (!stateOf || (state !== "waiting" && state !== "preparing")) return;
  const ask = async () => {
    const told = await read(stateOf);
    if (told && told.sentence !== line.textContent) line.textContent = told.sentence;
    // What it looks like is on the page that is made anew.
    if (told && (told.state === "ready" || told.state === "failed")) return;
    setTimeout(() => void ask(), PAUSE);
  };
  setTimeout(() => void ask(), PAUSE);
}

/**
 * The list: its own page is asked for again, and what it says of those that waited is taken from there.
 * @param {HTMLElement} line
 */
export function followAll(line) {
  const ask = async () => {
    const page = await pageOfNow();
    const told = page?.querySelector("[data-waiting]");
    if (page) {
      takePictures(page);
      const sentence = told?.textContent ?? "All pictures are ready for readers.";
      if (sentence !== line.textContent) line.textContent = sentence;
      if (!told) return;
    }
    setTimeout(() => void ask(), PAUSE);
  };
  setTimeout(() => void ask(), PAUSE);
}

/** @param {Document} page */
function takePictures(page) {
  for (const blank of document.querySelectorAll(".library .library__blank")) {
    const link = blank.closest("a")?.getAttribute("href");
    const now = [...page.querySelectorAll(".library a")].find((other) => other.getAttribute("href") === link);
    const image = now?.querySelector("picture, img");
    if (image) blank.replaceWith(image);
  }
}

/** @returns {Promise<Document | null>} */
async function pageOfNow() {
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    return answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  } catch {
    return null;
  }
}

/** @param {string} address @returns {Promise<{ state: string, sentence: string } | null>} */
async function read(address) {
  try {
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    if (!answer.ok) return null;
    const { state, sentence } = await answer.json();
    return typeof state === "string" && typeof sentence === "string" ? { state, sentence } : null;
  } catch {
    return null;
  }
}
