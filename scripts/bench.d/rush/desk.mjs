// An editor on a paper with a large archive: how long the desk's list of what readers have takes to come.

import fs from "node:fs";
import http from "node:http";
import { Problem } from "../../budget.d/program.mjs";
import { median } from "../first_answer.mjs";

const PASSWORD = "otter lantern gravel seventeen";
const TIMES = 20;

/** Milliseconds that the list takes, the middle of several times. */
export async function listOfPublished(paper, server) {
  await paper.run("desk", "invite", "editor@paper.example", "--name", "Ada", "--role", "editor");
  const link = /\/desk\/enter\/\S+/.exec(fs.readFileSync(`${paper.log}-desk`, "utf8"))?.[0];
  if (!link) throw new Problem("dateline desk invite printed no link");
  const entered = await ask(server.origin + link, { method: "POST" }, `password=${encodeURIComponent(PASSWORD)}`);
  const cookie = entered.headers["set-cookie"]?.[0]?.split(";")[0];
  if (!cookie) throw new Problem(`the desk let nobody in: ${entered.status}`);
  const took = [];
  for (let turn = 0; turn < TIMES; turn += 1) {
    const began = performance.now();
    const list = await ask(`${server.origin}/desk/published`, { headers: { cookie } });
    took.push(performance.now() - began);
    if (list.status !== 200) throw new Problem(`the desk's list was answered with ${list.status}`);
  }
  return median(took);
}

function ask(url, { method = "GET", headers = {} }, body) {
  const { origin } = new URL(url);
  const form = body === undefined ? {} : { "content-type": "application/x-www-form-urlencoded", "content-length": Buffer.byteLength(body), origin };
  return new Promise((resolve, reject) => {
    const request = http.request(url, { method, headers: { ...headers, ...form } }, (answer) => {
      answer.resume().on("end", () => resolve({ status: answer.statusCode, headers: answer.headers })).on("error", reject);
    });
    request.on("error", reject);
    request.end(body);
  });
}
