// Dateline's side: the server, and stories that are published by the program in a process of its own.

import fs from "node:fs";
import path from "node:path";
import { Paper, Problem } from "../../budget.d/program.mjs";
import { fetchAsSent } from "../../budget.d/transfer.mjs";
import { cpuSeconds, sharedOut } from "../process.mjs";

const NAME = "Dateline";

export class Dateline {
  name = NAME;
  #paper;
  #server;
  #next = 0;
  #drafts = 0;

  constructor(program, streams) {
    this.#paper = new Paper(program, { DATELINE_LIVE_STREAMS: String(streams), RUST_LOG: process.env.RUST_LOG ?? "info" });
  }

  /** Keeps so many stories that can be published later, one by one. */
  async prepare(stories) {
    await this.#import("drafts", this.#drafts, stories, "draft: true\n");
    this.#drafts += stories;
  }

  async start() {
    this.#server = await this.#paper.serve();
    // The stream's own part of the server starts when somebody first asks for it.
    await this.newest();
  }

  get stream() {
    return { host: new URL(this.#server.origin).host, path: "/live" };
  }

  /** Publishes the next story. The message says when that was: before the write began. */
  async publish() {
    const slug = name(this.#next);
    this.#next += 1;
    await this.#paper.run("publish", slug);
  }

  /** Publishes many stories at once, and says where all their messages are told. */
  async publishMany(stories) {
    const before = await this.newest();
    await this.#import("many", 1_000_000, stories, "");
    const settled = Date.now() + 10_000;
    while ((await this.newest()) < before + stories && Date.now() < settled) await new Promise((resolve) => setTimeout(resolve, 50));
    return `/live?after=${before}`;
  }

  /** Takes back the story that was published last but `before`. */
  async withdraw(before) {
    await this.#paper.run("withdraw", name(this.#next - 1 - before), "--reason", "Withdrawn while this was measured.");
  }

  /** Publishes a story that is one of the editors' picks, or a new version of it. */
  async pick(version) {
    await this.#import("picked", 2_000_000, 1, `dont_miss: ${version % 2 === 0}\nsummary: Version ${version}\n`);
  }

  /** Asks for a page as a reader would. */
  async read() {
    const answer = await fetchAsSent(`${this.#server.origin}/`);
    if (answer.status !== 200) throw new Problem(`the front page was answered with ${answer.status}`);
  }

  /** The number of the newest event. */
  async newest() {
    const answer = await fetchAsSent(`${this.#server.origin}/live/since?after=0`, {});
    return JSON.parse(answer.body).newest;
  }

  /** A message as it is sent. */
  async message() {
    const newest = await this.newest();
    const answer = await fetchAsSent(`${this.#server.origin}/live/since?after=${newest - 1}`, {});
    return JSON.stringify(JSON.parse(answer.body).events[0].data);
  }

  memory() {
    return sharedOut([this.#server.pid]);
  }

  cpuSeconds() {
    return cpuSeconds(this.#server.pid);
  }

  async stop() {
    await this.#server?.stop();
  }

  remove() {
    this.#paper.remove();
  }

  async #import(folder, first, stories, more) {
    const files = path.join(this.#paper.folder, folder);
    fs.rmSync(files, { recursive: true, force: true });
    fs.mkdirSync(files);
    for (let number = first; number < first + stories; number += 1) {
      const title = `A headline of usual length for story number ${number}`;
      fs.writeFileSync(path.join(files, `${name(number)}.md`), `---\ntitle: ${title}\nsection: World\nbyline: Ada Lindqvist\n${more}---\n\nWhat happened.\n`);
    }
    await this.#paper.run("import", files);
  }
}

function name(number) {
  return `story-${number}`;
}
