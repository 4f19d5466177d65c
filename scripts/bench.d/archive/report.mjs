// The two archives next to each other, and what has a goal next to it.

import { table } from "../../budget.d/table.mjs";

/** How much longer a page may take in the large archive, and how long a search there may take. */
const GOALS = { slower: 1.3, searchP99Ms: 20 };
/** Pages that any archive has. Which stories a search finds depends on the archive. */
const SEARCH = "search";

/** The figures that have a goal. */
export function judge({ lines }) {
  const pages = lines.filter((line) => line.what !== SEARCH);
  const goals = pages.map((line) => goal(`${line.what}, p50`, ratio(line, "p50Ms"), GOALS.slower, (times) => `${times.toFixed(2)} times`));
  const search = lines.find((line) => line.what === SEARCH);
  return [...goals, goal("search in the large archive, p99", search.of[1].p99Ms, GOALS.searchP99Ms, (ms) => `${ms.toFixed(1)} ms`)];
}

function goal(what, figure, below, show) {
  return { what, figure, below, meets: figure < below, shown: show(figure), belowShown: show(below) };
}

function ratio(line, figure) {
  return line.of[1][figure] / line.of[0][figure];
}

export function print({ machine, settings, archives, lines, goals }) {
  console.log(`${machine.model}, ${machine.cores} cores, ${machine.system}`);
  console.log(`Load average before: ${machine.loadAverage.toFixed(1)}. What else runs blurs all figures, less so the ratios and the processor time.`);
  console.log(`wrk on the same machine, connections: ${settings.connections}, rounds: ${settings.rounds} of ${settings.seconds} s, in turn; what is shown is their middle\n`);
  const head = ["articles", "import", "an article", "database", "memory", "at most"];
  const kept = archives.map(({ size, importSeconds, bytes, memory }) => [
    String(size),
    `${importSeconds.toFixed(0)} s`,
    `${((importSeconds * 1000) / size).toFixed(1)} ms`,
    megabytes(bytes),
    megabytes(memory.now),
    megabytes(memory.peak),
  ]);
  console.log(table([head, ...kept]));
  const sizes = archives.map(({ size }) => size);
  const columns = sizes.flatMap((size) => [`p50 of ${size}`, "p99", "CPU/request"]);
  const rows = lines.map((line) => [
    line.what,
    ...line.of.flatMap((of) => [`${of.p50Ms.toFixed(2)} ms`, `${of.p99Ms.toFixed(2)} ms`, `${of.cpuMs.toFixed(2)} ms`]),
    ratio(line, "p50Ms").toFixed(2),
    ratio(line, "cpuMs").toFixed(2),
  ]);
  console.log(`\n${table([["", ...columns, "p50 *", "CPU *"], ...rows])}`);
  console.log("  * as a multiple of the smaller archive\n");
  console.log(table(goals.map((one) => [one.what, one.shown, `goal: below ${one.belowShown}`, one.meets ? "meets" : "misses"]), [0, 2, 3]));
}

function megabytes(bytes) {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}
