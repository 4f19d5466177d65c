// Pictures that are dragged or pasted into the story, or chosen: each is sent to the paper and comes to stand where it was
// let go, even if somebody goes on writing meanwhile. One that is let go over the field of the picture above the story
// becomes that one.

import { paragraph } from "./formatting.js";
import { controlNamed } from "./fields.js";
import { change } from "./merging.js";
import { become, type } from "./typing.js";
import { UploadLine } from "./upload_line.js";
import { upload } from "./uploading.js";

/**
 * @typedef {object} Sending
 * @property {File} file
 * @property {UploadLine} line
 * @property {(taken: import("./uploading.js").Taken | null) => void} land Puts the picture where it belongs, or forgets where that was.
 * @property {() => void} again
 */

export class Pictures {
  /** @type {HTMLTextAreaElement} */ #body;
  /** The picture above the story. */
  #lead;
  #address;
  #list = document.createElement("ul");
  #chooser = document.createElement("input");
  /** Where those that are under way go. @type {Set<{ place: number }>} */ #places = new Set();
  #before = "";

  /**
   * @param {HTMLFormElement} form
   * @param {HTMLTextAreaElement} body
   * @param {HTMLElement} below What the list of those on their way stands below.
   */
  constructor(form, body, below) {
    this.#body = body;
    this.#lead = /** @type {HTMLInputElement | undefined} */ (controlNamed(form, "picture"));
    this.#address = form.dataset.pictures ?? "";
    this.#list.className = "uploads";
    this.#list.setAttribute("aria-live", "polite");
    below.after(this.#list);
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
    const sendings = files.map((file) => this.#announce(file, this.#intoStory(isOnly), () => void this.take([file])));
    // One after the other: they stand in the story in the order in which they were chosen.
    for (const sending of sendings) await this.#send(sending);
  }

  /** @param {HTMLInputElement} field @param {File} file */
  #takeLead(field, file) {
    const land = (/** @type {import("./uploading.js").Taken | null} */ taken) => { if (taken && field.form) putAbove(field.form, taken); };
    void this.#send(this.#announce(file, land, () => this.#takeLead(field, file)));
  }

  /** A file that is dropped beside the story would be opened by the browser in place of the page. */
  #hearDrops() {
    const holdsFiles = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes("Files") ?? false;
    addEventListener("dragover", (event) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      const field = this.#takerOf(event);
      if (event.dataTransfer) event.dataTransfer.dropEffect = field ? "copy" : "none";
      this.#light(field);
    });
    for (const over of ["dragleave", "dragend"]) addEventListener(over, () => this.#light(null));
    addEventListener("drop", (event) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      this.#light(null);
      const files = [...(event.dataTransfer?.files ?? [])];
      const field = this.#takerOf(event);
      if (field === this.#body) {
        const place = placeUnder(event, this.#body);
        this.#body.setSelectionRange(place, place);
        void this.take(files);
      } else if (field && files[0]) {
        this.#takeLead(/** @type {HTMLInputElement} */ (field), files[0]);
      }
    });
  }

  /** @param {DragEvent} event */
  #takerOf({ target }) {
    return [this.#body, this.#lead].find((field) => field && field === target) ?? null;
  }

  /** @param {HTMLElement | null} field */
  #light(field) {
    for (const one of [this.#body, this.#lead]) one?.toggleAttribute("data-dropping", one === field);
  }

  /**
   * @param {File} file @param {Sending["land"]} land @param {() => void} again
   * @returns {Sending}
   */
  #announce(file, land, again) {
    const line = new UploadLine(file.name);
    this.#list.append(line.element);
    return {
      file,
      line,
      land,
      again: () => {
        line.element.remove();
        again();
      },
    };
  }

  /** @param {Sending} sending */
  async #send({ file, line, land, again }) {
    const outcome = await upload(this.#address, file, (share) => line.progress(share));
    land(outcome.kind === "taken" ? outcome : null);
    switch (outcome.kind) {
      case "taken":
        return line.element.remove();
      case "refused":
        return line.fail(`${file.name} was not taken: ${outcome.sentence}`);
      case "signed out":
        return line.fail(`${file.name} was not taken: you are signed out.`, { again, signIn: outcome.link });
      case "unheard":
        return line.fail(`${file.name} did not arrive.`, { again });
    }
  }

  /** Marks where the caret is; the mark stays with the words before it. @param {boolean} isOnly */
  #intoStory(isOnly) {
    if (this.#places.size === 0) this.#before = this.#body.value;
    const target = { place: endOfLine(this.#body.value, this.#body.selectionEnd) };
    const text = this.#body.value;
    this.#places.add(target);
    return (/** @type {import("./uploading.js").Taken | null} */ taken) => {
      this.#places.delete(target);
      if (taken) this.#insert(taken, target.place, isOnly && this.#body.value === text);
    };
  }

  /**
   * The caret goes where the words for those who cannot see the picture belong, unless somebody is writing elsewhere.
   * @param {import("./uploading.js").Taken} taken @param {number} place @param {boolean} takesCaret
   */
  #insert({ path, alt, markdown = `![](${path})` }, place, takesCaret) {
    const selection = { text: this.#body.value, start: place, end: place };
    if (takesCaret && !alt && markdown.startsWith("![](")) return type(this.#body, paragraph(selection, markdown, [2, 2]));
    if (takesCaret) return type(this.#body, paragraph(selection, markdown));
    const { start, end, text } = paragraph(selection, markdown);
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
 * Has a picture stand above the story. What was said of another one gives way to what is known of this one.
 * @param {HTMLFormElement} form @param {import("./uploading.js").Taken} taken
 */
export function putAbove(form, { path, alt, caption, credit }) {
  const field = controlNamed(form, "picture");
  if (!field || field.value.trim() === path) return;
  const wasEmpty = field.value.trim() === "";
  become(field, path);
  for (const [name, words] of Object.entries({ picture_alt: alt, picture_caption: caption, picture_credit: credit })) {
    const control = controlNamed(form, name);
    // Somebody may have written the words before the picture was there.
    if (control && !(wasEmpty && control.value.trim())) become(control, words ?? "");
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
