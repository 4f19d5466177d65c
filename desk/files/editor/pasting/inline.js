// Words with what they look like, from a pasted page: gathered as runs first, as word processors cut a sentence into many
// pieces that look the same, then written as Markdown.

import { escaped } from "./escaping.js";
import { footnoteOf } from "./footnotes.js";
import { linkAddress, ownPicture } from "./addresses.js";
import { withoutInvisible } from "./invisible.js";

/**
 * @typedef {object} Look
 * @property {boolean} bold
 * @property {boolean} italic
 * @property {boolean} struck
 * @property {boolean} code
 * @property {"" | "sup" | "sub"} raised Above the line or below it: without that, 10<sup>6</sup> is another number.
 * @property {string} href Where it leads; nowhere if empty.
 *
 * @typedef {Look & { text: string, isRaw: boolean }} Run What is raw is Markdown already.
 */

export const PLAIN = { bold: false, italic: false, struck: false, code: false, raised: /** @type {Look["raised"]} */ (""), href: "" };

/**
 * The runs of an element or a text.
 * @param {Node} node
 * @param {Look} look
 * @returns {Run[]}
 */
export function runsOf(node, look) {
  if (node.nodeType === Node.TEXT_NODE) {
    const lines = keepsLines(node) ? (node.nodeValue ?? "").split(/\r?\n/) : [node.nodeValue ?? ""];
    const end = { ...look, text: "\n", isRaw: true };
    const runs = lines.flatMap((line, at) => [...(at > 0 ? [end] : []), { ...look, text: cleanText(line), isRaw: false }]);
    return runs.filter(({ text }) => text);
  }
  if (!(node instanceof Element) || isSilent(node)) return [];
  if (node.localName === "br") return [{ ...look, text: "\n", isRaw: true }];
  if (node.localName === "img") {
    const picture = ownPicture(node);
    return picture ? [{ ...PLAIN, text: picture, isRaw: true }] : [];
  }
  const note = footnoteOf(node);
  if (note) return [{ ...PLAIN, text: `[^${note}]`, isRaw: true }];
  const inside = lookOf(node, look);
  return [...node.childNodes].flatMap((child) => runsOf(child, inside));
}

/** Whether line ends in a text are shown as such. @param {Node} text */
function keepsLines(text) {
  const styled = text.parentElement?.closest("[data-style*='white-space']");
  return styled ? keepsSpaces(styleOf(styled)) : false;
}

/** Whether a style has spaces and line ends shown as they are. @param {string} style */
export function keepsSpaces(style) {
  return /(?<![\w-])white-space(?:-collapse)?\s*:\s*(?:pre|break-spaces)/i.test(style);
}

/** What says nothing to a reader, and what Word writes before an item of a list. */
const SILENT = ["script", "style", "template", "noscript", "head", "title", "meta", "link", "svg", "math", "button", "select", "textarea", "input", "object", "audio", "video", "canvas"];

/** @param {Element} element */
export function isSilent(element) {
  return SILENT.includes(element.localName) || element.hasAttribute("hidden")
    || /display\s*:\s*none|mso-list\s*:\s*ignore|mso-hide\s*:\s*all/i.test(styleOf(element));
}

/**
 * The style of an element as it was written. It stands in another attribute, so that the browser does not apply it.
 * @param {Element} element
 */
export function styleOf(element) {
  return element.getAttribute("data-style") ?? "";
}

/** @param {Element} element @param {Look} look */
export function lookOf(element, look) {
  const style = styleOf(element);
  // Word has properties of its own whose names end like these.
  const weight = /(?<![\w-])font-weight\s*:\s*(\w+)/i.exec(style)?.[1] ?? "";
  const slant = /(?<![\w-])font-style\s*:\s*(\w+)/i.exec(style)?.[1] ?? "";
  const line = /(?<![\w-])text-decoration(?:-line)?\s*:\s*([^;]+)/i.exec(style)?.[1] ?? "";
  const name = element.localName;
  return {
    bold: weight ? isHeavy(weight) : look.bold || ["b", "strong"].includes(name),
    italic: slant ? /italic|oblique/i.test(slant) : look.italic || ["i", "em", "cite"].includes(name),
    struck: look.struck || ["s", "del", "strike"].includes(name) || /line-through/i.test(line),
    code: look.code || ["code", "kbd", "samp", "tt"].includes(name),
    raised: raisedBy(element) || look.raised,
    href: name === "a" ? linkAddress(element.getAttribute("href") ?? "") : look.href,
  };
}

/**
 * Word writes `sup`, Google Docs a style. A style sheet may raise a `sup` in a way of its own and have it stand on the line.
 * @param {Element} element
 * @returns {Look["raised"]}
 */
function raisedBy(element) {
  const name = element.localName;
  if (name === "sup" || name === "sub") return name;
  const place = /(?<![\w-])vertical-align\s*:\s*(super|sub)\b/i.exec(styleOf(element))?.[1]?.toLowerCase();
  return place === "super" ? "sup" : place === "sub" ? "sub" : "";
}

/** @param {string} weight */
function isHeavy(weight) {
  return /^bold/i.test(weight) || Number(weight) >= 600;
}

/**
 * Space as HTML reads it. A space that must not break is kept only where French or a unit of measure would have one: word
 * processors put them anywhere.
 * @param {string} text
 */
function cleanText(text) {
  return withoutInvisible(text)
    .replace(/[\u00A0\u202F](?![:;!?»%])(?<!«[\u00A0\u202F])/g, " ")
    .replace(/[ \t\r\n\f]+/g, " ");
}

/**
 * The runs as Markdown.
 * @param {Run[]} runs
 */
export function written(runs) {
  return writtenBy(spacesOutside(runs), ["href", "struck", "bold", "italic", "raised", "code"])
    .replace(/ *\n */g, "\n")
    .replace(/ {2,}/g, " ")
    .trim();
}

/** Spaces at the ends of what is marked stand outside of the marks. @param {Run[]} runs */
function spacesOutside(runs) {
  return runs.flatMap((run) => {
    if (run.isRaw || !/^\s|\s$/.test(run.text)) return [run];
    const [, before, text, after] = /^(\s*)([^]*?)(\s*)$/.exec(run.text) ?? ["", "", run.text, ""];
    const space = { ...PLAIN, isRaw: false };
    return [{ ...space, text: before }, { ...run, text }, { ...space, text: after }].filter((part) => part.text);
  }).map((run, at, all) => {
    // A space between two that look the same looks like them.
    const [left, right] = [all[at - 1], all[at + 1]];
    if (run.text.trim() || run.isRaw || !left || !right) return run;
    return {
      ...run,
      bold: left.bold && right.bold,
      italic: left.italic && right.italic,
      struck: left.struck && right.struck,
      code: left.code && right.code,
      raised: left.raised === right.raised ? left.raised : "",
      href: left.href === right.href ? left.href : "",
    };
  });
}

const MARKS = { struck: ["~~", "~~"], bold: ["**", "**"], italic: ["*", "*"] };

/**
 * @param {Run[]} runs
 * @param {(keyof Look)[]} looks Those that are not written yet, the outermost first.
 * @returns {string}
 */
function writtenBy(runs, [look, ...others]) {
  if (!look) return runs.map((run) => (run.isRaw ? run.text : escaped(run.text))).join("");
  const groups = grouped(runs, look);
  return groups.map((group) => {
    const value = group[0][look];
    if (!value) return writtenBy(group, others);
    if (look === "code") return code(group.map((run) => run.text).join(""));
    const words = writtenBy(group, others);
    if (!words.trim()) return words;
    if (look === "href") return `[${words}](${value})`;
    if (look === "raised") return `<${value}>${words}</${value}>`;
    const [open, close] = MARKS[/** @type {keyof typeof MARKS} */ (look)];
    return open + words + close;
  }).join("");
}

/** @param {Run[]} runs @param {keyof Look} look */
function grouped(runs, look) {
  /** @type {Run[][]} */
  const groups = [];
  for (const run of runs) {
    const last = groups.at(-1);
    if (last && last[0][look] === run[look]) last.push(run);
    else groups.push([run]);
  }
  return groups;
}

/** @param {string} text */
export function code(text) {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((ticks) => ticks.length));
  const fence = "`".repeat(longest + 1);
  const space = text.startsWith("`") || text.endsWith("`") ? " " : "";
  return fence + space + text + space + fence;
}
