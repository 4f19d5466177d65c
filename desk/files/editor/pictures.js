// Pictures that are dragged or pasted into the story, or chosen: each is sent to the paper and comes to stand where it was
// let go, even if somebody goes on writing meanwhile.

import { button } from "./buttons.js";
import { paragraph, picture } from "./formatting.js";
import { change } from "./merging.js";
import { become, type } from "./typing.js";
import { upload } from "./uploading.js";

/** @typedef {{ file: File, target: { place: number }, line: UploadLine, text: string }} Sending `text` is what stood there. */

export class Pictures {
  /** @type {HTMLTextAreaElement} */ #body;
  #address;
  #list = document.createElement("ul");
  #chooser = document.createElement("input");
  /** Where those that are under way go. @type {Set<{ place: number }>} */ #places = new Set();
  #before = "";

  /**
   * @param {HTMLFormElement} form
   * @param {HTMLTextAreaElement} body
   */
  constructor(form, body) {
    this.#body = body;
    this.#address = form.dataset.pictures ?? "";
    this.#list.className = "uploads";
    this.#list.setAttribute("aria-label", "Pictures on their way");
    this.#list.setAttribute("aria-live", "polite");
    body.before(this.#list);
    Object.assign(this.#chooser, { type: "file", accept: "image/*", multiple: true, hidden: true });
    this.#chooser.addEventListener("change", () => {
      void this.take([...(this.#chooser.files ?? [])]);
      this.#chooser.value = "";
    });
    body.addEventListener("input", () => this.#follow());
    this.#hearDrops();
  }

  /** Asks for files. */
  choose() {
    this.#chooser.click();
  }

  /**
   * Sends files and puts them where the caret is now.
   * @param {File[]} files
   */
  async take(files) {
    const isOnly = files.length === 1;
    const sendings = files.map((file) => this.#prepare(file));
    // One after the other: they stand in the story in the order in which they were chosen.
    for (const sending of sendings) await this.#send(sending, isOnly);
  }

  /** A file that is dropped beside the story would be opened by the browser in place of the page. */
  #hearDrops() {
    const holdsFiles = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes("Files") ?? false;
    addEventListener("dragover", (event) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      const isOverText = event.target === this.#body;
      if (event.dataTransfer) event.dataTransfer.dropEffect = isOverText ? "copy" : "none";
      this.#body.toggleAttribute("data-dropping", isOverText);
    });
    for (const kind of ["dragleave", "drop", "dragend"]) this.#body.addEventListener(kind, () => this.#body.removeAttribute("data-dropping"));
    addEventListener("drop", (event) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      if (event.target !== this.#body) return;
      const place = placeUnder(event, this.#body);
      this.#body.setSelectionRange(place, place);
      void this.take([...(event.dataTransfer?.files ?? [])]);
    });
  }

  /**
   * @param {File} file
   * @returns {Sending}
   */
  #prepare(file) {
    if (this.#places.size === 0) this.#before = this.#body.value;
    const target = { place: endOfLine(this.#body.value, this.#body.selectionEnd) };
    this.#places.add(target);
    const line = new UploadLine(file.name);
    this.#list.append(line.element);
    return { file, target, line, text: this.#body.value };
  }

  /** @param {Sending} sending @param {boolean} isOnly */
  async #send({ file, target, line, text }, isOnly) {
    const outcome = await upload(this.#address, file, (share) => line.progress(share));
    this.#places.delete(target);
    switch (outcome.kind) {
      case "taken":
        line.element.remove();
        return this.#insert(outcome.path, target.place, isOnly && this.#body.value === text);
      case "refused":
        return line.fail(`${file.name} was not taken: ${outcome.sentence}`);
      case "signed out":
        return line.fail(`${file.name} was not taken: you are signed out.`, { again: () => this.#retry(line, file), signIn: outcome.link });
      case "unheard":
        return line.fail(`${file.name} did not arrive.`, { again: () => this.#retry(line, file) });
    }
  }

  /** @param {UploadLine} line @param {File} file */
  #retry(line, file) {
    line.element.remove();
    void this.#send(this.#prepare(file), true);
  }

  /**
   * The caret goes where the words for those who cannot see the picture belong, unless somebody is writing elsewhere.
   * @param {string} path @param {number} place @param {boolean} takesCaret
   */
  #insert(path, place, takesCaret) {
    const selection = { text: this.#body.value, start: place, end: place };
    if (takesCaret) return type(this.#body, picture(selection, path));
    const { start, end, text } = paragraph(selection, `![](${path})`);
    become(this.#body, selection.text.slice(0, start) + text + selection.text.slice(end));
  }

  /** The text has changed: each place stays with the words before it. */
  #follow() {
    if (this.#places.size === 0) return;
    const { start, end, text } = change(this.#before, this.#body.value);
    this.#before = this.#body.value;
    for (const target of this.#places) {
      if (target.place >= end) target.place += text.length - (end - start);
      else if (target.place > start) target.place = start + text.length;
    }
  }
}

/**
 * The place in the text under the pointer; where the browser does not tell, the caret's.
 * @param {DragEvent} event @param {HTMLTextAreaElement} body
 */
function placeUnder({ clientX, clientY }, body) {
  const found = document.caretPositionFromPoint?.(clientX, clientY);
  return found && found.offsetNode === body ? found.offset : body.selectionEnd;
}

/** A paragraph is not torn apart by a picture. @param {string} text @param {number} place */
function endOfLine(text, place) {
  const end = text.indexOf("\n", place);
  return end === -1 ? text.length : end;
}

class UploadLine {
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
