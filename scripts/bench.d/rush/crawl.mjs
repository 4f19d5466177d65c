// A crawler that goes through the archive, and what the server says of its cache.

import http from "node:http";
import { Problem } from "../../budget.d/program.mjs";
import { fetchAsSent } from "../../budget.d/transfer.mjs";

/** Requests that a crawler has under way at a time. */
const AT_A_TIME = 4;

/** Asks for each of the paths once. */
export async function crawl(origin, paths) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: AT_A_TIME });
  const began = performance.now();
  let next = 0;
  const one = async () => {
    while (next < paths.length) await ask(origin + paths[next++], agent);
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, one));
  agent.destroy();
  return { articles: paths.length, seconds: (performance.now() - began) / 1000 };
}

function ask(url, agent) {
  return new Promise((resolve, reject) => {
    const request = http.get(url, { agent, headers: { "accept-encoding": "gzip" } }, (answer) => {
      if (answer.statusCode !== 200) reject(new Problem(`${url} was answered with ${answer.statusCode}`));
      answer.resume().on("end", resolve).on("error", reject);
    });
    request.on("error", reject);
  });
}

/** What became of requests for pages so far: how many were hits, misses and so on. */
export async function outcomes(origin) {
  const metrics = (await fetchAsSent(`${origin}/metrics`, {})).body.toString();
  const lines = metrics.matchAll(/^dateline_page_cache_requests_total\{outcome="([a-z-]+)"\} (\d+)$/gm);
  const outcomes = Object.fromEntries([...lines].map(([, outcome, count]) => [outcome, Number(count)]));
  if (outcomes.miss === undefined) throw new Problem("/metrics does not say how many pages had to be made");
  return outcomes;
}
