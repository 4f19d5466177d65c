// The median time for a page, in milliseconds. A process of its own: whoever counts the letters that arrive is busy with them
// and would see every answer late.

import { pause } from "../../budget.d/program.mjs";
import { median } from "../first_answer.mjs";

const [address, turns] = process.argv.slice(2);
const times = [];
for (let turn = 0; turn < Number(turns); turn += 1) {
  const began = performance.now();
  const answer = await fetch(address);
  await answer.text();
  times.push(performance.now() - began);
  await pause(5);
}
console.log(median(times));
