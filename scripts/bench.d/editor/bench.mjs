// The measurement as a whole: a desk that is only the editor's page, a browser that is slowed down, and keys; then the
// program, and two people who save one long story at once.

import { createRequire } from "node:module";
import { existsSync } from "node:fs";
import path from "node:path";
import { PROJECT, Problem, orExplain } from "../../budget.d/program.mjs";
import { table } from "../../budget.d/table.mjs";
import { EditorDesk } from "../../../end2end/tests/editor_desk.mjs";
import { valuesOf } from "../options.mjs";
import { measureMerging } from "./merging.mjs";
import { story } from "./story.mjs";

const GOAL_MS = 50;
const BETWEEN_KEYS_MS = 120;
const KEYS = "Nobody on the quay knew what the fog would bring, and so they waited. ";
/** Where in the story somebody writes, as a share of it. */
const PLACES = [["beginning", 0], ["middle", 0.5], ["end", 1]];

export function run(args) {
  return orExplain("bench-editor", async () => {
    const { json, words, slower, program } = readOptions(args);
    if (!existsSync(path.join(PROJECT, "target/site/pkg/preview.js"))) throw new Problem("there is no preview in target/site; run `make build` first");
    const figures = { ...(await measure(words, slower)), merging: await measureMerging(program) };
    if (json) console.log(JSON.stringify(figures, null, 2));
    else print(figures);
    return 0;
  });
}

function readOptions(args) {
  const options = { json: { type: "boolean" }, words: { type: "string", default: "3000" }, slower: { type: "string", default: "4" }, program: { type: "string" } };
  const { json, words, slower, program } = valuesOf(args, options);
  return { json, words: Number(words), slower: Number(slower), program };
}

async function measure(words, slower) {
  const { chromium } = createRequire(path.join(PROJECT, "end2end/package.json"))("@playwright/test");
  const desk = await EditorDesk.open();
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
  try {
    desk.texts.body = story(words);
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(`${desk.origin}/desk/stories/17`);
    await page.getByRole("toolbar").getByRole("button", { name: "Preview" }).click();
    await page.locator("#preview h2").first().waitFor();
    const slow = await page.context().newCDPSession(page);
    await slow.send("Emulation.setCPUThrottlingRate", { rate: slower });
    const places = [];
    for (const [name, share] of PLACES) places.push({ name, ms: await typeAt(page, share) });
    return { words, slower, goalMs: GOAL_MS, places };
  } finally {
    await browser.close();
    await desk.close();
  }
}

/** The milliseconds from each key to the picture on which the preview has it, ascending. */
async function typeAt(page, share) {
  await page.locator("#body").evaluate((field, share) => {
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

function print({ words, slower, goalMs, places, merging }) {
  console.log(`A story of ${words} words, Chromium slowed down ${slower} times; from a key to the picture that has it in the preview`);
  const at = (ms, share) => ms[Math.min(ms.length - 1, Math.floor(ms.length * share))];
  const show = (ms) => `${ms.toFixed(1)} ms`;
  const rows = places.map(({ name, ms }) => [`written at the ${name}`, show(at(ms, 0.5)), show(at(ms, 0.95)), show(at(ms, 1)), at(ms, 0.95) < goalMs ? "meets" : "misses"]);
  console.log(table([["", "median", "19 of 20", "slowest", `goal: below ${goalMs} ms`], ...rows], [0, 4]));
  console.log("\nOf a long story, until the desk has answered: one that is pasted, what two people changed all through it at once, its page, and what one of them changed");
  const lengths = merging.map(({ words, pasteMs, mergeMs, openMs, compareMs }) => [`${words} words`, show(pasteMs), show(mergeMs), show(openMs), show(compareMs)]);
  console.log(table([["", "pasted", "merged", "opened", "compared"], ...lengths]));
}
