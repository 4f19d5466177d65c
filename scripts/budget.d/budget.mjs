// The check as a whole: start the program, weigh the article, compare with the limits, print.

import { parseArgs } from "node:util";
import { describeCrates, measureCrates, record } from "./crates.mjs";
import { ARTICLE, fill } from "./fifteen_paragraphs.mjs";
import { judge, row } from "./limits.mjs";
import { Paper, Problem, orExplain } from "./program.mjs";
import { kilobytes, table } from "./table.mjs";
import { sums, weigh } from "./transfer.mjs";

export function run(args) {
  return orExplain("budget", async () => {
    const options = readOptions(args);
    if (options.record) return recordCrates();
    const weight = await weighArticle(options.program);
    const judged = judge(sums(weight));
    const over = judged.filter((one) => one.over);
    print(weight, judged);
    if (options.crates || over.length > 0) printCrates();
    if (over.length > 0) console.error(`\nOver the limit: ${over.map((one) => one.what).join(", ")}.`);
    return over.length > 0 ? 1 : 0;
  });
}

function readOptions(args) {
  const options = { crates: { type: "boolean" }, record: { type: "boolean" }, program: { type: "string" } };
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new Problem(error.message);
  }
}

/** The article's page of a paper that is there only for this. */
export async function weighArticle(program) {
  const paper = new Paper(program);
  try {
    await fill(paper);
    const server = await paper.serve();
    try {
      return await weighAt(server.origin);
    } finally {
      await server.stop();
    }
  } finally {
    paper.remove();
  }
}

/** The same on a server that runs. A page whose parts this does not find is no light page. */
export async function weighAt(origin) {
  const weight = await weigh(origin + ARTICLE);
  for (const kind of ["css", "script", "wasm"]) {
    if (!weight.files.some((file) => file.kind === kind)) {
      throw new Problem(`the article's page names no ${kind}: either it is broken, or scripts/budget.d/page.mjs looks in the wrong place`);
    }
  }
  return weight;
}

function print(weight, judged) {
  console.log("An article of 15 paragraphs, bodies as sent to a browser that takes brotli (1 KB = 1000 bytes)");
  console.log(table([["", "limit", "figure", "share", ""], ...judged.map(row)], [0, 4]));
  console.log("Made up of");
  console.log(table(weight.files.filter((file) => file.kind !== "font").map(fileRow), [0, 1, 3]));
  const fonts = weight.files.filter((file) => file.kind === "font");
  console.log(fonts.length > 0 ? "Fonts, after the first paint and outside the limits" : "No fonts");
  if (fonts.length > 0) console.log(table(fonts.map(fileRow), [0, 1, 3]));
  for (const address of weight.foreign) console.log(`From another host: ${address}`);
  for (const script of weight.blocking) {
    console.log(`Holds up the page: ${script.address ?? `a script of ${script.bytes} bytes in the page itself`}`);
  }
}

function fileRow({ kind, path, bytes, encoding }) {
  return [kind, path, kilobytes(bytes), encoding === "identity" ? "not compressed" : encoding];
}

function printCrates() {
  const { sizes, problem } = measureCrates();
  console.log(`\n${problem ?? describeCrates(sizes)}`);
}

function recordCrates() {
  const { sizes, problem } = measureCrates();
  if (problem) throw new Problem(problem);
  console.log(`Wrote ${record(sizes)}.`);
  return 0;
}
