// Footnotes as Word, LibreOffice, Google Docs and wikis write them: a small number that leads to a note below.

/**
 * How an address leads to a note or back from it.
 * @typedef {{ foot: RegExp[], end: RegExp[] }} Way
 */

/** @type {Way} */
const TO_A_NOTE = { foot: [/#(?:_ftn|ftnt|fn:?-?|note-|cite_note-)([\w.-]*\w)$/i, /#sdfootnote(\d+)sym$/i], end: [/#_edn(\w+)$/i, /#sdendnote(\d+)sym$/i] };
/** @type {Way} */
const BACK_FROM_A_NOTE = {
  foot: [/#(?:_ftnref|ftnt_ref|fnref:?-?|noteref-|cite_ref-)([\w.-]*\w)$/i, /#sdfootnote(\d+)anc$/i],
  end: [/#_ednref(\w+)$/i, /#sdendnote(\d+)anc$/i],
};

/**
 * The name of the note that an element refers to, if it is a reference and nothing else.
 * @param {Element} element
 */
export function footnoteOf(element) {
  const link = linkAlone(element);
  return link && !leadsBack(link) ? nameOf(link, TO_A_NOTE) : null;
}

/**
 * The name of the note that a block is: one way back to where it is referred to stands before all its words or after them.
 * @param {Element} block
 */
export function noteIn(block) {
  const links = [...block.querySelectorAll("a[href]")].filter(leadsBack);
  if (links.length !== 1 || block.querySelector("hr")) return null;
  const text = squeezed(block);
  const sign = squeezed(links[0]);
  const isAtEnd = text.replace(/^\^/, "").startsWith(sign) || text.endsWith(sign);
  return isAtEnd ? nameOf(links[0], BACK_FROM_A_NOTE) : null;
}

/** @param {Element} element */
function squeezed(element) {
  return (element.textContent ?? "").replace(/\s+/g, "");
}

/** @param {Element} link */
function leadsBack(link) {
  return nameOf(link, BACK_FROM_A_NOTE) !== null;
}

/**
 * The link that leads from a note back into the text.
 * @param {Element} block
 */
export function wayBack(block) {
  return [...block.querySelectorAll("a[href]")].find(leadsBack) ?? null;
}

/** @param {Element} element */
function linkAlone(element) {
  if (element.localName === "a") return isNumber(element) ? element : null;
  if (!["sup", "span"].includes(element.localName)) return null;
  const links = element.querySelectorAll("a[href]");
  return links.length === 1 && isNumber(element) ? links[0] : null;
}

/** @param {Element} element */
function isNumber(element) {
  return /^\s*[[(]?(\w{1,4}|\*|†)[\])]?\s*$/.test(element.textContent ?? "");
}

/** Endnotes are numbered by themselves, and must not get the words of footnotes. @param {Element} link @param {Way} way */
function nameOf(link, way) {
  const href = link.getAttribute("href") ?? "";
  const [foot, end] = [way.foot, way.end].map((forms) => forms.map((form) => form.exec(href)?.[1]).find(Boolean));
  const name = foot ?? (end ? `e${end}` : "");
  return name ? name.replace(/[^\w-]/g, "") : null;
}
