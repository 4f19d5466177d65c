// What reviewers leave in a text of Word, none of which is the story: comments, and changes that nobody has settled yet.

import { styleOf } from "./inline.js";

const COMMENTS = ".msocomtxt, hr.msocomoff, hr.msocomhide";
const MARKS = "a.msocomanchor, a.msocomoff, a.msocomhide, a[href*='#_msocom'], a[href*='#_msoanchor']";
const DELETED = "del[cite], del[datetime], .msoDel";

/**
 * @typedef {{ comments: boolean, changes: boolean }} Reviewed What has been taken out.
 */

/**
 * Takes comments out of a page, and accepts its changes.
 * @param {Element} body
 * @returns {Reviewed}
 */
export function settleReview(body) {
  return { comments: dropComments(body), changes: dropDeleted(body) };
}

/** @param {Element} body */
function dropComments(body) {
  const isOfComment = (/** @type {Element} */ element) => /mso-(?:element|special-character)\s*:\s*comment/i.test(styleOf(element));
  const notes = [...body.querySelectorAll(".MsoCommentText")].filter((paragraph) => paragraph.querySelector("a[href*='#_msoanchor']"));
  const dropped = [...body.querySelectorAll(`${COMMENTS}, ${MARKS}`), ...[...body.querySelectorAll("[data-style]")].filter(isOfComment), ...notes];
  for (const element of dropped) element.remove();
  // What is written on right behind a comment's mark often has the style of the mark.
  for (const mark of body.querySelectorAll(".MsoCommentReference")) {
    if (/^\s*(?:\[\w+\]\s*)?$/.test(mark.textContent ?? "")) mark.remove();
  }
  return dropped.length > 0;
}

/** An item or a row whose words all went goes with them. @param {Element} body */
function dropDeleted(body) {
  const deleted = [...body.querySelectorAll(DELETED)];
  for (const element of deleted) {
    const around = ["p", "li", "tr"].map((name) => element.closest(name));
    element.remove();
    for (const block of around) if (block && isEmpty(block)) block.remove();
  }
  return deleted.length > 0;
}

/** Whether nothing stands in it but the bullet that Word writes. @param {Element} block */
function isEmpty(block) {
  if (block.querySelector("img")) return false;
  const bullets = [...block.querySelectorAll("[data-style]")].filter((element) => /mso-list\s*:\s*ignore/i.test(styleOf(element)));
  const ofBullets = bullets.map((bullet) => bullet.textContent ?? "").join("");
  return squeezed(block.textContent ?? "") === squeezed(ofBullets);
}

/** @param {string} text */
function squeezed(text) {
  return text.replace(/\s+/g, "");
}
