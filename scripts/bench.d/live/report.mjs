// The figures side by side, and next to those that have a limit whether they keep it.

import { table } from "../../budget.d/table.mjs";

/** What the stream has to reach with 10,000 readers on two cores. */
const LIMITS = { p50Ms: 60, p99Ms: 120, idleBytes: 12_000, idlePercent: 5 };

const ms = (figure) => `${figure.toFixed(1)} ms`;
const percent = (figure) => `${figure.toFixed(2)} %`;
const bytes = (figure) => `${(figure / 1000).toFixed(2)} KB`;

const LINES = [
  ["published to heard, p50", (side) => side.p50Ms, ms],
  ["published to heard, p99", (side) => side.p99Ms, ms],
  ["published to heard, the last", (side) => side.maxMs, ms],
  ["published to heard, the first", (side) => side.firstP50Ms, ms],
  ["processor time to tell everybody", (side) => side.cpuMs, ms],
  ["memory for an idle reader", (side) => side.idleBytes, bytes],
  ["the same after the messages", (side) => side.usedBytes, bytes],
  ["processor while idle, of one core", (side) => side.idlePercent, percent],
  ["signs of life meanwhile, each reader", (side) => side.beats, (figure) => figure.toFixed(2)],
  ["came back, a second", (side) => side.back.perSecond, (figure) => figure.toFixed(0)],
  ["came back and heard everything, p50", (side) => side.back.p50Ms, ms],
  ["came back and heard everything, p99", (side) => side.back.p99Ms, ms],
  ["processor time for one who came back", (side) => side.back.cpuMs, (figure) => `${figure.toFixed(3)} ms`],
];

/** The figures that have a limit. The first side is Dateline. */
export function judge({ sides, back }) {
  const [dateline, peer] = sides;
  const wanted = back.rate * back.seconds;
  const goals = [
    below("published to heard, p50", dateline.p50Ms, LIMITS.p50Ms, ms),
    below("published to heard, p99", dateline.p99Ms, LIMITS.p99Ms, ms),
    below("memory for an idle reader", dateline.idleBytes, LIMITS.idleBytes, bytes),
    below("processor while idle", dateline.idlePercent, LIMITS.idlePercent, percent),
    all("heard everything while staying", dateline.problems.length === 0),
    all(`came back and heard everything, of ${wanted}`, dateline.back.heardEverything === wanted, String(dateline.back.heardEverything)),
  ];
  if (peer) {
    goals.push(
      notAbove("p99, of the peer's", dateline.p99Ms / peer.p99Ms),
      notAbove("memory for an idle reader, of the peer's", dateline.idleBytes / peer.idleBytes),
    );
  }
  return goals;
}

function below(what, figure, limit, show) {
  return { what, figure, meets: figure < limit, shown: show(figure), limit: `limit: below ${show(limit)}` };
}

function notAbove(what, figure) {
  return { what, figure, meets: figure <= 1, shown: `${figure.toFixed(2)} times`, limit: "limit: 1.00 times" };
}

function all(what, meets, shown = meets ? "yes" : "no") {
  return { what, meets, shown, limit: "limit: all" };
}

export function print({ machine, settings, bytes: size, sides, hasPeer, goals, missed, back }) {
  console.log(`${machine.model}, ${machine.cores} cores, ${machine.system}`);
  console.log(`Load average before: ${machine.loadAverage.toFixed(1)}. What else runs blurs all times, less so the ratios and the memory.`);
  console.log(
    `${settings.streams} readers on the same machine, messages of ${size} bytes, rounds: ${settings.rounds} of ${settings.messages} messages, in turn; what is shown is their middle.`,
  );
  console.log("Dateline: from before `dateline publish`, a process of its own, begins its write, to each reader's receipt.");
  if (hasPeer) console.log("nchan: from before the message is posted over HTTP to each reader's receipt; nothing is stored on disk.");
  else console.log("No nchan here, so there is nobody to compare with. On Debian: scripts/set-up bench");
  console.log(`Who comes back has missed up to ${missed} messages; ${back.rate} of them come each second for ${back.seconds} s.\n`);
  const head = ["", ...sides.map((side) => side.name), ...(hasPeer ? ["ratio"] : [])];
  const rows = LINES.map(([what, of, show]) => {
    const found = sides.map(of);
    const ratio = hasPeer ? [(found[0] / found[1]).toFixed(2)] : [];
    return [what, ...found.map(show), ...ratio];
  });
  console.log(`${table([head, ...rows])}\n`);
  for (const { name, problems, back } of sides) {
    for (const problem of problems) console.log(`  ${name}: ${problem}`);
    for (const [problem, times] of Object.entries(back.problems)) console.log(`  ${name}, coming back, ${times} times: ${problem}`);
  }
  console.log(table(goals.map((one) => [one.what, one.shown, one.limit, one.meets ? "meets" : "misses"]), [0, 2, 3]));
}
