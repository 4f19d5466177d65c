// Which crate a compiled function comes from, by its symbol. A generic function belongs to the crate that defines
// it, whoever it was compiled for: that is whose source one would change to make it smaller.

import { crateInV0 } from "./v0_symbol.mjs";

/** For what has no path: functions exported under a plain name, and what the compiler itself adds. */
export const NO_CRATE = "(no crate)";
const STANDARD = new Set(["core", "alloc", "std"]);

/** The crate's name, as Rust code spells it: `wasm_bindgen`. */
export function crateOf(symbol) {
  if (symbol.startsWith("_R")) return crateInV0(symbol) ?? NO_CRATE;
  if (symbol.startsWith("_ZN")) return crateOfPath(legacyPath(symbol) ?? "") ?? NO_CRATE;
  if (symbol.includes("::")) return crateOfPath(symbol) ?? NO_CRATE;
  if (/^mem(cpy|move|set|cmp)$|^__(u?div|u?mod|mul)[dt]i\d$/.test(symbol)) return "compiler_builtins";
  if (/^__(wbindgen|wbg|externref)_/.test(symbol)) return "wasm_bindgen";
  if (/^__(rust|rdl|rg)_|^rust_/.test(symbol)) return "std";
  return NO_CRATE;
}

/** `_ZN4core3fmt5write17h0123456789abcdefE` as `core::fmt::write`. */
function legacyPath(symbol) {
  const parts = [];
  let rest = symbol.slice("_ZN".length);
  for (;;) {
    const length = /^\d+/.exec(rest)?.[0];
    if (!length) break;
    const part = rest.slice(length.length, length.length + Number(length));
    if (part.length < Number(length)) return undefined;
    parts.push(part);
    rest = rest.slice(length.length + part.length);
  }
  if (!rest.startsWith("E")) return undefined;
  if (/^h[0-9a-f]{16}$/.test(parts.at(-1) ?? "")) parts.pop();
  return parts.map(legacyText).join("::");
}

const LEGACY_SIGNS = { SP: "@", BP: "*", RF: "&", LT: "<", GT: ">", LP: "(", RP: ")", C: "," };

function legacyText(part) {
  return part
    .replace(/^_\$/, "$")
    .replaceAll("..", "::")
    .replace(/\$(?:u([0-9a-f]+)|([A-Z]+))\$/g, (whole, hex, sign) =>
      hex ? String.fromCodePoint(parseInt(hex, 16)) : (LEGACY_SIGNS[sign] ?? whole));
}

/** Of a path in words: `core::fmt::write`, `<a::T as b::Trait>::method`, `core::num::<impl u32>::pow`. */
function crateOfPath(path) {
  if (!path.startsWith("<")) return /^[\p{XID_Start}_][\p{XID_Continue}]*(?=::)/u.exec(path)?.[0];
  const [type, trait] = splitAtAs(path.slice(1, closing(path)));
  return trait === undefined ? crateOfType(type) : crateOfImpl(crateOfType(type), crateOfPath(trait));
}

/**
 * A symbol of the older kind does not say where an `impl` stands. It stands with the type or with the trait, and
 * what implements a trait of the standard library for a type of its own, or the other way round, is not the
 * standard library.
 */
function crateOfImpl(ofType, ofTrait) {
  if (ofType && !STANDARD.has(ofType)) return ofType;
  if (ofTrait && !STANDARD.has(ofTrait)) return ofTrait;
  return ofType ?? ofTrait;
}

/** None for what no crate defines: `u32`, `T`, `()`, functions. */
function crateOfType(type) {
  const bare = type.replace(/^(&|\*const |\*mut |mut |dyn |\(dyn |'[a-z_]+ |\[)+/, "");
  return crateOfPath(bare);
}

/** Where the bracket that opens the text closes. */
function closing(text) {
  const end = depths(text).indexOf(0);
  return end < 0 ? text.length : end;
}

function splitAtAs(text) {
  const depth = depths(text);
  for (let at = text.indexOf(" as "); at >= 0; at = text.indexOf(" as ", at + 1)) {
    if (depth[at] === 0) return [text.slice(0, at), text.slice(at + " as ".length)];
  }
  return [text];
}

/** How many brackets are open after each sign. The arrow of a function type, in older symbols `.>`, closes none. */
function depths(text) {
  let open = 0;
  return Array.from({ length: text.length }, (_, at) => {
    if (text[at] === "<") open += 1;
    else if (text[at] === ">" && !"-.".includes(text[at - 1])) open -= 1;
    return open;
  });
}
