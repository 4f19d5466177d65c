// A live story that people have open at the desk, and how they write it.
import type { Page } from "@playwright/test";
import { expect, mark } from "./fixtures.ts";
import { type Arrive, publish, said } from "./desk_paper.ts";

export const STORM = "/desk/coverage/storm-ada";
export const entries = (page: Page) => page.locator("#entries > li");
export const text = (page: Page) => page.locator("#new").getByLabel("What happens");

/** Two editors before a live story. */
export async function two(arrive: Arrive): Promise<[Page, Page]> {
  const eve = await arrive("Eve", "editor");
  await publish(eve, "Storm Ada", "It blows.", "coverage");
  const ann = await arrive("Ann", "editor");
  for (const page of [eve, ann]) {
    await page.goto(STORM);
    await mark(page);
  }
  return [eve, ann];
}

export async function send(page: Page, words: string): Promise<void> {
  await text(page).fill(words);
  await text(page).press("Control+Enter");
  await expect(said(page)).toHaveText("The entry is sent.");
}
