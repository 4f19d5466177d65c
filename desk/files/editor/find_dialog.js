// Find and replace in the story. The dialog stands beside the text and does not keep anybody from it; as a field without
// the focus shows no selection, the dialog shows the words around what it found.

import { button } from "./buttons.js";
import { findAll, replacement } from "./finding.js";
import { bringIntoView } from "./scrolling.js";
import { type } from "./typing.js";

/** How many characters of the text are shown on each side of what was found. */
const AROUND = 40;

export class FindDialog {
  /** @type {HTMLTextAreaElement} */ #body;
  #dialog = document.createElement("dialog");
  #wanted = field("search", "Find");
  #other = field("text", "Replace with");
  #matchCase = box("Match case");
  #wholeWords = box("Whole words");
  #said = document.createElement("p");
  #around = document.createElement("p");
  /** @type {import("./finding.js").Found[]} */ #found = [];
  #current = -1;

  /** @param {HTMLTextAreaElement} body */
  constructor(body) {
    this.#body = body;
    this.#dialog.className = "find";
    this.#dialog.setAttribute("aria-label", "Find and replace");
    this.#said.setAttribute("role", "status");
    this.#around.className = "find__around";
    this.#around.dir = "auto";
    const acts = document.createElement("p");
    acts.className = "find__acts";
    acts.append(
      button("Next", () => this.#step(1)),
      button("Previous", () => this.#step(-1)),
      button("Replace", () => this.#replace()),
      button("Replace all", () => this.#replaceAll()),
      button("Close", () => this.#close()),
    );
    this.#dialog.append(this.#wanted.label, this.#other.label, this.#matchCase.label, this.#wholeWords.label, acts, this.#said, this.#around);
    // Outside of the form: what is typed here belongs to no story, and Enter sends nothing.
    document.body.append(this.#dialog);
    for (const { input } of [this.#wanted, this.#matchCase, this.#wholeWords]) input.addEventListener("input", () => this.#look(this.#body.selectionStart));
    body.addEventListener("input", () => { if (this.#dialog.open) this.#refresh(); });
    this.#dialog.addEventListener("keydown", (event) => this.#hear(event));
  }

  /** Looks for what is selected, if that is one line. */
  open() {
    const selected = this.#body.value.slice(this.#body.selectionStart, this.#body.selectionEnd);
    if (selected && !selected.includes("\n")) this.#wanted.input.value = selected;
    if (!this.#dialog.open) this.#dialog.show();
    this.#wanted.input.focus();
    this.#wanted.input.select();
    this.#look(this.#body.selectionStart);
  }

  /** @param {KeyboardEvent} event */
  #hear(event) {
    if (event.key === "Escape") {
      event.preventDefault();
      this.#close();
    } else if (event.key === "Enter" && !event.isComposing && event.target instanceof HTMLInputElement) {
      event.preventDefault();
      if (event.target === this.#other.input) this.#replace();
      else this.#step(event.shiftKey ? -1 : 1);
    }
  }

  /** The writer goes on at what was found. */
  #close() {
    this.#dialog.close();
    this.#body.focus();
  }

  #search() {
    const how = { matchCase: this.#matchCase.input.checked, wholeWords: this.#wholeWords.input.checked };
    this.#found = findAll(this.#body.value, this.#wanted.input.value, how);
  }

  /** The first at a place or after it, else the first. @param {number} place */
  #look(place) {
    this.#search();
    const next = this.#found.findIndex(({ start }) => start >= place);
    this.#go(this.#found.length === 0 ? -1 : Math.max(next, 0));
  }

  /** The text has changed under what was found. */
  #refresh() {
    this.#search();
    this.#current = -1;
    this.#say();
  }

  /** @param {1 | -1} way */
  #step(way) {
    if (this.#current === -1) return this.#look(this.#body.selectionEnd);
    const { length } = this.#found;
    this.#go((this.#current + way + length) % length);
  }

  /** @param {number} current */
  #go(current) {
    this.#current = current;
    const match = this.#found[current];
    if (match) {
      this.#body.setSelectionRange(match.start, match.end);
      bringIntoView(this.#body, match.start);
    }
    this.#say();
  }

  #replace() {
    const match = this.#found[this.#current];
    if (!match) return this.#step(1);
    const text = this.#other.input.value;
    this.#type({ ...match, text });
    this.#look(match.start + text.length);
  }

  #replaceAll() {
    this.#search();
    const { length } = this.#found;
    if (length > 0) this.#type(replacement(this.#body.value, this.#found, this.#other.input.value));
    this.#refresh();
    this.#said.textContent = length === 1 ? "1 place replaced." : `${length} places replaced.`;
  }

  /** The keyboard stays in the dialog. @param {{ start: number, end: number, text: string }} edit */
  #type(edit) {
    const focused = document.activeElement;
    type(this.#body, edit);
    if (focused instanceof HTMLElement) focused.focus();
  }

  #say() {
    const { length } = this.#found;
    const match = this.#found[this.#current];
    if (!this.#wanted.input.value) this.#said.textContent = "";
    else if (length === 0) this.#said.textContent = "Not found.";
    else this.#said.textContent = match ? `${this.#current + 1} of ${length}` : `${length} found`;
    this.#around.replaceChildren(...(match ? around(this.#body.value, match) : []));
  }
}

/** @param {string} text @param {import("./finding.js").Found} match */
function around(text, { start, end }) {
  const mark = document.createElement("mark");
  mark.textContent = text.slice(start, end);
  const before = text.slice(Math.max(0, start - AROUND), start).split("\n").at(-1) ?? "";
  return [before, mark, text.slice(end, end + AROUND).split("\n")[0]];
}

/** @param {string} type @param {string} words */
function field(type, words) {
  const label = document.createElement("label");
  const input = Object.assign(document.createElement("input"), { type, autocomplete: "off", spellcheck: false });
  label.append(`${words} `, input);
  return { label, input };
}

/** @param {string} words */
function box(words) {
  const label = document.createElement("label");
  label.className = "find__choice";
  const input = Object.assign(document.createElement("input"), { type: "checkbox" });
  label.append(input, ` ${words}`);
  return { label, input };
}
