// Puts load on one address with wrk and reads what that cost the server.

import { fetchAsSent } from "../budget.d/transfer.mjs";
import { cpuSeconds } from "./process.mjs";
import { wrk } from "./wrk.mjs";

const WARM_UP_SECONDS = 1;
/** Answers that are on average this much longer than the one looked at were others: 200 instead of 304, say. */
const LONGER = 1.25;
/** With fewer, one tick of the processor's clock would show in the time for a request. */
const FEWEST_ANSWERS = 100;

/**
 * The figures of one line: `address` asked with `headers`. If the answers are not the ones that are meant, the line
 * has a `problem` instead, as the time that a wrong answer takes says nothing. A server of several processes tells its
 * `cpuSeconds` itself.
 */
export async function load(server, { what, path: address, headers = {}, expect }, { seconds, connections }) {
  const url = server.origin + address;
  const answer = await fetchAsSent(url, headers);
  const wanted = { status: 200, encoding: "identity", ...expect };
  if (answer.status !== wanted.status || answer.encoding !== wanted.encoding) {
    return { what, problem: `answered with ${describe(answer)} instead of ${describe(wanted)}` };
  }
  await wrk(url, headers, { seconds: WARM_UP_SECONDS, connections });
  const used = server.cpuSeconds ?? (() => cpuSeconds(server.pid));
  const before = used();
  const run = await wrk(url, headers, { seconds, connections });
  const cpu = used() - before;
  const problem = wrong(run, answer);
  if (problem) return { what, problem };
  return {
    what,
    bytes: answer.body.length,
    requestsPerSecond: run.requests / (run.micros / 1e6),
    p50Ms: run.p50 / 1000,
    p99Ms: run.p99 / 1000,
    cpuMs: (cpu * 1000) / run.requests,
  };
}

function wrong(run, answer) {
  if (run.requests < FEWEST_ANSWERS) return `only ${run.requests} answers within ${Math.round(run.micros / 1e6)} s`;
  if (run.refused > 0 || run.broken > 0) {
    return `of ${run.requests} answers ${run.refused} had status 400 or more; ${run.broken} requests failed or took over 2 s`;
  }
  const head = answer.headers;
  const whole = answer.body.length + Object.entries(head).reduce((sum, [name, value]) => sum + name.length + value.length + 4, 20);
  if (run.bytes / run.requests > whole * LONGER) return `other answers than the first: ${Math.round(run.bytes / run.requests)} bytes, not ${whole}`;
  return undefined;
}

function describe({ status, encoding }) {
  return encoding === "identity" ? `${status}` : `${status}, ${encoding}`;
}
