// Footnotes as Word, Google Docs and wikis write them: a small number that leads to a note below.

const TO_A_NOTE = /#(?:_ftn|_edn|ftnt|fn:?-?|note-|cite_note-)([\w.-]*\w)$/i;
const BACK_FROM_A_NOTE = /#(?:_ftnref|_ednref|ftnt_ref|fnref:?-?|noteref-|cite_ref-)([\w.-]*\w)$/i;

/**
 * The name of the note that an element refers to, if it is a reference and nothing else.
 * @param {Element} element
 */
export function footnoteOf(element) {
  const link = linkAlone(element);
  const found = link && TO_A_NOTE.exec(link.getAttribute("href") ?? "");
  return found && !BACK_FROM_A_NOTE.test(link.getAttribute("href") ?? "") ? nameOf(found[1]) : null;
}

/**
 * The name of the note that a block is: one way back to where it is referred to stands before all its words or after them.
 * @param {Element} block
 */
export function noteIn(block) {
  const links = [...block.querySelectorAll("a[href]")].filter(leadsBack);
  const found = BACK_FROM_A_NOTE.exec(links[0]?.getAttribute("href") ?? "");
  if (!found || links.length > 1 || block.querySelector("hr")) return null;
  const text = squeezed(block);
  const sign = squeezed(links[0]);
  const isAtEnd = text.replace(/^\^/, "").startsWith(sign) || text.endsWith(sign);
  return isAtEnd ? nameOf(found[1]) : null;
}

/** @param {Element} element */
function squeezed(element) {
  return (element.textContent ?? "").replace(/\s+/g, "");
}

/** @param {Element} link */
function leadsBack(link) {
  return BACK_FROM_A_NOTE.test(link.getAttribute("href") ?? "");
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

/** @param {string} name */
function nameOf(name) {
  return name.replace(/[^\w-]/g, "");
}
