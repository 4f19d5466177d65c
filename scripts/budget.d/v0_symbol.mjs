// The crate in a symbol of the newer kind (RFC 2603, "Rust symbol name mangling v0"). Most paths name it first;
// only `<Type as Trait>::method` has a whole type to be stepped over before the trait.

/** Undefined if the symbol cannot be read. */
export function crateInV0(symbol) {
  try {
    return new MangledName(symbol.slice("_R".length)).crateOfPath();
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

class Unreadable extends Error {}

class MangledName {
  constructor(text, at = 0) {
    // What references count from is the byte after `_R`, which is where `text` begins.
    Object.assign(this, { text, at });
  }

  crateOfPath() {
    switch (this.next()) {
      case "C":
        this.skipDisambiguator();
        return this.identifier();
      case "M": // <Type>::, and where that impl stands
      case "X": // <Type as Trait>::, and where that impl stands
        this.skipDisambiguator();
        return this.crateOfPath();
      case "Y": // <Type as Trait>::, a method that the trait itself provides
        this.skipType();
        return this.crateOfPath();
      case "N":
        this.next();
        return this.crateOfPath();
      case "I":
        return this.crateOfPath();
      case "B":
        return this.reference().crateOfPath();
      default:
        throw new Unreadable();
    }
  }

  skipPath() {
    switch (this.next()) {
      case "C":
        this.skipDisambiguator();
        this.identifier();
        return;
      case "M":
        this.skipDisambiguator();
        this.skipPath();
        this.skipType();
        return;
      case "X":
        this.skipDisambiguator();
        this.skipPath();
        this.skipType();
        this.skipPath();
        return;
      case "Y":
        this.skipType();
        this.skipPath();
        return;
      case "N":
        this.next();
        this.skipPath();
        this.skipDisambiguator();
        this.identifier();
        return;
      case "I":
        this.skipPath();
        this.untilE(() => this.skipGenericArgument());
        return;
      case "B":
        this.base62();
        return;
      default:
        throw new Unreadable();
    }
  }

  skipGenericArgument() {
    if (this.takes("L")) this.base62();
    else if (this.takes("K")) this.skipConst();
    else this.skipType();
  }

  skipType() {
    const tag = this.next();
    if (/[a-z]/.test(tag)) return;
    switch (tag) {
      case "A":
        this.skipType();
        this.skipConst();
        return;
      case "S":
      case "P":
      case "O":
        this.skipType();
        return;
      case "R":
      case "Q":
        if (this.takes("L")) this.base62();
        this.skipType();
        return;
      case "T":
        this.untilE(() => this.skipType());
        return;
      case "F":
        this.skipBinder();
        this.takes("U");
        if (this.takes("K") && !this.takes("C")) this.identifier();
        this.untilE(() => this.skipType());
        this.skipType();
        return;
      case "D":
        this.skipBinder();
        this.untilE(() => this.skipDynTrait());
        this.expect("L");
        this.base62();
        return;
      case "B":
        this.base62();
        return;
      default:
        this.at -= 1;
        this.skipPath();
    }
  }

  skipDynTrait() {
    this.skipPath();
    while (this.takes("p")) {
      this.identifier();
      this.skipType();
    }
  }

  /** A value: of a plain type in hexadecimal digits, or made of other values. */
  skipConst() {
    const tag = this.next();
    if (tag === "p") return;
    if (/[a-z]/.test(tag)) {
      while (this.next() !== "_");
    } else if (tag === "B") {
      this.base62();
    } else if (tag === "R" || tag === "Q") {
      this.skipConst();
    } else if (tag === "A" || tag === "T") {
      this.untilE(() => this.skipConst());
    } else if (tag === "V") {
      this.skipPath();
      this.skipFields();
    } else {
      throw new Unreadable();
    }
  }

  skipFields() {
    if (this.takes("U")) return;
    if (this.takes("T")) {
      this.untilE(() => this.skipConst());
      return;
    }
    this.expect("S");
    this.untilE(() => {
      this.skipDisambiguator();
      this.identifier();
      this.skipConst();
    });
  }

  skipBinder() {
    if (this.takes("G")) this.base62();
  }

  skipDisambiguator() {
    if (this.takes("s")) this.base62();
  }

  /** Names outside ASCII are marked with `u` and in Punycode; crates' names are never. */
  identifier() {
    this.takes("u");
    const digits = /^(0|[1-9]\d*)/.exec(this.text.slice(this.at, this.at + 8))?.[0];
    if (!digits) throw new Unreadable();
    this.at += digits.length;
    this.takes("_");
    const name = this.text.slice(this.at, this.at + Number(digits));
    if (name.length < Number(digits)) throw new Unreadable();
    this.at += name.length;
    return name;
  }

  /** Digits up to `_`; none are 0, and others count from 1. */
  base62() {
    const digits = /^[0-9a-zA-Z]*(?=_)/.exec(this.text.slice(this.at, this.at + 12))?.[0];
    if (digits === undefined) throw new Unreadable();
    this.at += digits.length + 1;
    const order = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    return digits === "" ? 0 : [...digits].reduce((sum, digit) => sum * 62 + order.indexOf(digit), 0) + 1;
  }

  /** What is meant ends before the reference. Reading no further, following references comes to an end. */
  reference() {
    const before = this.text.slice(0, this.at - 1);
    return new MangledName(before, this.base62());
  }

  untilE(skip) {
    while (!this.takes("E")) skip();
  }

  next() {
    if (this.at >= this.text.length) throw new Unreadable();
    return this.text[this.at++];
  }

  takes(sign) {
    if (this.text[this.at] !== sign) return false;
    this.at += 1;
    return true;
  }

  expect(sign) {
    if (!this.takes(sign)) throw new Unreadable();
  }
}
