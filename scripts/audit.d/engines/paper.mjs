// A paper for one test file, whose desk nobody has yet. It can go offline and come back, as a network does.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { freePort } from "./engine.mjs";

const { program } = process.env;

export class Paper {
  #folder = mkdtempSync(join(tmpdir(), "dateline-desk-"));
  #settings;
  #server;
  #said = "";

  constructor(port) {
    this.site = `http://127.0.0.1:${port}`;
    // Nothing of the developer's own settings.
    this.#settings = {
      PATH: process.env.PATH,
      RUST_LOG: "warn",
      DATELINE_VITALS_SAMPLE: "off",
      DATELINE_DESK_LINKS: "off",
      DATELINE_DATA_DIR: join(this.#folder, "data"),
      LEPTOS_SITE_ADDR: `127.0.0.1:${port}`,
      // For a program that has no site within.
      LEPTOS_SITE_ROOT: resolve(import.meta.dirname, "../../../target/site"),
    };
  }

  /** With six stories of yesterday. */
  static async open() {
    const paper = new Paper(await freePort());
    const yesterday = Date.now() - 24 * 3600_000;
    for (let number = 1; number <= 6; number += 1) {
      const date = new Date(yesterday - number * 60_000).toISOString();
      const text = `---\ntitle: Story ${number} of yesterday\nsection: City\ndate: ${date}\n---\nIt happened.\n`;
      writeFileSync(join(paper.#folder, `story-${number}.md`), text);
    }
    paper.ask("import", paper.#folder);
    await paper.online();
    return paper;
  }

  /** Puts it online. */
  async online() {
    this.#server = spawn(program, ["serve"], { cwd: this.#folder, env: this.#settings, stdio: ["ignore", "ignore", "pipe"] });
    this.#server.stderr.setEncoding("utf8").on("data", (text) => (this.#said += text));
    for (;;) {
      const answer = await fetch(`${this.site}/healthz`).catch(() => null);
      if (answer?.ok) return;
      if (this.#server.exitCode !== null) throw new Error(`The paper did not come online: ${this.#said}`);
      await new Promise((later) => setTimeout(later, 50));
    }
  }

  /** Takes it offline in the middle of whatever it does. */
  async offline() {
    const server = this.#server;
    this.#server = undefined;
    if (!server) return;
    const ended = once(server, "exit");
    server.kill("SIGKILL");
    await ended;
  }

  async close() {
    await this.offline();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** The link that founds the desk, as the terminal says it. */
  get foundingLink() {
    return this.#said.match(/\/desk\/enter\/\S+/)[0];
  }

  /** A link that lets somebody new in at the desk. */
  invite(name, role) {
    return new URL(this.ask("desk", "invite", addressOf(name), "--name", name, "--role", role).trim()).pathname;
  }

  /** What a command prints. */
  ask(...command) {
    return execFileSync(program, command, { cwd: this.#folder, env: this.#settings, encoding: "utf8", stdio: "pipe" });
  }
}

/** What somebody signs in with. */
export const PASSWORD = "otter lantern gravel seventeen";
export const addressOf = (name) => `${name.toLowerCase()}@paper.example`;
