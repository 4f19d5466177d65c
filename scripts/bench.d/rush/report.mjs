// What the night was like, and what has a goal next to it.

import { table } from "../../budget.d/table.mjs";

const GOALS = { p99Ms: 5, frontHits: 0.99, slower: 1.3, peakBytes: 150e6, startMs: 300, deskListMs: 100 };

/** The figures that have a goal. */
export function judge({ startMs, deskListMs, whilePublishing, front, crawl, memory }) {
  const ms = (value) => `${value.toFixed(2)} ms`;
  return [
    goal("start to first answer", startMs, GOALS.startMs, ms),
    goal("the desk's list of all articles", deskListMs, GOALS.deskListMs, ms),
    goal("p99 at half of the most, while publishing", whilePublishing.p99Ms, GOALS.p99Ms, ms),
    { ...goal("front page from the cache beside a crawler", 1 - crawl.frontHits, 1 - GOALS.frontHits), shown: percent(crawl.frontHits), wanted: `above ${percent(GOALS.frontHits)}` },
    goal("its p99 beside a crawler", crawl.front.p99Ms / front.p99Ms, GOALS.slower, (times) => `${times.toFixed(2)} times`),
    goal("memory at most", memory.peak, GOALS.peakBytes, (bytes) => `${(bytes / 1e6).toFixed(0)} MB`),
  ];
}

function goal(what, figure, below, show = String) {
  return { what, figure, below, meets: figure < below, shown: show(figure), wanted: `below ${show(below)}` };
}

function percent(share) {
  return `${(share * 100).toFixed(2)} %`;
}

export function print({ machine, settings, startMs, most, half, whilePublishing, published, front, crawl, memory, goals }) {
  console.log(`${machine.model}, ${machine.cores} cores, ${machine.system}`);
  console.log(`Load average before: ${machine.loadAverage.toFixed(1)}. wrk, the crawler and whoever publishes run on the same machine.`);
  console.log(`${settings.size} articles; each load for ${settings.seconds} s\n`);
  const row = (what, { requestsPerSecond, perSecond = requestsPerSecond, p50Ms, p99Ms }) => [what, perSecond.toFixed(0), `${p50Ms.toFixed(2)} ms`, `${p99Ms.toFixed(2)} ms`];
  const rows = [
    row("one story, as much as goes", most),
    row("one story, half of that", half),
    row(`the same, ${published} stories come out`, whilePublishing),
    row("the front page", front),
    row("the same, beside a crawler", crawl.front),
  ];
  console.log(table([["", "requests/s", "p50", "p99"], ...rows]));
  console.log(`\nCrawled: ${crawl.crawled.articles} articles in ${crawl.crawled.seconds.toFixed(1)} s; ${crawl.made} pages were made meanwhile.`);
  console.log(`First answer after ${startMs.toFixed(0)} ms; memory ${(memory.now / 1e6).toFixed(0)} MB, at most ${(memory.peak / 1e6).toFixed(0)} MB.\n`);
  console.log(table(goals.map((one) => [one.what, one.shown, `goal: ${one.wanted}`, one.meets ? "meets" : "misses"]), [0, 2, 3]));
}
