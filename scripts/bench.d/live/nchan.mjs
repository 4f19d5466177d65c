// The peer: nchan in nginx.

import { Problem } from "../../budget.d/program.mjs";
import { Nginx } from "../nginx.mjs";

/** Seconds between signs of life, as Dateline has them by default. */
const HEARTBEAT = 20;
/** Files besides the streams. */
const OTHER_FILES = 500;

export class Nchan {
  name = "nchan";
  #nginx;
  #streams;
  #message;

  /** `message` is what is published, with an `at` to be exchanged. */
  constructor(found, streams, message) {
    this.#nginx = new Nginx(found);
    this.#streams = streams;
    this.#message = message;
  }

  async prepare() {}

  async start() {
    const template = new URL("nginx.conf", import.meta.url);
    await this.#nginx.start(template, { FILES: this.#streams + OTHER_FILES, HEARTBEAT }, () => this.#post("{}"));
  }

  get stream() {
    return { host: this.#nginx.host, path: "/live" };
  }

  async publish() {
    const at = Date.now();
    if (!(await this.#post(this.#message.replace(/"at":\d+/, `"at":${at}`)))) throw new Problem("nchan did not take a message");
  }

  async publishMany(messages) {
    // What was told before is forgotten, so that these are all there is.
    await fetch(`http://${this.stream.host}/publish`, { method: "DELETE" });
    for (let number = 0; number < messages; number += 1) await this.publish();
    return "/all";
  }

  memory() {
    return this.#nginx.memory();
  }

  cpuSeconds() {
    return this.#nginx.cpuSeconds();
  }

  async stop() {
    await this.#nginx.stop();
  }

  remove() {
    this.#nginx.remove();
  }

  async #post(body) {
    const answer = await fetch(`http://${this.stream.host}/publish`, { method: "POST", body });
    await answer.arrayBuffer();
    return answer.ok;
  }
}
