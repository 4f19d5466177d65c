// The article from the page cache beside nginx, which sends the same bytes from a file: in turns, so that what else the
// machine does meets both.

import fs from "node:fs";
import path from "node:path";
import { ARTICLE } from "../budget.d/fifteen_paragraphs.mjs";
import { Problem } from "../budget.d/program.mjs";
import { fetchAsSent } from "../budget.d/transfer.mjs";
import { median } from "./first_answer.mjs";
import { load } from "./load.mjs";
import { Nginx, findNginx } from "./nginx.mjs";
import { cpuSeconds } from "./process.mjs";

const TURNS = 5;
/** A reader's browser says all this with every page. */
const AS_A_BROWSER = {
  accept: "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8",
  "accept-encoding": "gzip, deflate, br, zstd",
  "accept-language": "en-US,en;q=0.5",
  "sec-fetch-dest": "document",
  "sec-fetch-mode": "navigate",
  "sec-fetch-site": "none",
  "upgrade-insecure-requests": "1",
  "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
};

/** The figures of both, of all turns in the middle, and the ratios; nothing where there is no nginx. */
export async function besideNginx(server, settings, say) {
  const found = findNginx();
  if (!found) return undefined;
  const { body } = await settled(server);
  const nginx = new Nginx(found);
  try {
    fs.writeFileSync(path.join(nginx.folder, "article.br"), body);
    const template = new URL("files.conf", import.meta.url);
    await nginx.start(template, {}, async () => (await fetch(`http://${nginx.host}/article`)).ok);
    const both = [
      { name: "dateline", of: { origin: server.origin, cpuSeconds: () => cpuSeconds(server.pid) }, path: ARTICLE, lines: [] },
      { name: "nginx", of: { origin: `http://${nginx.host}`, cpuSeconds: () => nginx.cpuSeconds() }, path: "/article", lines: [] },
    ];
    for (let turn = 0; turn < TURNS; turn += 1) {
      for (const one of turn % 2 === 0 ? both : both.toReversed()) {
        say(`the article as a browser asks for it, ${one.name}, ${turn + 1} of ${TURNS}`);
        const line = await load(one.of, { what: one.name, path: one.path, headers: AS_A_BROWSER, expect: { encoding: "br" } }, settings);
        if (line.problem) throw new Problem(`${one.name}: ${line.problem}`);
        one.lines.push(line);
      }
    }
    const [dateline, peer] = both.map(({ name, lines }) => inTheMiddle(name, lines));
    const ratio = (figure) => dateline[figure] / peer[figure];
    return { dateline, peer, requestsRatio: ratio("requestsPerSecond"), cpuRatio: ratio("cpuMs") };
  } finally {
    await nginx.stop();
    nginx.remove();
  }
}

/** The article once it is as small as it gets: it is made so some seconds after it was asked for often. */
async function settled({ origin }) {
  const ask = () => fetchAsSent(origin + ARTICLE, AS_A_BROWSER);
  let answer = await ask();
  for (let turn = 0; turn < 200; turn += 1) {
    answer = await ask();
    if (/best/.test(answer.headers.etag)) break;
    await new Promise((passed) => setTimeout(passed, 50));
  }
  return answer;
}

function inTheMiddle(what, lines) {
  const of = (figure) => median(lines.map((line) => line[figure]));
  const figures = ["bytes", "requestsPerSecond", "p50Ms", "p99Ms", "cpuMs"];
  return { what, ...Object.fromEntries(figures.map((figure) => [figure, of(figure)])) };
}
