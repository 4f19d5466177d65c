// The measurement: a small archive and a large one, served side by side, asked for the same things in turn.

import fs from "node:fs";
import path from "node:path";
import { Paper, Problem, orExplain } from "../../budget.d/program.mjs";
import { fetchAsSent } from "../../budget.d/transfer.mjs";
import { median } from "../first_answer.mjs";
import { say } from "../on_a_paper.mjs";
import { valuesOf, whole } from "../options.mjs";
import { cpuSeconds, machine, memory, needProcFiles } from "../process.mjs";
import { needWrk, wrk } from "../wrk.mjs";
import { LARGEST_SECTION, address, writeArchive } from "./corpus.mjs";
import { questions } from "./questions.mjs";
import { judge, print } from "./report.mjs";

/** The page of a section that the issue of a daily for some years is long enough for. */
const FAR_PAGE = 500;
/** Articles that are asked for one after the other; both archives have as many. */
const ARTICLES = 500;
const WARM_UP_SECONDS = 1;

export function run(args) {
  return orExplain("bench-archive", async () => {
    const options = readOptions(args);
    needProcFiles();
    await needWrk();
    const now = Date.now();
    const archives = options.sizes.map((size) => ({ size, paper: new Paper(options.program) }));
    try {
      for (const archive of archives) await fill(archive, now);
      const figures = await measure(archives, options, now);
      figures.goals = judge(figures);
      if (options.json) console.log(JSON.stringify(figures, null, 2));
      else print(figures);
      return 0;
    } finally {
      for (const { paper } of archives) paper.remove();
    }
  });
}

function readOptions(args) {
  const options = {
    json: { type: "boolean" },
    sizes: { type: "string", default: "1000,100000" },
    seconds: { type: "string", default: "2" },
    rounds: { type: "string", default: "5" },
    connections: { type: "string", default: "1" },
    program: { type: "string" },
  };
  const values = valuesOf(args, options);
  const sizes = values.sizes.split(",").map((size) => whole(size, "sizes", 1000, 10_000_000));
  if (sizes.length !== 2) throw new Problem(`--sizes ${values.sizes}: two numbers with a comma between are meant`);
  const number = (name) => whole(values[name], name, 1, 999);
  return { ...values, sizes, seconds: number("seconds"), rounds: number("rounds"), connections: number("connections") };
}

/** Imports the archive as an editor would, and says how long that took and how much room it takes. */
async function fill(archive, now) {
  const { size, paper } = archive;
  const folder = path.join(paper.folder, "stories");
  say(`writing ${size} articles`);
  writeArchive(folder, size, now);
  say(`importing ${size} articles`);
  const began = performance.now();
  await paper.run("import", folder);
  archive.importSeconds = (performance.now() - began) / 1000;
  fs.rmSync(folder, { recursive: true });
  const data = path.join(paper.folder, "data");
  const files = fs.readdirSync(data).filter((name) => name.startsWith("dateline.sqlite"));
  archive.bytes = files.reduce((sum, name) => sum + fs.statSync(path.join(data, name)).size, 0);
}

async function measure(archives, settings, now) {
  const servers = [];
  const figures = { machine: machine(), settings };
  try {
    for (const { paper } of archives) servers.push(await paper.serve());
    const found = [];
    for (const server of servers) found.push(await pages(server.origin, now));
    figures.lines = [];
    for (const what of Object.keys(found[0])) {
      say(what);
      const loads = [];
      for (const [place, server] of servers.entries()) loads.push(await prepare(server, archives[place].paper, found[place][what], settings));
      // In turn and several times, so that what else the machine does meets both alike.
      const rounds = loads.map(() => []);
      for (let round = 0; round < settings.rounds; round += 1) {
        for (const [place, load] of loads.entries()) rounds[place].push(await load());
      }
      figures.lines.push({ what, of: rounds.map(middle) });
    }
    figures.archives = archives.map(({ size, importSeconds, bytes }, place) => ({ size, importSeconds, bytes, memory: memory(servers[place].pid) }));
  } finally {
    for (const server of servers) await server.stop();
  }
  return figures;
}

/** What is asked for, by name. */
async function pages(origin, now) {
  const numbers = Array.from({ length: ARTICLES }, (_, number) => number);
  const newest = numbers.map(address);
  const [far, page] = await farPage(origin);
  const topics = [...new Set((await get(origin + newest[0])).match(/\/topic\/[a-z0-9-]+/g))];
  say(`page ${page} of ${LARGEST_SECTION} is ${far}`);
  return {
    "front page": ["/"],
    "section, first page": [LARGEST_SECTION],
    [`section, page ${FAR_PAGE} or last`]: [far],
    "topic": topics,
    "articles": newest,
    "search": questions(now),
  };
}

/** The address of the far page of the largest section, by way of all before it, and which page it is. */
async function farPage(origin) {
  let [found, page] = [LARGEST_SECTION, 1];
  for (; page < FAR_PAGE; page += 1) {
    const next = (await get(origin + found)).match(new RegExp(`href="(${LARGEST_SECTION}\\?after=[0-9-]+)"`))?.[1];
    // The last page can be short. A page is as fast as it is long, so it is the one before.
    if (!next || !(await get(origin + next)).includes("?after=")) break;
    found = next;
  }
  return [found, page];
}

async function get(url) {
  const answer = await fetchAsSent(url, {});
  if (answer.status !== 200) throw new Problem(`${url} was answered with ${answer.status}`);
  return answer.body.toString();
}

/** Asks for each of the paths once, and returns what asks for them for some seconds and reads what that cost. */
async function prepare(server, paper, paths, { seconds, connections }) {
  for (const path of paths) await get(server.origin + path);
  const file = path.join(paper.folder, "paths");
  fs.writeFileSync(file, `${paths.join("\n")}\n`);
  await wrk(server.origin, {}, { seconds: WARM_UP_SECONDS, connections, paths: file });
  return async () => {
    const before = cpuSeconds(server.pid);
    const ran = await wrk(server.origin, {}, { seconds, connections, paths: file });
    if (ran.refused > 0 || ran.broken > 0) throw new Problem(`of ${ran.requests} answers ${ran.refused} had status 400 or more, ${ran.broken} failed`);
    return {
      requestsPerSecond: ran.requests / (ran.micros / 1e6),
      p50Ms: ran.p50 / 1000,
      p99Ms: ran.p99 / 1000,
      cpuMs: ((cpuSeconds(server.pid) - before) * 1000) / ran.requests,
      bytes: ran.bytes / ran.requests,
    };
  };
}

/** Of every figure the one in the middle of all rounds. */
function middle(rounds) {
  return Object.fromEntries(Object.keys(rounds[0]).map((name) => [name, median(rounds.map((round) => round[name]))]));
}
