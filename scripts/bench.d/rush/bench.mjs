// The measurement: a large archive, and one load after the other on the same server.

import fs from "node:fs";
import path from "node:path";
import { Problem } from "../../budget.d/program.mjs";
import { address, writeArchive } from "../archive/corpus.mjs";
import { firstAnswers, median } from "../first_answer.mjs";
import { load } from "../load.mjs";
import { onAPaper, say } from "../on_a_paper.mjs";
import { valuesOf, whole } from "../options.mjs";
import { machine, memory, needProcFiles } from "../process.mjs";
import { needWrk, wrk } from "../wrk.mjs";
import { crawl, outcomes } from "./crawl.mjs";
import { listOfPublished } from "./desk.mjs";
import { judge, print } from "./report.mjs";
import { publishing, writeDrafts } from "./stories.mjs";

/** Connections of the run that says how much the server can do. */
const CONNECTIONS = 16;
/** Milliseconds that a reader waits from an answer to the next question, where the load is not as much as goes. */
const PAUSE_MS = 5;
const BROWSER = { "accept-encoding": "gzip, deflate, br, zstd" };

export function run(args) {
  return onAPaper("bench-rush", () => readOptions(args), { measure, judge, print });
}

function readOptions(args) {
  const options = {
    json: { type: "boolean" },
    size: { type: "string", default: "100000" },
    crawled: { type: "string", default: "10000" },
    seconds: { type: "string", default: "20" },
    program: { type: "string" },
  };
  const values = valuesOf(args, options);
  const number = (name, least, most) => whole(values[name], name, least, most);
  const size = number("size", 2000, 1_000_000);
  return { ...values, size, crawled: number("crawled", 100, size - 1000), seconds: number("seconds", 3, 600) };
}

async function measure(paper, settings) {
  needProcFiles();
  await needWrk();
  const figures = { machine: machine(), settings };
  await fill(paper, settings);
  say("the first answer after a start");
  figures.startMs = median(await firstAnswers(paper));
  const server = await paper.serve();
  try {
    const story = server.origin + address(0);
    say("the desk's list of what readers have");
    figures.deskListMs = await listOfPublished(paper, server);
    say("as much as goes");
    figures.most = await load(server, { what: "story", path: address(0), headers: BROWSER, expect: { encoding: "br" } }, { seconds: settings.seconds, connections: CONNECTIONS });
    if (figures.most.problem) throw new Problem(figures.most.problem);
    const half = figures.most.requestsPerSecond / 2;
    say("half of that");
    figures.half = await hold(story, half, settings);
    say("half of that, while a story comes out every second");
    const published = publishing(paper);
    figures.whilePublishing = await hold(story, half, settings);
    figures.published = await published.stop();
    say("the front page");
    figures.front = await hold(`${server.origin}/`, half, settings);
    say(`the front page, while ${settings.crawled} articles of the archive are asked for`);
    figures.crawl = await besideCrawler(server, half, settings);
    figures.memory = memory(server.pid);
  } finally {
    await server.stop();
  }
  return figures;
}

async function fill(paper, { size, seconds }) {
  const folder = path.join(paper.folder, "stories");
  say(`writing ${size} articles`);
  writeArchive(folder, size, Date.now());
  writeDrafts(path.join(folder, "drafts"), seconds + 10);
  say(`importing ${size} articles`);
  await paper.run("import", folder);
  fs.rmSync(folder, { recursive: true });
}

/** Asks for `url` so many times a second. */
async function hold(url, perSecond, { seconds }) {
  const connections = Math.max(1, Math.round((perSecond * PAUSE_MS) / 1000));
  const ran = await wrk(url, BROWSER, { seconds, connections, pause: PAUSE_MS });
  if (ran.refused > 0 || ran.broken > 0) throw new Problem(`of ${ran.requests} answers ${ran.refused} had status 400 or more, ${ran.broken} failed`);
  return { requests: ran.requests, connections, perSecond: ran.requests / (ran.micros / 1e6), p50Ms: ran.p50 / 1000, p99Ms: ran.p99 / 1000 };
}

/** The same for the front page, and a crawler beside it until both have ended. */
async function besideCrawler(server, perSecond, settings) {
  // From the old end: these are not what readers ask for.
  const paths = Array.from({ length: settings.crawled }, (_, number) => address(settings.size - 1 - number));
  const before = await outcomes(server.origin);
  const [front, crawled] = await Promise.all([hold(`${server.origin}/`, perSecond, settings), crawl(server.origin, paths)]);
  const after = await outcomes(server.origin);
  const made = after.miss - before.miss;
  // What the crawler asks for was asked for by nobody before, so it is made; what is made beyond that was for the front.
  return { front, crawled, made, frontHits: 1 - Math.max(0, made - crawled.articles) / front.requests };
}
