import assert from "node:assert/strict";
import { test } from "node:test";
import { BrokenModule, readModule } from "./wasm.mjs";

/** LEB128 without a sign. */
function number(value) {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...number(value >> 7)];
}
const sized = (bytes) => [...number(bytes.length), ...bytes];
const text = (string) => sized([...Buffer.from(string)]);
const many = (...items) => [...number(items.length), ...items.flat()];
const section = (kind, bytes) => [kind, ...sized(bytes)];
const module = (...sections) => Uint8Array.from([...Buffer.from("\0asm"), 1, 0, 0, 0, ...sections.flat()]);

const code = (...bodies) => section(10, many(...bodies.map(sized)));
const names = (...pairs) =>
  section(0, [...text("name"), 1, ...sized(many(...pairs.map(([index, name]) => [...number(index), ...text(name)])))]);
const imported = (kind, ...rest) => [...text("env"), ...text("it"), kind, ...rest];

const SHORT = [0, 0x0b];
const LONG = [0, ...Array(200).fill(0x01), 0x0b];

test("a function's size is its body and the number in front of it", () => {
  const { functions } = readModule(module(code(SHORT, LONG), names([0, "short"], [1, "long"])));
  assert.deepEqual(functions, [
    { name: "short", bytes: 3 },
    { name: "long", bytes: 204 },
  ]);
});

test("names count imported functions, and no other imports", () => {
  const imports = section(2, many(
    imported(0, 0),
    imported(1, 0x70, 1, 4, 9),
    imported(1, 0x64, 0x05, 0, 4),
    imported(2, 1, 17, ...number(16384)),
    imported(2, 8, 1, 16),
    imported(3, 0x7f, 1),
    imported(4, 0, 0),
    imported(0, 1),
  ));
  const { functions } = readModule(module(imports, code(SHORT), names([0, "imported"], [2, "ours"])));
  assert.deepEqual(functions, [{ name: "ours", bytes: 3 }]);
});

test("a module without names says so", () => {
  const read = readModule(module(code(SHORT)));
  assert.equal(read.named, false);
  assert.deepEqual(read.functions, [{ name: undefined, bytes: 3 }]);
});

test("a function without a name is counted among others that have one", () => {
  const read = readModule(module(code(SHORT, SHORT), names([1, "second"])));
  assert.equal(read.named, true);
  assert.deepEqual(read.functions.map((one) => one.name), [undefined, "second"]);
});

test("other custom sections, and names of other things, are passed over", () => {
  const other = section(0, [...text("producers"), 1, 2, 3]);
  const mixed = section(0, [...text("name"), 0, ...sized(text("the module")), 1, ...sized(many([0, ...text("f")])), 7, ...sized([0xff])]);
  assert.equal(readModule(module(other, code(SHORT), mixed)).functions[0].name, "f");
});

test("the size of the constants is that of their section", () => {
  assert.equal(readModule(module(section(11, Array(300).fill(0)))).data, 300);
});

test("an empty module has no functions", () => {
  assert.deepEqual(readModule(module()), { functions: [], named: false, data: 0 });
});

test("what is no module is refused", () => {
  for (const bytes of [[], [0, 0x61, 0x73, 0x6d], [...Buffer.from("<!DOCTYPE html>")]]) {
    assert.throws(() => readModule(Uint8Array.from(bytes)), BrokenModule);
  }
});

test("a module that is cut short anywhere is refused, or is whole up to there", () => {
  const whole = module(section(2, many(imported(0, 0))), code(SHORT, LONG), names([1, "one"], [2, "two"]));
  // After the header and after each section a shorter module is a module, too.
  const ends = new Set([8, 8 + 12, 8 + 12 + 2 + 1 + 1 + 3 + 204]);
  for (let length = 0; length < whole.length; length += 1) {
    const read = () => readModule(whole.subarray(0, length));
    if (ends.has(length)) assert.doesNotThrow(read, `${length} bytes`);
    else assert.throws(read, BrokenModule, `${length} bytes`);
  }
});

test("counts and lengths that promise more than there is are refused without waiting or filling memory", () => {
  const huge = [0xff, 0xff, 0xff, 0xff, 0x0f];
  assert.throws(() => readModule(module(section(10, huge))), BrokenModule);
  assert.throws(() => readModule(module(section(2, huge))), BrokenModule);
  assert.throws(() => readModule(module([10, ...huge])), BrokenModule);
  assert.throws(() => readModule(module(section(0, [...text("name"), 1, ...sized(huge)]))), BrokenModule);
  assert.throws(() => readModule(module(section(10, Array(11).fill(0x80)))), BrokenModule);
});

test("an import of a kind that is not known yet is refused, as what follows it cannot be counted", () => {
  assert.throws(() => readModule(module(section(2, many(imported(9, 0))))), /unknown kind 9/);
});
