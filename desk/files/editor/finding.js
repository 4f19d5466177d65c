// Where something stands in a text, and the text with something else there.

/**
 * @typedef {{ matchCase: boolean, wholeWords: boolean }} How
 * @typedef {{ start: number, end: number }} Found
 */

/**
 * @param {string} text
 * @param {string} wanted
 * @param {How} how
 * @returns {Found[]} None for nothing.
 */
export function findAll(text, wanted, { matchCase, wholeWords }) {
  if (!wanted) return [];
  const literal = wanted.replace(/[\\^$.*+?()[\]{}|/-]/g, (character) => `\\u{${character.charCodeAt(0).toString(16)}}`);
  const pattern = wholeWords ? `(?<![\\p{L}\\p{N}_])${literal}(?![\\p{L}\\p{N}_])` : literal;
  return [...text.matchAll(new RegExp(pattern, matchCase ? "gu" : "giu"))].map(({ index, 0: found }) => ({ start: index, end: index + found.length }));
}

/**
 * The one stretch of the text that changes when all that was found is replaced, so that it is undone at once.
 * @param {string} text
 * @param {Found[]} found
 * @param {string} replacement
 */
export function replacement(text, found, replacement) {
  const start = found[0].start;
  let at = start;
  let changed = "";
  for (const match of found) {
    changed += text.slice(at, match.start) + replacement;
    at = match.end;
  }
  return { start, end: at, text: changed };
}
