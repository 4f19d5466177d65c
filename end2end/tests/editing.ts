// What tests of the desk's editor share: a desk of their own, the clock in the test's hand, and the parts of the page.
import { type Page } from "@playwright/test";
import { expect, test as base } from "./fixtures.ts";
import { EditorDesk, UNHEARD } from "./editor_desk.mjs";

export { expect };

export const test = base.extend<{ desk: EditorDesk }>({
  desk: async ({}, use) => {
    const desk = await EditorDesk.open();
    await use(desk);
    await desk.close();
  },
  baseURL: async ({ desk }, use) => use(desk.origin),
});

export const STORY = "/desk/stories/17";

/** Opens the story; the clock goes on, and a test can move it ahead. */
export async function open(page: Page): Promise<void> {
  await page.clock.install();
  await openAgain(page);
}

export async function openAgain(page: Page): Promise<void> {
  await page.goto(STORY);
  await page.getByRole("toolbar").waitFor();
}

export const body = (page: Page) => page.getByLabel("Story", { exact: true });
export const banner = (page: Page) => page.getByRole("alert").filter({ hasText: "This browser kept text" });
export const headline = (page: Page) => page.getByLabel("Headline", { exact: true });
export const state = (page: Page) => page.locator("#save-state");

/** Puts the caret at the end of the story and types. */
export async function write(page: Page, words: string): Promise<void> {
  await body(page).press("Control+End");
  await page.keyboard.type(words);
}

/** Selects words of the story, where they stand first. */
export async function select(page: Page, words: string): Promise<void> {
  await body(page).evaluate((field: HTMLTextAreaElement, words) => {
    field.focus();
    const start = field.value.indexOf(words);
    field.setSelectionRange(start, start + words.length);
  }, words);
}

interface Kept {
  texts: Record<string, string>;
  beside: Record<string, { typed: string }>;
}

/** What the browser keeps of the story, without what it is kept under. */
async function kept(page: Page): Promise<Kept[]> {
  return page.evaluate(() =>
    Object.keys(localStorage)
      .filter((key) => key.startsWith("desk-copy/"))
      .map((key) => JSON.parse(localStorage.getItem(key) ?? "")),
  );
}

/** The texts of that. */
export async function copies(page: Page): Promise<Record<string, string>[]> {
  return (await kept(page)).map(({ texts }) => texts);
}

/** What was typed beside them. */
export async function besides(page: Page): Promise<Record<string, string>[]> {
  return (await kept(page)).map(({ beside }) => Object.fromEntries(Object.entries(beside).map(([name, { typed }]) => [name, typed])));
}

/**
 * Types without a network, and closes the page once another one sees what the browser keeps: what only the page that wrote it
 * knows of yet is lost with it. What a page sends while it is closed may find a network, and comes whenever it does; so the desk
 * hears nothing of this page.
 */
export async function typeAndLeave(page: Page, words: string): Promise<void> {
  await page.locator("#manuscript").evaluate((form: HTMLFormElement, unheard) => form.action = unheard, UNHEARD);
  const context = page.context();
  const watching = await context.newPage();
  await watching.goto("/desk/sign-in");
  await context.setOffline(true);
  await write(page, words);
  await page.clock.runFor(500);
  await expect.poll(async () => (await copies(watching)).map(({ body }) => body?.endsWith(words))).toContain(true);
  await page.close();
  await watching.close();
  await context.setOffline(false);
}

/** How long after the last key the editor saves, and how long after a failure it tries again at the latest. */
export const PAUSE_MS = 3_100;
export const AGAIN_MS = 21_000;
