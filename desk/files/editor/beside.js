// What somebody writes beside the text, in the form of the story: its terms, the time at which it is to go out, why it is recalled.
// The desk has none of it until a step takes it along, and says on each field what it has.

import { isField } from "./fields.js";

/** @typedef {import("./fields.js").Control} Control */
/** @typedef {Record<string, { typed: string, had: string }>} Beside What was typed, by its field, and what the desk had of it then. */

const STEP = ".desk-step";

/** @param {HTMLFormElement} form @returns {Control[]} */
function controls(form) {
  return /** @type {Control[]} */ ([...form.elements].filter((element) => isField(element) && "kept" in element.dataset));
}

/** @param {HTMLFormElement} form @param {string} name */
export function besideNamed(form, name) {
  return controls(form).find((control) => control.name === name);
}

/** @param {Control} control What the desk has of it. */
export function had(control) {
  return control.dataset.kept ?? "";
}

/** @param {HTMLFormElement} form What was typed that the desk does not have. @returns {Beside} */
export function readBeside(form) {
  const typed = controls(form).filter((control) => control.value !== had(control));
  return Object.fromEntries(typed.map((control) => [control.name, { typed: control.value, had: had(control) }]));
}

/** @param {HTMLFormElement} form Whether somebody typed what every step takes along. */
export function areTermsTyped(form) {
  return controls(form).some((control) => !control.closest(STEP) && control.value !== had(control));
}

/**
 * The fields that the step of a button takes along: its own, and those that are of no step.
 * @param {HTMLFormElement} form
 * @param {HTMLButtonElement} button
 */
export function takenBy(form, button) {
  const isTaken = (/** @type {Control} */ control) => control.closest(STEP)?.contains(button) ?? true;
  return controls(form).filter(isTaken).map(({ name }) => name);
}

/**
 * The fields that say something else than what was typed.
 * @param {HTMLFormElement} form
 * @param {Beside} beside
 */
export function differingBeside(form, beside) {
  return Object.keys(beside).map((name) => besideNamed(form, name)).filter((control) => control !== undefined && control.value !== beside[control.name].typed);
}
