// The figures as tables, and next to those that have a goal whether they meet it.

import { kilobytes, table } from "../budget.d/table.mjs";

const GOALS = { articleCpuMs: 1, firstAnswerMs: 200, memoryBytes: 60e6 };

/** The figures that have a goal. One that could not be measured misses it. */
export function judge(figures) {
  const article = figures.loads.find((one) => one.uncompressedArticle);
  return [
    goal("processor time to render an article", article.cpuMs, GOALS.articleCpuMs, (ms) => `${ms.toFixed(2)} ms`),
    goal("first answer after the start, median", figures.start.medianMs, GOALS.firstAnswerMs, (ms) => `${ms.toFixed(0)} ms`),
    goal("memory after all this", figures.memory.now, GOALS.memoryBytes, megabytes),
  ];
}

function goal(what, figure, below, show) {
  const shown = figure === undefined ? "not measured" : show(figure);
  return { what, figure, below, meets: figure < below, shown, belowShown: show(below) };
}

export function print(figures) {
  const { machine, start, memory, loads, page, settings } = figures;
  console.log(`${machine.model}, ${machine.cores} cores, ${megabytes(machine.memoryBytes)}, ${machine.system}`);
  console.log(`Load average before the start: ${machine.loadAverage.toFixed(1)}. What else runs blurs all figures but those of size.`);
  console.log(`wrk on the same machine, connections: ${settings.connections}, seconds a line: ${settings.seconds}; log level ${settings.log}, to a file\n`);
  printLoads(loads);
  console.log(`\nFirst answer after the start, ${start.allMs.length} times: ${start.allMs.map((ms) => ms.toFixed(0)).join(", ")} ms`);
  console.log(`Memory: ${megabytes(memory.before)} before the load, ${megabytes(memory.peak)} at most, ${megabytes(memory.now)} after`);
  console.log(
    "Article of 15 paragraphs, brotli, as scripts/budget weighs it: " +
      `HTML ${kilobytes(page.html)}, CSS ${kilobytes(page.css)}, JavaScript and WASM ${kilobytes(page.script)}, fonts ${kilobytes(page.fonts)}\n`,
  );
  const goals = figures.goals.map((one) => [one.what, one.shown, `goal: below ${one.belowShown}`, one.meets ? "meets" : "misses"]);
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

function ratio(figure, base) {
  return base > 0 ? (figure / base).toPrecision(3) : "";
}

function megabytes(bytes) {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
