// The library of pictures beside the story: it is looked through while somebody types, and what is chosen comes to stand where
// the caret is, or above the story.

import { button } from "./buttons.js";
import { paragraph } from "./formatting.js";
import { putAbove } from "./pictures.js";
import { type } from "./typing.js";

/** How long nothing is typed before the library is asked, in milliseconds. */
const PAUSE = 250;

/**
 * @typedef {object} Held A picture of the library.
 * @property {string} path
 * @property {string | null} small None before the paper has made it smaller.
 * @property {string} title
 * @property {string} alt
 * @property {string | null} caption
 * @property {string | null} credit
 * @property {string} markdown
 */

export class LibraryDialog {
  /** @type {HTMLFormElement} */ #form;
  /** @type {HTMLTextAreaElement} */ #body;
  #dialog = document.createElement("dialog");
  #words = Object.assign(document.createElement("input"), { type: "search", autocomplete: "off", maxLength: 200 });
  #said = document.createElement("p");
  #list = document.createElement("ul");
  /** What the list has, as the paper told it. */
  #shown = "";
  #asked = 0;
  #pause = 0;

  /** @param {HTMLFormElement} form @param {HTMLTextAreaElement} body */
  constructor(form, body) {
    this.#form = form;
    this.#body = body;
    this.#dialog.className = "find library-choice";
    this.#dialog.setAttribute("aria-label", "Pictures of the library");
    const label = document.createElement("label");
    label.append("Words of the picture, its file, or a story", this.#words);
    this.#said.setAttribute("role", "status");
    this.#dialog.append(label, this.#said, this.#list, button("Close", () => this.#close()));
    document.body.append(this.#dialog);
    this.#words.addEventListener("input", () => {
      clearTimeout(this.#pause);
      this.#pause = setTimeout(() => void this.#look(), PAUSE);
    });
    this.#dialog.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      this.#close();
    });
  }

  open() {
    if (!this.#dialog.open) this.#dialog.show();
    this.#words.focus();
    void this.#look();
  }

  #close() {
    this.#dialog.close();
    this.#body.focus();
  }

  async #look() {
    this.#asked += 1;
    const asked = this.#asked;
    const found = await this.#find();
    // An answer to what somebody typed before is none to what stands there now.
    if (asked !== this.#asked) return;
    const shown = JSON.stringify(found ?? []);
    // Whoever is on one of its buttons stays there.
    if (shown !== this.#shown) this.#list.replaceChildren(...(found ?? []).map((held) => this.#item(held)));
    this.#shown = shown;
    if (!found) this.#said.textContent = "The library did not answer.";
    else if (found.length === 0) this.#said.textContent = "No picture is like that.";
    else this.#said.textContent = found.length === 1 ? "1 picture" : `${found.length} pictures`;
  }

  /** @returns {Promise<Held[] | null>} */
  async #find() {
    const address = `${this.#form.action}/pictures?${new URLSearchParams({ words: this.#words.value })}`;
    try {
      const answer = await fetch(address, { headers: { Accept: "application/json" } });
      if (!answer.ok) return null;
      const { pictures } = await answer.json();
      return Array.isArray(pictures) ? pictures : null;
    } catch {
      return null;
    }
  }

  /** @param {Held} held */
  #item(held) {
    const item = document.createElement("li");
    const image = Object.assign(document.createElement("img"), { alt: held.alt, loading: "lazy" });
    if (held.small) image.src = held.small;
    const name = document.createElement("p");
    name.dir = "auto";
    name.textContent = held.title;
    const into = button("Into the story", () => this.#insert(held));
    const above = button("Above the story", () => {
      putAbove(this.#form, held);
      this.#said.textContent = `“${held.title}” stands above the story.`;
    });
    for (const one of [into, above]) one.setAttribute("aria-label", `${held.title}: ${one.textContent}`);
    item.append(image, name, into, above);
    return item;
  }

  /** @param {Held} held */
  #insert({ markdown }) {
    const { value: text, selectionEnd } = this.#body;
    const line = text.indexOf("\n", selectionEnd);
    const place = line === -1 ? text.length : line;
    type(this.#body, paragraph({ text, start: place, end: place }, markdown));
    this.#dialog.close();
  }
}
