// What is copied from a word processor or a web page, as clean Markdown.

import { blocksOf, saysMore } from "./blocks.js";
import { withoutInvisible } from "./invisible.js";
import { settleReview } from "./review.js";
import { isFile, isMarkdown } from "./sources.js";

/**
 * @typedef {{ markdown: string, leftOut: number, reviewed: import("./review.js").Reviewed }} Cleaned `leftOut` is how many
 *   pictures of other places were left out.
 */

/**
 * Null where the page says nothing that its plain text does not. A plain text that is read as Markdown says less than the page
 * where its paragraphs have one line end between them, and more where one begins with a number.
 * @param {string} html
 * @param {string} [plain] What stands beside the page in the clipboard; as long as that is not known, only marks count.
 * @returns {Cleaned | null}
 */
export function markdownOf(html, plain) {
  const { body } = new DOMParser().parseFromString(withoutEffects(html), "text/html");
  if (isFile(body)) return null;
  const reviewed = settleReview(body);
  const isMarked = saysMore(body) || reviewed.comments || reviewed.changes;
  if (!isMarked && (plain === undefined || isMarkdown(plain))) return null;
  const hasTitle = body.querySelector("h1") !== null;
  const markdown = blocksOf(body, { deeper: hasTitle ? 1 : 0 }).join("\n\n");
  if (!isMarked && markdown === withoutInvisible(plain ?? "").replace(/\r\n/g, "\n").trim()) return null;
  const leftOut = [...body.querySelectorAll("img")].filter((picture) => !isOurs(picture) && !isTiny(picture)).length;
  return { markdown, leftOut, reviewed };
}

/**
 * Style sheets go, and styles and scripts of elements become plain attributes: styles say what is bold, but nobody's page is
 * drawn by them, and the paper's policy would have each of them reported.
 * @param {string} html
 */
function withoutEffects(html) {
  const withoutSheets = html.replace(/<style\b[^]*?<\/style\s*>/gi, "");
  return withoutSheets.replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/(\s)(style|on\w+)(\s*=)/gi, "$1data-$2$3"));
}

/** @param {Element} picture */
function isOurs(picture) {
  const source = picture.getAttribute("src") ?? "";
  return URL.canParse(source, location.origin) && new URL(source, location.origin).pathname.startsWith("/media/");
}

/** It counts readers. @param {Element} picture */
function isTiny(picture) {
  return ["0", "1"].includes(picture.getAttribute("width") ?? "");
}
