// Other open pages with the same story, in this browser.

/** How long the others are given to say that they are there, in milliseconds. */
const ANSWERED_AFTER_MS = 250;

export class Tabs {
  /** What tells this page from the others. */
  page = crypto.getRandomValues(new Uint32Array(2)).join("-");
  /** @type {Set<string>} */ #others = new Set();
  #channel;
  #onChange;

  /**
   * @param {string} story
   * @param {(others: number) => void} onChange
   */
  constructor(story, onChange) {
    this.#onChange = onChange;
    this.#channel = new BroadcastChannel(`desk-story-${story}`);
    this.#channel.addEventListener("message", ({ data }) => this.#hear(data));
    addEventListener("pagehide", () => this.#say("gone"));
    addEventListener("pageshow", ({ persisted }) => { if (persisted) this.#say("who"); });
    this.#say("who");
  }

  /** Pages that are open, with this one, once all had time to answer. */
  async open() {
    await new Promise((waited) => setTimeout(waited, ANSWERED_AFTER_MS));
    return [this.page, ...this.#others];
  }

  /** @param {{ says: string, page: string }} message */
  #hear({ says, page }) {
    if (says === "gone") this.#others.delete(page);
    else this.#others.add(page);
    if (says === "who") this.#say("here");
    this.#onChange(this.#others.size);
  }

  /** @param {"who" | "here" | "gone"} says */
  #say(says) {
    this.#channel.postMessage({ says, page: this.page });
  }
}
