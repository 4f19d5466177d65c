// Other open pages with the same story, in this browser, and when each of them is gone.
//
// A page holds a lock for as long as it lives: the browser takes it back with the page, be that closed, discarded or crashed (Web
// Locks API). Whoever waits for it is so told of the end when it has come, and nothing has to be guessed from a silence. Browsers
// give no locks to pages that come over a connection that is not secure. There, a page is asked until it does not answer.

/** How long a page is given to answer, and until it is asked again, in milliseconds. */
const ANSWERS_WITHIN_MS = 250;
const ASKED_AGAIN_MS = 5_000;

export class Tabs {
  /** What tells this page from the others. */
  page = crypto.getRandomValues(new Uint32Array(2)).join("-");
  /** @type {Set<string>} */ #others = new Set();
  /** Pages that answered since they were asked last. @type {Set<string>} */ #heard = new Set();
  /** Pages whose end is waited for. @type {Map<string, Promise<void>>} */ #ends = new Map();
  #channel;
  #onChange;
  #end = () => {};

  /**
   * @param {string} story
   * @param {(others: number) => void} onChange
   */
  constructor(story, onChange) {
    this.#onChange = onChange;
    this.#channel = new BroadcastChannel(`desk-story-${story}`);
    this.#channel.addEventListener("message", ({ data }) => this.#hear(data));
    // One that a browser has put away, to show it again later, does nothing until then.
    addEventListener("pagehide", ({ persisted }) => { if (persisted) this.#end(); });
    addEventListener("pageshow", ({ persisted }) => { if (persisted) void this.#begin(); });
    void this.#begin();
  }

  /**
   * Waits until a page is no longer open.
   * @param {string} page
   * @returns {Promise<void>}
   */
  whenGone(page) {
    const known = this.#ends.get(page);
    if (known) return known;
    const gone = (navigator.locks ? navigator.locks.request(lockOf(page), () => {}) : this.#silence(page)).finally(() => this.#ends.delete(page));
    this.#ends.set(page, gone);
    return gone;
  }

  /** The others hear of this page once it has its lock: they wait for that. */
  async #begin() {
    if (navigator.locks) await this.#hold();
    this.#say("who");
  }

  /** @returns {Promise<void>} Until the lock is held. */
  #hold() {
    return new Promise((held) => {
      void navigator.locks.request(lockOf(this.page), () => {
        held();
        return new Promise((end) => { this.#end = () => end(undefined); });
      });
    });
  }

  /** @param {string} page */
  async #silence(page) {
    for (;;) {
      this.#heard.delete(page);
      this.#say("who");
      await pause(ANSWERS_WITHIN_MS);
      if (!this.#heard.has(page)) return;
      await pause(ASKED_AGAIN_MS);
    }
  }

  /** @param {{ says: "who" | "here", page: string }} message */
  #hear({ says, page }) {
    this.#heard.add(page);
    if (says === "who") this.#say("here");
    if (this.#others.has(page)) return;
    this.#others.add(page);
    this.#onChange(this.#others.size);
    void this.whenGone(page).then(() => {
      this.#others.delete(page);
      this.#onChange(this.#others.size);
    });
  }

  /** @param {"who" | "here"} says */
  #say(says) {
    this.#channel.postMessage({ says, page: this.page });
  }
}

/** @param {string} page */
function lockOf(page) {
  return `desk-page-${page}`;
}

/** @param {number} ms @returns {Promise<void>} */
function pause(ms) {
  return new Promise((over) => { setTimeout(over, ms); });
}
