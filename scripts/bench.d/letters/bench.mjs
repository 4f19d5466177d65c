// How fast an issue goes out, what that takes, and whether readers of the site notice.

import path from "node:path";
import { text } from "node:stream/consumers";
import { Problem, orExplain, pause, start } from "../../budget.d/program.mjs";
import { table } from "../../budget.d/table.mjs";
import { median } from "../first_answer.mjs";
import { valuesOf, whole } from "../options.mjs";
import { cpuSeconds, forgetPeak, machine, memory, needProcFiles } from "../process.mjs";
import { LETTER, Office, Sink } from "./office.mjs";

const READERS = 100_000;
const CONNECTIONS = 8;
const MOST_BYTES = 100e6;
const SLOWER = 1.3;
/** How often a page is asked for, in each part of the measurement. */
const PAGES = 400;
const PUBLISHED = 12;
/** How often sending and pausing are measured in turns: how fast a machine is changes from one minute to the next. */
const TURNS = 3;
const SILENT_MS = 1_000;

export function run(args) {
  return orExplain("bench-letters", async () => {
    needProcFiles();
    const values = valuesOf(args, {
      readers: { type: "string", default: String(READERS) },
      program: { type: "string" },
      json: { type: "boolean", default: false },
    });
    const readers = whole(values.readers, "readers", 20_000, 1_000_000);
    const sink = await Sink.start();
    const office = new Office(values.program, sink, CONNECTIONS);
    try {
      const figures = await measure(office, sink, readers);
      return report(figures, values.json);
    } finally {
      await sink.stop();
      office.paper.remove();
    }
  });
}

async function measure(office, sink, readers) {
  const imported = await timed(() => office.prepare(readers));
  const server = await office.paper.serve();
  try {
    return { importSeconds: imported, ...(await sending(office, sink, readers, server)) };
  } finally {
    await server.stop();
  }
}

async function sending(office, sink, readers, server) {
  const idleBytes = memory(server.pid).now;
  // What was just imported and drawn is not what the first turn is to measure.
  await Promise.all([pages(server), publishing(office)]);
  forgetPeak(server.pid);
  const queued = await timed(() => office.send());
  const page = { idle: [], busy: [] };
  const publish = { idle: [], busy: [] };
  for (let turn = 0; turn < TURNS; turn += 1) {
    await until(comes(sink), 30_000, "no letter came");
    page.busy.push(await pages(server));
    publish.busy.push(await publishing(office));
    await until(comes(sink), 1_000, "all letters were sent before the pages were measured; take more readers");
    await office.paper.run("letters", "pause", LETTER);
    await silence(sink);
    page.idle.push(await pages(server));
    publish.idle.push(await publishing(office));
    await office.paper.run("letters", "resume", LETTER);
  }
  await until(comes(sink), 30_000, "no letter came");
  const began = performance.now();
  const [lettersBefore, cpuBefore] = [sink.letters, cpuSeconds(server.pid)];
  await until(() => sink.letters >= readers, 3_600_000, "not all letters came");
  const seconds = (performance.now() - began) / 1000;
  const sent = sink.letters - lettersBefore;
  const cpu = cpuSeconds(server.pid) - cpuBefore;
  const { peak } = memory(server.pid);
  return {
    machine: machine(),
    readers,
    queueSeconds: queued,
    lettersPerSecond: sent / seconds,
    cpuMsPerLetter: (cpu * 1000) / sent,
    idleBytes,
    peakBytes: peak,
    missing: readers - sink.taken.size,
    twice: sink.letters - sink.taken.size,
    pageMs: [median(page.idle), median(page.busy)],
    publishMs: [median(publish.idle), median(publish.busy)],
    turns: { page, publish },
  };
}

/** Tells whether a letter came since. */
function comes(sink) {
  const before = sink.letters;
  return () => sink.letters > before;
}

/** Waits until no letter comes any more. */
async function silence(sink) {
  for (let before = -1; before !== sink.letters; await pause(SILENT_MS)) before = sink.letters;
}

/** The median time for a page, in milliseconds. */
async function pages(server) {
  const measuring = start(process.execPath, [path.join(import.meta.dirname, "pages.mjs"), `${server.origin}/`, String(PAGES)], { stdio: ["ignore", "pipe", "inherit"] });
  const told = text(measuring.stdout);
  if ((await measuring.ended) !== 0) throw new Problem("pages could not be measured");
  return Number(await told);
}

let published = 0;

/** The median time for publishing a story by command line, in milliseconds. */
async function publishing(office) {
  const times = [];
  for (let turn = 0; turn < PUBLISHED; turn += 1) {
    const slug = `measured-${(published += 1)}`;
    await office.file(slug);
    times.push(1000 * (await timed(() => office.paper.run("publish", slug))));
  }
  return median(times);
}

async function until(isSo, patience, otherwise) {
  for (const deadline = performance.now() + patience; !isSo(); await pause(10)) {
    if (performance.now() > deadline) throw new Problem(otherwise);
  }
}

async function timed(what) {
  const began = performance.now();
  await what();
  return (performance.now() - began) / 1000;
}

function report(figures, asJson) {
  if (asJson) {
    console.log(JSON.stringify(figures, undefined, 2));
    return figures.missing === 0 ? 0 : 1;
  }
  const { model, cores } = figures.machine;
  const ms = (time) => `${time.toFixed(1)} ms`;
  const mb = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
  console.log(`${model}, ${cores} cores, which the mail server shares where nobody else wants them; ${figures.readers} readers, ${CONNECTIONS} connections\n`);
  console.log(
    table([
      ["paper, pictures and readers prepared in", `${figures.importSeconds.toFixed(1)} s`],
      ["queue built in", `${figures.queueSeconds.toFixed(2)} s`],
      ["letters a second", figures.lettersPerSecond.toFixed(0)],
      ["processor time a letter", `${figures.cpuMsPerLetter.toFixed(2)} ms`],
      ["memory before, with the sample paper", mb(figures.idleBytes)],
    ]),
  );
  const ratio = ([idle, busy]) => busy / idle;
  const turns = ({ idle, busy }) => idle.map((time, turn) => (busy[turn] / time).toFixed(2)).join(", ");
  const checks = [
    ["readers without a letter", String(figures.missing), "limit: none", figures.missing === 0],
    ["letters twice", String(figures.twice), "limit: none", figures.twice === 0],
    ["memory at most", mb(figures.peakBytes), `limit: below ${mb(MOST_BYTES)}`, figures.peakBytes < MOST_BYTES],
    [`front page, ${figures.pageMs.map(ms).join(" -> ")}`, `${ratio(figures.pageMs).toFixed(2)} times`, `limit: below ${SLOWER}`, ratio(figures.pageMs) < SLOWER],
    [`publishing, ${figures.publishMs.map(ms).join(" -> ")}`, `${ratio(figures.publishMs).toFixed(2)} times`, `limit: below ${SLOWER}`, ratio(figures.publishMs) < SLOWER],
  ];
  console.log(`\n${table(checks.map(([what, shown, limit, meets]) => [what, shown, limit, meets ? "meets" : "misses"]), [0, 2, 3])}`);
  console.log(`\nfront page by turns: ${turns(figures.turns.page)}; publishing: ${turns(figures.turns.publish)} times`);
  return figures.missing === 0 ? 0 : 1;
}
