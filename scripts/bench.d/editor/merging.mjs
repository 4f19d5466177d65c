// How long the desk takes over stories of several lengths: somebody pastes one, two people then save it at once, each with
// changes of their own all through it, and somebody opens it and looks at what one of them changed. Twice the words should
// take about twice as long.

import { Problem } from "../../budget.d/program.mjs";
import { story } from "./story.mjs";

const LENGTHS = [20_000, 50_000, 100_000, 200_000];
/** Of so many paragraphs each of the two changes one, never the same. */
const ONE_IN = 10;

/** @param {AtTheDesk} editor */
export async function measureMerging(editor) {
  const figures = [];
  for (const words of LENGTHS) figures.push(await measure(editor, words));
  return figures;
}

/** @param {AtTheDesk} editor @param {number} words */
async function measure(editor, words) {
  const { headers } = await editor.send("/desk/stories", { headline: `A story of ${words} words` });
  const path = headers.location;
  const base = numbered(story(words));
  const pasted = await save(editor, path, 1, base);
  const theirs = await save(editor, path, pasted.save, changed(base, 0, "They say."));
  const mine = await save(editor, path, pasted.save, changed(base, ONE_IN / 2, "I say."));
  if (theirs.save !== pasted.save + 1 || !mine.merged) throw new Problem(`what two people wrote was not brought together: ${JSON.stringify(mine).slice(0, 200)}`);
  const opened = await editor.send(path);
  const compared = await editor.send(`${path}/saves/${theirs.save}`);
  return { words, pasteMs: pasted.ms, mergeMs: mine.ms, openMs: opened.ms, compareMs: compared.ms };
}

/** Paragraphs that differ from each other, as those of people do. @param {string} text */
function numbered(text) {
  return text.split("\n\n").map((paragraph, place) => (paragraph.startsWith("The") ? `${paragraph} That was ${place}.` : paragraph));
}

/** @param {string[]} paragraphs @param {number} first @param {string} words */
function changed(paragraphs, first, words) {
  return paragraphs.map((paragraph, place) => (place % ONE_IN === first ? `${paragraph} ${words}` : paragraph));
}

/** @param {AtTheDesk} editor @param {string} path @param {number} base @param {string[]} paragraphs */
async function save(editor, path, base, paragraphs) {
  const { text, ms } = await editor.send(path, { base, do: "save", kind: "news", headline: "Long", body: paragraphs.join("\n\n") });
  return { ...JSON.parse(text), ms };
}
