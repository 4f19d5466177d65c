// How a test looks at a page of the desk, and which pages it has.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Page } from "@playwright/test";
import { HtmlValidate, StaticConfigLoader } from "html-validate";
import rules from "../.htmlvalidate.mjs";
import { findings } from "./accessible.ts";
import { expect } from "./desk_paper.ts";

// Every button of the desk sends its form, as a button does that says nothing else.
const deskRules = { ...rules, rules: { ...rules.rules, "no-implicit-button-type": "off" } } as const;
const checker = new HtmlValidate(new StaticConfigLoader(deskRules));

/** The addresses that the desk answers with a page or a file, as its table of doors names them. */
export const DOORS = [...readFileSync(resolve(import.meta.dirname, "../../desk/src/doors/table.rs"), "utf8").matchAll(/\bget\((?:\s*"([^"]+)")?/g)].map(([, path]) => path ?? "one that cannot be read here");
/** The pages that some test looks at. */
export const LOOKED_AT = new Set<string>();
/** What is no page of the desk: a page of readers or a letter in a frame, what a script asks for, files, and what leads to a page. */
export const NO_PAGES = [
  "/desk/stories/{id}/proof", "/desk/front/proof", "/desk/letters/{slug}/next/proof", "/desk/letters/{slug}/issues/{number}/proof",
  "/desk/sign-in/passkey", "/desk/settings/redirects/file", "/desk/files/{build}/{*file}", "/desk/", "/desk/stories", "/desk/stories/{id}/shares",
];

/** What the test that runs has looked at. */
export const seen = new Set<string>();

/** Says of a test which pages it looks at. It fails if it leaves one out. */
export function looksAt(...doors: string[]) {
  for (const door of doors) LOOKED_AT.add(door);
  return { annotation: doors.map((description) => ({ type: "looks at", description })) };
}

/** The door that leads to an address: of several, the one that says it most exactly. */
function doorTo(path: string): string {
  const fitting = DOORS.filter((door) => new RegExp(`^${door.replaceAll(/\{[^}]+\}/g, "[^/]+")}$`).test(path));
  const [door] = fitting.toSorted((one, other) => one.split("{").length - other.split("{").length);
  return door ?? path;
}

/** Looks at the page that is open: by day and by night, wide and narrow, and at its HTML. */
export async function check(page: Page, name: string, isThePage = true): Promise<void> {
  if (isThePage) seen.add(doorTo(new URL(page.url()).pathname));
  for (const colorScheme of ["light", "dark"] as const) {
    for (const width of [1280, 320]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      expect.soft(await findings(page), `${name}, ${colorScheme}, ${width} pixels wide`).toEqual([]);
    }
  }
  const tooWide = await page.locator("html").evaluate((root) => root.scrollWidth - root.clientWidth);
  expect.soft(tooWide, `${name} is not wider than a small screen`).toBeLessThanOrEqual(0);
  await page.setViewportSize({ width: 1280, height: 800 });
  const { results } = await checker.validateString(await page.content(), `${name}.html`);
  const messages = results.flatMap((result) => result.messages);
  expect.soft(messages.map(({ ruleId, message, selector }) => `${ruleId}: ${message} (${selector})`), name).toEqual([]);
}

export async function withoutFrame(page: Page): Promise<void> {
  await page.locator("iframe").evaluate((frame) => frame.remove());
}

export async function checkAt(page: Page, path: string): Promise<void> {
  const answer = await page.goto(path);
  // One that says that nothing is there is another page.
  await check(page, path, answer?.ok());
}
