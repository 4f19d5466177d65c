// The list of entries: how it comes to show what another copy of the page shows, without disturbing whoever is in it.

const CHANGED = "Somebody changed this entry while you have it open. Your words are here still.";
/** Characters of an entry that are read out. */
const READ_OUT = 120;

export class Entries {
  /** The entry that had the focus last. @type {HTMLElement | null} */
  #last = null;

  /** @param {HTMLElement} list */
  constructor(list) {
    this.list = list;
    this.#letFocus();
    list.addEventListener("focusin", (event) => this.#letFocus(articleAround(event.target)));
  }

  /** The entry that has the focus, or had it last, or the first. */
  get current() {
    return this.list.querySelector("article[tabindex='0']");
  }

  /** Moves the focus to the entry that is so many places further on. @param {number} places */
  move(places) {
    const articles = [...this.list.querySelectorAll("article")];
    const at = articles.indexOf(/** @type {HTMLElement} */ (this.current));
    articles[Math.min(Math.max(at + places, 0), articles.length - 1)]?.focus();
  }

  /**
   * Takes in the entries of another copy of the list, and says in words which are new. One that somebody has open stays
   * as it is.
   * @param {HTMLElement} fresh
   */
  take(fresh) {
    const gone = new Map([...this.list.children].map((entry) => [entry.id, entry]));
    const news = [];
    /** @type {Element | null} */
    let before = null;
    for (const theirs of [...fresh.children]) {
      const ours = gone.get(theirs.id);
      gone.delete(theirs.id);
      const entry = ours ? this.#merge(ours, theirs) : theirs;
      if (!ours) {
        entry.classList.add("desk-entry--fresh");
        news.push(words(entry));
      }
      /** @type {Element | null} */
      const next = before ? before.nextElementSibling : this.list.firstElementChild;
      if (next !== entry) this.list.insertBefore(entry, next);
      before = entry;
    }
    for (const entry of gone.values()) if (!isInUse(entry)) entry.remove();
    this.#letFocus(this.#last);
    return news.join(" ");
  }

  /**
   * Puts an entry of another copy of the list in the place of ours, whatever is done in it. The other copy keeps its own: where an
   * entry belongs shows from there.
   * @param {Element} theirs
   */
  put(theirs) {
    const entry = document.importNode(theirs, true);
    document.getElementById(theirs.id)?.replaceWith(entry);
    this.#letFocus(articleAround(entry.querySelector("article")));
  }

  /**
   * @param {Element} ours
   * @param {Element} theirs
   */
  #merge(ours, theirs) {
    if (ours.getAttribute("data-stands") === theirs.getAttribute("data-stands")) return ours;
    if (ours.querySelector("details[open]")) {
      if (!ours.querySelector(".desk-problem")) {
        const told = Object.assign(document.createElement("p"), { className: "desk-problem", textContent: CHANGED });
        told.setAttribute("role", "alert");
        ours.querySelector("details[open]")?.before(told);
      }
      return ours;
    }
    const hasFocus = ours.contains(document.activeElement);
    ours.replaceWith(theirs);
    if (hasFocus) {
      const article = articleAround(theirs.querySelector("article"));
      this.#letFocus(article);
      article?.focus();
    }
    return theirs;
  }

  /** One entry is a stop on the way through the page; from there the keys lead on. @param {HTMLElement | null} [stop] */
  #letFocus(stop) {
    const articles = this.list.querySelectorAll("article");
    this.#last = stop && this.list.contains(stop) ? stop : null;
    const chosen = this.#last ?? articles[0];
    for (const article of articles) article.tabIndex = article === chosen ? 0 : -1;
  }
}

/** @param {EventTarget | null} target */
export function articleAround(target) {
  const article = target instanceof Element ? target.closest("#entries article") : null;
  return article instanceof HTMLElement ? article : null;
}

/** Whether somebody is in an entry or has a part of it open. @param {Element} entry */
function isInUse(entry) {
  return entry.contains(document.activeElement) || entry.querySelector("details[open]") !== null;
}

/** @param {Element} entry */
function words(entry) {
  const said = [".desk-entry__facts", ".desk-entry__text"].map((part) => entry.querySelector(part)?.textContent ?? "");
  return said.join(": ").replace(/\s+/g, " ").trim().slice(0, READ_OUT);
}
