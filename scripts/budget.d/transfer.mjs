// Fetches a page and everything it makes a browser download, and counts the bytes as they were sent: bodies, still
// compressed, without headers.

import http from "node:http";
import zlib from "node:zlib";
import { modulesIn, readPage, readStyle, webAssemblyIn } from "./page.mjs";

const DECODE = { br: zlib.brotliDecompressSync, gzip: zlib.gunzipSync, identity: (body) => body };

/** An answer of the server, its body as sent. */
export function fetchAsSent(address, headers = { "accept-encoding": "br" }) {
  return new Promise((resolve, reject) => {
    const request = http.get(address, { headers, agent: false, timeout: 30_000 }, (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("error", reject);
      answer.on("end", () => {
        const encoding = answer.headers["content-encoding"] ?? "identity";
        resolve({ status: answer.statusCode, headers: answer.headers, encoding, body: Buffer.concat(parts) });
      });
    });
    request.on("timeout", () => request.destroy(new Error(`${address}: no answer within 30 seconds`)));
    request.on("error", reject);
  });
}

/**
 * The weight of the page at `address`. `files` are all that belong to it, the page first, each with `kind`
 * ("html", "css", "script", "wasm", "font"), `path`, `bytes` and `encoding`.
 */
export async function weigh(address) {
  const origin = new URL(address).origin;
  const files = [];
  const foreign = new Set();
  const fetched = new Map();

  // Reads each file once, however often it is named. Files from elsewhere are named in the result, not fetched.
  async function take(kind, file) {
    if (new URL(file).origin !== origin) return void foreign.add(file);
    if (fetched.has(file)) return undefined;
    fetched.set(file, kind);
    const answer = await fetchAsSent(file);
    if (answer.status !== 200) throw new Error(`${file} is part of the page, but was answered with ${answer.status}`);
    files.push({ kind, path: new URL(file).pathname, bytes: answer.body.length, encoding: answer.encoding });
    return DECODE[answer.encoding](answer.body).toString();
  }

  async function takeStyle(file) {
    const css = await take("css", file);
    if (css === undefined) return;
    const named = readStyle(css, file);
    for (const other of named.others) noteForeign(other);
    for (const font of named.fonts) await take("font", font);
    for (const style of named.styles) await takeStyle(style);
  }

  async function takeScript(file) {
    const script = await take("script", file);
    if (script === undefined) return;
    for (const module of modulesIn(script, file)) await takeScript(module);
    // A module that the page does not name gets its WebAssembly handed; the name in it is one that it falls back to.
    if (page.modules.includes(file)) for (const module of webAssemblyIn(script, file)) await take("wasm", module);
  }

  function noteForeign(file) {
    const { origin: theirs, protocol } = new URL(file);
    if (protocol !== "data:" && theirs !== origin) foreign.add(file);
  }

  const page = readPage(await take("html", address), address);
  for (const style of page.styles) await takeStyle(style);
  for (const script of page.modules) await takeScript(script);
  for (const module of page.wasm) await take("wasm", module);
  for (const font of page.fonts) await take("font", font);
  for (const other of page.others) noteForeign(other);
  return { files, foreign: [...foreign], blocking: page.blocking };
}

/** Sums of the files of a weighed page by what the design limits. */
export function sums({ files, foreign, blocking }) {
  const bytesOf = (...kinds) => files.filter((file) => kinds.includes(file.kind)).reduce((sum, file) => sum + file.bytes, 0);
  const blockingFiles = blocking.filter((script) => script.address);
  return {
    html: bytesOf("html"),
    css: bytesOf("css"),
    script: bytesOf("script", "wasm"),
    fonts: bytesOf("font"),
    // A style sheet, and each one it imports, holds up the first paint.
    requestsToPaint: files.filter((file) => file.kind === "html" || file.kind === "css").length + blockingFiles.length,
    blockingScripts: blockingFiles.length,
    inlineScript: blocking.filter((script) => !script.address).reduce((sum, script) => sum + script.bytes, 0),
    foreign: foreign.length,
  };
}
