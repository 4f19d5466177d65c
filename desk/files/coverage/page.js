// The page as the server shows it, and how what it shows later comes into the one that is open.

import { textIn } from "./fields.js";

/** @typedef {import("./entries.js").Entries} Entries */

export class Page {
  /** @type {Promise<void> | null} */
  #looking = null;
  #isAskedAgain = false;
  #isSignedOut = false;
  /** The event that what is shown was made after. */
  #event = 0;

  /**
   * @param {HTMLElement} root
   * @param {Entries} entries
   */
  constructor(root, entries) {
    this.root = root;
    this.entries = entries;
    this.#event = eventOf(root);
  }

  /** The form of a new entry; there is none for whoever only reads, and while the story is closed. */
  get form() {
    const form = document.getElementById("new-entry");
    return form instanceof HTMLFormElement ? form : null;
  }

  /** Asks the server how things stand, once more if somebody asks meanwhile. */
  look() {
    if (this.#looking) {
      this.#isAskedAgain = true;
      return this.#looking;
    }
    this.#looking = this.#fetch().finally(() => {
      this.#looking = null;
      if (!this.#isAskedAgain) return;
      this.#isAskedAgain = false;
      void this.look();
    });
    return this.#looking;
  }

  async #fetch() {
    const { pathname, searchParams } = new URL(location.href);
    const before = searchParams.get("before");
    const isPast = "past" in this.root.dataset;
    const answer = await fetch(isPast ? `${pathname}?before=${before}` : pathname).catch(() => null);
    // Without a connection there will be another try.
    if (!answer) return;
    const shown = await pageIn(answer);
    if (isCoverage(shown)) this.announce(this.take(shown));
    else if (answer.ok && !this.#isSignedOut) this.signIn();
  }

  /**
   * Takes in how things stand on another copy of the page, and says what others sent.
   * @param {Document} shown
   */
  take(shown) {
    const root = /** @type {HTMLElement} */ (shown.getElementById("coverage"));
    // An answer may come after one to a later question.
    if (eventOf(root) < this.#event) return "";
    this.#event = eventOf(root);
    this.#isSignedOut = false;
    replace(shown, "standing");
    replace(shown, "older");
    const isOpen = shown.getElementById("new-entry") !== null;
    // What is being typed stays, whatever the state: nothing typed is lost.
    const isInUse = this.form && (this.form.ariaBusy === "true" || textIn(this.form));
    if (!this.form || (!isOpen && !isInUse)) replace(shown, "new");
    if (("past" in this.root.dataset) !== ("past" in root.dataset)) {
      // What was done to an entry that has left this page came with a page of the past.
      void this.look();
      return "";
    }
    const fresh = /** @type {HTMLElement} */ (shown.getElementById("entries"));
    const news = this.entries.take(fresh);
    const none = document.getElementById("no-entries");
    if (none) none.hidden = fresh.children.length > 0;
    return news;
  }

  /**
   * Shows what was done, or why it was not.
   * @param {(string | Node)[]} words
   * @param {boolean} isProblem
   */
  tell(words, isProblem) {
    const told = document.createElement("p");
    told.className = isProblem ? "desk-problem" : "desk-said";
    if (isProblem) told.setAttribute("role", "alert");
    told.append(...words);
    document.getElementById("told")?.replaceChildren(told);
    if (!isProblem) this.announce(told.textContent ?? "");
  }

  /** Says something to whoever listens to the page. @param {string} words */
  announce(words) {
    const announcer = document.getElementById("announcer");
    if (announcer && words) announcer.textContent = words;
  }

  /** What to do when the session is over. */
  signIn() {
    this.#isSignedOut = true;
    const link = document.createElement("a");
    Object.assign(link, { href: "/desk/sign-in", target: "_blank", textContent: "Sign in in another tab" });
    this.tell(["Your session is over. ", link, ", then send it again: what you typed is here still."], true);
  }
}

/** @param {HTMLElement} root */
function eventOf(root) {
  return Number(root.dataset.event);
}

/** @param {Response} answer */
export async function pageIn(answer) {
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

/** @param {Document} shown */
export function isCoverage(shown) {
  return shown.getElementById("coverage") !== null;
}

/**
 * Puts a part of another copy of the page in the place of ours, unless somebody is in it.
 * @param {Document} shown
 * @param {string} id
 */
export function replace(shown, id) {
  const [ours, theirs] = [document.getElementById(id), shown.getElementById(id)];
  if (ours && theirs && ours.outerHTML !== theirs.outerHTML && !ours.contains(document.activeElement)) ours.replaceWith(theirs);
}
