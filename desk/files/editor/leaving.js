// When the text is saved, and what happens to it when somebody leaves: by a button of the form, by closing the page, or
// because the browser does.

import { isAtOnce } from "./waiting.js";

/**
 * @param {HTMLFormElement} form
 * @param {import("./saving.js").Saving} saving
 */
export function keepSaved(form, saving) {
  form.addEventListener("input", () => saving.changed());
  // Typed before the script was there.
  if (!saving.isSaved) saving.changed();
  for (const back of ["online", "focus", "pageshow"]) addEventListener(back, () => saving.tryAgain());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") saving.part();
    else saving.tryAgain();
  });
  addEventListener("pagehide", () => saving.part());
  addEventListener("beforeunload", (event) => { if (!saving.isSafe) event.preventDefault(); });
  form.addEventListener("submit", (event) => void send(event, form, saving));
}

/**
 * A button sends the form only after the text has been saved, so that an error page never stands where text was. Where it
 * could not be saved, the line says why and the writer stays. A dispute is decided on the server's own page.
 * @param {SubmitEvent} event
 * @param {HTMLFormElement} form
 * @param {import("./saving.js").Saving} saving
 */
async function send(event, form, saving) {
  const button = /** @type {HTMLButtonElement | null} */ (event.submitter);
  const isSave = (button?.value ?? "save") === "save";
  if ((saving.isSaved && !isSave) || isAtOnce(button)) return;
  event.preventDefault();
  if ((await saving.save()) && !isSave) form.requestSubmit(button);
}
