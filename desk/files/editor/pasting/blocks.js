// Paragraphs, headings, lists, quotes and tables from a pasted page, as Markdown.

import { escapedStart } from "./escaping.js";
import { linkAddress } from "./addresses.js";
import { noteIn, wayBack } from "./footnotes.js";
import { code, isSilent, lookOf, PLAIN, runsOf, styleOf, written } from "./inline.js";
import { tableOf } from "./tables.js";
import { levelInWord, listOfWord, nameInWord } from "./word_lists.js";

const BLOCKS = "address,article,aside,blockquote,body,center,dd,details,div,dl,dt,fieldset,figcaption,figure,footer,form,"
  + "h1,h2,h3,h4,h5,h6,header,hr,iframe,li,main,nav,ol,p,pre,section,summary,table,ul";

/**
 * What all of it needs to know.
 * @typedef {{ deeper: number }} Page How many levels its headings go down, as the headline is the first level.
 */

/**
 * @param {Element} parent
 * @param {Page} page
 * @returns {string[]} Blocks, to be set apart by blank lines.
 */
export function blocksOf(parent, page) {
  /** @type {string[]} */
  const blocks = [];
  /** @type {import("./inline.js").Run[]} */
  let line = [];
  const endLine = () => {
    blocks.push(...paragraphs(line));
    line = [];
  };
  const children = [...parent.childNodes];
  for (let at = 0; at < children.length; at += 1) {
    const child = children[at];
    if (!(child instanceof Element) || !isBlock(child)) {
      line.push(...runsOf(child, PLAIN));
      continue;
    }
    if (isSilent(child)) continue;
    endLine();
    if (levelInWord(child) === 0) {
      blocks.push(...blockOf(child, page));
      continue;
    }
    const from = at;
    const isMore = (/** @type {Node | undefined} */ next) =>
      next && (isBlank(next) || (levelInWord(next) > 0 && nameInWord(next) === nameInWord(child)));
    while (isMore(children[at + 1])) at += 1;
    blocks.push(listOfWord(children.slice(from, at + 1)));
  }
  endLine();
  return blocks;
}

/** @param {Element} element */
function isBlock(element) {
  return element.matches(BLOCKS) || element.querySelector(BLOCKS) !== null;
}

/** @param {Node} node */
function isBlank(node) {
  return !(node instanceof Element) && !node.nodeValue?.trim();
}

/** Two breaks in a row part paragraphs. @param {import("./inline.js").Run[]} runs */
function paragraphs(runs) {
  return written(runs)
    .split(/\n{2,}/)
    .map((text) => text.trim())
    // Word and Gmail leave lines of nothing but a mark of direction.
    .filter((text) => /[^\u200E\u200F\u061C]/.test(text))
    .map((text) => text.split("\n").map(escapedStart).join("\\\n"));
}

/**
 * @param {Element} block
 * @param {Page} page
 * @returns {string[]}
 */
function blockOf(block, page) {
  const note = block.matches("ol, ul") ? null : noteIn(block);
  if (note) return [noteOf(block, note, page)];
  switch (block.localName) {
    case "h1":
    case "h2":
    case "h3":
    case "h4":
    case "h5":
    case "h6":
      return headingOf(block, page);
    case "ul":
    case "ol": {
      const notes = [...block.children].map((item) => ({ item, name: noteIn(item) }));
      const areNotes = notes.length > 0 && notes.every(({ name }) => name);
      if (areNotes) return notes.map(({ item, name }) => noteOf(item, name ?? "", page));
      const list = listOf(block, page);
      return list ? [list] : [];
    }
    case "blockquote": {
      const inside = blocksOf(block, page).join("\n\n");
      return inside ? [prefixed(inside, "> ", "> ")] : [];
    }
    case "pre":
      return [fenced(textOfLines(block))];
    case "table":
      return tableOf(block, (cell) => blocksOf(cell, page));
    case "hr":
      // The one above footnotes is theirs.
      return isAboveNotes(block) ? [] : ["***"];
    case "iframe": {
      const address = linkAddress(block.getAttribute("src") ?? "");
      return address.startsWith("http") ? [address] : [];
    }
    default:
      return blocksOf(block, page);
  }
}

/** @param {Element} rule */
function isAboveNotes(rule) {
  const ofWord = rule.parentElement && /mso-element\s*:\s*(?:foot|end)note-list/i.test(styleOf(rule.parentElement));
  return ofWord || (rule.nextElementSibling && noteIn(rule.nextElementSibling));
}

/** @param {Element} block @param {string} name @param {Page} page */
function noteOf(block, name, page) {
  const copy = /** @type {Element} */ (block.cloneNode(true));
  wayBack(copy)?.remove();
  const [first = "", ...others] = blocksOf(copy, page);
  return prefixed([first.replace(/^[\s↑^]+/, "").trimEnd(), ...others].join("\n\n"), `[^${name}]: `, "    ");
}

/** A heading that is bold is a heading. @param {Element} heading @param {Page} page */
function headingOf(heading, page) {
  const runs = runsOf(heading, PLAIN).map((run) => ({ ...run, bold: false, text: run.text.replace(/\n/g, " ") }));
  const words = written(runs);
  const level = Math.min(Number(heading.localName[1]) + page.deeper, 6);
  return words ? [`${"#".repeat(level)} ${words.replace(/#+$/, "\\$&")}`] : [];
}

/**
 * A list. Some programs put the list within an item beside it.
 * @param {Element} list
 * @param {Page} page
 * @returns {string}
 */
function listOf(list, page) {
  let number = Number(list.getAttribute("start") ?? 1) || 1;
  /** @type {{ mark: string, text: string }[]} */
  const items = [];
  for (const child of list.children) {
    if (isSilent(child)) continue;
    const isNested = child.matches("ul, ol");
    const text = isNested ? listOf(child, page) : itemOf(child, page);
    if (!text) continue;
    const last = items.at(-1);
    if (isNested && last) {
      last.text += `\n${text}`;
      continue;
    }
    if (isNested) {
      // What was copied begins within it.
      items.push({ mark: "", text });
      continue;
    }
    items.push({ mark: list.localName === "ol" ? `${number}. ` : "- ", text });
    number += 1;
  }
  return items.map(({ mark, text }) => prefixed(text, mark, " ".repeat(mark.length))).join("\n");
}

/** The blocks of an item; a list right below its words needs no blank line. @param {Element} item @param {Page} page */
function itemOf(item, page) {
  return blocksOf(item, page).reduce((text, block) => {
    if (!text) return block;
    return /^(- |\d+\. )/.test(block) ? `${text}\n${block}` : `${text}\n\n${block}`;
  }, "");
}

/** @param {string} text @param {string} first @param {string} others */
export function prefixed(text, first, others) {
  return text.split("\n").map((line, at) => (at === 0 ? first : line || others.trim() ? others : "") + line).map((line) => line.trimEnd()).join("\n");
}

/** @param {Element} pre */
function textOfLines(pre) {
  const copy = /** @type {Element} */ (pre.cloneNode(true));
  for (const lineEnd of copy.querySelectorAll("br")) lineEnd.replaceWith("\n");
  return copy.textContent ?? "";
}

/** @param {string} text */
function fenced(text) {
  const longest = code(text).match(/^`+/)?.[0].length ?? 1;
  const fence = "`".repeat(Math.max(3, longest));
  return `${fence}\n${text.replace(/\n$/, "")}\n${fence}`;
}

/** Whether anything in it is more than words. @param {Element} body */
export function saysMore(body) {
  const marked = "a[href], b, strong, i, em, s, del, sup, sub, h1, h2, h3, h4, h5, h6, ul, ol, blockquote, table, code, pre, img, hr, iframe";
  return body.querySelector(marked) !== null || [...body.querySelectorAll("[data-style]")].some(isStyled);
}

/** Browsers and word processors also write down what is as it always is. @param {Element} element */
function isStyled(element) {
  const { bold, italic, struck, raised } = lookOf(element, PLAIN);
  return bold || italic || struck || raised !== "" || /mso-list/i.test(styleOf(element));
}
