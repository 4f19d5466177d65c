// What is typed into the form of a new entry is kept in the browser until it was sent, so that it outlives the page: for
// each account apart, as several people may use one computer.

import { textIn } from "./page.js";

/** @typedef {import("./page.js").Page} Page */

/** @param {Page} page */
export function keepDraft(page) {
  const key = `draft ${page.root.dataset.account} ${location.pathname}`;
  const form = page.form;
  const kept = localStorage.getItem(key);
  const text = form?.elements.namedItem("text");
  if (kept && text instanceof HTMLTextAreaElement && text.value === "") {
    text.value = kept;
    page.tell(["What you had typed and not sent stands in the form."], false);
  }
  page.root.addEventListener("input", (event) => {
    const form = page.form;
    if (!form || !(event.target instanceof Node) || !form.contains(event.target)) return;
    const typed = textIn(form);
    if (typed) localStorage.setItem(key, typed);
    else localStorage.removeItem(key);
  });
}
