// When the text is saved, and what happens to it when somebody leaves: by a button of the form, by closing the page, or
// because the browser does.

import { areTermsTyped, readBeside } from "./beside.js";
import { isEmpty } from "./copies.js";
import { noteStep } from "./taken.js";
import { isAtOnce } from "./waiting.js";

/**
 * @param {HTMLFormElement} form
 * @param {import("./saving.js").Saving} saving
 * @param {import("./copies.js").Copy} copy
 */
export function keepSaved(form, saving, copy) {
  /** Whether the form is on its way with all that stands in it. */
  let isSent = false;
  form.addEventListener("input", () => saving.changed());
  // Typed before the script was there.
  if (!saving.isSaved) saving.changed();
  // What stands beside the text is outside of the form in the page. A step that was not taken leaves there what was typed.
  document.addEventListener("input", ({ target }) => {
    isSent = false;
    if (target instanceof HTMLElement && "kept" in target.dataset) copy.renewSoon();
  });
  if (!isEmpty(readBeside(form))) copy.renewSoon();
  for (const back of ["online", "focus", "pageshow"]) addEventListener(back, () => saving.tryAgain());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") saving.part();
    else saving.tryAgain();
  });
  addEventListener("pagehide", () => saving.part());
  addEventListener("beforeunload", (event) => { if (!saving.isSafe && !isSent) event.preventDefault(); });
  form.addEventListener("submit", (event) => {
    const button = /** @type {HTMLButtonElement | null} */ (event.submitter);
    const isSave = (button?.value ?? "save") === "save" && !areTermsTyped(form);
    if ((saving.isSaved && !isSave) || isAtOnce(button)) {
      isSent = true;
      if (button) noteStep(form, button, copy.key);
      return;
    }
    event.preventDefault();
    void save(form, saving, isSave ? null : button);
  });
}

/**
 * A button sends the form only after the text has been saved, so that an error page never stands where text was. Where it
 * could not be saved, the line says why and the writer stays. A dispute is decided on the server's own page.
 * @param {HTMLFormElement} form
 * @param {import("./saving.js").Saving} saving
 * @param {HTMLButtonElement | null} button None where there is nothing but the text.
 */
async function save(form, saving, button) {
  if ((await saving.save()) && button) form.requestSubmit(button);
}
