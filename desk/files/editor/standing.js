// What stands beside the text follows what is saved: where the story is on its way, what keeps it from going out, and which
// save a step is about.

import { Presses } from "./presses.js";
import { isAtOnce, sayMeanwhile } from "./waiting.js";

const BESIDE = ".desk-beside";
const STEP = ".desk-step";
const STAGE = "section[aria-labelledby=beside-stage]";
/** How long the column may take to follow a save before a step is taken without it, in milliseconds. */
const PATIENCE_MS = 5_000;

/**
 * @param {HTMLFormElement} form
 * @param {import("./saving.js").Saving} saving
 */
export function followSaves(form, saving) {
  const beside = document.querySelector(BESIDE);
  if (beside) new Standing(form, beside, saving);
}

class Standing {
  /** @type {HTMLFormElement} */ #form;
  /** @type {Element} */ #beside;
  /** @type {import("./saving.js").Saving} */ #saving;
  #presses = new Presses();
  /** The save that the column is about. */
  #shown;
  /** The page as the desk has it now, until all of it is shown. @type {Document | null} */ #fresh = null;
  /** That page, while it is on its way. @type {Promise<void> | null} */ #asking = null;
  /** Whether somebody took a step that waits for the text to be saved. */
  #isStepping = false;

  /**
   * @param {HTMLFormElement} form
   * @param {Element} beside
   * @param {import("./saving.js").Saving} saving
   */
  constructor(form, beside, saving) {
    this.#form = form;
    this.#beside = beside;
    this.#saving = saving;
    this.#shown = saving.base;
    form.addEventListener("saved", () => this.#follow());
    // A step is about what is written, so that is saved first. It is caught where it begins: a browser asks for what a form
    // requires before it says that it sends it, and the text may have put that right.
    beside.addEventListener("click", (event) => void this.#step(/** @type {MouseEvent} */ (event)));
    beside.addEventListener("focusout", () => setTimeout(() => this.#draw()));
  }

  #follow() {
    if (this.#saving.base === this.#shown) return;
    this.#fresh = null;
    this.#name();
    const asking = this.#ask().finally(() => { if (this.#asking === asking) this.#asking = null; });
    this.#asking = asking;
  }

  /** Has the steps be about the newest save. */
  #name() {
    this.#shown = this.#saving.base;
    this.#nameIn(this.#beside);
  }

  /** @param {Element} part */
  #nameIn(part) {
    for (const seen of part.querySelectorAll("input[name=seen]")) /** @type {HTMLInputElement} */ (seen).value = this.#shown;
  }

  /** @param {MouseEvent} event */
  async #step(event) {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    if (button?.type !== "submit" || !button.form) return;
    this.#require(button);
    // To take a story from readers waits for nothing. The form has the text with it, and the desk keeps that, too.
    if (isAtOnce(button)) return;
    if (this.#saving.isSaved && !this.#asking && !this.#fresh) return;
    event.preventDefault();
    if (this.#isStepping) return;
    this.#isStepping = true;
    const isSaved = await sayMeanwhile(button, "One moment: the text is saved first.", this.#settle());
    this.#isStepping = false;
    if (!isSaved) return this.#draw();
    this.#name();
    if (this.#fresh) this.#drawGate(this.#fresh);
    button.form.requestSubmit(button);
  }

  /**
   * A browser asks for all that a form requires, whichever of its buttons is pressed; so it is told what this one needs.
   * @param {HTMLButtonElement} button
   */
  #require(button) {
    const step = button.closest(STEP);
    for (const control of this.#beside.querySelectorAll(`${STEP} [data-required]`)) {
      /** @type {HTMLInputElement | HTMLTextAreaElement} */ (control).required = step?.contains(control) ?? false;
    }
  }

  /** Has the text saved and the column asked for; returns whether all of the text is saved. */
  async #settle() {
    const isSaved = await this.#saving.save();
    while (this.#asking) await this.#asking;
    return isSaved;
  }

  async #ask() {
    const save = this.#saving.base;
    const page = await fetch(this.#form.action, { signal: AbortSignal.timeout(PATIENCE_MS) })
      .then((answer) => (answer.ok ? answer.text() : null))
      .catch(() => null);
    if (page === null || this.#saving.base !== save) return;
    this.#fresh = new DOMParser().parseFromString(page, "text/html");
    this.#draw();
  }

  #draw() {
    this.#presses.whenOver(() => {
      if (!this.#fresh || this.#isStepping) return;
      this.#drawProblems(this.#fresh);
      if (this.#drawStage(this.#fresh)) this.#fresh = null;
    });
  }

  /** @param {Document} page */
  #drawProblems(page) {
    for (const field of this.#form.querySelectorAll(".manuscript__field")) {
      const control = field.querySelector("[name]")?.id;
      const fresh = control ? page.getElementById(control)?.closest(".manuscript__field") : null;
      for (const problem of field.querySelectorAll(".manuscript__problem")) problem.remove();
      field.append(...[...(fresh?.querySelectorAll(".manuscript__problem") ?? [])].map((problem) => problem.cloneNode(true)));
    }
  }

  /**
   * Nothing that somebody fills in changes under their hands; what it depends on does.
   * @param {Document} page
   * @returns {boolean} Whether all of it is shown.
   */
  #drawStage(page) {
    const stage = this.#beside.querySelector(STAGE);
    const fresh = stageOf(page);
    if (!stage || !fresh) return true;
    if (isInUse(stage)) {
      this.#drawGate(page);
      return false;
    }
    // Somebody else may have saved since: what is done here is about what stands here.
    this.#nameIn(fresh);
    stage.replaceWith(fresh);
    return true;
  }

  /**
   * What keeps the story from going out, and whether somebody has to say that it goes out in spite of it.
   * @param {Document} page
   */
  #drawGate(page) {
    const stage = this.#beside.querySelector(STAGE);
    const fresh = stageOf(page);
    if (!stage || !fresh) return;
    const [gate, freshGate] = [stage, fresh].map((part) => part.querySelector(".desk-gate"));
    if (gate && freshGate && gate.textContent !== freshGate.textContent) gate.replaceWith(freshGate.cloneNode(true));
    else if (freshGate && !gate) stage.querySelector("h2 + p")?.after(freshGate.cloneNode(true));
    else if (!freshGate) gate?.remove();
    if (fresh.querySelector("[name=in_spite]")) return;
    for (const warned of stage.querySelectorAll(".desk-check:has([name=in_spite])")) warned.remove();
  }
}

/** @param {Document} page */
function stageOf(page) {
  return page.querySelector(`${BESIDE} ${STAGE}`);
}

/** @param {Element} part */
function isInUse(part) {
  if (part.contains(document.activeElement)) return true;
  return [...part.querySelectorAll("input:not([type=hidden]), textarea")].some((control) => {
    const { type, checked, value } = /** @type {HTMLInputElement} */ (control);
    return type === "checkbox" ? checked : value !== "";
  });
}
