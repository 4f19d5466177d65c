// What the toolbar's buttons do to a text. A selection stands between two bars, a caret is one.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as formatting from "../files/editor/formatting.js";

/** @param {string} marked */
function selection(marked) {
  const start = marked.indexOf("|");
  const text = marked.replaceAll("|", "");
  const last = marked.lastIndexOf("|");
  return { text, start, end: last === start ? start : last - 1 };
}

/** @param {string} marked @param {(selection: ReturnType<typeof selection>) => formatting.Edit | null} format */
function after(marked, format) {
  const before = selection(marked);
  const edit = format(before);
  if (!edit) return null;
  const text = before.text.slice(0, edit.start) + edit.text + before.text.slice(edit.end);
  const [start, end] = edit.select;
  return start === end ? `${text.slice(0, start)}|${text.slice(start)}` : `${text.slice(0, start)}|${text.slice(start, end)}|${text.slice(end)}`;
}

/** @param {Record<string, string>} cases @param {Parameters<typeof after>[1]} format */
function holds(cases, format) {
  for (const [before, wanted] of Object.entries(cases)) assert.equal(after(before, format), wanted, before);
}

test("bold and italic are put around words, and taken off again", () => {
  holds({ "a |b| c": "a **|b|** c", "a **|b|** c": "a |b| c", "|**b**| c": "|b| c", "a |": "a **|**", "a *|b|*": "a ***|b|***", "***|b|***": "*|b|*" }, formatting.bold);
  holds({ "a |b| c": "a *|b|* c", "a *|b|* c": "a |b| c", "a **|b|** c": "a ***|b|*** c", "***|b|***": "**|b|**" }, formatting.italic);
});

test("spaces at the ends of a selection stay outside of the marks", () => {
  holds({ "a| b |c": "a **|b|** c" }, formatting.bold);
});

test("a link asks for what is missing, its words or its address", () => {
  holds({ "see |here|": "see [here](|https://|)", "see |https://a.example/b|": "see [|](https://a.example/b)", "|": "[|](https://)" }, formatting.link);
});

test("an address that is pasted over words is where they lead", () => {
  holds({ "see |here| now": "see [here](https://a.example)| now" }, (chosen) => formatting.linkTo(chosen, "https://a.example"));
});

test("a line becomes a heading, another heading, and a line again", () => {
  holds({ "one\nt|wo": "one\n## two|", "## two|": "two|", "### two|": "## two|" }, formatting.heading);
  holds({ "|two": "### two|", "## two|": "### two|" }, formatting.smallHeading);
});

test("every line that says something becomes an item or a quote, and is one no more", () => {
  holds({ "|one\n\ntwo|": "|- one\n\n- two|", "|- one\n- two|": "|one\ntwo|", "|1. one\n2. two|": "|- one\n- two|", "|one\n|two": "- one|\ntwo" }, formatting.list);
  holds({ "|one\ntwo|": "|1. one\n2. two|", "|- one\n- two|": "|1. one\n2. two|" }, formatting.numberedList);
  holds({ "|one\ntwo|": "|> one\n> two|", "> one|": "one|" }, formatting.quote);
});

test("what is a paragraph of its own gets the blank lines that it needs, and no more", () => {
  const put = (/** @type {formatting.Selection} */ chosen) => formatting.paragraph(chosen, "![](/media/a.jpg)", [2, 2]);
  holds({ "|": "![|](/media/a.jpg)", "one|\n\ntwo": "one\n\n![|](/media/a.jpg)\n\ntwo", "one\n|\ntwo": "one\n\n![|](/media/a.jpg)\n\ntwo", "one|two": "one\n\n![|](/media/a.jpg)\n\ntwo" }, put);
  holds({ "one|": "one\n\n|https://|", "|https://youtu.be/a|": "https://youtu.be/a|" }, formatting.embed);
});

test("Enter goes on with a list or a quote, counts, and ends it at an empty item", () => {
  holds({ "- one|": "- one\n- |", "9. one|": "9. one\n10. |", "  - one|": "  - one\n  - |", "> one|": "> one\n> |", "- one\n- |": "- one\n|", "one|": null, "- |one|": null, "-one|": null }, formatting.nextItem);
});

test("only what has a scheme and no space is an address", () => {
  for (const address of ["https://a.example/b", "mailto:desk@example.org"]) assert.ok(formatting.isAddress(address), address);
  for (const words of ["https://a b", "a.example", "javascript:alert(1)", ""]) assert.ok(!formatting.isAddress(words), words);
});
