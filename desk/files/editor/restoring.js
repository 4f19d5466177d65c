// What a page left in this browser when it ended before the server had it. It is offered on the pages that are open then and
// on those that are opened later, never put in place of something unasked.

import { besideNamed, differingBeside, had } from "./beside.js";
import { button } from "./buttons.js";
import { allCopies, copiesOf, isEmpty, remove } from "./copies.js";
import { asItCame, controlNamed, differing, labelOf, read } from "./fields.js";
import { Presses } from "./presses.js";
import { become } from "./typing.js";

/** How long the desk may take to say what it has, in milliseconds. */
const PATIENCE_MS = 5_000;
const WHEN = new Intl.DateTimeFormat(document.documentElement.lang || "en", { dateStyle: "medium", timeStyle: "short" });

/** @typedef {import("./copies.js").Found} Found */
/** @typedef {import("./copies.js").Kept} Kept */

export class Offers {
  /** @type {HTMLFormElement} */ #form;
  /** @type {import("./saving.js").Saving} */ #saving;
  /** @type {import("./copies.js").Copy} */ #copy;
  /** @type {import("./tabs.js").Tabs} */ #tabs;
  #presses = new Presses();
  /** Pages with a copy whose end is waited for. @type {Set<string>} */ #awaited = new Set();
  /** What is offered now. @type {{ found: Found, banner: HTMLElement } | null} */ #offered = null;
  /** One is looked at after the other. */
  #turn = Promise.resolve();

  /**
   * @param {HTMLFormElement} form
   * @param {import("./saving.js").Saving} saving
   * @param {import("./copies.js").Copy} copy
   * @param {import("./tabs.js").Tabs} tabs
   */
  constructor(form, saving, copy, tabs) {
    this.#form = form;
    this.#saving = saving;
    this.#copy = copy;
    this.#tabs = tabs;
    // A page may be seen to have ended before what it wrote last is seen here.
    addEventListener("storage", ({ key }) => this.#heard(key));
    this.#look();
  }

  /** Looks at what other pages have left, as soon as they are gone. */
  #look() {
    for (const { page } of this.#copies()) this.#await(page);
  }

  #copies() {
    return allCopies(copiesOf(this.#form)).filter(({ page }) => page !== this.#tabs.page);
  }

  /** @param {string} page */
  #await(page) {
    if (this.#awaited.has(page)) return;
    this.#awaited.add(page);
    const offer = () => this.#offer(page);
    void this.#tabs.whenGone(page).then(() => {
      this.#awaited.delete(page);
      this.#turn = this.#turn.then(offer, offer);
    });
  }

  /** Another page wrote or removed something. @param {string | null} key */
  #heard(key) {
    const { found } = this.#offered ?? {};
    const now = this.#copies();
    if (found && JSON.stringify(now.find((copy) => copy.key === found.key)) !== JSON.stringify(found)) {
      this.#withdraw();
      this.#look();
    }
    for (const copy of now) if (copy.key === key) this.#await(copy.page);
  }

  #withdraw() {
    this.#offered?.banner.remove();
    this.#offered = null;
  }

  /** Offers the copy of a page that has ended, unless it says what stands here or is saved, or another one is offered. @param {string} page */
  async #offer(page) {
    const found = () => this.#copies().find((copy) => copy.page === page);
    const left = found();
    if (this.#offered || !left) return;
    const news = this.#isHere(left.kept) ? null : withoutSaved(left.kept, await savedForm(this.#form));
    await new Promise((over) => this.#presses.whenOver(() => over(null)));
    // It may have been written, or taken away, meanwhile.
    if (JSON.stringify(found()) !== JSON.stringify(left)) return this.#await(page);
    if (!news || (isEmpty(news.texts) && isEmpty(news.beside))) return remove(left.key);
    if (isNew(this.#form, news)) this.#show(left, news);
  }

  /** Whether all of it stands in the fields, and is safe there. @param {Kept} kept */
  #isHere(kept) {
    const isWhole = Object.keys(kept.beside).every((name) => besideNamed(this.#form, name));
    return isWhole && !isNew(this.#form, kept) && this.#saving.isSafe;
  }

  /** @param {Found} found @param {Kept} news */
  #show(found, news) {
    const next = () => {
      this.#withdraw();
      this.#look();
    };
    const banner = bannerOf(this.#form, news, {
      restore: () => {
        this.#restore(found.key, news);
        next();
        const first = isEmpty(news.texts) ? besideNamed(this.#form, Object.keys(news.beside)[0]) : controlNamed(this.#form, "body");
        first?.focus();
      },
      discard: () => {
        remove(found.key);
        next();
      },
    });
    this.#offered = { found, banner };
    this.#form.prepend(banner);
  }

  /**
   * What stands in the fields is itself kept first, if the server does not have it.
   * @param {string} key
   * @param {Kept} news
   */
  #restore(key, { base, texts, beside }) {
    if (!this.#copy.setAside(!this.#saving.isSaved)) return;
    // The server sees from this what others have saved since, and merges.
    if (!isEmpty(texts)) this.#saving.base = base;
    for (const [name, text] of Object.entries(texts)) {
      const control = controlNamed(this.#form, name);
      if (control) become(control, text);
    }
    for (const control of differingBeside(this.#form, beside)) {
      become(control, beside[control.name].typed);
      control.closest("details")?.setAttribute("open", "");
    }
    if (isEmpty(texts) ? this.#copy.renew() : this.#copy.keep()) remove(key);
    if (!isEmpty(texts)) this.#saving.changed();
  }
}

/** @param {HTMLFormElement} form @param {Kept} kept Whether it says something else than the page. */
function isNew(form, kept) {
  return differing(kept.texts, read(form)).length > 0 || differingBeside(form, kept.beside).length > 0;
}

/**
 * The form as the desk has it now. The page that left a copy may have been closed while its text was on the way there.
 * @param {HTMLFormElement} form
 * @returns {Promise<HTMLFormElement | null>} None where the desk does not say.
 */
async function savedForm(form) {
  const page = await fetch(form.action, { signal: AbortSignal.timeout(PATIENCE_MS) })
    .then((answer) => (answer.ok ? answer.text() : ""))
    .catch(() => "");
  const saved = new DOMParser().parseFromString(page, "text/html").getElementById(form.id);
  return saved instanceof HTMLFormElement ? saved : null;
}

/**
 * What the desk does not have of a copy.
 * @param {Kept} kept
 * @param {HTMLFormElement | null} saved
 * @returns {Kept}
 */
function withoutSaved(kept, saved) {
  if (!saved) return kept;
  const texts = differing(kept.texts, asItCame(saved)).length > 0 ? kept.texts : {};
  const beside = Object.entries(kept.beside).filter(([name, { typed }]) => {
    const control = besideNamed(saved, name);
    return !control || had(control) !== typed;
  });
  return { ...kept, texts, beside: Object.fromEntries(beside) };
}

/**
 * @param {HTMLFormElement} form
 * @param {Kept} kept
 * @param {{ restore: () => void, discard: () => void }} acts
 */
function bannerOf(form, kept, acts) {
  const banner = document.createElement("section");
  banner.className = "kept-copy";
  banner.setAttribute("role", "alert");
  const beside = differingBeside(form, kept.beside);
  const names = [...differing(kept.texts, read(form)), ...beside.map(({ name }) => name)].map((name) => labelOf(form, name));
  const said = document.createElement("p");
  said.append(
    `This browser kept text of ${WHEN.format(kept.at)} that was not saved. It differs in: ${names.join(", ")}.`,
    isEmpty(kept.texts) || kept.base === form.dataset.save ? "" : " The story has been saved since; the two are merged.",
    ...beside.filter((control) => had(control) !== kept.beside[control.name].had).map((control) => changed(form, control)),
  );
  const buttons = document.createElement("p");
  buttons.append(button("Restore it", acts.restore), " ", button("Discard it", acts.discard));
  banner.append(said, buttons);
  return banner;
}

/** @param {HTMLFormElement} form @param {import("./fields.js").Control} control What the desk has of it by now. */
function changed(form, control) {
  const says = had(control) ? `says ${had(control).replace("T", " ")}` : "is empty";
  return ` “${labelOf(form, control.name)}” was changed since: it ${says}.`;
}
