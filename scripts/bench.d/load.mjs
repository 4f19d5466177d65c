// Puts load on one address with wrk and reads what that cost the server.

import path from "node:path";
import { Problem, start } from "../budget.d/program.mjs";
import { fetchAsSent } from "../budget.d/transfer.mjs";
import { cpuSeconds } from "./process.mjs";

const REPORT = path.join(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), "report.lua");
/** Requests under way at a time. One thread of wrk, as the server needs the other cores. */
const CONNECTIONS = 16;
const WARM_UP_SECONDS = 1;

/** The figures of one line: `address` asked with `headers`, after a look that the answer is the one meant. */
export async function load(server, { what, path: address, headers = {}, expect }, seconds) {
  const url = server.origin + address;
  const answer = await fetchAsSent(url, headers);
  const seen = { status: answer.status, encoding: answer.encoding };
  const wanted = { status: 200, encoding: "identity", ...expect };
  if (seen.status !== wanted.status || seen.encoding !== wanted.encoding) {
    throw new Problem(`${what}: ${address} was to be answered with ${describe(wanted)}, not ${describe(seen)}`);
  }
  await wrk(url, headers, WARM_UP_SECONDS);
  const before = cpuSeconds(server.pid);
  const run = await wrk(url, headers, seconds);
  const cpu = cpuSeconds(server.pid) - before;
  if (run.requests === 0 || run.refused > 0 || run.broken > 0) {
    throw new Problem(`${what}: of ${run.requests} requests ${run.refused} were refused and ${run.broken} broken off`);
  }
  return {
    what,
    bytes: answer.body.length,
    requestsPerSecond: run.requests / (run.micros / 1e6),
    p50Ms: run.p50 / 1000,
    p99Ms: run.p99 / 1000,
    cpuMs: (cpu * 1000) / run.requests,
  };
}

function describe({ status, encoding }) {
  return `${status}, ${encoding}`;
}

async function wrk(url, headers, seconds) {
  const named = Object.entries(headers).flatMap(([name, value]) => ["--header", `${name}: ${value}`]);
  const sizes = ["--threads", "1", "--connections", String(CONNECTIONS), "--duration", `${seconds}s`];
  const child = start("wrk", [...sizes, "--script", REPORT, ...named, url], { stdio: ["ignore", "pipe", "inherit"] });
  let printed = "";
  child.stdout?.on("data", (part) => (printed += part));
  const [code] = await Promise.all([child.ended, new Promise((resolve) => child.stdout?.on("close", resolve))]);
  const json = /^JSON (.*)$/m.exec(printed)?.[1];
  if (code !== 0 || !json) throw new Problem(`wrk ended with ${code}:\n${printed}`);
  return JSON.parse(json);
}
