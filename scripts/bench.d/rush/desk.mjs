// An editor on a paper with a large archive: how long the desk's list of what readers have takes to come.

import { AtTheDesk } from "../at_the_desk.mjs";
import { median } from "../first_answer.mjs";

const TIMES = 20;

/** Milliseconds that the list takes, the middle of several times. */
export async function listOfPublished(paper, server) {
  const editor = await AtTheDesk.invited(paper, server.origin);
  const took = [];
  for (let turn = 0; turn < TIMES; turn += 1) took.push((await editor.page("/desk/published")).ms);
  return median(took);
}
