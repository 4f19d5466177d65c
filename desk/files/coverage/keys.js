// Keys. A single letter does something only while the list has the focus (WCAG 2.2, 2.1.4), so nobody meets one by accident.

import { articleAround } from "./entries.js";

/** @typedef {import("./page.js").Page} Page */

/** @param {Page} page */
export function hearKeys(page) {
  const dialog = document.getElementById("keys");
  const help = () => dialog instanceof HTMLDialogElement && dialog.showModal();
  const button = document.getElementById("keys-button");
  button?.addEventListener("click", help);
  for (const hidden of [button, document.getElementById("send-hint")]) if (hidden) hidden.hidden = false;
  page.root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !isTyping(event.target)) return;
    const article = articleAround(event.target) ?? page.entries.current;
    if (article instanceof HTMLElement) article.focus();
  });
  page.entries.list.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const entry = articleAround(event.target);
    const act = entry && keys(page, entry, help)[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}

/**
 * @param {Page} page
 * @param {HTMLElement} entry
 * @param {() => void} help
 * @returns {Record<string, () => void>}
 */
function keys(page, entry, help) {
  return {
    j: () => page.entries.move(1),
    k: () => page.entries.move(-1),
    n: () => page.form?.querySelector("textarea")?.focus(),
    e: () => edit(entry),
    p: () => /** @type {HTMLElement | null} */ (entry.querySelector("[value='pin'], [value='unpin']"))?.click(),
    "?": help,
  };
}

/** @param {HTMLElement} entry */
function edit(entry) {
  const details = entry.querySelector(".desk-entry__edit");
  if (!(details instanceof HTMLDetailsElement)) return;
  details.open = true;
  details.querySelector("textarea")?.focus();
}

/** @param {EventTarget | null} target */
function isTyping(target) {
  return target instanceof Element && target.closest("input:not([type='checkbox']), textarea, select") !== null;
}
