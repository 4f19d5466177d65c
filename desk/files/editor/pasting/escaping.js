// Characters of a text that Markdown would take for marks.

/**
 * @param {string} text Within a line.
 */
export function escaped(text) {
  // Where an address stands alone, its page may be shown.
  if (/^\s*https?:\/\/\S+\s*$/.test(text)) return text;
  return text
    .replace(/[\\`*]/g, "\\$&")
    // Within a word it marks nothing.
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_")
    .replace(/~~/g, "\\~~")
    .replace(/\[(?=\^)/g, "\\[")
    .replace(/\](?=[(:[])/g, "\\]")
    .replace(/<(?=[a-z/!?])/gi, "\\<")
    .replace(/&(?=#?\w+;)/g, "\\&");
}

/**
 * What at the start of a paragraph would make it something else.
 * @param {string} text
 */
export function escapedStart(text) {
  return text
    .replace(/^(#{1,6})(?=\s|$)/, "\\$1")
    .replace(/^([-+>])(?=\s|$)/, "\\$1")
    .replace(/^>/, "\\>")
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, "$1\\$2")
    .replace(/^([-=_])(?=[-=_ ]*$)/, "\\$1")
    .replace(/^~~~/, "\\~~~");
}
