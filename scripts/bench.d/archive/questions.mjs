// What readers type into the search: single words from common to rare, several words, quotations, the beginning of
// a word that is still being typed, a section, a year; and now and then what is not there.

import { dice, vocabulary } from "./corpus.mjs";

const HOW_MANY = 500;

/** Paths of searches, the same each time. */
export function questions(now) {
  const throwing = dice(7);
  const words = vocabulary();
  // Every magnitude of frequency equally often: what people look for is rarer than what they say.
  const word = () => words[Math.floor(words.length ** throwing())] ?? words[0];
  const beginning = () => word().slice(0, 3 + Math.floor(throwing() * 2));
  const year = new Date(now).getUTCFullYear() - Math.floor(throwing() * 2);
  const kinds = [
    () => `q=${word()}`,
    () => `q=${word()}+${word()}`,
    () => `q=${word()}+${word()}+${word()}`,
    () => `q=${beginning()}`,
    () => `q=${word()}+${beginning()}`,
    () => `q=%22${word()}+${word()}%22`,
    () => `q=${word()}+-${word()}`,
    () => `q=${word()}&section=city`,
    () => `q=${word()}&from=${year}-01-01&to=${year}-06-30`,
    () => `q=${word()}+qqqqqq`,
  ];
  return Array.from({ length: HOW_MANY }, (_, number) => `/search?${kinds[number % kinds.length]()}`);
}
