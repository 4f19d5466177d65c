// Runs wrk, a program that asks for a page as often as it can, and reads its figures.

import path from "node:path";
import { Problem, start } from "../budget.d/program.mjs";

const REPORT = path.join(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), "report.lua");

/** Whether it is there. */
export async function needWrk() {
  const found = start("wrk", ["--version"], { stdio: "ignore" });
  await found.ended.catch(() => {
    throw new Problem("wrk is missing. Run: scripts/set-up bench");
  });
}

/**
 * Asks for `url`, or, if there is a file of paths, for each of them in turn. One thread, as the server needs the
 * other cores. Each connection waits for `pause` milliseconds before it asks again. Times are in microseconds.
 */
export async function wrk(url, headers, { seconds, connections, paths = "", pause = 0 }) {
  const named = Object.entries(headers).flatMap(([name, value]) => ["--header", `${name}: ${value}`]);
  const sizes = ["--threads", "1", "--connections", String(connections), "--duration", `${seconds}s`];
  const child = start("wrk", [...sizes, "--script", REPORT, ...named, url, "--", paths, String(pause)], { stdio: ["ignore", "pipe", "inherit"] });
  let printed = "";
  child.stdout?.on("data", (part) => (printed += part));
  const [code] = await Promise.all([child.ended, new Promise((resolve) => child.stdout?.on("close", resolve))]);
  const json = /^JSON (.*)$/m.exec(printed)?.[1];
  if (code !== 0 || !json) throw new Problem(`wrk ended with ${code}:\n${printed}`);
  return JSON.parse(json);
}
