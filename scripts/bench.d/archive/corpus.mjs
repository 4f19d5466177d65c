// An archive of made-up articles: words of a made-up language that come up as often as words do in a real one, and
// lengths, sections, topics and authors spread as in a newspaper.
//
// Article number n, counted from the newest, is the same in an archive of any size. So two archives show the same
// front page, and what differs between them is only what lies below.

import fs from "node:fs";
import path from "node:path";

/** As many as an educated speaker of English knows (Brysbaert and others, 2016, doi:10.3389/fpsyg.2016.01116). */
const WORDS = 42_000;
/** The exponent that Zipf's law has for newspapers, about (Piantadosi 2014, doi:10.3758/s13423-014-0585-6). */
const ZIPF = 1.05;
const TOPICS = 400;
const AUTHORS = 250;
/** Sections, and how much of the paper each fills. */
const SECTIONS = [["World", 0.25], ["City", 0.22], ["Business", 0.18], ["Culture", 0.14], ["Sport", 0.13], ["Science", 0.08]];
export const LARGEST_SECTION = "/world";
/** Between two articles: thirty-six come out a day, so that 100,000 are some eight years. */
export const MINUTES_BETWEEN = 40;
const IN_A_FOLDER = 1000;

/** Numbers from 0 up to 1 that are the same each time for the same seed (mulberry32). */
export function dice(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The words, the most common first; common ones are short. */
export function vocabulary() {
  const throwing = dice(1);
  const one = (letters) => letters[Math.floor(throwing() * letters.length)];
  const words = new Set();
  while (words.size < WORDS) {
    const syllables = words.size < 60 ? 1 : words.size < 1500 ? 2 : words.size < 15_000 ? 3 : 4;
    let word = "";
    for (let count = 0; count < syllables; count += 1) word += one("bcdfghjklmnprstvwz") + one(["a", "e", "i", "o", "u", "ai", "ea", "ou"]);
    word += one(["", "", "n", "r", "s", "t", "nd", "ck"]);
    words.add(word);
  }
  return [...words];
}

/** Throws a number from 0 up to `count`, low ones more often, after Zipf's law. */
function zipf(count, exponent) {
  const sums = new Float64Array(count);
  let sum = 0;
  for (let rank = 0; rank < count; rank += 1) sums[rank] = sum += 1 / (rank + 1) ** exponent;
  return (throwing) => {
    const wanted = throwing() * sum;
    let [low, high] = [0, count - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sums[middle] < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

/** Writes the `count` newest articles below `folder`, the oldest first by name, as they would have been imported. */
export function writeArchive(folder, count, now) {
  const words = vocabulary();
  const throws = { word: zipf(WORDS, ZIPF), topic: zipf(TOPICS, 0.9), author: zipf(AUTHORS, 0.6) };
  for (let number = count - 1; number >= 0; number -= 1) {
    const place = count - 1 - number;
    const below = path.join(folder, String(Math.floor(place / IN_A_FOLDER)).padStart(4, "0"));
    if (place % IN_A_FOLDER === 0) fs.mkdirSync(below, { recursive: true });
    const date = new Date(now - (number + 1) * MINUTES_BETWEEN * 60_000).toISOString();
    fs.writeFileSync(path.join(below, `${String(place).padStart(7, "0")}.md`), article(number, date, words, throws));
  }
}

/** The address of article `number`. */
export function address(number) {
  return `/${sectionOf(dice(number + 1000)).toLowerCase()}/${slug(number)}`;
}

function slug(number) {
  return `article-${number}`;
}

/** The first throw of an article decides it. */
function sectionOf(throwing) {
  let left = throwing();
  return SECTIONS.find(([, share]) => (left -= share) < 0)?.[0] ?? SECTIONS[0][0];
}

function article(number, date, words, throws) {
  const throwing = dice(number + 1000);
  const section = sectionOf(throwing);
  const between = (least, most) => least + Math.floor(throwing() * (most - least + 1));
  const some = (count) => Array.from({ length: count }, () => words[throws.word(throwing)]);
  const capital = (word) => word[0].toUpperCase() + word.slice(1);
  const sentence = (least, most) => capital(some(between(least, most)).join(" "));
  const names = (count, make) => `[${[...new Set(Array.from({ length: count }, make))].join(", ")}]`;
  // From the middle of the vocabulary, where names come from.
  const topic = () => { const at = throws.topic(throwing); return `${capital(words[3000 + at])} ${words[9000 + at]}`; };
  const author = () => { const at = throws.author(throwing); return `${capital(words[500 + at % 50])} ${capital(words[20_000 + at])}`; };
  const paragraph = () => `${Array.from({ length: between(2, 5) }, () => sentence(7, 26)).join(". ")}.`;
  return `---
title: ${sentence(5, 11)}
section: ${section}
slug: ${slug(number)}
topics: ${names(between(1, 4), topic)}
byline: ${names(throwing() < 0.2 ? 2 : 1, author)}
date: ${date}
summary: ${sentence(12, 28)}.
---

${Array.from({ length: between(4, 16) }, paragraph).join("\n\n")}
`;
}
