// The measurement: one paper, filled, and its desk asked for one list after the other by somebody who waits for each.

import { Problem } from "../../budget.d/program.mjs";
import { median } from "../first_answer.mjs";
import { onAPaper, say } from "../on_a_paper.mjs";
import { valuesOf, whole } from "../options.mjs";
import { cpuSeconds, machine, memory, needProcFiles } from "../process.mjs";
import { fill } from "./filling.mjs";
import { lists } from "./lists.mjs";
import { judge, print } from "./report.mjs";

/** Requests for each line, if they fit into its seconds; as many as the least are made in any case. */
const MOST = 200;
const LEAST = 20;

export function run(args) {
  return onAPaper("bench-desk", () => readOptions(args), { measure, judge, print });
}

function readOptions(args) {
  const options = {
    json: { type: "boolean" },
    stories: { type: "string", default: "100000" },
    seconds: { type: "string", default: "4" },
    program: { type: "string" },
  };
  const values = valuesOf(args, options);
  return { ...values, stories: whole(values.stories, "stories", 1000, 1_000_000), seconds: whole(values.seconds, "seconds", 1, 600) };
}

async function measure(paper, settings) {
  needProcFiles();
  const now = Date.now();
  const owner = await fill(paper, settings, now);
  const server = await paper.serve();
  try {
    owner.moveTo(server.origin);
    const figures = { machine: machine(), settings, lines: [] };
    for (const [what, paths] of Object.entries(await lists(owner, settings.stories, now))) {
      if (paths.length === 0) throw new Problem(`there is no page of: ${what}`);
      say(what);
      figures.lines.push({ what, ...(await ask(owner, server.pid, paths, settings)) });
    }
    return { ...figures, memory: memory(server.pid) };
  } finally {
    await server.stop();
  }
}

/** Asks for each path, then for all of them in turn until there were enough. */
async function ask(owner, pid, paths, { seconds }) {
  for (const path of paths) await owner.page(path);
  const took = [];
  const [began, before] = [performance.now(), cpuSeconds(pid)];
  while (took.length < LEAST || (took.length < MOST && performance.now() - began < seconds * 1000)) {
    took.push((await owner.page(paths[took.length % paths.length])).ms);
  }
  const cpuMs = ((cpuSeconds(pid) - before) * 1000) / took.length;
  took.sort((one, other) => one - other);
  return { requests: took.length, p50Ms: median(took), p95Ms: took[Math.ceil(took.length * 0.95) - 1], cpuMs };
}
