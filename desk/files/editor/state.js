// The line that says whether what was typed is saved. Somebody who listens to the page hears of troubles and of their end;
// "Saved" every few seconds would talk over the story.

const ROUTINE = ["unsaved", "saving", "saved"];

/** @typedef {"unsaved" | "saving" | "saved" | "offline" | "signed-out" | "disputed" | "refused"} State */

export class StateLine {
  /** @type {HTMLElement} */ #line;
  /** @type {State} */ #state = "saved";

  /** @param {HTMLElement} line */
  constructor(line) {
    this.#line = line;
  }

  get words() {
    return this.#line.textContent?.trim() ?? "";
  }

  get isTrouble() {
    return !ROUTINE.includes(this.#state);
  }

  /**
   * @param {State} state
   * @param {string} words
   * @param {{ href: string, words: string, opensTab?: boolean }} [link] Where the writer can do something about it.
   */
  show(state, words, link) {
    const concerns = !ROUTINE.includes(state) || this.isTrouble;
    this.#line.setAttribute("aria-live", concerns ? "polite" : "off");
    this.#state = state;
    this.#line.dataset.state = state;
    // What is said again is not changed, so that nobody hears it twice.
    const whole = link ? `${words} ${link.words}` : words;
    if (this.#line.textContent === whole) return;
    this.#line.replaceChildren(words, ...(link ? [" ", anchor(link)] : []));
  }
}

/** @param {{ href: string, words: string, opensTab?: boolean }} link */
function anchor({ href, words, opensTab }) {
  const anchor = document.createElement("a");
  anchor.href = href;
  anchor.textContent = words;
  if (opensTab) anchor.target = "_blank";
  return anchor;
}
