// Forms are sent in the background, and the answer, which is the page, is taken in.

import { addAbove, addBelow, drawAnew, entryForm, read, textIn } from "./fields.js";
import { isCoverage, pageIn, replace } from "./page.js";

/** @typedef {import("./draft.js").Drafts} Drafts */
/** @typedef {import("./page.js").Page} Page */

const NOT_SENT = "That did not reach the desk. What you typed is here still; look at the list before you send it again.";

/**
 * @param {Page} page
 * @param {Drafts} drafts
 */
export function sendForms(page, drafts) {
  page.root.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.method !== "post") return;
    event.preventDefault();
    if (form.ariaBusy === "true") return;
    form.ariaBusy = "true";
    void send(page, drafts, form, event.submitter).finally(() => form.removeAttribute("aria-busy"));
  });
  page.root.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    const form = event.target instanceof Element ? entryForm(event.target) : null;
    if (!form) return;
    event.preventDefault();
    form.requestSubmit(form.querySelector("button"));
  });
}

/**
 * @param {Page} page
 * @param {Drafts} drafts
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} button
 */
async function send(page, drafts, form, button) {
  const typed = textIn(form);
  const body = new URLSearchParams(/** @type {any} */ (new FormData(form)));
  if (button instanceof HTMLButtonElement && button.name) body.append(button.name, button.value);
  document.getElementById("told")?.replaceChildren();
  // Whoever goes on writing meanwhile writes the next entry.
  const aside = form === page.form ? read(form) : null;
  if (aside) drafts.send(form);
  const answer = await fetch(form.action, { method: "POST", body }).catch(() => null);
  if (aside) {
    if (!answer?.ok) addAbove(form, aside);
    drafts.settle(form, answer !== null);
  }
  if (!answer) {
    page.tell([NOT_SENT], true);
    return;
  }
  const shown = await pageIn(answer);
  if (answer.status === 401) {
    page.signIn();
  } else if (answer.ok && new URL(answer.url).pathname.startsWith("/desk/stories/")) {
    const link = Object.assign(document.createElement("a"), { href: new URL(answer.url).pathname, textContent: "Open it" });
    page.tell(["A story was begun with the words of the entry. ", link], false);
  } else if (!isCoverage(shown)) {
    page.tell([shown.querySelector("main p")?.textContent ?? NOT_SENT], true);
  } else {
    taken(page, drafts, form, typed, answer, shown);
  }
}

/**
 * @param {Page} page
 * @param {Drafts} drafts
 * @param {HTMLFormElement} form
 * @param {string} typed
 * @param {Response} answer
 * @param {Document} shown
 */
function taken(page, drafts, form, typed, answer, shown) {
  const entry = form.closest("li");
  if (form === page.form) replace(shown, "new-in-spite");
  if (answer.ok && form === page.form) drawAnew(form, shown);
  // What went on while it was on its way is kept, too.
  if (answer.ok && textIn(form) === typed) {
    form.closest("details")?.removeAttribute("open");
    if (entry) drafts.forget(form);
  }
  const theirs = entry ? shown.getElementById(entry.id) : null;
  // The form comes back with what was typed and what it is now held against, unless the entry is gone.
  const edited = ".desk-entry__edit[open] textarea";
  const isKept = !answer.ok && (theirs?.querySelector(edited) ?? null) !== null;
  const isMoved = !answer.ok && entry !== null && !isKept && typed !== "";
  if (isMoved) moveToNew(page, drafts, form, shown);
  if (!answer.ok && theirs) page.entries.put(theirs);
  page.take(shown);
  const told = [...(shown.getElementById("told")?.children ?? [])];
  const problem = told.find((one) => one.classList.contains("desk-problem"));
  const words = (problem ?? told[0])?.textContent;
  if (words) page.tell([words], problem !== undefined);
  const kept = isKept && entry ? document.getElementById(entry.id)?.querySelector(edited) : null;
  if (kept instanceof HTMLElement) kept.focus();
  else if (isMoved || form === page.form) page.form?.querySelector("textarea")?.focus();
  else if (document.activeElement === document.body && entry) document.getElementById(entry.id)?.querySelector("article")?.focus();
}

/**
 * The words for an entry that somebody removed meanwhile: they come to stand below what is in the form of a new one.
 * @param {Page} page
 * @param {Drafts} drafts
 * @param {HTMLFormElement} gone
 * @param {Document} shown
 */
function moveToNew(page, drafts, gone, shown) {
  if (!page.form || !shown.getElementById("new-entry")) return;
  addBelow(page.form, read(gone));
  drafts.keep(page.form);
  drafts.forget(gone);
}
