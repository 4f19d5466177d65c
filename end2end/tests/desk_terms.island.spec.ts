// What was typed beside the text of a story: it stays in the browser until a step has taken it along, and no longer.
import type { Page } from "@playwright/test";
import { expect, publish, said, step, test, write } from "./desk_paper.ts";
import { besides } from "./editing.ts";

const correction = (page: Page) => page.getByLabel("What it had wrong");
const embargo = (page: Page) => page.getByLabel("Not before");
const at = (page: Page) => page.getByLabel("Or let it go out at");
const offered = (page: Page) => page.getByRole("alert").filter({ hasText: "This browser kept text" });

async function typeCorrection(page: Page, words: string, besidesIt = {}): Promise<void> {
  if (!(await correction(page).isVisible())) await page.getByText("Correction, embargo, end").click();
  await correction(page).fill(words);
  await expect.poll(() => besides(page)).toEqual([expect.objectContaining({ correction: words, ...besidesIt })]);
}

test("a correction that readers were told is not offered again, though its field is empty", async ({ arrive }) => {
  const page = await arrive("Eve", "editor");
  await publish(page, "The ferry is late", "It left at nine.");
  await page.getByLabel("Story", { exact: true }).fill("It left at ten.");
  await typeCorrection(page, "It left at ten, not at nine.");
  await step(page, "Publish the update", "Published. Readers have it now.");
  await expect(correction(page)).toHaveValue("");
  await expect.poll(() => besides(page)).toEqual([]);
  await page.reload();
  await expect(offered(page)).toHaveCount(0);
});

test("terms that are kept are no longer kept in the browser, and a time that waits for another step is", async ({ arrive }) => {
  const page = await arrive("Eve", "editor");
  await write(page, "The ferry is late", "It left at nine.");
  await at(page).fill("2031-03-05T07:30");
  await typeCorrection(page, "It left at ten.");
  await step(page, "Keep", "Kept.");
  await expect(correction(page)).toHaveValue("It left at ten.");
  await expect(at(page)).toHaveValue("2031-03-05T07:30");
  await expect.poll(() => besides(page)).toEqual([{ at: "2031-03-05T07:30" }]);
  await expect(offered(page)).toHaveCount(0);
  await page.goto(new URL(page.url()).pathname);
  await expect(offered(page)).toContainText("It differs in: Or let it go out at.");
  await offered(page).getByRole("button", { name: "Restore it" }).click();
  await step(page, "Schedule", "Scheduled. It goes out by itself.");
  await expect.poll(() => besides(page)).toEqual([]);
  await expect(offered(page)).toHaveCount(0);
});

test("what a refused step leaves in the fields is kept, too", async ({ arrive, troubles }) => {
  troubles.expect(/^422 \/desk\/stories\//);
  const page = await arrive("Eve", "editor");
  const story = await write(page, "The ferry is late", "It left at nine.");
  await page.getByText("Correction, embargo, end").click();
  await embargo(page).fill("2031-03-04T18:00");
  await page.getByLabel("Readers have it until").fill("2020-03-03T18:00");
  await page.getByRole("button", { name: "Keep", exact: true }).click();
  await expect(page.locator(".desk-problem").first()).toBeVisible();
  await expect(said(page)).toHaveCount(0);
  await page.goto(story);
  await expect(offered(page)).toContainText("Not before, Readers have it until");
});

test("for how long a link to the draft is to be stays until the link is made", async ({ arrive }) => {
  const page = await arrive("Eve", "editor");
  const story = await write(page, "The ferry is late", "It left at nine.");
  const days = page.getByLabel("A secret link for how many days");
  await page.getByText("Show the draft to somebody").click();
  await expect(days).toHaveValue("7");
  await days.fill("21");
  await expect.poll(() => besides(page)).toEqual([{ days: "21" }]);
  await page.goto(story);
  await expect(offered(page)).toContainText("It differs in: A secret link for how many days.");
  await expect(days).toBeHidden();
  await offered(page).getByRole("button", { name: "Restore it" }).click();
  await expect(days).toHaveValue("21");
  // It is no term: what else is kept or saved leaves it where it stands.
  await typeCorrection(page, "It left at ten.", { days: "21" });
  await step(page, "Keep", "Kept.");
  await expect(days).toHaveValue("21");
  await page.getByRole("button", { name: "Make a link" }).click();
  await expect(page.getByText("for 21 days")).toBeVisible();
  await page.getByRole("link", { name: "Back to the story" }).click();
  await expect(said(page)).toHaveText("Whoever has the link can read the draft.");
  await expect(days).toHaveValue("7");
  await expect.poll(() => besides(page)).toEqual([]);
  await expect(offered(page)).toHaveCount(0);
});
