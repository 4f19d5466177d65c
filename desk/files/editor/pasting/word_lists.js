// Word's lists, which are paragraphs that say in their style how deep they stand (`mso-list:l0 level1 lfo1`) and carry
// their bullet or number as text.

import { escapedStart } from "./escaping.js";
import { PLAIN, runsOf, styleOf, written } from "./inline.js";

/**
 * How deep a paragraph of Word stands in a list; 0 if it stands in none.
 * @param {Node} node
 */
export function levelInWord(node) {
  if (!(node instanceof Element) || !node.matches("p, div")) return 0;
  return Number(/mso-list\s*:[^;]*\blevel(\d)/i.exec(styleOf(node))?.[1] ?? 0);
}

/**
 * Which of Word's lists a paragraph belongs to.
 * @param {Node} node
 */
export function nameInWord(node) {
  return node instanceof Element ? (/mso-list\s*:\s*(l\d+)/i.exec(styleOf(node))?.[1] ?? "") : "";
}

/**
 * @param {Node[]} nodes Paragraphs that follow each other, and blanks between them.
 */
export function listOfWord(nodes) {
  /** The number that comes next at each level. @type {number[]} */
  const numbers = [];
  /** How far in each level stands. @type {string[]} */
  const indents = [""];
  const items = nodes.filter((node) => node instanceof Element).map((node) => {
    const paragraph = /** @type {Element} */ (node);
    const level = levelInWord(paragraph);
    const sign = markOf(paragraph);
    const isNumbered = /^\s*[([]?[0-9a-z]{1,4}[.)\]]/i.test(sign);
    numbers.length = level;
    numbers[level - 1] = Number(/\d+/.exec(sign)?.[0] ?? (numbers[level - 1] ?? 0) + 1);
    const mark = isNumbered ? `${numbers[level - 1]}. ` : "- ";
    const indent = indents[level - 1] ?? indents.at(-1) ?? "";
    indents.length = level;
    indents[level] = indent + " ".repeat(mark.length);
    return indent + mark + escapedStart(written(runsOf(paragraph, PLAIN)).replace(/\n/g, " "));
  });
  return items.join("\n");
}

/** @param {Element} paragraph */
function markOf(paragraph) {
  const mark = [...paragraph.querySelectorAll("[data-style]")].find((inside) => /mso-list\s*:\s*ignore/i.test(styleOf(inside)));
  return mark?.textContent ?? "";
}
