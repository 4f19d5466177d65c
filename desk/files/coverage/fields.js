// The forms in which entries are written: what stands in their fields, and how it comes back there.

/** What stands in the fields of a form, by their names. @typedef {{ [name: string]: string | boolean }} Fields */

/** The form of an entry that something is in, if it is in one. @param {Element} inside */
export function entryForm(inside) {
  const form = inside.closest("form.desk-entry-form");
  return form instanceof HTMLFormElement ? form : null;
}

/** What was typed into a form. @param {HTMLFormElement} form */
export function textIn(form) {
  const text = form.elements.namedItem("text");
  return text instanceof HTMLTextAreaElement ? text.value : "";
}

/** Whether there is something in a form that the desk does not have. @param {HTMLFormElement} form */
export function isTyped(form) {
  if ("unsaved" in form.dataset) return true;
  // A byline or a tick alone is no entry.
  const telling = form.id === "new-entry" ? fieldsOf(form).filter(isWords) : fieldsOf(form);
  return telling.some((field) => isTick(field) ? field.checked !== field.defaultChecked : field.value !== field.defaultValue);
}

/** @param {HTMLFormElement} form */
export function read(form) {
  /** @type {Fields} */
  const fields = {};
  for (const field of fieldsOf(form)) fields[field.name] = isTick(field) ? field.checked : field.value;
  return fields;
}

/**
 * @param {HTMLFormElement} form
 * @param {Fields} fields
 */
export function write(form, fields) {
  for (const field of fieldsOf(form)) {
    const value = fields[field.name];
    if (isTick(field)) field.checked = value === true;
    else if (typeof value === "string") field.value = value;
  }
}

/**
 * Puts the words of an entry above what is typed into the form of a new one.
 * @param {HTMLFormElement} form
 * @param {Fields} fields
 */
export function addAbove(form, fields) {
  add(form, fields, (theirs, ours) => [theirs, ours]);
}

/**
 * The same, below it.
 * @param {HTMLFormElement} form
 * @param {Fields} fields
 */
export function addBelow(form, fields) {
  add(form, fields, (theirs, ours) => [ours, theirs]);
}

/**
 * @param {HTMLFormElement} form
 * @param {Fields} fields
 * @param {(theirs: string | boolean, ours: string) => (string | boolean)[]} inOrder
 */
function add(form, fields, inOrder) {
  for (const field of fieldsOf(form)) {
    const value = fields[field.name] ?? "";
    if (isTick(field)) field.checked ||= value === true;
    else if (isWords(field)) field.value = inOrder(value, field.value).filter(Boolean).join(field.name === "text" ? "\n\n" : " ");
  }
}

/**
 * Gives the form of a new entry the key of a form that was drawn since: what was sent with its own is taken once, and the same words
 * may be meant twice.
 * @param {HTMLFormElement} form
 * @param {Document} shown
 */
export function drawAnew(form, shown) {
  const theirs = shown.querySelector("#new-entry input[name='once']");
  const ours = form.elements.namedItem("once");
  if (ours instanceof HTMLInputElement && theirs instanceof HTMLInputElement) ours.value = theirs.value;
}

/** Empties the form of a new entry for the next one, which has the same byline. @param {HTMLFormElement} form */
export function empty(form) {
  delete form.dataset.unsaved;
  for (const field of fieldsOf(form)) {
    if (isTick(field)) field.checked = false;
    else if (isWords(field)) field.value = "";
  }
}

/** @typedef {HTMLInputElement | HTMLTextAreaElement} Field */

/** @param {HTMLFormElement} form */
function fieldsOf(form) {
  return [...form.elements].filter(/** @returns {field is Field} */ (field) => field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement);
}

/** @param {Field} field @returns {field is HTMLInputElement} */
function isTick(field) {
  return field.type === "checkbox";
}

/** @param {Field} field */
function isWords(field) {
  return field.name === "text" || field.name === "headline";
}
