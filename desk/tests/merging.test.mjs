// What somebody else changed comes in around the caret.
import assert from "node:assert/strict";
import { test } from "node:test";
import { change, follower, withTyped } from "../files/editor/merging.js";

test("the change between two texts is the one stretch in which they differ", () => {
  assert.deepEqual(change("one two three", "one 2 three"), { start: 4, end: 7, text: "2" });
  assert.deepEqual(change("aa", "aaa"), { start: 2, end: 2, text: "a" });
  assert.deepEqual(change("same", "same"), { start: 4, end: 4, text: "" });
});

test("a change never begins or ends within a character", () => {
  const [fog, sun] = ["🌫", "🌞"];
  for (const [before, after] of [[`a${fog}b`, `a${sun}b`], [fog, `${fog}${sun}`], [`${sun}${fog}`, fog]]) {
    const { start, end, text } = change(before, after);
    assert.equal(before.slice(0, start) + text + before.slice(end), after);
    assert.ok(text.isWellFormed() && before.slice(start, end).isWellFormed(), `${before} to ${after}`);
  }
});

test("a place stays with its line, wherever that has gone", () => {
  const follow = follower("one\n\ntwo\n\nthree", "zero\n\none\n\nthree");
  assert.deepEqual(follow(2), { place: 8, exact: true });
  assert.deepEqual(follow("one\n\ntwo\n\nthr".length), { place: "zero\n\none\n\nthr".length, exact: true });
});

test("a place in a line that is gone moves to the end of the one before it", () => {
  const follow = follower("one\ntwo\nthree", "one\n2\nthree");
  assert.deepEqual(follow(5), { place: 3, exact: false });
  assert.deepEqual(follower("gone", "new")(2), { place: 2, exact: false });
});

test("what was typed while a merged text was on its way is put into it", () => {
  assert.equal(withTyped("one\n\ntwo", "one\n\ntwo and more", "zero\n\none\n\ntwo"), "zero\n\none\n\ntwo and more");
  assert.equal(withTyped("one\n\ntwo", "one\n\ntwo", "1\n\ntwo"), "1\n\ntwo");
});

test("what was typed into a line that somebody else changed is not put anywhere", () => {
  assert.equal(withTyped("one two", "one and two", "1 two"), null);
});
