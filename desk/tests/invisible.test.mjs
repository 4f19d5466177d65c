// Characters that nobody sees in what is pasted: which go, and which a script or a picture needs.
import assert from "node:assert/strict";
import { test } from "node:test";
import { withoutInvisible } from "../files/editor/pasting/invisible.js";

test("soft hyphens, spaces without width and marks of a file's beginning go", () => {
  for (const [text, wanted] of [["\uFEFFSoft\u00ADly", "Softly"], ["zero\u200B width\u2060", "zero width"], ["Auf\u200Clage\u200D", "Auflage"]]) assert.equal(withoutInvisible(text ?? ""), wanted);
});

test("what joins or parts letters stays in scripts that need it, and in emoji", () => {
  for (const text of ["می\u200Cخواهم", "ه\u200D", "\u200Dه", "क्\u200Dष", "👩\u200D🚀", "👩🏽\u200D🚀", "🏳\uFE0F\u200D🌈", "ភាសា\u200Bខ្មែរ"]) assert.equal(withoutInvisible(text), text);
});

test("marks of direction and spaces that do not break stay", () => {
  for (const text of ["\u200Fهو 10% \u200Eabc", "«\u00A0oui\u00A0»", "\u2067abc\u2069"]) assert.equal(withoutInvisible(text), text);
});
