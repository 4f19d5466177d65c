// The story beside the text as readers will see it, by the renderer that makes the page. That renderer is fetched when
// somebody wants to see it, and only what changed is put in anew.

import { exchange } from "./exchanging.js";
import { controlNamed } from "./fields.js";
import { LeadPicture } from "./lead_picture.js";

/** What one rendering may take, in milliseconds, for the next to follow every key; a longer one waits for a pause. */
const AT_ONCE_MS = 40;
const IS_WANTED = "desk-preview";

/**
 * @typedef {object} Renderer What the module exports.
 * @property {() => Promise<unknown>} default Loads it.
 * @property {new () => Shown} Shown
 * @property {(markdown: string) => number} words
 * @property {(markdown: string) => number} minutes
 */

/**
 * @typedef {object} Shown What was rendered last.
 * @property {(markdown: string, language: string) => Change} follow
 *
 * @typedef {object} Change What is to be exchanged of it.
 * @property {number} from The first block.
 * @property {number} gone How many go.
 * @property {() => string[]} come The HTML of those that come in their place. It can be asked once, and nothing else after it.
 */

/** @type {Promise<Renderer> | null} */
let loading = null;

/**
 * Fetches the renderer, once. After a failure the next one who asks starts anew.
 * @param {HTMLFormElement} form
 * @returns {Promise<Renderer>}
 */
export function renderer(form) {
  loading ??= load(form.dataset.preview ?? "").catch((error) => {
    loading = null;
    throw error;
  });
  return loading;
}

/** @param {string} address */
async function load(address) {
  /** @type {Renderer} */
  const module = await import(address);
  await module.default();
  return module;
}

export class Preview {
  /** @type {HTMLFormElement} */ #form;
  /** @type {HTMLElement} */ #pane;
  #headline = paragraph("preview__headline");
  #standfirst = paragraph("preview__standfirst");
  /** @type {LeadPicture} */ #picture;
  #language = "";
  #story = document.createElement("div");
  /** @type {Renderer | null} */ #renderer = null;
  /** @type {Shown | null} */ #shown = null;
  /** The nodes of each block as they were rendered: what somebody opened in one of them is no difference. @type {Node[][]} */ #blocks = [];
  /** Whether the browser has drawn what was rendered last. */
  #isDrawn = true;
  #isDue = false;
  /** The milliseconds of the last two renderings. */
  #took = [0, 0];
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;

  /**
   * @param {HTMLFormElement} form
   * @param {HTMLElement} pane
   */
  constructor(form, pane) {
    this.#form = form;
    this.#pane = pane;
    this.#picture = new LeadPicture(form);
    this.#story.className = "article__body";
    pane.append(this.#headline, this.#standfirst, this.#picture.element, this.#story);
    pane.addEventListener("click", (event) => stayHere(event));
    this.body.addEventListener("scroll", () => this.#keepInStep(), { passive: true });
    form.addEventListener("input", () => this.#soon());
  }

  get body() {
    return /** @type {HTMLTextAreaElement} */ (controlNamed(this.#form, "body"));
  }

  get isShown() {
    return !this.#pane.hidden;
  }

  /** Whether somebody wanted it the last time. */
  static get isWanted() {
    try {
      return localStorage.getItem(IS_WANTED) === "shown";
    } catch {
      return false;
    }
  }

  /** @param {boolean} isShown */
  async show(isShown) {
    remember(isShown);
    this.#pane.hidden = !isShown;
    this.#form.toggleAttribute("data-previewed", isShown);
    if (!isShown) return;
    try {
      this.#renderer ??= await renderer(this.#form);
      this.#render();
    } catch {
      this.#sayInstead("The preview could not be loaded. The text is not affected; hide and show the preview to try again.");
    }
  }

  /** At once, so that the browser draws it with the key; what follows before that, together and right before it. */
  #soon() {
    if (!this.isShown || !this.#renderer) return;
    // One of the two may have waited for something else.
    const takes = Math.min(...this.#took);
    if (takes > AT_ONCE_MS) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#render(), takes * 3);
      return;
    }
    if (!this.#isDrawn) {
      this.#isDue = true;
      return;
    }
    this.#render();
    this.#isDrawn = false;
    requestAnimationFrame(() => {
      this.#isDrawn = true;
      if (this.#isDue) this.#render();
      this.#isDue = false;
    });
  }

  #render() {
    if (!this.#renderer || !this.isShown) return;
    const start = performance.now();
    const language = controlNamed(this.#form, "language")?.value.trim() || this.#form.dataset.language || "en";
    if (language !== this.#language) {
      // Written again, even the same makes the browser look through all that is in them.
      for (const part of [this.#headline, this.#standfirst, this.#picture.element, this.#story]) Object.assign(part, { lang: language, dir: "auto" });
      this.#language = language;
    }
    say(this.#headline, controlNamed(this.#form, "headline")?.value ?? "");
    say(this.#standfirst, controlNamed(this.#form, "standfirst")?.value ?? "");
    this.#picture.render();
    try {
      this.#shown ??= new this.#renderer.Shown();
      this.#exchange(this.#shown.follow(this.body.value, language));
    } catch (refused) {
      // The sentence that the server would refuse it with.
      this.#sayInstead(String(refused));
    }
    this.#took = [this.#took[1], performance.now() - start];
  }

  /**
   * Shows the blocks that changed. The HTML has been through the page's own gate.
   * @param {Change} change
   */
  #exchange(change) {
    const { from, gone } = change;
    const young = change.come().map(nodesOf);
    const [before, old, after] = [this.#blocks.slice(0, from), this.#blocks.slice(from, from + gone), this.#blocks.slice(from + gone)];
    if (this.#blocks.length === 0) this.#story.replaceChildren();
    const place = before.reduce((nodes, block) => nodes + block.length, 0);
    exchange(this.#story, place, old.flat(), young.flat());
    this.#blocks = [...before, ...young, ...after];
  }

  /**
   * In the place of the story; the next that can be shown is put in as a whole.
   * @param {string} sentence
   */
  #sayInstead(sentence) {
    this.#story.replaceChildren(paragraph("", sentence));
    this.#shown = null;
    this.#blocks = [];
  }

  /** Shows about the part that is being written, where each of the two scrolls by itself. */
  #keepInStep() {
    if (!this.isShown) return;
    const { body } = this;
    const share = body.scrollTop / Math.max(1, body.scrollHeight - body.clientHeight);
    this.#pane.scrollTop = share * (this.#pane.scrollHeight - this.#pane.clientHeight);
  }
}

/** @param {boolean} isShown */
function remember(isShown) {
  try {
    localStorage.setItem(IS_WANTED, isShown ? "shown" : "hidden");
  } catch {
    // Then it is forgotten.
  }
}

/** @param {string} html */
function nodesOf(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return [...template.content.childNodes];
}

/** @param {HTMLElement} element @param {string} words */
function say(element, words) {
  if (element.textContent !== words) element.textContent = words;
}

/** @param {string} className @param {string} [words] */
function paragraph(className, words = "") {
  return Object.assign(document.createElement("p"), { className, textContent: words });
}

/**
 * What a reader would follow opens beside the editor; the player of an embed, on the site that has it.
 * @param {MouseEvent} event
 */
function stayHere(event) {
  const pressed = /** @type {Element} */ (event.target).closest("a[href], .embed button");
  const link = pressed?.matches("a") ? pressed : pressed?.closest(".embed")?.querySelector("a[href]");
  const address = link?.getAttribute("href") ?? "";
  if (!link || address.startsWith("#")) return;
  event.preventDefault();
  open(/** @type {HTMLAnchorElement} */ (link).href, "_blank", "noopener");
}
