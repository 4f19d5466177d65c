// A paper with thousands of readers, and the mail server that gets their letters.

import fs from "node:fs";
import path from "node:path";
import readline from "node:readline";
import { Paper, Problem, start } from "../../budget.d/program.mjs";

/** The letter's name in addresses. */
export const LETTER = "measured";
const START_MS = 10_000;

/** The mail server, and how often it took a letter for each address. */
export class Sink {
  taken = new Map();
  letters = 0;

  static async start() {
    const sink = new Sink();
    sink.child = start(process.execPath, [path.join(import.meta.dirname, "sink.mjs")], { stdio: ["ignore", "pipe", "inherit"] });
    const lines = readline.createInterface({ input: sink.child.stdout });
    sink.port = await new Promise((resolve, reject) => {
      setTimeout(() => reject(new Problem("the mail server did not start")), START_MS).unref();
      lines.once("line", resolve);
    });
    lines.on("line", (address) => {
      sink.letters += 1;
      sink.taken.set(address, (sink.taken.get(address) ?? 0) + 1);
    });
    return sink;
  }

  stop() {
    this.child.kill("SIGKILL");
    return this.child.ended;
  }
}

export class Office {
  constructor(program, sink, connections, settings = {}) {
    this.connections = connections;
    this.paper = new Paper(program, {
      DATELINE_SMTP_URL: `smtp://127.0.0.1:${sink.port}?tls=off`,
      DATELINE_MAIL_CONNECTIONS: String(connections),
      RUST_LOG: "warn",
      ...settings,
    });
  }

  /** Stories, a letter, and so many readers who confirmed that they want it. */
  async prepare(readers) {
    await this.paper.run("sample");
    // Here, so that the server's memory is not what that took.
    await this.paper.run("pictures");
    await takeOnReaders(this.paper, readers);
  }

  /** Keeps a story that can be published later. */
  async file(slug) {
    const file = path.join(this.paper.folder, `${slug}.md`);
    fs.writeFileSync(file, `---\ntitle: Measured ${slug}\nslug: ${slug}\nsection: World\ndraft: true\n---\nIt was measured.\n`);
    await this.paper.run("import", file);
  }

  /** Makes an issue; the server sends it. */
  send() {
    return this.paper.run("letters", "send", LETTER, "--detach");
  }

  async status() {
    await this.paper.run("letters", "status", "--json");
    const [issue] = JSON.parse(fs.readFileSync(`${this.paper.log}-letters`, "utf8"));
    return issue;
  }
}

/** A letter, and so many readers who confirmed that they want it. */
export async function takeOnReaders(paper, readers) {
  await paper.run(
    ...["letters", "define", LETTER, "--name", "The measured letter", "--promise", "What is measured."],
    ...["--schedule", "by-hand", "--gathers", "newest,most-read"],
  );
  const file = path.join(paper.folder, "readers.csv");
  const out = fs.createWriteStream(file);
  out.write("address,letters,confirmed_at\n");
  for (let number = 0; number < readers; number += 1) {
    if (!out.write(`${address(number)},${LETTER},2026-01-01T00:00:00Z\n`)) await new Promise((drained) => out.once("drain", drained));
  }
  await new Promise((written) => out.end(written));
  await paper.run("subscribers", "import", file);
}

export function address(number) {
  return `reader${number}@domain${number % 500}.example`;
}
