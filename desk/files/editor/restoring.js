// Text that a page left in this browser when it ended before the server had it. It is offered, never put in place of
// something unasked.

import { button } from "./buttons.js";
import { leftBehind, remove } from "./copies.js";
import { controlNamed, differing, labelOf, read } from "./fields.js";
import { become } from "./typing.js";

const WHEN = new Intl.DateTimeFormat(document.documentElement.lang || "en", { dateStyle: "medium", timeStyle: "short" });

/**
 * Offers the newest copy that says something else than the page; after it, the next one.
 * @param {HTMLFormElement} form
 * @param {import("./saving.js").Saving} saving
 * @param {import("./copies.js").Copy} copy
 * @param {string[]} openPages
 */
export function offerCopies(form, saving, copy, openPages) {
  const texts = read(form);
  const [found] = leftBehind(form.dataset.copies ?? "", openPages).filter(({ key, kept }) => {
    const says = differing(kept.texts, texts).length > 0;
    if (!says) remove(key);
    return says;
  });
  if (!found) return;
  const next = () => {
    banner.remove();
    offerCopies(form, saving, copy, openPages);
  };
  const banner = bannerOf(form, found.kept, {
    restore: () => {
      restore(form, saving, copy, found);
      next();
      controlNamed(form, "body")?.focus();
    },
    discard: () => {
      remove(found.key);
      next();
    },
  });
  form.prepend(banner);
}

/**
 * What stands in the fields is itself kept first, if the server does not have it.
 * @param {HTMLFormElement} form
 * @param {import("./saving.js").Saving} saving
 * @param {import("./copies.js").Copy} copy
 * @param {{ key: string, kept: import("./copies.js").Kept }} found
 */
function restore(form, saving, copy, { key, kept }) {
  if (!saving.isSaved && !copy.setAside()) return;
  // The server sees from this what others have saved since, and merges.
  saving.base = kept.base;
  for (const [name, text] of Object.entries(kept.texts)) {
    const control = controlNamed(form, name);
    if (control) become(control, text);
  }
  if (copy.keep()) remove(key);
  saving.changed();
}

/**
 * @param {HTMLFormElement} form
 * @param {import("./copies.js").Kept} kept
 * @param {{ restore: () => void, discard: () => void }} acts
 */
function bannerOf(form, kept, acts) {
  const banner = document.createElement("section");
  banner.className = "kept-copy";
  banner.setAttribute("role", "alert");
  const names = differing(kept.texts, read(form)).map((name) => labelOf(form, name));
  const said = document.createElement("p");
  said.append(
    `This browser kept text of ${WHEN.format(kept.at)} that was not saved. It differs in: ${names.join(", ")}.`,
    kept.base === form.dataset.save ? "" : " The story has been saved since; the two are merged.",
  );
  const buttons = document.createElement("p");
  buttons.append(button("Restore it", acts.restore), " ", button("Discard it", acts.discard));
  banner.append(said, buttons);
  return banner;
}
