// The measurement: one paper, one server, and visits with a fresh browser each time.

import { createRequire } from "node:module";
import path from "node:path";
import { ARTICLE, fill } from "../../budget.d/fifteen_paragraphs.mjs";
import { PROJECT } from "../../budget.d/program.mjs";
import { median } from "../first_answer.mjs";
import { onAPaper } from "../on_a_paper.mjs";
import { valuesOf, whole } from "../options.mjs";
import { machine } from "../process.mjs";
import { judge, print } from "./report.mjs";
import { visit } from "./visit.mjs";

export function run(args) {
  return onAPaper("bench-phone", () => readOptions(args), { measure, judge, print });
}

function readOptions(args) {
  const options = { json: { type: "boolean" }, rounds: { type: "string", default: "5" }, program: { type: "string" } };
  const values = valuesOf(args, options);
  return { ...values, rounds: whole(values.rounds, "rounds", 1, 99) };
}

async function measure(paper, settings) {
  await fill(paper);
  // Else it would be done while the rest is measured.
  await paper.run("pictures");
  const before = machine();
  const { chromium } = createRequire(path.join(PROJECT, "end2end/package.json"))("@playwright/test");
  const server = await paper.serve();
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
  try {
    const pages = [];
    for (const [what, address] of [["article", ARTICLE], ["front page", "/"]]) {
      const visits = [];
      // The first one is for the server: it makes the page, and its smallest form a few seconds later.
      for (let round = 0; round <= settings.rounds; round += 1) visits.push(await visit(browser, server.origin + address));
      pages.push({ what, ...middle(visits.slice(1)) });
    }
    return { machine: before, settings, pages };
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** Of every figure the one in the middle of all visits. */
function middle(visits) {
  return Object.fromEntries(Object.keys(visits[0]).map((name) => [name, median(visits.map((visit) => visit[name]))]));
}
