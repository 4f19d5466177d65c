// The engine of IBM's Equal Access checker, beside axe: it holds the guidelines to other rules. Like axe it is a
// script, so these run with script on.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { allPages, stayInTouch } from "./pages.ts";

const ENGINE = readFileSync(createRequire(import.meta.url).resolve("accessibility-checker-engine/ace.js"), "utf8");

/** What the engine cannot decide and asks a person about on nearly every page, with the answer. */
const DECIDED: Record<string, string> = {
  blockquote_cite_exists: "a quotation's source is named in the words around it; an address of it there may be none",
  element_tabbable_visible: "the skip link is shown when it has the focus; keyboard.spec.ts looks",
  heading_markup_misuse: "headlines are headings, long or short",
  style_color_misuse: "no colour says what words beside it do not",
  style_focus_visible: "what has the focus has an outline of its own (style/base/_accessibility.scss); keyboard.spec.ts looks",
  style_viewport_resizable: "sizes grow with the window between two that grow with the reader's text; preferences.island.spec.ts looks",
  text_block_heading: "the paper's name in the foot, and what kind of story a card is, head nothing",
  text_quoted_correctly: "journalists write quotation marks",
  text_sensory_misuse: "stories may say left and right; no instruction does",
};

/** What cannot be otherwise on a page made to be looked at. */
const ON_SHEETS: Record<string, string[]> = {
  // The same stories, in every look that a card has: their names cannot all differ.
  "/desk/catalogue/cards": ["aria_article_label_unique"],
};

interface Finding {
  ruleId: string;
  reasonId: string;
  /** Of which level the rule is, and how it went. */
  value: [string, string];
  message: string;
  snippet: string;
}

/** What the engine calls a violation, or may be one for all that it can tell. */
async function findings(page: Page): Promise<string[]> {
  // By way of the debugger: the content security policy allows no script of somebody else.
  await page.evaluate(`${ENGINE}; window.ace = ace; undefined`);
  const results = await page.evaluate(async () => {
    const { ace } = window as unknown as { ace: { Checker: new () => { check(of: Document, rules: string[]): Promise<{ results: unknown[] }> } } };
    return (await new ace.Checker().check(document, ["WCAG_2_2"])).results;
  });
  const excused = ON_SHEETS[new URL(page.url()).pathname] ?? [];
  return (results as Finding[])
    .filter(({ value: [level, outcome], ruleId }) => {
      const asks = outcome === "POTENTIAL" && !(ruleId in DECIDED);
      return level === "VIOLATION" && (outcome === "FAIL" || asks) && !excused.includes(ruleId);
    })
    .map(({ ruleId, reasonId, value, message, snippet }) => `${value.join(" ")} ${ruleId} (${reasonId}): ${message}: ${snippet.slice(0, 200)}`);
}

/** It is slow: each theme and each width once. axe looks at every pair. */
async function checkLooks(page: Page): Promise<void> {
  for (const { colorScheme, width } of [
    { colorScheme: "light", width: 1280 },
    { colorScheme: "dark", width: 360 },
  ] as const) {
    await test.step(`${colorScheme}, ${width} pixels wide`, async () => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      // To the engine, words that the browser has not laid out yet are none: style/base/_out_of_sight.scss.
      await page.evaluate(() => scrollTo({ top: document.documentElement.scrollHeight, behavior: "instant" }));
      await expect(page.getByRole("contentinfo")).toBeInViewport();
      expect.soft(await findings(page), `${colorScheme}, ${width} pixels wide`).toEqual([]);
    });
  }
}

for (const kind of allPages) {
  test(`a second engine finds nothing on the ${kind.name} page`, async ({ page }) => {
    await page.goto(kind.path);
    await checkLooks(page);
  });
}

test("a second engine finds nothing in a refused sign-up", async ({ page, troubles }) => {
  troubles.expect(/^422 \/stay-in-touch$/);
  await page.goto(stayInTouch.path);
  await page.getByRole("main").getByRole("textbox").first().fill("bad");
  await page.getByRole("main").getByRole("button").click();
  await expect(page.getByRole("main").getByRole("alert")).toBeVisible();
  await checkLooks(page);
});

test("a second engine finds nothing in an accepted sign-up", async ({ page }) => {
  await page.goto(`${stayInTouch.path}?noted`);
  await expect(page.getByRole("main").getByRole("status")).toBeVisible();
  await checkLooks(page);
});
