// A desk that is nothing but the editor's page: the form, the files of the script, and a server that does as a test says.
// No TypeScript, as scripts/bench-editor measures with it.
import { createServer } from "node:http";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { extname, join, resolve } from "node:path";

const PROJECT = resolve(import.meta.dirname, "../..");
/** @type {Record<string, string>} */
const TYPES = { ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm", ".woff2": "font/woff2" };
/** Where files stand that are served below an address. */
const FOLDERS = { "/pkg/build/": "target/site/pkg", "/desk/files/build/": "desk/files", "/fonts/": "public/fonts" };
/** The files that the desk serves as the editor's style, in one piece, as the place that serves them names them. */
const STYLE = [...readFileSync(join(PROJECT, "desk/src/files.rs"), "utf8").matchAll(/"(editor\/[^"]+\.css)"/g)].map(([, file]) => join("desk/files", file ?? ""));

/**
 * @typedef {Record<string, string>} Sent What the browser sent as a form.
 * @typedef {{ status: number, body: unknown }} Answer
 */

/** Nothing that is sent below this address is taken or answered. */
export const UNHEARD = "/unheard";

/** A picture of one pixel. */
const PIXEL = Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64");

export class EditorDesk {
  /** What the story says. @type {Sent} */
  texts = { headline: "Line 9 opens", standfirst: "At last", body: "The tram came.\n\nNobody cheered.", byline: "Priya Lund", language: "", picture: "", picture_alt: "", picture_caption: "", picture_credit: "" };
  /** The number of the save that the page shows. */
  save = 42;
  /** Who is signed in. */
  account = 1;
  /** What was sent, the oldest first. @type {Sent[]} */
  sent = [];
  /** What to say to a save instead of taking it. @type {((sent: Sent) => Answer | Promise<Answer>) | null} */
  answer = null;
  /** Who else has the story open. @type {string[]} */
  others = [];
  /** Where the story stands, and what keeps it from going out. */
  stage = "Draft";
  /** @type {string[]} */ findings = [];
  /** Whether that is a warning only, which somebody can go against. */
  isWarning = false;
  /** On what terms it goes out, as the desk has them. */
  terms = { correction: "", embargo_until: "" };
  /** What colleagues are told of it. @type {string[]} */ notes = [];
  /** What the library says of a picture. @type {Answer} */
  picture = { status: 404, body: {} };
  /** What to say to a picture. @type {(name: string) => Answer | Promise<Answer>} */
  pictures = () => ({ status: 200, body: { path: "/media/harbour.gif", width: 1, height: 1 } });

  #server;

  /** @param {import("node:http").Server} server */
  constructor(server) {
    this.#server = server;
    server.on("request", (asked, answer) => void this.#reply(asked, answer));
  }

  static async open() {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    return new EditorDesk(server);
  }

  get origin() {
    const { port } = /** @type {import("node:net").AddressInfo} */ (this.#server.address());
    return `http://127.0.0.1:${port}`;
  }

  async close() {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  /** @param {import("node:http").IncomingMessage} asked @param {import("node:http").ServerResponse} answer */
  async #reply(asked, answer) {
    const path = new URL(asked.url ?? "/", this.origin).pathname;
    const say = (/** @type {Answer} */ { status, body }) => answer.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    if (path.startsWith(UNHEARD)) {
      asked.destroy();
    } else if (asked.method === "POST" && path === "/desk/pictures") {
      asked.resume();
      say(await this.pictures(decodeURIComponent(String(asked.headers["x-file-name"]))));
    } else if (path === "/desk/stories/17/here") {
      asked.resume();
      say({ status: 200, body: { others: this.others, save: this.save } });
    } else if (path.startsWith("/desk/pictures/")) {
      say(this.picture);
    } else if (asked.method === "POST") {
      const sent = Object.fromEntries(new URLSearchParams(await text(asked)));
      this.sent.push(sent);
      const isScript = asked.headers.accept === "application/json";
      if (!isScript) answer.writeHead(200, { "content-type": "text/html" }).end(`<!DOCTYPE html><html lang="en"><title>Done</title><h1>Done: ${sent.do}</h1>`);
      else say((await this.answer?.(sent)) ?? this.take(sent));
    } else if (Object.keys(FOLDERS).some((folder) => path.startsWith(folder))) {
      await this.#file(path, answer);
    } else if (path === "/media/gone.gif") {
      answer.writeHead(404).end();
    } else if (path.startsWith("/media/")) {
      answer.writeHead(200, { "content-type": "image/gif" }).end(PIXEL);
    } else if (path === "/desk/sign-in") {
      answer.writeHead(200, { "content-type": "text/html" }).end(`<!DOCTYPE html><html lang="en"><title>Sign in</title><h1>Sign in</h1>`);
    } else if (path === "/desk/stories/17") {
      answer.writeHead(200, { "content-type": "text/html; charset=utf-8", "content-security-policy": POLICY }).end(this.#page());
    } else {
      answer.writeHead(204).end();
    }
  }

  /**
   * The text of a story that nobody else is changing.
   * @param {Sent} sent
   * @returns {Answer}
   */
  take(sent) {
    this.save += 1;
    for (const name of Object.keys(this.texts)) this.texts[name] = (sent[name] ?? "").replaceAll("\r\n", "\n");
    return { status: 200, body: { save: this.save, at: "12:04:31" } };
  }

  /** @param {string} path @param {import("node:http").ServerResponse} answer */
  async #file(path, answer) {
    const [address, folder] = Object.entries(FOLDERS).find(([address]) => path.startsWith(address)) ?? ["", ""];
    const files = path === "/desk/files/build/editor.css" ? STYLE : [join(folder, path.slice(address.length))];
    try {
      const parts = await Promise.all(files.map((file) => readFile(join(PROJECT, file))));
      answer.writeHead(200, { "content-type": TYPES[extname(path)] ?? "application/octet-stream" }).end(Buffer.concat(parts));
    } catch {
      answer.writeHead(404).end();
    }
  }

  #page() {
    const { headline, standfirst, body, byline, language, picture, picture_alt, picture_caption, picture_credit } = Object.fromEntries(Object.entries(this.texts).map(([name, value]) => [name, escaped(value)]));
    return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Line 9 opens</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="/pkg/build/dateline.css"><link rel="stylesheet" href="/desk/files/build/editor.css">
<script type="module" src="/desk/files/build/editor.js"></script>
</head>
<body><main><h1>Line 9 opens</h1>
<p id="others" role="status" hidden></p>
<form id="manuscript" method="post" action="/desk/stories/17" data-preview="/pkg/build/preview.js" data-story="17" data-save="${this.save}" data-language="en" data-pictures="/desk/pictures" data-copies="${this.account}/17">
<input type="hidden" name="base" value="${this.save}">
<p><label for="headline">Headline</label> <textarea id="headline" name="headline" rows="2" data-count="headline">\n${headline}</textarea></p>
<p><label for="standfirst">Standfirst</label> <textarea id="standfirst" name="standfirst" rows="3">\n${standfirst}</textarea></p>
<div id="toolbar" role="toolbar" aria-label="Formatting" hidden></div>
<p><label for="body">Story</label> <textarea id="body" name="body" rows="30" spellcheck="true" lang="en" dir="auto">\n${body}</textarea></p>
<p><label for="byline">Byline</label> <input id="byline" name="byline" value="${byline}"></p>
<p><label for="language">Language</label> <input id="language" name="language" value="${language}"></p>
<p><label for="picture">Picture</label> <input id="picture" name="picture" value="${picture}"></p>
<p><label for="picture_alt">Alternative text</label> <input id="picture_alt" name="picture_alt" value="${picture_alt}"></p>
<p><label for="picture_caption">Caption</label> <input id="picture_caption" name="picture_caption" value="${picture_caption}"></p>
<p><label for="picture_credit">Credit</label> <input id="picture_credit" name="picture_credit" value="${picture_credit}"></p>
<button name="do" value="save">Save</button> <button name="do" value="publish">Publish</button>
<p id="save-state" role="status">Saved 12:00</p>
<section id="preview" aria-label="Preview" hidden></section>
</form>
${this.#beside()}</main></body></html>`;
  }

  #beside() {
    const findings = this.findings.map((finding) => `<li>${escaped(finding)}</li>`).join("");
    const inSpite = this.isWarning && findings ? `<div class="desk-check"><input form="manuscript" type="checkbox" name="in_spite" id="in-spite" value="approve" data-required><label for="in-spite">In spite of the warnings</label></div>` : "";
    return `<aside class="desk-beside" aria-label="About this story">
<section aria-labelledby="beside-stage">
<h2 id="beside-stage">Where it stands</h2><p>${this.stage}</p>
${findings && `<details class="desk-gate" open><summary>Before it goes out</summary><ul>${findings}</ul></details>`}
<input form="manuscript" type="hidden" name="seen" value="${this.save}">
<div class="desk-step">${inSpite}<button form="manuscript" name="do" value="approve">Approve</button></div>
<div class="desk-step"><label for="at">Or let it go out at</label> <input id="at" form="manuscript" name="at" type="datetime-local" data-kept=""> <button form="manuscript" name="do" value="schedule">Schedule</button></div>
<div class="desk-step"><button form="manuscript" name="do" value="recall" data-at-once>Recall</button></div>
</section>
<details class="desk-terms"><summary>Correction, embargo, end</summary>
<label for="correction">What it had wrong</label> <textarea id="correction" form="manuscript" name="correction" data-kept="${escaped(this.terms.correction)}">\n${escaped(this.terms.correction)}</textarea>
<label for="embargo_until">Not before</label> <input id="embargo_until" form="manuscript" name="embargo_until" type="datetime-local" value="${this.terms.embargo_until}" data-kept="${this.terms.embargo_until}">
</details>
<section aria-labelledby="beside-notes"><h2 id="beside-notes">Notes</h2>
<ul>${this.notes.map((note) => `<li class="desk-note"><p class="desk-note__text">${escaped(note)}</p></li>`).join("")}</ul>
<details class="desk-step"><summary>Write a note</summary>
<label for="note-passage">About these words</label> <input id="note-passage" form="manuscript" name="note_passage">
<label for="note-text">Note</label> <textarea id="note-text" form="manuscript" name="note_text" data-required data-copies="${this.account}/17"></textarea>
<button form="manuscript" name="do" value="note">Leave the note</button></details>
</section></aside>`;
  }
}

const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob: data:; "
  + "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'";

/** @param {string} text */
function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

/** @param {import("node:http").IncomingMessage} asked */
async function text(asked) {
  let text = "";
  asked.setEncoding("utf8");
  for await (const part of asked) text += part;
  return text;
}
