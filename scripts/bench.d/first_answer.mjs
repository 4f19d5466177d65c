// How long readers wait when the server is started anew: from the start of the process to its first whole answer.

import net from "node:net";
import { Problem, pause, stop } from "../budget.d/program.mjs";

const STARTS = 7;
const PATIENCE_MS = 30_000;

/** Milliseconds to the front page, of each start, in order. The paper has its articles already. */
export async function firstAnswers(paper) {
  const took = [];
  for (let turn = 0; turn < STARTS; turn += 1) took.push(await firstAnswer(paper));
  return took;
}

export function median(numbers) {
  const sorted = [...numbers].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

async function firstAnswer(paper) {
  const port = await freePort();
  const began = performance.now();
  const server = paper.launch(`127.0.0.1:${port}`);
  let ended = false;
  server.ended.finally(() => (ended = true)).catch(() => {});
  try {
    // A millisecond between two tries: waiting without a pause would take a core from the server.
    while (!(await answers(port))) {
      if (ended || performance.now() - began > PATIENCE_MS) throw new Problem("dateline serve did not answer after its start");
      await pause(1);
    }
    return performance.now() - began;
  } finally {
    await stop(server);
  }
}

/** Whether the front page came, whole. False while nobody listens; anybody who does is waited for. */
function answers(port) {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, "127.0.0.1", () => {
      socket.write("GET / HTTP/1.1\r\nhost: dateline.example\r\nconnection: close\r\n\r\n");
    });
    let received = "";
    socket.setTimeout(PATIENCE_MS, () => socket.destroy());
    socket.on("data", (part) => (received += part.toString("latin1")));
    socket.on("error", () => {});
    socket.on("close", () => {
      const status = /^HTTP\/1\.1 (\d+)/.exec(received)?.[1];
      if (status && status !== "200") reject(new Problem(`the first answer was ${status}`));
      else resolve(status === "200" && received.includes("</html>"));
    });
  });
}

/** One that nobody had a moment ago. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer().on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
