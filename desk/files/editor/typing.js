// Changes to a field as if somebody typed them, so that undo takes them back and everything that listens hears of them.

import { change, follower } from "./merging.js";

/**
 * Puts `text` where `start` to `end` was, and selects what is named then; without that, the caret goes after it.
 * @param {HTMLTextAreaElement} field
 * @param {{ start: number, end: number, text: string, select?: [number, number] }} edit
 */
export function type(field, { start, end, text, select }) {
  field.focus();
  field.setSelectionRange(start, end);
  if (start !== end || text) insert(field, text);
  if (select) field.setSelectionRange(...select);
}

/**
 * `execCommand` is the one way of writing into a field that undo knows of (MDN, "Document: execCommand() method", which
 * names no other one).
 * @param {HTMLTextAreaElement} field
 * @param {string} text
 */
function insert(field, text) {
  const before = field.value;
  const [start, end] = [field.selectionStart, field.selectionEnd];
  const wanted = before.slice(0, start) + text + before.slice(end);
  document.execCommand(text ? "insertText" : "delete", false, text);
  if (field.value === wanted) return;
  field.value = wanted;
  field.setSelectionRange(start + text.length, start + text.length);
  field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertReplacementText" }));
}

/**
 * Has a field hold a text that came from elsewhere. The caret stays with the words around it, and the view where it was.
 * @param {import("./fields.js").Control} field
 * @param {string} text
 */
export function become(field, text) {
  if (field.value === text) return;
  if (!(field instanceof HTMLTextAreaElement)) {
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    return;
  }
  const follow = follower(field.value, text);
  const places = [field.selectionStart, field.selectionEnd].map((place) => follow(place).place);
  const { scrollTop } = field;
  const { start, end, text: inserted } = change(field.value, text);
  if (document.activeElement === field) {
    field.setSelectionRange(start, end);
    insert(field, inserted);
  } else {
    field.setRangeText(inserted, start, end);
    field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertReplacementText" }));
  }
  field.setSelectionRange(places[0], places[1]);
  field.scrollTop = scrollTop;
}

let composed = Promise.resolve();
let endOfComposing = () => {};

document.addEventListener("compositionstart", () => {
  composed = new Promise((end) => { endOfComposing = end; });
});
// Some ways of typing end with the focus alone.
for (const end of ["compositionend", "focusout"]) document.addEventListener(end, () => endOfComposing());

/**
 * Waits until no character is being put together from several keys: a change from outside would break it off.
 */
export function whenComposed() {
  return composed;
}
