// What is typed into the forms of a live story is kept in the browser until it was sent, so that it outlives the page: for
// each account apart, as several people may use one computer.

import { addAbove, addBelow, empty, entryForm, isTyped, read, write } from "./fields.js";

/** @typedef {import("./page.js").Page} Page */
/**
 * `isUnheard`: it was sent, and nobody heard what came of it.
 * @typedef {{ fields: import("./fields.js").Fields, isUnheard: boolean }} Draft
 */

const NOT_SENT = "What you had typed and not sent stands in the form.";
const UNHEARD = "What stands in the form may have reached the desk. Look at the list before you send it again.";

export class Drafts {
  /** Whether what stands in the form of a new entry was sent, and nobody heard what came of it. */
  #isUnheard = false;
  /** The names of those for which the browser has no room. @type {Set<string>} */
  #homeless = new Set();

  /** @param {Page} page */
  constructor(page) {
    this.page = page;
    this.story = `${page.root.dataset.account} ${location.pathname}`;
    this.onItsWay = `sent ${this.story}`;
    const areBack = [this.#bringBackNew(), this.#bringBackChanges()];
    if (areBack.includes(true)) page.tell([this.#isUnheard ? UNHEARD : NOT_SENT], false);
    page.root.addEventListener("input", ({ target }) => {
      const form = target instanceof Element ? entryForm(target) : null;
      if (form) this.keep(form);
    });
    // Whoever closes an entry does not go on changing it.
    page.root.addEventListener("toggle", ({ target }) => {
      const form = target instanceof HTMLDetailsElement && !target.open ? target.querySelector("form") : null;
      if (form && form === entryForm(form)) this.forget(form);
    }, true);
    addEventListener("beforeunload", (event) => {
      if (this.#homeless.size > 0 || page.root.querySelector("form[aria-busy='true']")) event.preventDefault();
    });
  }

  /** Keeps what stands in a form now. @param {HTMLFormElement} form */
  keep(form) {
    const isNew = form === this.page.form;
    if (isTyped(form)) {
      this.#put(this.#name(form), { fields: read(form), isUnheard: isNew && this.#isUnheard });
    } else {
      if (isNew) this.#isUnheard = false;
      this.forget(form);
    }
  }

  /** What stands in the form needs no keeping any more. @param {HTMLFormElement} form */
  forget(form) {
    this.#remove(this.#name(form));
  }

  /** A new entry goes on its way, and its form is emptied for the next one. @param {HTMLFormElement} form */
  send(form) {
    this.#put(this.onItsWay, { fields: read(form), isUnheard: true });
    empty(form);
    this.forget(form);
  }

  /**
   * It has come back into the form, if it was not taken.
   * @param {HTMLFormElement} form
   * @param {boolean} isHeard Whether there was an answer.
   */
  settle(form, isHeard) {
    this.#isUnheard = !isHeard;
    this.keep(form);
    this.#remove(this.onItsWay);
  }

  /** Whether there was something. */
  #bringBackNew() {
    const form = this.page.form;
    const sent = drafted(this.onItsWay);
    const typed = form && drafted(this.#name(form));
    // What the server gave back is newer.
    if (!form || isTyped(form) || !(sent || typed)) return false;
    if (typed) write(form, typed.fields);
    if (sent && typed) addAbove(form, sent.fields);
    // As it was sent, with its key: if the desk has it, it is not taken again.
    else if (sent) write(form, sent.fields);
    this.#isUnheard = sent !== null || typed?.isUnheard === true;
    this.keep(form);
    this.#remove(this.onItsWay);
    return true;
  }

  /**
   * Changes to entries of this page. Those of an entry that was removed meanwhile come into the form of a new one. Whether
   * there were any.
   */
  #bringBackChanges() {
    let areBack = false;
    for (const entry of this.page.entries.list.children) {
      const name = this.#nameOf(entry);
      const kept = drafted(name);
      if (!kept) continue;
      const form = entry.querySelector(".desk-entry__edit form");
      if (form instanceof HTMLFormElement) {
        // What the server gave back is newer.
        if (isTyped(form)) continue;
        // With the version that was changed: the server tells where somebody else changed it since.
        write(form, kept.fields);
        form.closest("details")?.setAttribute("open", "");
        areBack = true;
      } else if (this.page.form) {
        addBelow(this.page.form, kept.fields);
        this.keep(this.page.form);
        this.#remove(name);
        areBack = true;
      }
    }
    return areBack;
  }

  /** @param {HTMLFormElement} form */
  #name(form) {
    return this.#nameOf(form.closest("#entries > li"));
  }

  /** @param {Element | null} entry None for a new one. */
  #nameOf(entry) {
    return entry ? `draft ${this.story} ${entry.id}` : `draft ${this.story}`;
  }

  /**
   * @param {string} name
   * @param {Draft} draft
   */
  #put(name, draft) {
    try {
      localStorage.setItem(name, JSON.stringify(draft));
      this.#homeless.delete(name);
    } catch {
      this.#homeless.add(name);
    }
  }

  /** @param {string} name */
  #remove(name) {
    this.#homeless.delete(name);
    try {
      localStorage.removeItem(name);
    } catch {
      // Where a browser lets nothing be kept, nothing was.
    }
  }
}

/** @param {string} name @returns {Draft | null} */
function drafted(name) {
  try {
    const draft = JSON.parse(localStorage.getItem(name) ?? "null");
    return typeof draft?.fields === "object" ? draft : null;
  } catch {
    return null;
  }
}
