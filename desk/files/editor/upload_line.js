// A file on its way to the paper: how far it is, or why it was not taken.

import { button } from "./buttons.js";

export class UploadLine {
  element = document.createElement("li");
  #bar = document.createElement("progress");

  /** @param {string} name */
  constructor(name) {
    this.#bar.max = 1;
    this.#bar.setAttribute("aria-label", name);
    this.element.append(`${name} `, this.#bar);
  }

  /** @param {number} share */
  progress(share) {
    this.#bar.value = share;
  }

  /**
   * @param {string} sentence
   * @param {{ again?: () => void, signIn?: string }} [ways]
   */
  fail(sentence, { again, signIn } = {}) {
    this.element.dataset.state = "failed";
    this.element.replaceChildren(`${sentence} `);
    if (signIn) {
      const link = Object.assign(document.createElement("a"), { href: signIn, target: "_blank", textContent: "Sign in" });
      this.element.append(link, " ");
    }
    if (again) this.element.append(button("Try again", again), " ");
    this.element.append(button("Close", () => this.element.remove()));
  }
}
