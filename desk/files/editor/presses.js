// A browser counts a press only where it ends on what it began on. So what is pressed is not moved or exchanged meanwhile.

/** How long after a finger was lifted a browser may take to make a press of it, in milliseconds. */
const COUNTS_AFTER_MS = 100;
const PRESSING_KEYS = ["Enter", " "];

export class Presses {
  /** The pointers and keys that are down. @type {Set<number | string>} */ #down = new Set();
  /** How many were let go of so lately that no press may have come of it yet. */
  #lately = 0;
  /** What waits for them, the newest only. @type {(() => void) | null} */ #next = null;

  constructor() {
    // Of another button than the first, a browser may never say that it was let go of: its menu opens.
    addEventListener("pointerdown", ({ pointerId, button }) => { if (button === 0) this.#down.add(pointerId); }, true);
    for (const over of /** @type {const} */ (["pointerup", "pointercancel"])) addEventListener(over, ({ pointerId }) => this.#release(pointerId), true);
    addEventListener("keydown", ({ key, target }) => {
      if (PRESSING_KEYS.includes(key) && target instanceof Element && target.matches("button, summary, a[href]")) this.#down.add(key);
    }, true);
    addEventListener("keyup", ({ key }) => this.#release(key), true);
    // Whatever is let go of in another window is not heard of here.
    addEventListener("blur", () => {
      this.#down.clear();
      this.#act();
    });
  }

  /**
   * Acts as soon as nothing is being pressed; of several that wait, the last one does.
   * @param {() => void} act
   */
  whenOver(act) {
    this.#next = act;
    this.#act();
  }

  /** @param {number | string} pressed */
  #release(pressed) {
    if (!this.#down.delete(pressed)) return;
    this.#lately += 1;
    setTimeout(() => {
      this.#lately -= 1;
      this.#act();
    }, COUNTS_AFTER_MS);
  }

  #act() {
    const act = this.#next;
    if (!act || this.#down.size > 0 || this.#lately > 0) return;
    this.#next = null;
    act();
  }
}
