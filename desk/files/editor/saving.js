// Saves by itself: soon after the last key, and every now and then while somebody goes on typing. Until the server has said
// that it has a text, a copy of it stays in the browser.

import { controlNamed, differing, asItCame, read } from "./fields.js";
import { withTyped } from "./merging.js";
import { send } from "./sending.js";
import { become, whenComposed } from "./typing.js";

/** After the last key. */
const SOON_MS = 3_000;
/** After the first key that is not saved. */
const AT_LATEST_MS = 15_000;
/** After an attempt that was not heard, the first, the second and so on. */
const AGAIN_MS = [3_000, 5_000, 10_000, 20_000];
const SIGNED_IN_AGAIN_MS = 15_000;

export class Saving {
  /** @type {HTMLFormElement} */ #form;
  /** @type {import("./copies.js").Copy} */ #copy;
  /** @type {import("./state.js").StateLine} */ #line;
  /** What the story says on the server. */
  #saved;
  /** What the server has, be it in the story or beside it until somebody decides. */
  #received;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;
  /** When somebody first typed what is not saved. @type {number | null} */ #since = null;
  /** @type {Promise<void> | null} */ #underWay = null;
  /** What is said of the text that the server has. */
  #savedWords;
  #failures = 0;
  /** Whether it goes on by itself; it does not where people have to decide something first. */
  #goesOn = true;

  /**
   * @param {HTMLFormElement} form
   * @param {import("./copies.js").Copy} copy
   * @param {import("./state.js").StateLine} line
   */
  constructor(form, copy, line) {
    this.#form = form;
    this.#copy = copy;
    this.#line = line;
    this.#savedWords = line.words;
    this.#saved = this.#received = asItCame(form);
    // A browser that brings back an earlier text brings it back without what it was based on.
    form.autocomplete = "off";
    this.base = form.dataset.save ?? this.base;
  }

  /** The number of the save that the text is based on. */
  get base() {
    return this.#base.value;
  }

  set base(save) {
    this.#base.value = save;
  }

  get #base() {
    return /** @type {HTMLInputElement} */ (this.#form.elements.namedItem("base"));
  }

  get isSaved() {
    return differing(read(this.#form), this.#saved).length === 0;
  }

  /** Whether the server has been sent something that it has not answered. */
  get isUnderWay() {
    return this.#underWay !== null;
  }

  /** Whether what was typed is safe here or there, for a page that is about to be closed. */
  get isSafe() {
    return this.#isReceived ? this.#copy.renew() : this.#copy.keep();
  }

  get #isReceived() {
    return this.isSaved || differing(read(this.#form), this.#received).length === 0;
  }

  /** Somebody has changed something. */
  changed() {
    this.#copy.keepSoon();
    if (!this.#goesOn) return;
    this.#since ??= Date.now();
    if (this.#failures > 0) return;
    if (!this.#line.isTrouble) this.#line.show("unsaved", "Unsaved");
    this.#again(Math.min(SOON_MS, this.#since + AT_LATEST_MS - Date.now()));
  }

  /** Saves what is not saved, now; returns whether all of it is. */
  async save() {
    this.#goesOn = true;
    await this.#underWay;
    if (!this.isSaved) await this.#attempt();
    return this.isSaved;
  }

  /** Whether something has come back: a network, somebody who signed in elsewhere. */
  tryAgain() {
    if (this.#goesOn && this.#failures > 0 && !this.#underWay) void this.#attempt();
  }

  /** The page is being left, perhaps for good. */
  part() {
    if (this.#isReceived) {
      this.#copy.renew();
      return;
    }
    this.#copy.keep();
    if (this.#goesOn && !this.#underWay) void this.#attempt();
  }

  /** @param {number} wait */
  #again(wait) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#attempt(), Math.max(wait, 0));
  }

  /** One request at a time: two at once could arrive in either order. */
  async #attempt() {
    clearTimeout(this.#timer);
    if (this.#underWay) {
      await this.#underWay;
      if (this.#goesOn && this.#failures === 0 && !this.isSaved) this.#again(0);
      return;
    }
    if (this.isSaved) return this.#allSaved();
    this.#underWay = this.#exchange().finally(() => { this.#underWay = null; });
    await this.#underWay;
  }

  async #exchange() {
    const sent = read(this.#form);
    this.#copy.keep();
    if (!this.#line.isTrouble) this.#line.show("saving", "Saving…");
    const answer = await send(this.#form);
    switch (answer.kind) {
      case "saved":
        return this.#taken(sent, answer);
      case "disputed":
        return this.#disputed(sent, answer.link);
      case "signed out":
        this.#failures += 1;
        this.#line.show("signed-out", `Signed out: ${this.#kept()}.`, { href: answer.link, words: "Sign in", opensTab: true });
        return this.#again(SIGNED_IN_AGAIN_MS);
      case "refused":
        this.#goesOn = !answer.isFinal;
        this.#since = null;
        return this.#line.show("refused", `${answer.sentences.join(" ")} Not saved: ${this.#kept()}.`);
      case "unheard":
        this.#failures += 1;
        this.#line.show("offline", `${answer.isNetwork ? "Offline" : "The desk does not answer"}: ${this.#kept()}.`);
        return this.#again(AGAIN_MS[Math.min(this.#failures, AGAIN_MS.length) - 1]);
    }
  }

  #kept() {
    return this.#copy.keep() ? "kept in this browser" : "this browser has no room for it, so do not close this page";
  }

  /**
   * @param {import("./fields.js").Texts} sent
   * @param {{ save: string, at: string, fields: import("./fields.js").Texts | null }} answer
   */
  async #taken(sent, { save, at, fields }) {
    this.#failures = 0;
    if (fields) await whenComposed();
    const merged = { ...sent, ...fields };
    const typed = read(this.#form);
    const wanted = Object.entries(typed).map(([name, text]) => ({ name, text: name in merged ? withTyped(sent[name], text, merged[name]) : text }));
    // Typed into the very lines that somebody else changed. The text stays as it is, based on what it was based on, and
    // goes to the server once more, where such things are decided.
    if (wanted.some(({ text }) => text === null)) {
      this.#line.show("unsaved", "Unsaved");
      return this.#again(SOON_MS);
    }
    this.base = save;
    this.#savedWords = at ? `Saved ${at}` : "Saved";
    this.#saved = this.#received = merged;
    for (const { name, text } of wanted) {
      const control = controlNamed(this.#form, name);
      if (control && text !== null) become(control, text);
    }
    if (this.isSaved) return this.#allSaved(fields !== null);
    this.#copy.keep();
    this.#since = Date.now();
    this.#line.show("unsaved", "Unsaved");
    this.#again(SOON_MS);
  }

  /** @param {boolean} [isMerged] */
  #allSaved(isMerged = false) {
    clearTimeout(this.#timer);
    this.#failures = 0;
    this.#since = null;
    this.#copy.drop();
    this.#line.show("saved", isMerged ? `${this.#savedWords}, with what somebody else changed` : this.#savedWords);
    this.#form.dispatchEvent(new Event("saved"));
  }

  /** @param {import("./fields.js").Texts} sent @param {string} link */
  #disputed(sent, link) {
    this.#goesOn = false;
    this.#since = null;
    this.#received = sent;
    if (this.#isReceived) this.#copy.drop();
    const words = "Somebody else changed the same paragraph. Your text is kept.";
    this.#line.show("disputed", words, { href: link, words: "Choose what stands" });
  }
}
