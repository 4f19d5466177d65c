// A peer: nginx, as scripts/set-up bench-live put it beside the other tools, with one worker for each processor.

import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { Problem, pause, start, stop } from "../budget.d/program.mjs";
import { freePort } from "./first_answer.mjs";
import { children, cpuSeconds, sharedOut } from "./process.mjs";

const START_MS = 5_000;

/** Where nginx and the module of nchan are; nothing if they are not. */
export function findNginx() {
  const places = [process.env.DATELINE_NCHAN, "/"].filter((place) => place !== undefined);
  for (const place of places) {
    const [nginx, module] = ["usr/sbin/nginx", "usr/lib/nginx/modules/ngx_nchan_module.so"].map((file) => path.join(place, file));
    if (fs.existsSync(nginx) && fs.existsSync(module)) return { nginx, module };
  }
  return undefined;
}

/**
 * What goes before the command. nchan has nginx make folders in one that Debian's package would have made, whatever the
 * settings say: it gets one that nobody else sees, and that is gone with it.
 */
function withItsFolder() {
  if (fs.existsSync("/var/lib/nginx")) return [];
  const asRoot = process.getuid() === 0 ? [] : ["--map-root-user"];
  return ["unshare", ...asRoot, "--mount", "sh", "-c", 'mount -t tmpfs tmpfs /var/lib && mkdir /var/lib/nginx && exec "$0" "$@"'];
}

export class Nginx {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "dateline-peer-"));
  #found;
  #child;
  #port;

  constructor(found) {
    this.#found = found;
    // nginx gives its work to an account without rights.
    fs.chmodSync(this.folder, 0o755);
  }

  /** Starts it with the settings in `template`, where what stands in `@...@` is filled in, and waits until it `answers`. */
  async start(template, values, answers) {
    this.#port = await freePort();
    const filled = { MODULE: this.#found.module, FOLDER: this.folder, WORKERS: os.cpus().length, PORT: this.#port, ...values };
    const config = path.join(this.folder, "nginx.conf");
    fs.writeFileSync(config, fs.readFileSync(template, "utf8").replace(/@([A-Z]+)@/g, (_, name) => filled[name]));
    const [command, ...args] = [...withItsFolder(), this.#found.nginx, "-p", this.folder, "-c", config, "-g", "daemon off;"];
    this.#child = start(command, args, { stdio: ["ignore", "ignore", "inherit"] });
    let ended;
    this.#child.ended.then((code) => (ended = code), (error) => (ended = error.message));
    for (const deadline = Date.now() + START_MS; Date.now() < deadline; await pause(20)) {
      if (ended !== undefined) throw new Problem(`nginx ended with ${ended}`);
      if (await answers().catch(() => false)) return;
    }
    throw new Problem("nginx did not answer");
  }

  get host() {
    return `127.0.0.1:${this.#port}`;
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
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  #processes() {
    return [this.#child.pid, ...children(this.#child.pid)];
  }
}
