// What the toolbar does to a text: each function looks at the text and the selection and says what to type where. What is
// pressed a second time goes away again.

/**
 * @typedef {object} Selection
 * @property {string} text The whole text.
 * @property {number} start
 * @property {number} end
 *
 * @typedef {{ start: number, end: number, text: string, select: [number, number] }} Edit
 *   What to put where, and what to select then, both as places in the text.
 */

/** @param {Selection} selection */
export const bold = (selection) => emphasis(selection, "**");
/** @param {Selection} selection */
export const italic = (selection) => emphasis(selection, "*");

/**
 * Spaces at the ends stay outside: with them inside, it would be no emphasis (CommonMark 0.31, section 6.2).
 * @param {Selection} selection
 * @param {string} mark
 * @returns {Edit}
 */
function emphasis({ text, start, end }, mark) {
  const chosen = text.slice(start, end);
  const from = start + chosen.length - chosen.trimStart().length;
  const to = Math.max(from, end - (chosen.length - chosen.trimEnd().length));
  const words = text.slice(from, to);
  const { length } = mark;
  if (starsAt(text, from, -1, mark) && starsAt(text, to, 1, mark)) {
    return { start: from - length, end: to + length, text: words, select: [from - length, to - length] };
  }
  if (words.length > 2 * length && starsAt(words, 0, 1, mark) && starsAt(words, words.length, -1, mark)) {
    const inside = words.slice(length, -length);
    return { start: from, end: to, text: inside, select: [from, from + inside.length] };
  }
  return { start: from, end: to, text: mark + words + mark, select: [from + length, to + length] };
}

/**
 * Whether the stars before (-1) or after (1) a place have `mark` among them: three are both bold and italic.
 * @param {string} text @param {number} at @param {-1 | 1} way @param {string} mark
 */
function starsAt(text, at, way, mark) {
  let count = 0;
  while (text[way === 1 ? at + count : at - 1 - count] === "*") count += 1;
  return mark === "*" ? count === 1 || count === 3 : count === 2 || count === 3;
}

/**
 * An address that is selected becomes one, anything else the words of a link.
 * @param {Selection} selection
 * @returns {Edit}
 */
export function link({ text, start, end }) {
  const words = text.slice(start, end);
  if (isAddress(words)) return { start, end, text: `[](${words})`, select: [start + 1, start + 1] };
  const address = "https://";
  const from = start + words.length + 3;
  return { start, end, text: `[${words}](${address})`, select: words ? [from, from + address.length] : [start + 1, start + 1] };
}

/**
 * Words that are selected when an address is pasted become a link.
 * @param {Selection} selection
 * @param {string} address
 * @returns {Edit}
 */
export function linkTo({ text, start, end }, address) {
  const link = `[${text.slice(start, end)}](${address})`;
  return { start, end, text: link, select: [start + link.length, start + link.length] };
}

/** @param {string} text */
export function isAddress(text) {
  return /^(https?:\/\/|mailto:)[^\s<>]+$/i.test(text);
}

/** @param {Selection} selection */
export const heading = (selection) => eachLine(selection, /^#{1,6}[ \t]+/, () => "## ", /^##[ \t]+/);
/** @param {Selection} selection */
export const smallHeading = (selection) => eachLine(selection, /^#{1,6}[ \t]+/, () => "### ", /^###[ \t]+/);
/** @param {Selection} selection */
export const quote = (selection) => eachLine(selection, /^>[ \t]?/, () => "> ");
/** @param {Selection} selection */
export const list = (selection) => eachLine(selection, /^(?:[-*+]|\d+[.)])[ \t]+/, () => "- ", /^[-*+][ \t]+/);
/** @param {Selection} selection */
export const numberedList = (selection) =>
  eachLine(selection, /^(?:[-*+]|\d+[.)])[ \t]+/, (number) => `${number}. `, /^\d+[.)][ \t]+/);

/**
 * Puts something before each line of the selection that says anything, in place of `others`; takes it off where every
 * line has it.
 * @param {Selection} selection
 * @param {RegExp} others
 * @param {(number: number) => string} mark
 * @param {RegExp} [ours]
 * @returns {Edit}
 */
function eachLine({ text, start, end }, others, mark, ours = others) {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  // A line that only its line feed is selected of is not meant.
  const last = end > start && text[end - 1] === "\n" ? end - 1 : end;
  const next = text.indexOf("\n", last);
  const to = next === -1 ? text.length : next;
  const lines = text.slice(from, to).split("\n");
  const isOnlyLine = lines.length === 1;
  const said = lines.filter((line) => line.trim() || isOnlyLine);
  const hasAll = said.every((line) => ours.test(line));
  let number = 0;
  const changed = lines.map((line) => {
    if (!line.trim() && !isOnlyLine) return line;
    number += 1;
    return hasAll ? line.replace(ours, "") : mark(number) + line.replace(others, "");
  }).join("\n");
  const caret = from + changed.length;
  return { start: from, end: to, text: changed, select: isOnlyLine ? [caret, caret] : [from, caret] };
}

/**
 * Something that is a paragraph of its own, with the blank lines that it needs.
 * @param {Selection} selection
 * @param {string} paragraph
 * @param {[number, number]} [select] What to select of it; without that, the caret goes after it.
 * @returns {Edit}
 */
export function paragraph({ text, start, end }, paragraph, select = [paragraph.length, paragraph.length]) {
  const before = text.slice(0, start);
  const after = text.slice(end);
  const above = before === "" || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  const below = after === "" || after.startsWith("\n\n") ? "" : after.startsWith("\n") ? "\n" : "\n\n";
  const at = start + above.length;
  return { start, end, text: above + paragraph + below, select: [at + select[0], at + select[1]] };
}

/**
 * A line for the address of a video, a sound or a chart: alone in its paragraph it becomes a card.
 * @param {Selection} selection
 * @returns {Edit}
 */
export function embed(selection) {
  const words = selection.text.slice(selection.start, selection.end).trim();
  const address = isAddress(words) ? words : "https://";
  return paragraph(selection, address, [isAddress(words) ? address.length : 0, address.length]);
}

/**
 * What Enter does at the end of an item of a list or of a line of a quote: it begins the next one, or ends the list where
 * the item is empty. Null where it does what it always does.
 * @param {Selection} selection
 * @returns {Edit | null}
 */
export function nextItem({ text, start, end }) {
  if (start !== end) return null;
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const line = text.slice(from, start);
  const mark = /^([ \t]*)(?:([-*+])|(\d{1,9})([.)])|(>))([ \t]+)/.exec(line);
  if (!mark) return null;
  const [whole, indent, bullet, number, dot, quoted, gap] = mark;
  const rest = text.slice(start).split("\n", 1)[0];
  if (line === whole && !rest.trim()) return { start: from, end: start, text: "", select: [from, from] };
  const sign = bullet ?? quoted ?? `${Number(number) + 1}${dot}`;
  const next = `\n${indent}${sign}${gap}`;
  return { start, end, text: next, select: [start + next.length, start + next.length] };
}
