// The buttons above the text. Tab reaches the bar once, arrows go along it (ARIA Authoring Practices Guide, "Toolbar").

import * as formatting from "./formatting.js";
import { asAttribute, isShortcut, spoken } from "./keys.js";
import { type } from "./typing.js";

/**
 * @typedef {object} Tool
 * @property {string} name What it does.
 * @property {string} sign What stands on its button.
 * @property {import("./keys.js").Shortcut} [shortcut]
 * @property {() => void} act
 * @property {boolean} [isPressed] For one that is on or off.
 */

/**
 * What changes the text.
 * @param {HTMLTextAreaElement} body
 * @returns {Tool[]}
 */
export function formattingTools(body) {
  /** @param {(selection: formatting.Selection) => formatting.Edit} format */
  const edit = (format) => () => type(body, format({ text: body.value, start: body.selectionStart, end: body.selectionEnd }));
  return [
    { name: "Bold", sign: "B", shortcut: { key: "b" }, act: edit(formatting.bold) },
    { name: "Italic", sign: "I", shortcut: { key: "i" }, act: edit(formatting.italic) },
    { name: "Link", sign: "Link", shortcut: { key: "k" }, act: edit(formatting.link) },
    { name: "Heading", sign: "H2", shortcut: { key: "2", alt: true }, act: edit(formatting.heading) },
    { name: "Smaller heading", sign: "H3", shortcut: { key: "3", alt: true }, act: edit(formatting.smallHeading) },
    { name: "Quote", sign: "“ ”", shortcut: { key: "9", shift: true }, act: edit(formatting.quote) },
    { name: "List", sign: "•", shortcut: { key: "8", shift: true }, act: edit(formatting.list) },
    { name: "Numbered list", sign: "1.", shortcut: { key: "7", shift: true }, act: edit(formatting.numberedList) },
    { name: "Embed a video, sound or chart by its address", sign: "Embed", act: edit(formatting.embed) },
  ];
}

/**
 * Fills and shows the bar.
 * @param {HTMLElement} bar
 * @param {HTMLTextAreaElement} body
 * @param {Tool[]} tools
 */
export function showToolbar(bar, body, tools) {
  const buttons = tools.map((tool) => buttonOf(tool, body));
  bar.setAttribute("aria-controls", (body.id ||= "body"));
  bar.replaceChildren(...buttons);
  bar.hidden = false;
  rove(bar, buttons);
}

/**
 * Has shortcuts do what the tools do, where somebody is in `place`.
 * @param {HTMLElement | Document} place
 * @param {Tool[]} tools
 */
export function hearShortcuts(place, tools) {
  place.addEventListener("keydown", (event) => {
    const tool = tools.find(({ shortcut }) => shortcut && isShortcut(/** @type {KeyboardEvent} */ (event), shortcut));
    if (!tool) return;
    event.preventDefault();
    tool.act();
  });
}

/** @param {Tool} tool @param {HTMLTextAreaElement} body */
function buttonOf({ name, sign, shortcut, act, isPressed }, body) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = sign;
  button.setAttribute("aria-label", labelOf(name, sign));
  button.title = shortcut ? `${name} (${spoken(shortcut)})` : name;
  if (shortcut) button.setAttribute("aria-keyshortcuts", asAttribute(shortcut));
  if (isPressed !== undefined) button.setAttribute("aria-pressed", String(isPressed));
  // A press leaves the caret in the text, where the next thing is typed.
  button.addEventListener("mousedown", (event) => { if (document.activeElement === body) event.preventDefault(); });
  button.addEventListener("click", act);
  return button;
}

/** @param {HTMLElement} bar @param {HTMLButtonElement[]} buttons */
function rove(bar, buttons) {
  let current = 0;
  for (const button of buttons) button.tabIndex = button === buttons[0] ? 0 : -1;
  /** @param {number} next */
  const reach = (next) => {
    buttons[current].tabIndex = -1;
    current = next;
    buttons[current].tabIndex = 0;
  };
  bar.addEventListener("focusin", ({ target }) => {
    const at = buttons.indexOf(/** @type {HTMLButtonElement} */ (target));
    if (at !== -1) reach(at);
  });
  bar.addEventListener("keydown", (event) => {
    const ahead = getComputedStyle(bar).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const back = ahead === "ArrowRight" ? "ArrowLeft" : "ArrowRight";
    const last = buttons.length - 1;
    const next = { [ahead]: current === last ? 0 : current + 1, [back]: current === 0 ? last : current - 1, Home: 0, End: last }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    buttons[next].focus();
  });
}

/**
 * Whoever speaks to their browser says what they read on a button (WCAG 2.2, 2.5.3).
 * @param {string} name
 * @param {string} sign
 */
function labelOf(name, sign) {
  const isRead = /[\p{L}\p{N}]/u.test(sign) && !name.toLowerCase().includes(sign.toLowerCase());
  return isRead ? `${sign} ${name}` : name;
}
