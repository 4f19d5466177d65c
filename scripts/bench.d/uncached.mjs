// What an article costs that nobody has asked for since the start: each of many is asked for once.

import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { ARTICLE, articleText } from "../budget.d/fifteen_paragraphs.mjs";
import { Problem } from "../budget.d/program.mjs";
import { cpuSeconds } from "./process.mjs";

/** So many that a tick of the processor's clock does not show. */
const ARTICLES = 2_000;

/** Files the articles: the one that the design's limits speak of, under other names. */
export async function fillMany(paper) {
  const folder = path.join(paper.folder, "many");
  fs.mkdirSync(folder);
  // One picture is enough for all.
  const text = articleText().replace(/^image(_.*)?: .*\n/gm, "");
  for (let number = 0; number < ARTICLES; number += 1) fs.writeFileSync(path.join(folder, `${slug(number)}.md`), text);
  await paper.run("import", folder);
}

/** Milliseconds of the processor for each, uncompressed. */
export async function uncached(server) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 4 });
  const paths = Array.from({ length: ARTICLES }, (_, number) => path.join(path.dirname(ARTICLE), slug(number)));
  // What stands around all of them.
  await ask(server.origin + ARTICLE, agent);
  const before = cpuSeconds(server.pid);
  const each = async () => {
    for (let next = paths.pop(); next; next = paths.pop()) await ask(server.origin + next, agent);
  };
  await Promise.all([each(), each(), each(), each()]);
  const cpuMs = ((cpuSeconds(server.pid) - before) * 1000) / ARTICLES;
  agent.destroy();
  return { articles: ARTICLES, cpuMs };
}

function slug(number) {
  return `of-fifteen-paragraphs-${number}`;
}

function ask(address, agent) {
  return new Promise((resolve, reject) => {
    const request = http.get(address, { agent }, (answer) => {
      if (answer.statusCode !== 200) reject(new Problem(`${address} was answered with ${answer.statusCode}`));
      answer.resume().on("end", resolve).on("error", reject);
    });
    request.on("error", reject);
  });
}
