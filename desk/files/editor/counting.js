// How long things are: the headline beside what search engines and the sidebar show of one, the story in words and minutes.

import { controlNamed } from "./fields.js";
import { renderer } from "./previewing.js";

/** What search engines show of a title before they cut it off, and what fits into three lines of the sidebar. */
const LIMITS = [{ most: 65, where: "search results" }, { most: 90, where: "the sidebar" }];
const AFTER_MS = 400;

/**
 * @param {HTMLFormElement} form
 */
export function count(form) {
  for (const field of form.querySelectorAll("textarea[data-count=headline]")) countHeadline(/** @type {HTMLTextAreaElement} */ (field));
  const body = /** @type {HTMLTextAreaElement | undefined} */ (controlNamed(form, "body"));
  if (body) countStory(form, body);
}

/** @param {HTMLTextAreaElement} field */
function countHeadline(field) {
  const line = lineBelow(field);
  const show = () => {
    const characters = charactersIn(field.value.trim());
    const over = LIMITS.filter(({ most }) => characters > most);
    line.textContent = characters === 0 ? "" : headlineSays(characters, over);
    line.toggleAttribute("data-over", over.length > 0);
  };
  field.addEventListener("input", show);
  show();
}

/** @param {number} characters @param {typeof LIMITS} over */
function headlineSays(characters, over) {
  const has = characters === 1 ? "1 character" : `${characters} characters`;
  if (over.length === 0) return `${has} of ${LIMITS[0].most}`;
  return `${has}: cut off in ${over.map(({ most, where }) => `${where} after ${most}`).join(" and in ")}`;
}

/**
 * As somebody who reads it would count: an accent or the parts of an emoji are none of their own.
 * @param {string} text
 */
export function charactersIn(text) {
  if (!("Segmenter" in Intl)) return [...text].length;
  return [...new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text)].length;
}

/**
 * Counted by the renderer, which knows what of it are words. It is fetched once the page has nothing else to do.
 * @param {HTMLFormElement} form
 * @param {HTMLTextAreaElement} body
 */
function countStory(form, body) {
  const line = lineBelow(body);
  const number = new Intl.NumberFormat(document.documentElement.lang || "en");
  const show = async () => {
    try {
      const { words, minutes } = await renderer(form);
      const count = words(body.value);
      line.textContent = count === 0 ? "" : `${number.format(count)} ${count === 1 ? "word" : "words"}, ${minutes(body.value)} min read`;
    } catch {
      line.textContent = "";
    }
  };
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  body.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(show, AFTER_MS);
  });
  (window.requestIdleCallback ?? setTimeout)(() => void show());
}

/** @param {HTMLTextAreaElement} field */
function lineBelow(field) {
  const line = document.createElement("p");
  line.className = "count";
  line.id = `${field.name}-count`;
  // Within a label it would be a part of the field's name.
  (field.closest("label") ?? field).after(line);
  const others = field.getAttribute("aria-describedby");
  field.setAttribute("aria-describedby", others ? `${others} ${line.id}` : line.id);
  return line;
}
