// The figures as tables, and next to those that have a goal whether they meet it.

import { kilobytes, table } from "../budget.d/table.mjs";

const GOALS = { uncachedCpuMs: 0.3, requestsRatio: 0.8, cpuRatio: 1.25, firstAnswerMs: 200, memoryBytes: 150e6 };

/** The figures that have a goal. One that could not be measured misses it. */
export function judge(figures) {
  const times = (ratio) => `${ratio.toFixed(2)} times`;
  return [
    goal("processor time for an article that is not kept", figures.uncached.cpuMs, GOALS.uncachedCpuMs, (ms) => `${ms.toFixed(2)} ms`),
    goal("an article that is kept beside nginx: processor time", figures.beside?.cpuRatio, GOALS.cpuRatio, times),
    goalAbove("an article that is kept beside nginx: requests a second", figures.beside?.requestsRatio, GOALS.requestsRatio, times),
    goal("first answer after the start, median", figures.start.medianMs, GOALS.firstAnswerMs, (ms) => `${ms.toFixed(0)} ms`),
    goal("memory after all this", figures.memory.now, GOALS.memoryBytes, megabytes),
  ];
}

function goal(what, figure, below, show) {
  return { what, figure, below, meets: figure < below, shown: shown(figure, show), limit: `below ${show(below)}` };
}

function goalAbove(what, figure, above, show) {
  return { what, figure, above, meets: figure > above, shown: shown(figure, show), limit: `above ${show(above)}` };
}

function shown(figure, show) {
  return figure === undefined ? "not measured" : show(figure);
}

export function print(figures) {
  const { machine, start, memory, loads, page, settings } = figures;
  console.log(`${machine.model}, ${machine.cores} cores, ${megabytes(machine.memoryBytes)}, ${machine.system}`);
  console.log(`Load average before the start: ${machine.loadAverage.toFixed(1)}. What else runs blurs all figures but those of size.`);
  console.log(`wrk on the same machine, connections: ${settings.connections}, seconds a line: ${settings.seconds}; log level ${settings.log}, to a file\n`);
  printLoads(loads);
  if (figures.beside) printBeside(figures.beside);
  console.log(`\nFirst answer after the start, ${start.allMs.length} times: ${start.allMs.map((ms) => ms.toFixed(0)).join(", ")} ms`);
  console.log(`Memory: ${megabytes(memory.before)} before the load, ${megabytes(memory.peak)} at most, ${megabytes(memory.now)} after`);
  console.log(
    "Article of 15 paragraphs, brotli, as scripts/budget weighs it: " +
      `HTML ${kilobytes(page.html)}, CSS ${kilobytes(page.css)}, JavaScript and WASM ${kilobytes(page.script)}, fonts ${kilobytes(page.fonts)}\n`,
  );
  const goals = figures.goals.map((one) => [one.what, one.shown, `goal: ${one.limit}`, one.meets ? "meets" : "misses"]);
  console.log(table(goals, [0, 2, 3]));
}

/** Ratios are to the baseline, which is the last line. */
function printLoads(loads) {
  const baseline = loads.at(-1);
  const head = ["", "size", "requests/s", "p50", "p99", "CPU/request", "requests/s *", "CPU *"];
  const rows = loads.filter((one) => !one.problem).map((one) => [
    one.what,
    kilobytes(one.bytes),
    one.requestsPerSecond.toFixed(0),
    `${one.p50Ms.toFixed(2)} ms`,
    `${one.p99Ms.toFixed(2)} ms`,
    `${one.cpuMs.toFixed(3)} ms`,
    ratio(one.requestsPerSecond, baseline.requestsPerSecond),
    ratio(one.cpuMs, baseline.cpuMs),
  ]);
  console.log(table([head, ...rows]));
  console.log(`  * as a multiple of the line "${baseline.what}"`);
  for (const { what, problem } of loads.filter((one) => one.problem)) console.log(`  NOT MEASURED: ${what}: ${problem}`);
}

/** Ratios are to nginx. */
function printBeside({ dateline, peer }) {
  const head = ["kept article, as a browser asks", "size", "requests/s", "p50", "p99", "CPU/request"];
  const rows = [dateline, peer].map((one) => [
    one.what,
    kilobytes(one.bytes),
    one.requestsPerSecond.toFixed(0),
    `${one.p50Ms.toFixed(2)} ms`,
    `${one.p99Ms.toFixed(2)} ms`,
    `${one.cpuMs.toFixed(4)} ms`,
  ]);
  console.log(`\n${table([head, ...rows])}`);
}

function ratio(figure, base) {
  return base > 0 ? (figure / base).toPrecision(3) : "";
}

function megabytes(bytes) {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
