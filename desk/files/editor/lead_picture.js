// The picture above the story, in the preview: cut as the page cuts it, with what is said of it below. What has to be seen
// of a picture is in the library, so that is asked once for each.

import { controlNamed } from "./fields.js";

/** A picture that the paper keeps: its name is a hash of it. */
const OF_THE_PAPER = /^\/media\/([\w-]+)\.(avif|gif|jpg|png|webp)$/;

/** @typedef {{ shown: string, classes: string }} Look The address of a file for the preview, and the classes of the style sheet. */

export class LeadPicture {
  element = document.createElement("figure");
  /** @type {HTMLFormElement} */ #form;
  #image = document.createElement("img");
  #problem = Object.assign(document.createElement("p"), { textContent: "The picture above the story does not load.", hidden: true });
  #caption = Object.assign(document.createElement("figcaption"), { className: "article__caption" });
  #credit = Object.assign(document.createElement("span"), { className: "article__credit" });
  #address = "";
  /** What the fields said when it was shown. */
  #all = "";

  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.#form = form;
    this.element.className = "article__picture";
    this.element.hidden = true;
    this.#image.addEventListener("error", () => this.#isBroken(true));
    this.#image.addEventListener("load", () => this.#isBroken(false));
  }

  /** Shows what the fields say now. */
  render() {
    const [address, alt, caption, credit] = ["picture", "picture_alt", "picture_caption", "picture_credit"].map((name) => this.#said(name));
    const all = JSON.stringify([address, alt, caption, credit]);
    if (all === this.#all) return;
    this.#all = all;
    this.#image.alt = alt;
    this.#credit.textContent = credit;
    this.#caption.replaceChildren(caption, " ", ...(credit ? [this.#credit] : []));
    this.#caption.hidden = !caption && !credit;
    if (address !== this.#address) void this.#show(address);
  }

  /** @param {string} name */
  #said(name) {
    return controlNamed(this.#form, name)?.value.trim() ?? "";
  }

  /** @param {string} address */
  async #show(address) {
    this.#address = address;
    const [, id] = OF_THE_PAPER.exec(address) ?? [];
    this.element.hidden = !id;
    // A picture that has no address is none.
    if (!id) return this.element.replaceChildren();
    const look = await this.#ask(id);
    // Another one may stand above the story by now.
    if (address !== this.#address) return;
    this.#image.className = look?.classes ?? "";
    this.#image.src = look?.shown ?? address;
    this.element.replaceChildren(this.#image, this.#problem, this.#caption);
  }

  /**
   * None of a picture that somebody may not see in the library, or without a network: it is shown as it is.
   * @param {string} id
   * @returns {Promise<Look | null>}
   */
  async #ask(id) {
    try {
      const answer = await fetch(`${this.#form.dataset.pictures}/${id}`, { headers: { Accept: "application/json" } });
      if (!answer.ok) return null;
      const { shown, classes } = await answer.json();
      return OF_THE_PAPER.test(shown) ? { shown, classes: String(classes ?? "") } : null;
    } catch {
      return null;
    }
  }

  /** @param {boolean} isBroken */
  #isBroken(isBroken) {
    this.#image.hidden = isBroken;
    this.#problem.hidden = !isBroken;
  }
}
