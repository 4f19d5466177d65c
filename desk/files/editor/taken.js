// A step takes along what stands beside the text. Once the page says that it was taken, the browser's copy need not keep that. It
// could not be told from how the story then stands: a correction that was told to readers is no longer in its field.

import { besideNamed, takenBy } from "./beside.js";
import { forgetBeside } from "./copies.js";

const OF_THE_TAB = "desk-step";

/**
 * Notes a step that is being sent, for the page that comes next in this tab.
 * @param {HTMLFormElement} form
 * @param {HTMLButtonElement} button
 * @param {string} key The copy of this page.
 */
export function noteStep(form, button, key) {
  try {
    sessionStorage.setItem(OF_THE_TAB, JSON.stringify({ key, step: button.value, names: takenBy(form, button) }));
  } catch {
    // Then the copy is offered once more than it need be.
  }
}

/**
 * Has the copy of the page before this one forget what its step took along, and what there is no field for after it, if the desk
 * says that the step was taken. A page that somebody went back to says that of an earlier one.
 * @param {HTMLFormElement} form
 */
export function letGoOfTaken(form) {
  const noted = take();
  const [coming] = performance.getEntriesByType("navigation");
  const isAnswer = coming instanceof PerformanceNavigationTiming && coming.type === "navigate";
  if (isAnswer && noted && noted.step === form.dataset.done) forgetBeside(noted.key, (name) => noted.names.includes(name) || !besideNamed(form, name));
}

/** @returns {{ key: string, step: string, names: string[] } | null} */
function take() {
  try {
    const noted = JSON.parse(sessionStorage.getItem(OF_THE_TAB) ?? "null");
    sessionStorage.removeItem(OF_THE_TAB);
    return noted;
  } catch {
    return null;
  }
}
