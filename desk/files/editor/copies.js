// The copy of a story that stays in this browser until the server has said that it has the same: its text, and what was typed
// beside it. It survives a crash, a network that is gone and a closed tab.
//
// `localStorage` and not a database: what is written is written when the call returns, also while a page is being closed.
// Each open page has a copy of its own, so that two of them with one story do not write over each other. Each account has its own
// ones, too: on a computer that several people use, nobody is offered what somebody else left unsaved.

import { readBeside } from "./beside.js";
import { read } from "./fields.js";

/** How long at most what is typed is nowhere but in the page. */
const KEPT_AFTER_MS = 300;
const OF_THE_DESK = "desk-copy";

/**
 * @typedef {object} Kept
 * @property {string} base The number of the save that the text is based on.
 * @property {number} at When it was written, in milliseconds since 1970.
 * @property {import("./fields.js").Texts} texts Nothing where the server has the text.
 * @property {import("./beside.js").Beside} beside
 */

/** @typedef {{ key: string, page: string, kept: Kept }} Found A copy, and the page that it is of. */

export class Copy {
  /** @type {HTMLFormElement} */ #form;
  /** Whether the text is in it. */
  #hasText = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;

  /**
   * @param {HTMLFormElement} form
   * @param {string} page What tells this open page from others.
   */
  constructor(form, page) {
    this.#form = form;
    this.key = keyOf(copiesOf(form), page);
  }

  /** Keeps what will stand in the fields in a moment, so that somebody who types without a pause is kept every moment. */
  keepSoon() {
    this.#hasText = true;
    this.renewSoon();
  }

  /** Keeps what stands in the fields. Returns whether the browser had room for it. */
  keep() {
    this.#hasText = true;
    return this.renew();
  }

  /** The server has the text. */
  drop() {
    this.#hasText = false;
    this.renew();
  }

  /** What stands beside the text has changed. */
  renewSoon() {
    this.#timer ??= setTimeout(() => this.renew(), KEPT_AFTER_MS);
  }

  /** Keeps what the server does not have, if there is any. Returns whether the browser had room for it. */
  renew() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    return write(this.key, this.#form, this.#hasText);
  }

  /**
   * Keeps what stands in the fields as if another page had left it, as something else is about to be put there.
   * @param {boolean} withText
   */
  setAside(withText) {
    const nobody = crypto.getRandomValues(new Uint32Array(2)).join("-");
    return write(keyOf(copiesOf(this.#form), nobody), this.#form, withText);
  }
}

/** @param {HTMLFormElement} form Whose copies those of the form are, and of which story. */
export function copiesOf(form) {
  return form.dataset.copies ?? "";
}

/**
 * The copies of all pages, the newest first.
 * @param {string} copies Whose, and of which story.
 * @returns {Found[]}
 */
export function allCopies(copies) {
  const start = keyOf(copies, "");
  const found = keys().filter((key) => key.startsWith(start)).map((key) => ({ key, page: key.slice(start.length), kept: look(key) }));
  return /** @type {Found[]} */ (found.filter(({ kept }) => kept !== null)).sort((one, other) => other.kept.at - one.kept.at);
}

/**
 * Lets go of what stood in some fields beside the text.
 * @param {string} key
 * @param {(name: string) => boolean} isOver
 */
export function forgetBeside(key, isOver) {
  const kept = look(key);
  if (!kept) return;
  const beside = Object.fromEntries(Object.entries(kept.beside).filter(([name]) => !isOver(name)));
  put(key, { ...kept, beside });
}

/** @param {string} key */
export function remove(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // Where nothing can be stored, nothing was.
  }
}

/** @param {string} copies @param {string} page */
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

/** @param {string} key @param {HTMLFormElement} form @param {boolean} withText */
function write(key, form, withText) {
  const base = /** @type {HTMLInputElement} */ (form.elements.namedItem("base")).value;
  return put(key, { base, at: Date.now(), texts: withText ? read(form) : {}, beside: readBeside(form) });
}

/** @param {string} key @param {Kept} kept */
function put(key, kept) {
  if (isEmpty(kept.texts) && isEmpty(kept.beside)) {
    remove(key);
    return true;
  }
  try {
    localStorage.setItem(key, JSON.stringify(kept));
    return true;
  } catch {
    return false;
  }
}

/** @param {object} record */
export function isEmpty(record) {
  return Object.keys(record).length === 0;
}

/**
 * @param {string} key
 * @returns {Kept | null}
 */
function look(key) {
  try {
    const { base, at, texts, beside = {} } = JSON.parse(localStorage.getItem(key) ?? "");
    const isWhole = typeof base === "string" && typeof at === "number" && [texts, beside].every((part) => typeof part === "object" && part !== null);
    return isWhole ? { base, at, texts, beside } : null;
  } catch {
    return null;
  }
}
