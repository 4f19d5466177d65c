// Somebody who works at the desk in a browser: signed in, and sending its forms as the desk's script does.

import fs from "node:fs";
import http from "node:http";
import { Problem, pause } from "../budget.d/program.mjs";

const PASSWORD = "otter lantern gravel seventeen";
const LINK = /\/desk\/enter\/\S+/;
/** The paper says where it is before it says who may found its desk. */
const SAYS_MS = 5_000;

export class AtTheDesk {
  #origin;
  #cookie = "";

  /** @param {string} origin */
  constructor(origin) {
    this.#origin = origin;
  }

  /** The paper is served somewhere else now, by a server that knows who is signed in. @param {string} origin */
  moveTo(origin) {
    this.#origin = origin;
  }

  /** What makes a browser theirs. */
  get cookie() {
    const [name, value] = this.#cookie.split("=");
    // It is for encrypted connections, and for those that do not leave the machine.
    return { name, value, url: this.#origin.replace("http:", "https:") };
  }

  /** Whoever founds the desk of a paper that has none yet, and so owns it. @param {Paper} paper @param {string} origin */
  static async founding(paper, origin) {
    const founder = new AtTheDesk(origin);
    for (const deadline = Date.now() + SAYS_MS; !LINK.test(paper.said()) && Date.now() < deadline; ) await pause(10);
    await founder.#enter(paper.said(), { name: "Olga", address: "olga@paper.example", password: PASSWORD });
    return founder;
  }

  /** An editor who is invited on the command line. @param {Paper} paper @param {string} origin */
  static async invited(paper, origin) {
    await paper.run("desk", "invite", "editor@paper.example", "--name", "Ada", "--role", "editor");
    const editor = new AtTheDesk(origin);
    await editor.#enter(fs.readFileSync(`${paper.log}-desk`, "utf8"), { password: PASSWORD });
    return editor;
  }

  /** @param {string} said What the program printed, with a link in it. @param {Record<string, string>} fields */
  async #enter(said, fields) {
    const link = LINK.exec(said)?.[0];
    if (!link) throw new Problem("the paper said no link to its desk");
    const { status } = await this.send(link, fields);
    if (!this.#cookie) throw new Problem(`the desk let nobody in: ${status}`);
  }

  /** A page that is there for them. @param {string} path */
  async page(path) {
    const answer = await this.send(path);
    if (answer.status !== 200) throw new Problem(`${path} was answered with ${answer.status}`);
    return answer;
  }

  /**
   * Sends a form as the script does; without fields, asks for a page.
   * @param {string} path @param {Record<string, string | number>} [fields]
   */
  send(path, fields) {
    const form = new URLSearchParams(Object.entries(fields ?? {}).map(([name, value]) => [name, String(value)])).toString();
    const headers = {
      accept: fields ? "application/json" : "text/html",
      "content-type": "application/x-www-form-urlencoded",
      "content-length": Buffer.byteLength(form),
      "sec-fetch-site": "same-origin",
      cookie: this.#cookie,
    };
    return new Promise((resolve, reject) => {
      const start = performance.now();
      const request = http.request(`${this.#origin}${path}`, { method: fields ? "POST" : "GET", headers }, (answer) => {
        const parts = [];
        answer.on("data", (part) => parts.push(part));
        answer.on("error", reject);
        answer.on("end", () => {
          const ms = performance.now() - start;
          this.#cookie = answer.headers["set-cookie"]?.[0].split(";")[0] ?? this.#cookie;
          const text = Buffer.concat(parts).toString();
          if (answer.statusCode >= 400) reject(new Problem(`${path} answered ${answer.statusCode}: ${text.slice(0, 200)}`));
          else resolve({ status: answer.statusCode, headers: answer.headers, text, ms });
        });
      });
      request.on("error", reject);
      request.end(form);
    });
  }
}
