// The measurement: the same readers on Dateline's stream and on its peer's, in turn, several times.

import { orExplain, pause } from "../../budget.d/program.mjs";
import { median } from "../first_answer.mjs";
import { machine, needProcFiles } from "../process.mjs";
import { Dateline } from "./dateline.mjs";
import { findNginx } from "../nginx.mjs";
import { Nchan } from "./nchan.mjs";
import { say } from "../on_a_paper.mjs";
import { valuesOf, whole } from "../options.mjs";
import { Readers, comeBack, needReaders } from "./readers.mjs";
import { judge, print } from "./report.mjs";

/** Time between two publishes, longer than the slowest reader takes. */
const BETWEEN_MS = 700;
/** Time for what opening the streams left behind. */
const SETTLE_MS = 2_000;
/** What is heard again by those who come back is drawn from so many messages, half of them on average. */
const MISSED = 300;
const BACK = { rate: 1000, seconds: 10 };
/** Published before anything counts, so that both sides have done everything once. */
const WARM_UP = 2;

export function run(args) {
  return orExplain("bench-live", async () => {
    const options = readOptions(args);
    needProcFiles();
    needReaders();
    const found = options.alone ? undefined : findNginx();
    const figures = { machine: machine(), settings: options, missed: MISSED, back: BACK, hasPeer: found !== undefined };
    const dateline = new Dateline(options.program, options.streams + 100);
    const sides = [dateline];
    try {
      await dateline.prepare(options.rounds * (options.messages + WARM_UP) + 1);
      const message = await sample(dateline);
      figures.bytes = message.length;
      if (found) sides.push(new Nchan(found, options.streams, message));
      const rounds = sides.map(() => []);
      for (let round = 1; round <= options.rounds; round += 1) {
        for (const [place, side] of sides.entries()) rounds[place].push(await hold(side, round, options));
      }
      figures.sides = [];
      for (const [place, side] of sides.entries()) {
        figures.sides.push({ name: side.name, ...middle(rounds[place]), back: await back(side) });
      }
      figures.goals = judge(figures);
      if (options.json) console.log(JSON.stringify(figures, null, 2));
      else print(figures);
      // Not a matter of speed: something was not heard, or not in order.
      return figures.sides[0].problems.length + Object.keys(figures.sides[0].back.problems).length > 0 ? 1 : 0;
    } finally {
      for (const side of sides) {
        await side.stop();
        side.remove();
      }
    }
  });
}

function readOptions(args) {
  const options = {
    json: { type: "boolean" },
    alone: { type: "boolean" },
    streams: { type: "string", default: "10000" },
    rounds: { type: "string", default: "3" },
    messages: { type: "string", default: "10" },
    "idle-seconds": { type: "string", default: "20" },
    program: { type: "string" },
  };
  const values = valuesOf(args, options);
  const number = (name) => whole(values[name], name, 1, 99_999);
  return { ...values, streams: number("streams"), rounds: number("rounds"), messages: number("messages"), idleSeconds: number("idle-seconds") };
}

/** A message of Dateline's, so that its peer sends as much. */
async function sample(dateline) {
  await dateline.start();
  await dateline.publish();
  await pause(BETWEEN_MS);
  const message = await dateline.message();
  await dateline.stop();
  return message;
}

/** One round: the readers come, nothing happens for a while, and then some things do. */
async function hold(side, round, { streams, messages, idleSeconds }) {
  say(`${side.name}, round ${round}: ${streams} readers`);
  await side.start();
  const empty = side.memory();
  const readers = await Readers.gather(side.stream, streams);
  try {
    await pause(SETTLE_MS);
    await readers.heard();
    const cpu = side.cpuSeconds();
    await pause(idleSeconds * 1000);
    const idle = { cpuPercent: ((side.cpuSeconds() - cpu) * 100) / idleSeconds, bytes: (side.memory() - empty) / streams };
    const beats = await readers.heard();
    for (let number = 0; number < WARM_UP; number += 1) await publish(side);
    await readers.heard();
    const before = side.cpuSeconds();
    for (let number = 0; number < messages; number += 1) await publish(side);
    const heard = await readers.heard();
    const cpuMs = ((side.cpuSeconds() - before) * 1000) / messages;
    const problems = wrong(heard, streams, messages);
    const used = (side.memory() - empty) / streams;
    return { ...figuresOf(heard), cpuMs, idlePercent: idle.cpuPercent, idleBytes: idle.bytes, usedBytes: used, beats: beats.beats / streams, problems };
  } finally {
    await readers.stop();
    await side.stop();
  }
}

async function publish(side) {
  await side.publish();
  await pause(BETWEEN_MS);
}

function figuresOf({ firstP50Ms, p50Ms, p99Ms, maxMs }) {
  return { firstP50Ms, p50Ms, p99Ms, maxMs };
}

function wrong(heard, streams, messages) {
  const problems = [];
  if (heard.messages !== messages) problems.push(`${heard.messages} messages were heard of, not ${messages}`);
  if (heard.heardBy.some((readers) => readers !== streams)) problems.push(`not everybody heard everything: ${heard.heardBy.join(", ")}`);
  for (const what of ["resets", "outOfOrder", "broken"]) if (heard[what] > 0) problems.push(`${what}: ${heard[what]} ${heard.why ?? ""}`.trim());
  return problems;
}

async function back(side) {
  say(`${side.name}: ${BACK.rate} readers a second come back, for ${BACK.seconds} s`);
  await side.start();
  try {
    const all = await side.publishMany(MISSED);
    const cpu = side.cpuSeconds();
    const heard = await comeBack(side.stream, all, MISSED, BACK);
    return { ...heard, cpuMs: ((side.cpuSeconds() - cpu) * 1000) / heard.cameBack };
  } finally {
    await side.stop();
  }
}

/** Of every figure the one in the middle of all rounds, and whatever went wrong in any. */
function middle(rounds) {
  const names = Object.keys(rounds[0]).filter((name) => name !== "problems");
  const figures = Object.fromEntries(names.map((name) => [name, median(rounds.map((round) => round[name]))]));
  return { ...figures, problems: rounds.flatMap((round) => round.problems), rounds };
}
