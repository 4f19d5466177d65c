// The measurement as a whole: a browser that is slowed down, a desk's page in it, and keys; then two people who save one long
// story at once.

import { createRequire } from "node:module";
import path from "node:path";
import { PROJECT } from "../../budget.d/program.mjs";
import { table } from "../../budget.d/table.mjs";
import { AtTheDesk } from "../at_the_desk.mjs";
import { onAPaper } from "../on_a_paper.mjs";
import { valuesOf } from "../options.mjs";
import { measureMerging } from "./merging.mjs";
import { story } from "./story.mjs";

const GOAL_MS = 50;
const BETWEEN_KEYS_MS = 120;
const KEYS = "Nobody on the quay knew what the fog would bring, and so they waited. ";
/** Where in the story somebody writes, as a share of it. */
const PLACES = [["beginning", 0], ["middle", 0.5], ["end", 1]];

export function run(args) {
  return onAPaper("bench-editor", () => readOptions(args), { measure, judge, print });
}

function readOptions(args) {
  const options = { json: { type: "boolean" }, words: { type: "string", default: "3000" }, slower: { type: "string", default: "4" }, program: { type: "string" } };
  const { json, words, slower, program } = valuesOf(args, options);
  return { json, words: Number(words), slower: Number(slower), program };
}

async function measure(paper, { words, slower }) {
  const server = await paper.serve();
  try {
    const editor = await AtTheDesk.founding(paper, server.origin);
    const places = await measureKeys(server.origin, editor, words, slower);
    return { words, slower, places, merging: await measureMerging(editor) };
  } finally {
    await server.stop();
  }
}

async function measureKeys(origin, editor, words, slower) {
  const { headers } = await editor.send("/desk/stories", { headline: "What the fog hid" });
  await editor.send(headers.location, { base: 1, do: "save", kind: "news", headline: "What the fog hid", body: story(words) });
  const { chromium } = createRequire(path.join(PROJECT, "end2end/package.json"))("@playwright/test");
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.context().addCookies([editor.cookie]);
    await page.goto(`${origin}${headers.location}`);
    await page.getByRole("toolbar").getByRole("button", { name: "Preview" }).click();
    await page.locator("#preview h2").first().waitFor();
    const slow = await page.context().newCDPSession(page);
    await slow.send("Emulation.setCPUThrottlingRate", { rate: slower });
    const places = [];
    for (const [name, share] of PLACES) places.push({ name, ms: await typeAt(page, share) });
    return places;
  } finally {
    await browser.close();
  }
}

/** The milliseconds from each key to the picture on which the preview has it, ascending. */
async function typeAt(page, share) {
  await page.locator("#manuscript [name=body]").evaluate((field, share) => {
    field.focus();
    const place = share === 1 ? field.value.length : field.value.indexOf("\n", field.value.length * share);
    field.setSelectionRange(place, place);
    window.measured = [];
    window.watching?.disconnect();
    let hasChanged = false;
    window.watching = new MutationObserver(() => (hasChanged = true));
    window.watching.observe(document.getElementById("preview"), { childList: true, characterData: true, subtree: true });
    // When the key went down, not when the page heard of it. A space at the end of a paragraph changes nothing.
    let pressed = null;
    // What is posted right before the browser draws comes when it has drawn.
    const look = () => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        if (!hasChanged) return requestAnimationFrame(look);
        window.measured.push(performance.now() - pressed);
        pressed = null;
        hasChanged = false;
      };
      port2.postMessage(null);
    };
    field.onkeydown = (event) => {
      if (event.key === " " || pressed !== null) return;
      pressed = event.timeStamp;
      requestAnimationFrame(look);
    };
  }, share);
  // At the pace of somebody who writes fast. Asking the page after each key would take its time.
  await page.keyboard.type(KEYS, { delay: BETWEEN_KEYS_MS });
  await new Promise((settled) => setTimeout(settled, 1000));
  const measured = await page.evaluate("window.measured");
  return measured.sort((one, other) => one - other);
}

function judge({ places }) {
  return places.map(({ name, ms }) => ({ name, goalMs: GOAL_MS, figureMs: at(ms, 0.95), isMet: at(ms, 0.95) < GOAL_MS }));
}

function at(ms, share) {
  return ms[Math.min(ms.length - 1, Math.floor(ms.length * share))];
}

function print({ words, slower, places, merging, goals }) {
  console.log(`A story of ${words} words, Chromium slowed down ${slower} times; from a key to the picture that has it in the preview`);
  const show = (ms) => `${ms.toFixed(1)} ms`;
  const rows = places.map(({ name, ms }, place) => [`written at the ${name}`, show(at(ms, 0.5)), show(at(ms, 0.95)), show(at(ms, 1)), goals[place].isMet ? "meets" : "misses"]);
  console.log(table([["", "median", "19 of 20", "slowest", `goal: below ${GOAL_MS} ms`], ...rows], [0, 4]));
  console.log("\nOf a long story, until the desk has answered: one that is pasted, what two people changed all through it at once, its page, and what one of them changed");
  const lengths = merging.map(({ words, pasteMs, mergeMs, openMs, compareMs }) => [`${words} words`, show(pasteMs), show(mergeMs), show(openMs), show(compareMs)]);
  console.log(table([["", "pasted", "merged", "opened", "compared"], ...lengths]));
}
