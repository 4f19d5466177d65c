// The peer: nchan in nginx, as scripts/set-up bench put it beside the other tools.

import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { Problem, pause, start, stop } from "../../budget.d/program.mjs";
import { freePort } from "../first_answer.mjs";
import { children, cpuSeconds, sharedOut } from "../process.mjs";

const START_MS = 5_000;
/** Seconds between signs of life, as Dateline has them by default. */
const HEARTBEAT = 20;
/** Files besides the streams. */
const OTHER_FILES = 500;

/** Where nginx and its module are; nothing if they are not. */
export function findNchan() {
  const places = [process.env.DATELINE_NCHAN, "/"].filter((place) => place !== undefined);
  for (const place of places) {
    const [nginx, module] = ["usr/sbin/nginx", "usr/lib/nginx/modules/ngx_nchan_module.so"].map((file) => path.join(place, file));
    if (fs.existsSync(nginx) && fs.existsSync(module)) return { nginx, module };
  }
  return undefined;
}

export class Nchan {
  name = "nchan";
  #found;
  #folder;
  #child;
  #port;
  #streams;
  #message;

  /** `message` is what is published, with an `at` to be exchanged. */
  constructor(found, streams, message) {
    this.#found = found;
    this.#streams = streams;
    this.#message = message;
    this.#folder = fs.mkdtempSync(path.join(os.tmpdir(), "dateline-peer-"));
    // nginx gives its work to an account without rights.
    fs.chmodSync(this.#folder, 0o755);
  }

  async prepare() {}

  async start() {
    this.#port = await freePort();
    const filled = {
      MODULE: this.#found.module,
      FOLDER: this.#folder,
      WORKERS: os.cpus().length,
      FILES: this.#streams + OTHER_FILES,
      HEARTBEAT,
      PORT: this.#port,
    };
    const template = fs.readFileSync(new URL("nginx.conf", import.meta.url), "utf8");
    const config = path.join(this.#folder, "nginx.conf");
    fs.writeFileSync(config, template.replace(/@([A-Z]+)@/g, (_, name) => filled[name]));
    this.#child = start(this.#found.nginx, ["-p", this.#folder, "-c", config, "-g", "daemon off;"], { stdio: ["ignore", "ignore", "inherit"] });
    let ended;
    this.#child.ended.then((code) => (ended = code), (error) => (ended = error.message));
    for (const deadline = Date.now() + START_MS; Date.now() < deadline; await pause(20)) {
      if (ended !== undefined) throw new Problem(`nginx ended with ${ended}`);
      if (await this.#post("{}").catch(() => false)) return;
    }
    throw new Problem("nginx did not answer");
  }

  get stream() {
    return { host: `127.0.0.1:${this.#port}`, path: "/live" };
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
    return sharedOut(this.#processes());
  }

  cpuSeconds() {
    return this.#processes().reduce((sum, pid) => sum + cpuSeconds(pid), 0);
  }

  async stop() {
    if (this.#child) await stop(this.#child);
  }

  remove() {
    fs.rmSync(this.#folder, { recursive: true, force: true });
  }

  #processes() {
    return [this.#child.pid, ...children(this.#child.pid)];
  }

  async #post(body) {
    const answer = await fetch(`http://${this.stream.host}/publish`, { method: "POST", body });
    await answer.arrayBuffer();
    return answer.ok;
  }
}
