// Where something stands in a story.
import assert from "node:assert/strict";
import { test } from "node:test";
import { findAll, replacement } from "../files/editor/finding.js";

const LOOSELY = { matchCase: false, wholeWords: false };
const places = (/** @type {Parameters<typeof findAll>} */ ...asked) => findAll(...asked).map(({ start }) => start);

test("large and small letters are one, unless they are asked for", () => {
  assert.deepEqual(places("Fog, fog, FOG", "fog", LOOSELY), [0, 5, 10]);
  assert.deepEqual(places("Fog, fog, FOG", "fog", { ...LOOSELY, matchCase: true }), [5]);
  assert.deepEqual(places("ÉTÉ été", "été", LOOSELY), [0, 4]);
});

test("a whole word has no letter or digit of any script beside it", () => {
  const whole = { ...LOOSELY, wholeWords: true };
  assert.deepEqual(places("tram trams tram-line étram tram", "tram", whole), [0, 11, 27]);
  assert.deepEqual(places("قافلة القافلة", "قافلة", whole), [0]);
});

test("what means something elsewhere means itself here", () => {
  for (const literal of ["a.c", "(1)", "[^1]", "$&", "\\d", "a|b", "a-b", "50/50", "{2}", "^*+?"]) assert.deepEqual(places(`xabc ${literal} 5`, literal, LOOSELY), [5], literal);
});

test("nothing is found nowhere", () => {
  assert.deepEqual(places("abc", "", LOOSELY), []);
  assert.deepEqual(places("", "a", LOOSELY), []);
});

test("all that was found is replaced by exactly what was asked for, in one stretch", () => {
  const text = "a fog, a fog, a sea";
  const { start, end, text: changed } = replacement(text, findAll(text, "fog", LOOSELY), "$&");
  assert.equal(text.slice(0, start) + changed + text.slice(end), "a $&, a $&, a sea");
  assert.deepEqual([start, end], [2, 12]);
});
