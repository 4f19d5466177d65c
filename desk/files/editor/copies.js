// The copy of a story that stays in this browser until the server has said that it has the same text. It survives a crash,
// a network that is gone and a closed tab.
//
// `localStorage` and not a database: what is written is written when the call returns, also while a page is being closed.
// Each open page has a copy of its own, so that two of them with one story do not write over each other. Each account has its own
// ones, too: on a computer that several people use, nobody is offered what somebody else left unsaved.

import { read } from "./fields.js";

/** How long at most what is typed is nowhere but in the page. */
const KEPT_AFTER_MS = 300;
const OF_THE_DESK = "desk-copy";

/**
 * @typedef {object} Kept
 * @property {string} base The number of the save that the text is based on.
 * @property {number} at When it was written, in milliseconds since 1970.
 * @property {import("./fields.js").Texts} texts
 */

export class Copy {
  /** @type {HTMLFormElement} */ #form;
  #key;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;

  /**
   * @param {HTMLFormElement} form
   * @param {string} page What tells this open page from others.
   */
  constructor(form, page) {
    this.#form = form;
    this.#key = keyOf(form.dataset.copies ?? "", page);
  }

  /** Keeps what will stand in the fields in a moment, so that somebody who types without a pause is kept every moment. */
  keepSoon() {
    this.#timer ??= setTimeout(() => this.keep(), KEPT_AFTER_MS);
  }

  /** Keeps what stands in the fields. Returns whether the browser had room for it. */
  keep() {
    this.#stop();
    return write(this.#key, this.#form);
  }

  /** The server has it. */
  drop() {
    this.#stop();
    remove(this.#key);
  }

  #stop() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Keeps what stands in the fields as if another page had left it, as something else is about to be put there. */
  setAside() {
    return write(keyOf(this.#form.dataset.copies ?? "", crypto.getRandomValues(new Uint32Array(2)).join("-")), this.#form);
  }
}

/**
 * Copies that pages left behind which are no longer open, the newest first.
 * @param {string} copies Whose, and of which story.
 * @param {string[]} openPages
 */
export function leftBehind(copies, openPages) {
  const open = openPages.map((page) => keyOf(copies, page));
  return keys()
    .filter((key) => key.startsWith(keyOf(copies, "")) && !open.includes(key))
    .map((key) => ({ key, kept: look(key) }))
    .filter(/** @returns {found is { key: string, kept: Kept }} */ (found) => found.kept !== null)
    .sort((one, other) => other.kept.at - one.kept.at);
}

/** @param {string} key */
export function remove(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // Where nothing can be stored, nothing was.
  }
}

/** @param {string} copies Whose, and of which story. @param {string} page */
function keyOf(copies, page) {
  return `${OF_THE_DESK}/${copies}/${page}`;
}

/** @returns {string[]} */
function keys() {
  try {
    return Object.keys(localStorage);
  } catch {
    return [];
  }
}

/** @param {string} key @param {HTMLFormElement} form */
function write(key, form) {
  const base = /** @type {HTMLInputElement} */ (form.elements.namedItem("base")).value;
  /** @type {Kept} */
  const kept = { base, at: Date.now(), texts: read(form) };
  try {
    localStorage.setItem(key, JSON.stringify(kept));
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {string} key
 * @returns {Kept | null}
 */
function look(key) {
  try {
    const { base, at, texts } = JSON.parse(localStorage.getItem(key) ?? "");
    const isWhole = typeof base === "string" && typeof at === "number" && typeof texts === "object" && texts !== null;
    return isWhole ? { base, at, texts } : null;
  } catch {
    return null;
  }
}
