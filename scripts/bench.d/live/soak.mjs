// The live stream for a long time: readers come and go, things happen to the paper, and memory has to stay flat.

import { Problem, orExplain, pause } from "../../budget.d/program.mjs";
import { table } from "../../budget.d/table.mjs";
import { median } from "../first_answer.mjs";
import { machine, needProcFiles } from "../process.mjs";
import { Dateline } from "./dateline.mjs";
import { Readers, needReaders } from "./readers.mjs";

const STREAMS = 2000;
/** Readers who drop out each second and come back. */
const CHURN = 50;
const SAMPLE_MS = 10_000;
const BETWEEN_MS = 1000;
/** What the server keeps for those who come back. It is full from the start, so that filling it is not taken for growth. */
const KEPT = 1000;
/** Time for the last messages to arrive. */
const SETTLE_MS = 3_000;
/** Bytes a minute. A reader who comes back and leaves 200 bytes behind would be 600,000, at 50 a second. */
const FLAT = 500_000;
/** With fewer samples a slope says nothing. */
const FEWEST = 6;

export function run() {
  return orExplain("soak", async () => {
    needProcFiles();
    needReaders();
    const seconds = Number(process.env.SOAK_SECONDS ?? 600);
    if (!(seconds >= 60 && seconds <= 86_400)) throw new Problem(`SOAK_SECONDS ${process.env.SOAK_SECONDS}: a number from 60 to 86400 is meant`);
    const dateline = new Dateline(process.env.SOAK_PROGRAM, STREAMS + 100);
    try {
      await dateline.prepare(seconds);
      await dateline.start();
      await dateline.publishMany(KEPT);
      const readers = await Readers.gather(dateline.stream, STREAMS, CHURN);
      try {
        return await soak(dateline, readers, seconds);
      } finally {
        await readers.stop();
      }
    } finally {
      await dateline.stop();
      dateline.remove();
    }
  });
}

async function soak(dateline, readers, seconds) {
  const began = Date.now();
  const passed = () => Date.now() - began;
  const samples = [];
  const totals = { messages: 0, back: 0, beats: 0, resets: 0, outOfOrder: 0, broken: 0 };
  let why;
  const take = async () => {
    const heard = await readers.heard();
    for (const what of Object.keys(totals)) totals[what] += heard[what];
    why = heard.why ?? why;
    return heard;
  };
  for (let turn = 0; passed() < seconds * 1000; turn += 1) {
    await happen(dateline, turn);
    await pause(BETWEEN_MS);
    if (passed() < (samples.length + 1) * SAMPLE_MS) continue;
    const { open } = await take();
    samples.push({ minutes: passed() / 60_000, bytes: dateline.memory() });
    const { bytes } = samples.at(-1);
    console.error(`  ${Math.round(passed() / 1000)} s: ${megabytes(bytes)}, ${open} readers, ${totals.back} came back`);
  }
  await pause(SETTLE_MS);
  const { open, behind } = await take();
  return conclude({ samples, totals, why, open, behind });
}

/** One thing, another each time. */
async function happen(dateline, turn) {
  switch (turn % 5) {
    case 0:
    case 1:
      return dateline.publish();
    case 2:
      return dateline.pick(turn);
    case 3:
      return dateline.withdraw(1);
    default:
      return dateline.read();
  }
}

function conclude({ samples, totals, why, open, behind }) {
  const thirds = [0, 1, 2].map((third) => samples.slice((samples.length * third) / 3, (samples.length * (third + 1)) / 3));
  const growth = slope(samples.slice(samples.length / 3));
  const { model, cores } = machine();
  console.log(`${model}, ${cores} cores; ${STREAMS} readers, of whom ${CHURN} a second drop out and come back`);
  console.log(table(["first", "second", "last"].map((name, third) => [`memory in the ${name} third`, megabytes(median(thirds[third].map(({ bytes }) => bytes)))])));
  console.log(`  ${totals.messages} messages were told, readers came back ${totals.back} times\n`);
  const checks = [
    ["growth in the last two thirds, a minute", `${Math.round(growth / 1000)} KB`, `limit: below ${FLAT / 1000} KB`, samples.length >= FEWEST && growth < FLAT],
    ["readers left", String(open), `limit: all ${STREAMS}`, open === STREAMS],
    ["of whom not heard the last message", String(behind), "limit: none", behind === 0],
    ["messages twice, missing or in another order", String(totals.outOfOrder), "limit: none", totals.outOfOrder === 0],
    ["streams that broke or lost their place", String(totals.broken + totals.resets), "limit: none", totals.broken + totals.resets === 0],
    ["readers who came back", String(totals.back), "limit: some", totals.back > 0],
    ["messages", String(totals.messages), "limit: some", totals.messages > 0],
  ];
  console.log(table(checks.map(([what, shown, limit, meets]) => [what, shown, limit, meets ? "meets" : "misses"]), [0, 2, 3]));
  if (why) console.log(`  why streams broke, the last time: ${why}`);
  return checks.every(([, , , meets]) => meets) ? 0 : 1;
}

/** Bytes a minute, by the least squares of all samples. */
function slope(samples) {
  const mean = (of) => samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length;
  const [minutes, bytes] = [mean((one) => one.minutes), mean((one) => one.bytes)];
  const across = samples.reduce((sum, one) => sum + (one.minutes - minutes) * (one.bytes - bytes), 0);
  return across / samples.reduce((sum, one) => sum + (one.minutes - minutes) ** 2, 0);
}

function megabytes(bytes) {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
