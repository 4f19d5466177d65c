// A paper of its own for tests that publish, stop the server or count its readers.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { test as base } from "./fixtures.ts";

const program = resolve(import.meta.dirname, "..", process.env.DATELINE_BIN ?? "../target/dist/dateline");

/** A test with a paper that nobody else reads. */
export const test = base.extend<{ paper: LivePaper }>({
  paper: async ({}, use) => {
    const paper = await LivePaper.open();
    await use(paper);
    await paper.close();
  },
  baseURL: async ({ paper }, use) => use(paper.origin),
});

export class LivePaper {
  private readonly folder = mkdtempSync(join(tmpdir(), "dateline-live-"));
  private server: ChildProcess | undefined;
  private said = "";
  private readonly settings: Record<string, string>;

  private constructor(readonly origin: string, settings: Record<string, string>) {
    this.settings = {
      PATH: process.env.PATH ?? "",
      RUST_LOG: "warn",
      // Some page loads would ask for one thing more than others.
      DATELINE_VITALS_SAMPLE: "off",
      DATELINE_DESK_LINKS: "off",
      DATELINE_DATA_DIR: join(this.folder, "data"),
      LEPTOS_SITE_ADDR: new URL(origin).host,
      LEPTOS_SITE_ROOT: resolve(import.meta.dirname, "../../target/site"),
      ...settings,
    };
  }

  /** With twelve stories of yesterday. */
  static async open(settings: Record<string, string> = {}): Promise<LivePaper> {
    const paper = new LivePaper(`http://127.0.0.1:${await freePort()}`, settings);
    const yesterday = Date.now() - 24 * 3600_000;
    for (let number = 1; number <= 12; number += 1) {
      const date = new Date(yesterday - number * 60_000).toISOString();
      paper.write(`story-${number}`, { title: `Story ${number} of yesterday`, date });
    }
    paper.dateline("import", paper.folder);
    await paper.serve();
    return paper;
  }

  /** Puts it online, with other settings than before if they are given. */
  async serve(settings: Record<string, string> = {}): Promise<void> {
    Object.assign(this.settings, settings);
    this.server = spawn(program, ["serve"], { cwd: this.folder, env: this.settings, stdio: ["ignore", "inherit", "pipe"] });
    this.server.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.said += text;
      process.stderr.write(text);
    });
    for (;;) {
      const answer = await fetch(`${this.origin}/healthz`).catch(() => undefined);
      if (answer?.ok) return;
      await new Promise((later) => setTimeout(later, 50));
    }
  }

  /** Waits until the server says something like that on the terminal, and returns the first group of it. */
  async says(what: RegExp): Promise<string> {
    for (;;) {
      const said = what.exec(this.said)?.[1];
      if (said !== undefined) return said;
      await new Promise((later) => setTimeout(later, 20));
    }
  }

  /** Ends the server as a power cut would. */
  async kill(): Promise<void> {
    await this.end("SIGKILL");
  }

  /** Tells the server to stop, and returns when it has. */
  async stop(): Promise<void> {
    await this.end("SIGTERM");
  }

  async close(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async end(signal: "SIGKILL" | "SIGTERM"): Promise<void> {
    const server = this.server;
    this.server = undefined;
    if (!server) return;
    const ended = once(server, "exit");
    server.kill(signal);
    await ended;
  }

  /** Publishes a story, or a new version of it, on the command line. */
  publish(slug: string, title: string, more: Record<string, string | boolean> = {}): void {
    this.dateline("import", this.write(slug, { title, ...more }));
  }

  withdraw(slug: string): void {
    this.dateline("withdraw", slug, "--reason", "It was wrong.");
  }

  /** Does something with the breaking bar. */
  breaking(...command: string[]): void {
    this.dateline("breaking", ...command);
  }

  /** Arranges a front. */
  front(...command: string[]): void {
    this.dateline("front", ...command);
  }

  /** Does something to coverage on the command line. */
  coverage(action: string, slug: string, ...more: string[]): void {
    this.dateline("coverage", action, slug, ...more);
  }

  /** Adds an update to coverage. */
  update(slug: string, text: string, ...more: string[]): void {
    const file = join(this.folder, "update.txt");
    writeFileSync(file, text);
    this.coverage("add", slug, "--text", file, ...more);
  }

  /** Where letters land. */
  get outbox(): string {
    return join(this.folder, "data", "outbox");
  }

  /** Does something with letters. */
  letters(...command: string[]): void {
    this.dateline("letters", ...command);
  }

  /** Somebody who has confirmed already. */
  subscribe(email: string, letter: string): void {
    const file = join(this.folder, "subscribers.csv");
    writeFileSync(file, `address,letters,confirmed_at\n${email},${letter},2026-01-01T00:00:00Z\n`);
    this.dateline("subscribers", "import", file);
  }

  /** How many streams are open. */
  async streams(): Promise<number> {
    const metrics = await (await fetch(`${this.origin}/metrics`)).text();
    return Number(/^dateline_live_streams (\d+)$/m.exec(metrics)?.[1]);
  }

  private write(slug: string, { section = "City", text = "It happened.", ...front }: Record<string, string | boolean>): string {
    const file = join(this.folder, `${slug}.md`);
    const lines = Object.entries({ section, ...front }).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
    writeFileSync(file, `---\n${lines.join("\n")}\n---\n${text}\n`);
    return file;
  }

  /** What a command prints. */
  ask(...command: string[]): string {
    return execFileSync(program, command, { cwd: this.folder, env: this.settings, encoding: "utf8" });
  }

  private dateline(...command: string[]): void {
    execFileSync(program, command, { cwd: this.folder, env: this.settings, stdio: ["ignore", "ignore", "inherit"] });
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
