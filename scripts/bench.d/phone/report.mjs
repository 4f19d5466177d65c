// What the visits were like, and what has a goal next to it.

import { table } from "../../budget.d/table.mjs";

const GOALS = { lcpMs: 600, blockingMs: 0, cls: 0, pageBytes: 110e3, longestTaskMs: 50 };

/** The figures that have a goal: those of the article. */
export function judge({ pages }) {
  const [article] = pages;
  return [
    goal("largest contentful paint", article.lcpMs, GOALS.lcpMs, ms),
    goal("blocking time", article.blockingMs, GOALS.blockingMs, ms),
    goal("longest task of the load", article.longestTaskMs, GOALS.longestTaskMs, ms),
    goal("layout shift", article.cls, GOALS.cls, (score) => score.toFixed(5)),
    goal("sent, without pictures", article.pageBytes, GOALS.pageBytes, kilobytes),
    goal("longest task on the way to another story", article.onwardLongestTaskMs, GOALS.longestTaskMs, ms),
  ];
}

function goal(what, figure, most, show) {
  return { what, figure, most, meets: figure <= most, shown: show(figure), mostShown: show(most) };
}

function ms(value) {
  return `${value.toFixed(0)} ms`;
}

function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} KB`;
}

export function print({ machine, settings, pages, goals }) {
  console.log(`${machine.model}, four times as slow; 1.6 Mbit/s, 150 ms; load average before: ${machine.loadAverage.toFixed(1)}`);
  console.log(`Nothing in the browser's cache; the middle of ${settings.rounds} visits\n`);
  const rows = pages.map((page) => [page.what, ms(page.lcpMs), ms(page.blockingMs), ms(page.blockingAfterPaintMs), ms(page.longestTaskMs), page.cls.toFixed(3), kilobytes(page.pageBytes), kilobytes(page.pictureBytes), ms(page.onwardLongestTaskMs)]);
  console.log(table([["", "LCP", "blocking", "after the first paint", "longest task", "CLS", "sent", "pictures", "task onward"], ...rows]));
  console.log(`\nGoals, for the article:`);
  console.log(table(goals.map((one) => [one.what, one.shown, `goal: at most ${one.mostShown}`, one.meets ? "meets" : "misses"]), [0, 2, 3]));
}
