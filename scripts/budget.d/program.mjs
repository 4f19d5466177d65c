// Starts Dateline for a measurement: in a fresh folder, on a free port, with nothing of the caller's settings.
// Whatever way the measurement ends, what it started is stopped and its folder removed.

import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

export const PROJECT = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), "../..");
const BUILT = path.join(PROJECT, "target/dist/dateline");

/** Time that the server has to listen, and to stop: it grants open requests ten seconds. */
const START_MS = 30_000;
const STOP_MS = 12_000;

/** Says what is wrong without a trace of calls. */
export class Problem extends Error {}

const running = new Set();
const folders = new Set();
process.on("exit", () => {
  for (const child of running) child.kill("SIGKILL");
  for (const folder of folders) fs.rmSync(folder, { recursive: true, force: true });
});
for (const [signal, number] of [["SIGINT", 2], ["SIGTERM", 15], ["SIGHUP", 1]]) {
  process.on(signal, () => process.exit(128 + number));
}

/** Runs `main`, and turns a problem into one line and exit code 2, which is not "over the limit". */
export async function orExplain(name, main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    console.error(error instanceof Problem ? `${name}: ${error.message}` : error);
    process.exitCode = 2;
  }
}

/** A child that does not outlive this process. */
export function start(command, args, options) {
  const child = spawn(command, args, options);
  running.add(child);
  child.ended = new Promise((resolve, reject) => {
    child.on("error", (error) => {
      running.delete(child);
      reject(new Problem(`${command} could not be started: ${error.message}`));
    });
    child.on("exit", (code, signal) => {
      running.delete(child);
      resolve(code ?? signal);
    });
  });
  // Who waits for the end hears of an error; nobody has to.
  child.ended.catch(() => {});
  return child;
}

/** The program to measure, and a folder with a paper of its own. `settings` are variables of the environment. */
export class Paper {
  constructor(program = BUILT, settings = {}) {
    this.program = path.resolve(program);
    this.settings = settings;
    if (!fs.existsSync(this.program)) throw new Problem(`there is no ${program}. Run: make build`);
    this.folder = fs.mkdtempSync(path.join(os.tmpdir(), "dateline-measured-"));
    folders.add(this.folder);
    this.log = path.join(this.folder, "log");
  }

  /** Runs a command such as `sample` to its end. */
  async run(...args) {
    // Beside the server's, which may be running.
    const log = `${this.log}-${args[0]}`;
    const child = this.#start(args, "127.0.0.1:0", log);
    const code = await child.ended;
    if (code !== 0) throw new Problem(`dateline ${args.join(" ")} ended with ${code}:\n${fs.readFileSync(log, "utf8")}`);
  }

  /** Starts the server without waiting for it. */
  launch(address) {
    return this.#start(["serve"], address);
  }

  /** Starts the server on a free port. */
  async serve() {
    const child = this.launch("127.0.0.1:0");
    let ended;
    child.ended.then((code) => (ended = code), (error) => (ended = error.message));
    for (const deadline = Date.now() + START_MS; Date.now() < deadline; await pause(10)) {
      const address = /is at (http:\S+)/.exec(this.said())?.[1];
      if (address) return { pid: child.pid, origin: new URL(address).origin, stop: () => stop(child) };
      if (ended !== undefined) throw new Problem(`dateline serve ended with ${ended}:\n${this.said()}`);
    }
    throw new Problem(`dateline serve did not listen within ${START_MS / 1000} seconds:\n${this.said()}`);
  }

  /** What the server has said on the terminal. */
  said() {
    return fs.readFileSync(this.log, "utf8");
  }

  remove() {
    fs.rmSync(this.folder, { recursive: true, force: true });
    folders.delete(this.folder);
  }

  #start(args, address, file = this.log) {
    const log = fs.openSync(file, "w");
    const child = start(this.program, args, { cwd: this.folder, env: this.#environment(address), stdio: ["ignore", log, log] });
    fs.closeSync(log);
    return child;
  }

  /** Only this, so that neither a setting of the caller's nor their dateline.toml changes what is measured. */
  #environment(address) {
    return {
      DATELINE_DATA_DIR: path.join(this.folder, "data"),
      // Whole addresses in the page are as long as a reader would get them.
      DATELINE_URL: "https://dateline.example",
      LEPTOS_SITE_ADDR: address,
      // For a program without the site in it.
      LEPTOS_SITE_ROOT: path.join(PROJECT, "target/site"),
      ...(process.env.RUST_LOG && { RUST_LOG: process.env.RUST_LOG }),
      ...this.settings,
    };
  }
}

/** Stops a child the ordinary way, else by force. */
export async function stop(child) {
  if (!running.has(child)) return;
  child.kill("SIGTERM");
  const force = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
  await child.ended;
  clearTimeout(force);
}

export function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
