// Text that is pasted as it stands although HTML came with it, as it means its marks: from editors of programs, from files
// shown by a browser, and Markdown that somebody wrote into a mail.

import { keepsSpaces, styleOf } from "./inline.js";

/**
 * Whether all of a page is the text of one file. An editor paints every word of it, in a font whose letters are all as wide and
 * with its spaces kept.
 * @param {Element} body
 */
export function isFile(body) {
  for (let element = aloneIn(body); element?.matches("div, pre, span"); element = aloneIn(element)) {
    const style = styleOf(element);
    if (keepsSpaces(style) && /font-family\s*:[^;]*(?:mono(?!type)|courier|consol|menlo|monaco|fixed)/i.test(style)) return true;
    if (element.localName === "pre" && isFileInPre(element, style)) return true;
  }
  return false;
}

/**
 * JetBrains' editors and Visual Studio set a font, where a browser that copies a page's example says much more of it; Chromium
 * shows a text file as nothing but text.
 * @param {Element} pre
 * @param {string} style
 */
function isFileInPre(pre, style) {
  return (/font-family/i.test(style) && !/-webkit-/i.test(style)) || (keepsSpaces(style) && pre.children.length === 0);
}

/** The one child that has all the words. @param {Element} parent */
function aloneIn(parent) {
  const [child, ...others] = [...parent.childNodes].filter((node) => node instanceof Element ? !node.matches("meta, style, title, br") : node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim());
  return others.length === 0 && child instanceof Element ? child : null;
}

const HEADING = /^#{2,6} \S/m;
const FENCE = /^```/m;
const NOTE = /^\[\^[\w-]+\]: /m;
const LINK = /\[[^\]\n]*\]\((?:https?:|mailto:|\/)[^)\s]+\)/;
const BOLD = /(?<![\p{L}\p{N}*])\*\*(?![\s*])[^*\n]+(?<!\s)\*\*(?![\p{L}\p{N}*])/u;

/**
 * Whether somebody wrote a text in Markdown. What people also write without it, a hyphen before a line or a word between
 * asterisks, does not tell.
 * @param {string} text
 */
export function isMarkdown(text) {
  return [HEADING, FENCE, NOTE, LINK, BOLD].some((mark) => mark.test(text));
}
