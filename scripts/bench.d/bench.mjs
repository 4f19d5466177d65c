// The measurement as a whole: one paper, one server, one load after the other.

import fs from "node:fs";
import { weighAt } from "../budget.d/budget.mjs";
import { ARTICLE, fill } from "../budget.d/fifteen_paragraphs.mjs";
import { fetchAsSent, sums } from "../budget.d/transfer.mjs";
import { besideNginx } from "./beside_nginx.mjs";
import { firstAnswers, median } from "./first_answer.mjs";
import { load } from "./load.mjs";
import { machine, memory, needProcFiles } from "./process.mjs";
import { onAPaper, say } from "./on_a_paper.mjs";
import { valuesOf, whole } from "./options.mjs";
import { judge, print } from "./report.mjs";
import { fillMany, uncached } from "./uncached.mjs";
import { needWrk } from "./wrk.mjs";

export function run(args) {
  // Not a matter of speed: something was answered wrongly, or not at all.
  const code = (figures) => (figures.loads.some((line) => line.problem) ? 1 : 0);
  return onAPaper("bench", () => readOptions(args), { measure, judge, print, code });
}

function readOptions(args) {
  const options = {
    json: { type: "boolean" },
    seconds: { type: "string", default: "5" },
    connections: { type: "string", default: "16" },
    program: { type: "string" },
  };
  const values = valuesOf(args, options);
  const number = (name) => whole(values[name], name, 1, 999);
  return { ...values, seconds: number("seconds"), connections: number("connections") };
}

async function measure(paper, { seconds, connections }) {
  needProcFiles();
  await needWrk();
  const figures = { machine: machine(), settings: { seconds, connections, log: process.env.RUST_LOG ?? "info" } };
  await fill(paper);
  await fillMany(paper);
  // Else it would be done while the rest is measured.
  say("preparing pictures");
  await paper.run("pictures");
  say("the first answer after a start");
  const allMs = await firstAnswers(paper);
  figures.start = { allMs, medianMs: median(allMs) };
  const server = await paper.serve();
  try {
    const weight = await weighAt(server.origin);
    figures.page = sums(weight);
    const before = memory(server.pid).now;
    say("articles that nobody has asked for yet");
    figures.uncached = await uncached(server);
    figures.loads = [];
    for (const line of lines(weight)) {
      say(line.what);
      // What is kept may have changed since the start.
      if (line.isKnown) line.headers = { "if-none-match": (await fetchAsSent(server.origin + line.path, {})).headers.etag };
      figures.loads.push(await load(server, line, figures.settings));
    }
    figures.beside = await besideNginx(server, figures.settings, say);
    figures.memory = { before, ...memory(server.pid) };
  } finally {
    await server.stop();
  }
  return figures;
}

/** What is asked for, the baseline last: the smallest answer that goes through the whole server and its store. */
function lines(weight) {
  const style = weight.files.find((file) => file.kind === "css").path;
  const compressed = (encoding) => ({ headers: { "accept-encoding": encoding }, expect: { encoding } });
  return [
    { what: "article", path: ARTICLE },
    { what: "article, gzip", path: ARTICLE, ...compressed("gzip") },
    { what: "article, brotli", path: ARTICLE, ...compressed("br") },
    { what: "article, not modified", path: ARTICLE, isKnown: true, expect: { status: 304 } },
    { what: "front page", path: "/" },
    { what: "style sheet, brotli", path: style, ...compressed("br") },
    { what: "baseline: /healthz", path: "/healthz" },
  ];
}
