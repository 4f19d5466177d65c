// A measurement on one paper: made, measured, judged, printed, removed.

import { Paper, orExplain } from "../budget.d/program.mjs";

/**
 * Runs it as the script `name` and returns when it has ended. `options` has `program` and `json`; what `measure` returns gets
 * `goals` by `judge`, and is printed. The script ends with `code` of it: 0 unless told, however the figures are.
 */
export function onAPaper(name, options, { measure, judge, print, code = () => 0 }) {
  return orExplain(name, async () => {
    const read = options();
    const paper = new Paper(read.program);
    try {
      const figures = await measure(paper, read);
      figures.goals = judge(figures);
      if (read.json) console.log(JSON.stringify(figures, null, 2));
      else print(figures);
      return code(figures);
    } finally {
      paper.remove();
    }
  });
}

/** Tells what is being done, on stderr, so that the figures can be kept in a file. */
export function say(what) {
  console.error(`  ${new Date().toISOString().slice(11, 19)} ${what}`);
}
