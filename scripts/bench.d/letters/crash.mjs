// Kills the server in the middle of an issue, again and again, and sees whether every reader got it.

import { Problem, orExplain, pause } from "../../budget.d/program.mjs";
import { table } from "../../budget.d/table.mjs";
import { needProcFiles } from "../process.mjs";
import { Office, Sink, address } from "./office.mjs";

const READERS = 20_000;
const KILLS = 20;
const CONNECTIONS = 4;
/** How long it sends before it is killed, at most and at least. */
const LIVES_MS = [100, 1500];
/** By when the mail server has told of what it took. */
const TOLD_BY_MS = 250;
const PATIENCE_MS = 600_000;

export function run() {
  return orExplain("crash-letters", async () => {
    needProcFiles();
    const readers = Number(process.env.CRASH_READERS ?? READERS);
    const kills = Number(process.env.CRASH_KILLS ?? KILLS);
    const sink = await Sink.start();
    const office = new Office(process.env.CRASH_PROGRAM, sink, CONNECTIONS);
    try {
      console.error(`  ${readers} readers are subscribed`);
      await office.prepare(readers);
      await office.send();
      const killed = await killAgainAndAgain(office, sink, readers, kills);
      await finish(office, sink, readers);
      return conclude(sink, readers, killed);
    } finally {
      await sink.stop();
      office.paper.remove();
    }
  });
}

/** How many letters had been taken at each kill. */
async function killAgainAndAgain(office, sink, readers, kills) {
  const at = [];
  while (at.length < kills) {
    const before = sink.letters;
    const server = await office.paper.serve();
    // A share of what is left, so that the last kill still finds letters to send.
    const share = Math.max(1, Math.floor((readers - sink.taken.size) / (kills - at.length + 1)));
    const most = Date.now() + LIVES_MS[0] + Math.random() * (LIVES_MS[1] - LIVES_MS[0]);
    const least = Math.floor(Math.random() * share);
    for (const deadline = Date.now() + 30_000; Date.now() < deadline; await pause(1)) {
      const taken = sink.letters - before;
      if (taken > 0 && taken >= least && (Date.now() > most || taken >= share)) break;
    }
    process.kill(server.pid, "SIGKILL");
    await pause(TOLD_BY_MS);
    if (sink.letters === before && sink.taken.size < readers) throw new Problem("nothing was sent before the kill");
    at.push(sink.letters);
    console.error(`  killed ${at.length}: ${sink.letters} letters taken, for ${sink.taken.size} readers`);
  }
  return at;
}

async function finish(office, sink, readers) {
  const server = await office.paper.serve();
  try {
    const deadline = Date.now() + PATIENCE_MS;
    while ((await office.status()) !== undefined) {
      if (Date.now() > deadline) throw new Problem(`only ${sink.taken.size} of ${readers} readers have their letter`);
      await pause(500);
    }
  } finally {
    await server.stop();
  }
  await pause(TOLD_BY_MS);
}

function conclude(sink, readers, killed) {
  const missing = Array.from({ length: readers }, (_, number) => address(number)).filter((it) => !sink.taken.has(it));
  const strangers = sink.taken.size - (readers - missing.length);
  const twice = [...sink.taken.values()].reduce((sum, times) => sum + times - 1, 0);
  const allowed = killed.length * CONNECTIONS;
  const underWay = killed.filter((at) => at < readers).length;
  const checks = [
    ["readers without a letter", missing.length, "limit: none", missing.length === 0],
    ["letters to anybody else", strangers, "limit: none", strangers === 0],
    ["letters that came twice", twice, `limit: ${allowed}, one for each connection and kill`, twice <= allowed],
    ["kills while letters were under way", underWay, `limit: all ${killed.length}`, underWay === killed.length],
  ];
  console.log(`${readers} readers, ${CONNECTIONS} connections, killed ${killed.length} times`);
  console.log(table(checks.map(([what, shown, limit, meets]) => [what, String(shown), limit, meets ? "meets" : "misses"]), [0, 2, 3]));
  return checks.every(([, , , meets]) => meets) ? 0 : 1;
}
