// The lists below each other, and beside each whether somebody who opens it has it in time.

import { table } from "../../budget.d/table.mjs";

const GOAL_MS = 100;

/** Nineteen of twenty pages have to come in time. */
export function judge({ lines }) {
  return lines.map(({ what, p95Ms }) => ({ what, figure: p95Ms, below: GOAL_MS, meets: p95Ms < GOAL_MS }));
}

export function print({ machine, settings, lines, memory, goals }) {
  console.log(`${machine.model}, ${machine.cores} cores, ${machine.system}`);
  console.log(`Load average before: ${machine.loadAverage.toFixed(1)}. What else runs blurs all figures, less so the processor time.`);
  console.log(`${settings.stories} each of stories at work, articles, pictures and readers; one request at a time, until the whole page is there\n`);
  const shown = (ms) => `${ms.toFixed(1)} ms`;
  const rows = lines.map(({ what, requests, p50Ms, p95Ms, cpuMs }, place) => [
    what,
    String(requests),
    shown(p50Ms),
    shown(p95Ms),
    shown(cpuMs),
    goals[place].meets ? "meets" : "misses",
  ]);
  console.log(table([["", "requests", "median", "p95", "CPU/request", `goal: p95 below ${GOAL_MS} ms`], ...rows], [0, 5]));
  const missing = goals.filter((goal) => !goal.meets).length;
  console.log(`\n${lines.length - missing} of ${lines.length} meet the goal. Memory of the server: ${(memory.now / 1e6).toFixed(0)} MB, ${(memory.peak / 1e6).toFixed(0)} MB at most`);
}
