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
 * @property {(markdown: string, language: string) => string} render
 * @property {(markdown: string) => number} words
 * @property {(markdown: string) => number} minutes
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
  /** The blocks as they were rendered: what somebody opened in one of them is no difference. @type {Node[]} */ #shown = [];
  /** @type {Renderer | null} */ #renderer = null;
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
      this.#story.replaceChildren(paragraph("", "The preview could not be loaded. The text is not affected; hide and show the preview to try again."));
      this.#shown = [];
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
      this.#put(this.#renderer.render(this.body.value, language));
    } catch (refused) {
      // The sentence that the server would refuse it with.
      this.#story.replaceChildren(paragraph("", String(refused)));
      this.#shown = [];
    }
    this.#took = [this.#took[1], performance.now() - start];
  }

  /**
   * Shows it in the place of what was shown. The HTML has been through the page's own gate.
   * @param {string} html
   */
  #put(html) {
    const template = document.createElement("template");
    template.innerHTML = html;
    const wanted = [...template.content.childNodes];
    if (this.#shown.length === 0) this.#story.replaceChildren();
    exchange(this.#story, this.#shown, wanted);
    this.#shown = wanted;
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
