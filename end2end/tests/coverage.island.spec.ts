// An open page of coverage hears of updates, and nothing moves under its reader.
import type { Page } from "@playwright/test";
import { expect, isMarked, mark, test as base } from "./fixtures.ts";
import { LivePaper } from "./live_paper.ts";

const test = base.extend<{ paper: LivePaper }>({
  paper: async ({}, use) => {
    const paper = await LivePaper.open();
    paper.publish("storm", "Storm Ada", { type: "coverage", text: "It blows." });
    for (const text of ["First gust.", "Second gust.", "Third gust."]) paper.update("storm", text);
    await use(paper);
    await paper.close();
  },
  baseURL: async ({ paper }, use) => use(paper.origin),
});

const STORM = "/city/storm";
const coverage = (page: Page) => page.getByRole("region", { name: "Updates" });
const updates = (page: Page) => coverage(page).locator(".coverage__entries > li");
const toast = (page: Page) => coverage(page).locator(".coverage__toast");
const announced = (page: Page) => page.locator("#announcer");

/** A reader who has the updates under their hand, so that nothing may move there. */
async function openAndRead(page: Page, path = STORM): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole("region", { name: "Latest Posts" }).getByText("Live", { exact: true })).toBeVisible();
  await updates(page).last().getByRole("link").first().focus();
}

test("updates written on the command line are counted on every open page, and shown there when the reader asks", async ({ page, context, paper }) => {
  const other = await context.newPage();
  for (const one of [page, other]) await openAndRead(one);
  await mark(page);
  paper.update("storm", "Fourth <b>gust</b>.", "--headline", "The roof is off", "--key");
  for (const one of [page, other]) {
    await expect(toast(one)).toHaveText("New updates: 1");
    await expect(announced(one)).toHaveText("New updates: 1");
  }
  paper.update("storm", "Fifth gust.");
  await expect(toast(page)).toHaveText("New updates: 2");
  await expect(updates(page)).toHaveCount(3);

  // By keyboard.
  await toast(page).focus();
  await page.keyboard.press("Enter");
  await expect(updates(page)).toHaveCount(5);
  await expect(toast(page)).toBeHidden();
  await expect(updates(page).first()).toContainText("Fifth gust.");
  await expect(updates(page).first()).toContainText("New");
  await expect(updates(page).first().getByRole("link")).toBeFocused();
  await expect(updates(page).nth(1)).toContainText("The roof is off");
  await expect(coverage(page).getByRole("navigation", { name: "Key events" })).toContainText("The roof is off");
  expect(await isMarked(page)).toBe(true);

  // What was new before is not any more.
  paper.update("storm", "Sixth gust.");
  await toast(page).click();
  await expect(updates(page).first()).toContainText("Sixth gust.");
  await expect(coverage(page).locator(".entry__mark--new")).toHaveCount(1);
});

test("a page that is not being read takes updates in by itself and says so", async ({ page, paper }) => {
  await page.goto(STORM);
  await expect(page.getByRole("region", { name: "Latest Posts" }).getByText("Live", { exact: true })).toBeVisible();
  await page.setViewportSize({ width: 1000, height: 3000 });
  paper.update("storm", "Fourth gust.", "--headline", "The roof is off");
  await expect(updates(page).first()).toContainText("The roof is off");
  await expect(announced(page)).toContainText("New: ");
  await expect(announced(page)).toContainText("The roof is off");
  await expect(toast(page)).toBeHidden();
});

test("an edited update changes in place, a removed one goes, a pinned one rises, and the state is told", async ({ page, paper }) => {
  await openAndRead(page);
  await mark(page);
  paper.coverage("edit", "storm", "2", "--headline", "Second thoughts");
  await expect(updates(page).nth(1)).toContainText("Second thoughts");
  await expect(updates(page).nth(1)).toContainText("Updated");

  paper.coverage("remove", "storm", "3");
  await expect(updates(page)).toHaveCount(2);
  await expect(coverage(page)).not.toContainText("Third gust.");

  paper.coverage("pin", "storm", "1");
  await expect(coverage(page).locator(".coverage__pinned")).toContainText("First gust.");
  await expect(updates(page)).toHaveCount(1);
  paper.coverage("unpin", "storm", "1");
  await expect(updates(page)).toHaveCount(2);
  await expect(updates(page).last()).toContainText("First gust.");

  paper.coverage("pause", "storm");
  await expect(coverage(page).locator(".coverage__state")).toHaveText("Paused");
  await expect(announced(page)).toHaveText("Paused");
  expect(await isMarked(page)).toBe(true);
});

test("coverage that goes on, or not, says so above its headline too", async ({ page, paper }) => {
  await openAndRead(page);
  const kind = page.locator(".article__kicker .kind");
  await expect(kind).toHaveText("Live");
  await expect(kind).toHaveClass(/\bkind--live\b/);
  paper.coverage("close", "storm");
  await expect(kind).toHaveText("As it happened");
  await expect(kind).not.toHaveClass(/\bkind--live\b/);
  paper.coverage("open", "storm");
  await expect(kind).toHaveText("Live");
  await expect(kind).toHaveClass(/\bkind--live\b/);
});

test("a page that missed what became of its coverage says so once it has caught up", async ({ page, paper }) => {
  await page.route(`**${STORM}`, async (route) => {
    const answer = await route.fetch();
    const text = (await answer.text()).replace(/data-event="\d+"/, 'data-event="999999"');
    paper.coverage("close", "storm");
    await route.fulfill({ response: answer, body: text });
  }, { times: 1 });
  await page.goto(STORM);
  await expect(coverage(page).locator(".coverage__state")).toHaveText("As it happened");
  await expect(page.locator(".article__kicker .kind")).toHaveText("As it happened");
});

test("an update that was removed before anybody looked is not counted", async ({ page, paper }) => {
  await openAndRead(page);
  paper.update("storm", "Fourth gust.");
  paper.update("storm", "Fifth gust.");
  await expect(toast(page)).toHaveText("New updates: 2");
  paper.coverage("remove", "storm", "5");
  await expect(toast(page)).toHaveText("New updates: 1");
  paper.coverage("remove", "storm", "4");
  await expect(toast(page)).toBeHidden();
});

test("more updates than a page holds replace the list, without a gap in it", async ({ page, paper }) => {
  await openAndRead(page);
  for (let gust = 4; gust <= 26; gust += 1) paper.update("storm", `Gust ${gust}.`);
  await expect(toast(page)).toHaveText("New updates: 23", { timeout: 30_000 });
  await toast(page).click();
  await expect(updates(page)).toHaveCount(20);
  await expect(updates(page).last()).toContainText("Gust 7.");
});

test("a reader who asked for a number first sees nothing change until they ask", async ({ page, paper }) => {
  await page.goto(STORM);
  await page.evaluate(() => localStorage.setItem("live", "count"));
  await openAndRead(page);
  await page.setViewportSize({ width: 1000, height: 3000 });
  paper.coverage("edit", "storm", "2", "--headline", "Second thoughts");
  paper.update("storm", "Fourth gust.");
  await expect(toast(page)).toHaveText("New updates: 1");
  await expect(coverage(page)).not.toContainText("Second thoughts");
  await toast(page).click();
  await expect(updates(page).first()).toContainText("Fourth gust.");
  await expect(coverage(page)).toContainText("Second thoughts");
});

test("a reader of older updates is led to the new ones", async ({ page, paper }) => {
  await openAndRead(page, `${STORM}?before=3`);
  paper.update("storm", "Fourth gust.");
  await expect(toast(page)).toHaveText("New updates: 1");
  await expect(updates(page)).toHaveCount(2);
  await toast(page).click();
  await expect(updates(page)).toHaveCount(4);
  await expect(updates(page).first()).toContainText("Fourth gust.");
  await expect(toast(page)).toBeHidden();
});

test("coverage that was opened in place is live too, and what another story does is not its business", async ({ page, paper }) => {
  paper.publish("calm", "Calm", { type: "coverage", text: "Nothing." });
  await page.goto("/");
  await mark(page);
  await page.getByRole("main").getByRole("link", { name: "Storm Ada" }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Storm Ada");
  await updates(page).last().getByRole("link").first().focus();
  paper.update("calm", "Still nothing.");
  paper.update("storm", "Fourth gust.");
  await expect(toast(page)).toHaveText("New updates: 1");
  expect(await isMarked(page)).toBe(true);
});
