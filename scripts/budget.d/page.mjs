// What a page and its files make a browser fetch, read from their text. Enough for pages of ours, which Leptos
// writes; no HTML parser.

/** The script types that a browser runs (HTML, "JavaScript MIME type"), besides modules. */
const CLASSIC = /^$|^(text|application)\/(x-)?(java|ecma)script$/i;

/**
 * Addresses that the page names, whole, in the order of the page. `blocking` are scripts that hold up the page;
 * the ones in the page itself have no address but bytes.
 */
export function readPage(html, address) {
  const found = { styles: [], modules: [], wasm: [], fonts: [], blocking: [], others: [] };
  const whole = (reference) => new URL(reference, address).href;
  for (const [name, attributes, end] of elements(html)) {
    if (name === "link" && attributes.href !== undefined) {
      sortLink(found, attributes, whole(attributes.href));
    } else if (name === "script") {
      sortScript(found, attributes, whole, () => html.slice(end, html.indexOf("</script", end)));
    } else if (name !== "link") {
      for (const reference of sources(attributes)) found.others.push(whole(reference));
    }
  }
  return found;
}

function sortLink(found, attributes, address) {
  const relations = (attributes.rel ?? "").toLowerCase().split(/\s+/);
  const is = (relation) => relations.includes(relation);
  if (is("stylesheet")) found.styles.push(address);
  else if (is("modulepreload")) found.modules.push(address);
  else if (is("preload") && attributes.as === "font") found.fonts.push(address);
  else if (is("preload") && attributes.as === "script") found.modules.push(address);
  else if (is("preload") && /\.wasm$|application\/wasm/.test(`${attributes.type} ${address}`)) found.wasm.push(address);
  else if (["preload", "prefetch", "icon", "apple-touch-icon", "manifest", "preconnect", "dns-prefetch"].some(is)) {
    found.others.push(address);
  }
}

function sortScript(found, attributes, whole, text) {
  const type = attributes.type ?? "";
  const address = attributes.src === undefined ? undefined : whole(attributes.src);
  if (type === "module") {
    found.modules.push(...(address ? [address] : modulesIn(text(), whole("."))));
  } else if (CLASSIC.test(type)) {
    const waits = address && ("async" in attributes || "defer" in attributes);
    if (!waits) found.blocking.push({ address, bytes: address ? undefined : Buffer.byteLength(text()) });
    if (address) found.modules.push(address);
    // One that our inline script asks for.
    if (attributes["data-module"] !== undefined) found.modules.push(whole(attributes["data-module"]));
  }
}

function sources(attributes) {
  const many = (attributes.srcset ?? "").split(",").map((one) => one.trim().split(/\s+/)[0]);
  return [attributes.src, attributes.poster, attributes.data, ...many].filter(Boolean);
}

/** Start tags of elements that fetch something: name, attributes, where the tag ends. */
function* elements(html) {
  const tag = /<(link|script|img|source|iframe|video|audio|track|embed|object)\b((?:[^>"']|"[^"]*"|'[^']*')*)>/gi;
  for (const match of html.replace(/<!--[^]*?-->/g, (comment) => " ".repeat(comment.length)).matchAll(tag)) {
    yield [match[1].toLowerCase(), readAttributes(match[2]), match.index + match[0].length];
  }
}

function readAttributes(text) {
  const attribute = /([^\s=/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;
  const attributes = {};
  for (const [, name, double, single, bare] of text.matchAll(attribute)) {
    attributes[name.toLowerCase()] ??= (double ?? single ?? bare ?? "").replaceAll("&amp;", "&");
  }
  return attributes;
}

/**
 * The modules that a script imports by a literal address, or names beside itself. An address that it puts together is
 * not seen, as the one of wasm-bindgen's module in Leptos' start; our part of that script names it.
 */
export function modulesIn(script, address) {
  const imports = /(?:\bfrom|\bimport)\s*\(?\s*(["'`])((?:\.{0,2}\/|https?:)[^"'`$\s]+)\1/g;
  const found = [...script.matchAll(imports)].map((match) => match[2]);
  const named = namedBeside(script).filter((name) => !name.endsWith(".wasm"));
  return [...found, ...named].map((module) => new URL(module, address).href);
}

/** The WebAssembly that a script names beside itself. */
export function webAssemblyIn(script, address) {
  const named = namedBeside(script).filter((name) => name.endsWith(".wasm"));
  return named.map((module) => new URL(module, address).href);
}

/** `new URL("name", import.meta.url)`, as HTML calls it a module's own address. */
function namedBeside(script) {
  const named = /\bnew URL\(\s*(["'`])([^"'`$\s]+)\1\s*,\s*import\.meta\.url\s*\)/g;
  return [...script.matchAll(named)].map((match) => match[2]);
}

/** What a style sheet fetches: other sheets, and files by `url()`; those of `@font-face` apart. */
export function readStyle(css, address) {
  const whole = (reference) => new URL(reference, address).href;
  const sheets = /@import\s+(?:url\(\s*)?["']?([^"')\s;]+)/g;
  const styles = [...css.matchAll(sheets)].map((match) => whole(match[1]));
  const files = /url\(\s*(?:"([^"]*)"|'([^']*)'|([^)\s]*))\s*\)/g;
  const fonts = [];
  const others = [];
  for (const rule of css.replace(/@import[^;]*;/g, "").split("}")) {
    for (const [, double, single, bare] of rule.matchAll(files)) {
      const reference = double ?? single ?? bare;
      if (reference.startsWith("data:")) continue;
      (rule.includes("@font-face") ? fonts : others).push(whole(reference));
    }
  }
  return { styles, fonts, others };
}
