// The limits of the design ("What a reader's page costs"), for the article of fifteen paragraphs. CLS, which is
// there too, takes a browser.

import { kilobytes } from "./table.mjs";

const KB = 1000;

export const LIMITS = [
  { what: "HTML", sum: "html", limit: 8 * KB, show: kilobytes },
  { what: "CSS", sum: "css", limit: 10 * KB, show: kilobytes },
  { what: "JavaScript and WASM", sum: "script", limit: 75 * KB, goal: 60 * KB, show: kilobytes },
  { what: "requests to the first paint", sum: "requestsToPaint", limit: 2, show: String },
  { what: "scripts that hold up the page", sum: "blockingScripts", limit: 0, show: String },
  // What applies a reader's choices before anything is painted, and what asks for the other scripts after the first picture;
  // nothing on the page needs it.
  { what: "bytes of script in the page", sum: "inlineScript", limit: 640, show: String },
  { what: "files from other hosts", sum: "foreign", limit: 0, show: String },
];

/** Each limit with its figure and whether it is kept. */
export function judge(sums) {
  return LIMITS.map((limit) => ({ ...limit, figure: sums[limit.sum], over: sums[limit.sum] > limit.limit }));
}

/** A row of the table: what, limit, figure, share of the limit, remark. */
export function row({ what, limit, goal, figure, over, show }) {
  const share = limit > 0 ? `${Math.round((figure / limit) * 100)} %` : "";
  const towardsGoal = goal && `the goal, ${show(goal)}, is ${figure > goal ? "missed" : "met"}`;
  return [what, show(limit), show(figure), share, over ? "OVER THE LIMIT" : (towardsGoal ?? "")];
}
