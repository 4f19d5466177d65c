// Starts the readers (server/examples/live_load) and asks them what they heard.

import fs from "node:fs";
import path from "node:path";
import readline from "node:readline";
import { PROJECT, Problem, start, stop } from "../../budget.d/program.mjs";

const LOAD = path.join(PROJECT, "target/release/examples/live_load");

export function needReaders() {
  if (!fs.existsSync(LOAD)) throw new Problem("there are no readers to put on the stream. Run: make bench-live");
}

/** Readers who stay on the stream at `address` until they are told to leave. */
export class Readers {
  #child;
  #lines;

  /** Comes back when all of them are connected. `churn` of them drop out each second and come back. */
  static async gather({ host, path }, streams, churn = 0) {
    const readers = new Readers();
    const args = ["hold", "--address", host, "--path", path, "--streams", String(streams), "--churn", String(churn)];
    readers.#child = start(LOAD, args, { stdio: ["pipe", "pipe", "inherit"] });
    readers.#lines = readline.createInterface({ input: readers.#child.stdout })[Symbol.asyncIterator]();
    const { open } = await readers.#line();
    if (open !== streams) throw new Problem(`${open} of ${streams} streams opened`);
    return readers;
  }

  /** What was heard since this was asked last. */
  heard() {
    this.#child.stdin.write("\n");
    return this.#line();
  }

  async leave() {
    this.#child.stdin.end();
    await this.#child.ended;
  }

  /** Whatever they are doing. */
  async stop() {
    await stop(this.#child);
  }

  async #line() {
    const { value, done } = await this.#lines.next();
    if (done) throw new Problem(`the readers ended with ${await this.#child.ended}`);
    return JSON.parse(value);
  }
}

/** Readers who come back, so many a second, each to hear some of the newest `messages` again. */
export async function comeBack({ host, path }, all, messages, { rate, seconds }) {
  const args = ["come-back", "--address", host, "--path", path, "--all", all];
  args.push("--messages", String(messages), "--rate", String(rate), "--seconds", String(seconds));
  const child = start(LOAD, args, { stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  child.stdout.on("data", (part) => (said += part));
  const closed = new Promise((resolve) => child.stdout.on("close", resolve));
  const code = await child.ended;
  await closed;
  if (code !== 0) throw new Problem(`the readers who come back ended with ${code}`);
  return JSON.parse(said);
}
