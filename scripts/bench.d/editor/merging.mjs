// How long the desk takes over stories of several lengths: somebody pastes one, two people then save it at once, each with
// changes of their own all through it, and somebody opens it and looks at what one of them changed. Twice the words should
// take about twice as long.

import http from "node:http";
import { Paper, Problem } from "../../budget.d/program.mjs";
import { story } from "./story.mjs";

const LENGTHS = [20_000, 50_000, 100_000, 200_000];
/** Of so many paragraphs each of the two changes one, never the same. */
const ONE_IN = 10;
const PASSWORD = "otter lantern gravel seventeen";

/** @param {string} [program] */
export async function measureMerging(program) {
  const paper = new Paper(program, { DATELINE_WEATHER: "off" });
  try {
    const server = await paper.serve();
    try {
      const editor = await Editor.founding(paper, server.origin);
      const figures = [];
      for (const words of LENGTHS) figures.push(await measure(editor, words));
      return figures;
    } finally {
      await server.stop();
    }
  } finally {
    paper.remove();
  }
}

/** @param {Editor} editor @param {number} words */
async function measure(editor, words) {
  const { headers } = await editor.send("/desk/stories", { headline: `A story of ${words} words` });
  const path = headers.location;
  const base = numbered(story(words));
  const pasted = await editor.save(path, 1, base);
  const theirs = await editor.save(path, pasted.save, changed(base, 0, "They say."));
  const mine = await editor.save(path, pasted.save, changed(base, ONE_IN / 2, "I say."));
  if (theirs.save !== pasted.save + 1 || !mine.merged) throw new Problem(`what two people wrote was not brought together: ${JSON.stringify(mine).slice(0, 200)}`);
  const opened = await editor.send(path);
  const compared = await editor.send(`${path}/saves/${theirs.save}`);
  return { words, pasteMs: pasted.ms, mergeMs: mine.ms, openMs: opened.ms, compareMs: compared.ms };
}

/** Paragraphs that differ from each other, as those of people do. @param {string} text */
function numbered(text) {
  return text.split("\n\n").map((paragraph, place) => (paragraph.startsWith("The") ? `${paragraph} That was ${place}.` : paragraph));
}

/** @param {string[]} paragraphs @param {number} first @param {string} words */
function changed(paragraphs, first, words) {
  return paragraphs.map((paragraph, place) => (place % ONE_IN === first ? `${paragraph} ${words}` : paragraph));
}

class Editor {
  #origin;
  #cookie = "";

  /** @param {string} origin */
  constructor(origin) {
    this.#origin = origin;
  }

  /** @param {Paper} paper @param {string} origin */
  static async founding(paper, origin) {
    const editor = new Editor(origin);
    const link = /\/desk\/enter\/\S+/.exec(paper.said())?.[0];
    if (!link) throw new Problem("the paper said no link to its desk");
    await editor.send(link, { name: "Olga", address: "olga@paper.example", password: PASSWORD });
    return editor;
  }

  /** @param {string} path @param {number} base @param {string[]} paragraphs */
  async save(path, base, paragraphs) {
    const { text, ms } = await this.send(path, { base, do: "save", kind: "news", headline: "Long", body: paragraphs.join("\n\n") });
    return { ...JSON.parse(text), ms };
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
        answer.on("end", () => {
          this.#cookie = answer.headers["set-cookie"]?.[0].split(";")[0] ?? this.#cookie;
          const text = Buffer.concat(parts).toString();
          if (answer.statusCode >= 400) reject(new Problem(`${path} answered ${answer.statusCode}: ${text.slice(0, 200)}`));
          else resolve({ headers: answer.headers, text, ms: performance.now() - start });
        });
      });
      request.on("error", reject);
      request.end(form);
    });
  }
}
