// What stands in the editor's fields: as it is compared, kept in the browser and sent.

/** @typedef {Record<string, string>} Texts The names of fields, and what stands in them. */
/** @typedef {HTMLTextAreaElement | HTMLInputElement | HTMLSelectElement} Control */

/** Those hold no text of anybody: the page's own numbers, what was ticked, files, buttons. */
const WITHOUT_TEXT = ["hidden", "checkbox", "radio", "file", "submit", "image", "reset", "button"];

/**
 * Where somebody writes or chooses. What stands beside the text is sent with it, but is no part of it.
 * @param {HTMLFormElement} form
 * @returns {Control[]}
 */
export function controls(form) {
  return /** @type {Control[]} */ ([...form.elements].filter((element) => isField(element) && form.contains(element)));
}

/** @param {Element | RadioNodeList | null} element @returns {element is Control} */
export function isField(element) {
  const isOfAForm = element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement || element instanceof HTMLSelectElement;
  return isOfAForm && element.name !== "" && !WITHOUT_TEXT.includes(element.type);
}

/**
 * What stands in the fields now.
 * @param {HTMLFormElement} form
 * @returns {Texts}
 */
export function read(form) {
  return Object.fromEntries(controls(form).map((control) => [control.name, control.value]));
}

/**
 * What the page came with. Somebody may have typed before the script was there.
 * @param {HTMLFormElement} form
 * @returns {Texts}
 */
export function asItCame(form) {
  return Object.fromEntries(controls(form).map((control) => [control.name, original(control)]));
}

/** @param {Control} control */
function original(control) {
  if (!(control instanceof HTMLSelectElement)) return control.defaultValue;
  const options = [...control.options];
  return (options.find((option) => option.defaultSelected) ?? options[0])?.value ?? "";
}

/**
 * The fields in which two texts differ. A field that one of them does not have says nothing.
 * @param {Texts} one
 * @param {Texts} other
 */
export function differing(one, other) {
  return Object.keys(one).filter((name) => name in other && one[name] !== other[name]);
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 * @returns {Control | undefined}
 */
export function controlNamed(form, name) {
  const named = form.elements.namedItem(name);
  if (isField(named) && named.name === name && form.contains(named)) return named;
  // Several of that name, or another one whose `id` it is.
  return controls(form).find((control) => control.name === name);
}

/**
 * What people call a field.
 * @param {HTMLFormElement} form
 * @param {string} name
 */
export function labelOf(form, name) {
  const control = controlNamed(form, name) ?? form.elements.namedItem(name);
  const label = isField(control) ? control.labels?.[0]?.textContent?.trim() : "";
  return label || name.replaceAll("_", " ");
}
