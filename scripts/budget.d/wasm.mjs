// How many bytes each function of a WebAssembly module takes, by its name (WebAssembly Core 2.0, section 5.5 and
// appendix 7.4 for names).

const SECTION = { custom: 0, import: 2, code: 10, data: 11 };
const IMPORT = { function: 0, table: 1, memory: 2, global: 3, tag: 4 };
const FUNCTION_NAMES = 1;

/** The module is not one, or not all of it is there. */
export class BrokenModule extends Error {}

/**
 * `functions` in the order of the code section, each with its size in it and, if the module has names, its name;
 * `data` is the size of the constants.
 *
 * @param {Uint8Array} bytes
 * @returns {{ functions: { name?: string, bytes: number }[], named: boolean, data: number }}
 */
export function readModule(bytes) {
  if (bytes.length < 8 || String.fromCharCode(...bytes.subarray(0, 4)) !== "\0asm") {
    throw new BrokenModule("it does not begin like a WebAssembly module");
  }
  const reader = new Reader(bytes, 8, bytes.length);
  let imported = 0;
  let sizes = [];
  let data = 0;
  let names = null;
  while (!reader.atEnd()) {
    const kind = reader.byte();
    const section = reader.part(reader.number());
    if (kind === SECTION.import) imported = countImportedFunctions(section);
    else if (kind === SECTION.code) sizes = readSizes(section);
    else if (kind === SECTION.data) data = section.end - section.at;
    else if (kind === SECTION.custom && section.text() === "name") names = readFunctionNames(section);
  }
  // Names are by index, and the imported functions have the first ones.
  const functions = sizes.map((size, index) => ({ name: names?.get(imported + index), bytes: size }));
  return { functions, named: functions.some((one) => one.name !== undefined), data };
}

function readSizes(section) {
  return Array.from(section.count(), () => {
    const before = section.at;
    section.part(section.number());
    return section.at - before;
  });
}

function readFunctionNames(section) {
  const names = new Map();
  while (!section.atEnd()) {
    const kind = section.byte();
    const part = section.part(section.number());
    if (kind !== FUNCTION_NAMES) continue;
    for (const _ of part.count()) names.set(part.number(), part.text());
  }
  return names;
}

function countImportedFunctions(section) {
  let functions = 0;
  for (const _ of section.count()) {
    section.text();
    section.text();
    const kind = section.byte();
    if (kind === IMPORT.function) {
      functions += 1;
      section.number();
    } else if (kind === IMPORT.table) {
      skipType(section);
      skipLimits(section);
    } else if (kind === IMPORT.memory) {
      skipLimits(section);
    } else if (kind === IMPORT.global) {
      skipType(section);
      section.byte();
    } else if (kind === IMPORT.tag) {
      section.byte();
      section.number();
    } else {
      throw new BrokenModule(`byte ${section.at - 1}: an import of unknown kind ${kind}`);
    }
  }
  return functions;
}

function skipType(section) {
  const type = section.byte();
  // A reference to a type that the module defines: nullable 0x63, or not 0x64; the type follows.
  if (type === 0x63 || type === 0x64) section.number();
}

/** Bit 0 says that there is a maximum, bit 3 that a page size follows (custom page sizes). */
function skipLimits(section) {
  const flags = section.byte();
  section.number();
  if (flags & 1) section.number();
  if (flags & 8) section.number();
}

/** Reads forward, and never past its end. */
class Reader {
  constructor(bytes, at, end) {
    Object.assign(this, { bytes, at, end });
  }

  atEnd() {
    return this.at === this.end;
  }

  byte() {
    if (this.at >= this.end) throw new BrokenModule(`it is cut short at byte ${this.at}`);
    return this.bytes[this.at++];
  }

  /** LEB128 without a sign. 64-bit memories have limits of up to ten bytes; whatever is counted here fits four. */
  number() {
    let value = 0;
    for (let place = 0; place < 10; place += 1) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** (7 * place);
      if (byte < 0x80) return value;
    }
    throw new BrokenModule(`byte ${this.at}: a number of more than ten bytes`);
  }

  /** As many turns as the number here says. A broken number meets the end of the section soon. */
  *count() {
    const count = this.number();
    for (let turn = 0; turn < count; turn += 1) yield turn;
  }

  /** The next `length` bytes as a reader of their own. */
  part(length) {
    if (length > this.end - this.at) {
      throw new BrokenModule(`it is cut short: ${length} bytes were announced at byte ${this.at}, ${this.end - this.at} are there`);
    }
    const part = new Reader(this.bytes, this.at, this.at + length);
    this.at += length;
    return part;
  }

  text() {
    const part = this.part(this.number());
    return new TextDecoder().decode(this.bytes.subarray(part.at, part.end));
  }
}
