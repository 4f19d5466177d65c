// Addresses in what is pasted: what a story may link to, and pictures that are the paper's own.

/**
 * Where a link may lead from a story; nowhere if empty. Search engines and Google Docs put an address of their own around.
 * @param {string} href
 */
export function linkAddress(href) {
  const url = URL.canParse(href) ? new URL(href) : null;
  if (!url || !["http:", "https:", "mailto:", "tel:"].includes(url.protocol)) return href.startsWith("/") && !href.startsWith("//") ? enclosed(href) : "";
  const wrapped = url.hostname.endsWith("google.com") && url.pathname === "/url" ? (url.searchParams.get("q") ?? url.searchParams.get("url")) : null;
  if (wrapped && URL.canParse(wrapped)) return linkAddress(wrapped);
  return enclosed(href.trim());
}

/**
 * An address as it may stand in brackets.
 * @param {string} address
 */
function enclosed(address) {
  return address.replace(/[\s()<>\\]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`);
}

/**
 * A picture that the paper serves, as Markdown; none of another site may stand in a story.
 * @param {Element} picture
 */
export function ownPicture(picture) {
  const source = picture.getAttribute("src") ?? "";
  const url = URL.canParse(source, location.origin) ? new URL(source, location.origin) : null;
  if (url?.origin !== location.origin || !url.pathname.startsWith("/media/")) return null;
  // Made smaller or not, it is the same picture.
  const path = url.pathname.replace(/^(\/media\/[0-9a-z]+)-[^/]*(\.\w+)$/i, "$1$2");
  const words = (picture.getAttribute("alt") ?? "").replace(/[[\]\\]/g, "\\$&");
  return `![${words}](${path})`;
}
