// A story that is open hears what happens to it: an update is offered, a headline corrected, a withdrawal obeyed.
import type { Page } from "@playwright/test";
import { findings } from "./accessible.ts";
import { expect, follow, isMarked, mark } from "./fixtures.ts";
import { test } from "./live_paper.ts";

const isLive = (page: Page) => expect(page.getByText("Live", { exact: true })).toBeVisible();
const heading = (page: Page) => page.getByRole("heading", { level: 1 });
const notice = (page: Page) => page.locator(".notice");
const yesterday = { date: new Date(Date.now() - 25 * 3600_000).toISOString() };

test("a story that was updated says so, and shows what changed, in place", async ({ page, context, paper }) => {
  await page.goto("/city/story-3");
  const other = await context.newPage();
  await other.goto("/city/story-4");
  for (const one of [page, other]) await isLive(one);
  await mark(page);
  const before = await heading(page).evaluate((it) => it.getBoundingClientRect().top);
  paper.publish("story-3", "Story 3 of yesterday", { ...yesterday, text: "It happened twice." });
  await expect(notice(page)).toBeVisible();
  await expect(notice(page)).toContainText(/This story was updated (now|.* ago)/);
  await expect(page.locator("#announcer")).toHaveText("This story was updated");
  expect(await heading(page).evaluate((it) => it.getBoundingClientRect().top)).toBe(before);
  await expect(page.getByRole("main")).toContainText("It happened.");
  await expect(notice(other)).toBeHidden();

  await notice(page).getByRole("link", { name: "Show what changed" }).click();
  await expect(heading(page)).toHaveText("What changed");
  await expect(page).toHaveURL("/city/story-3/changes?since=1");
  await expect(page.locator("ins")).toHaveText([/twice/]);
  expect(await isMarked(page)).toBe(true);
  await expect(notice(page)).toBeHidden();
  await page.getByRole("link", { name: "Read the story as it stands" }).click();
  await expect(page.getByRole("main")).toContainText("It happened twice.");
  await expect(notice(page)).toBeHidden();
});

test("a corrected headline is corrected on the open page, marked and announced", async ({ page, paper }) => {
  await page.goto("/city/story-3");
  await isLive(page);
  paper.publish("story-3", "Story <b>three</b>, corrected", yesterday);
  await expect(heading(page)).toHaveText("Story <b>three</b>, corrected");
  await expect(heading(page)).toHaveClass(/corrected/);
  await expect(page).toHaveTitle("Story <b>three</b>, corrected – Dateline");
  await expect(page.locator("#announcer")).toHaveText("This story was updated: Story <b>three</b>, corrected");
  await expect(notice(page)).toBeVisible();
});

test("a story that moved has its new address, without a load", async ({ page, paper }) => {
  await page.goto("/city/story-3");
  await isLive(page);
  await mark(page);
  paper.publish("story-3", "Story 3 of yesterday", { ...yesterday, section: "Sport" });
  await expect(page).toHaveURL("/sport/story-3");
  expect(await isMarked(page)).toBe(true);
  await page.reload();
  await expect(heading(page)).toHaveText("Story 3 of yesterday");
});

test("a story that was taken back goes from the open page, which then says why", async ({ page, paper, troubles }) => {
  troubles.expect(/^410 \/city\/story-3$/);
  await page.goto("/city/story-3");
  await isLive(page);
  paper.withdraw("story-3");
  await expect(heading(page)).toHaveText("This story was withdrawn");
  await expect(page.getByRole("main")).not.toContainText("It happened.");
  await expect(page.locator("#announcer")).toHaveText("This story was withdrawn");
  await expect(page.getByRole("main")).toContainText("It was wrong.", { timeout: 15_000 });
  await expect(page).toHaveTitle("This story was withdrawn – Dateline");
});

test("an update that was missed while the page was away is told when it is back", async ({ page, context, paper, troubles }) => {
  troubles.expect(/\/live/, /ERR_INTERNET_DISCONNECTED/, /ERR_CONNECTION/);
  await page.goto("/city/story-3");
  await isLive(page);
  await context.setOffline(true);
  paper.publish("story-3", "Story three, meanwhile", yesterday);
  await context.setOffline(false);
  await expect(heading(page)).toHaveText("Story three, meanwhile", { timeout: 20_000 });
  await expect(notice(page)).toBeVisible();
});

test("a notice that was closed stays closed on that page", async ({ page, paper }) => {
  await page.goto("/city/story-3");
  await isLive(page);
  paper.publish("story-3", "Story 3 of yesterday", { ...yesterday, text: "Second." });
  await notice(page).getByRole("button", { name: "Close" }).click();
  await expect(notice(page)).toBeHidden();
  paper.publish("story-3", "Story three, third version", { ...yesterday, text: "Third." });
  await expect(heading(page)).toHaveText("Story three, third version");
  await expect(notice(page)).toBeHidden();
});

test("the front page offers itself when there is another one, once, and changes only on a press", async ({ page, paper }) => {
  await page.goto("/");
  await isLive(page);
  await mark(page);
  const lead = page.getByRole("main").getByRole("article").first();
  const before = await lead.textContent();
  paper.publish("old", "Long ago", { date: "1990-01-01T12:00:00Z" });
  paper.publish("ferry", "Ferry runs late");
  await expect(notice(page)).toContainText("The front page has changed");
  await expect(page.locator("#announcer")).toHaveText("The front page has changed. New: Ferry runs late");
  expect(await lead.textContent()).toBe(before);
  paper.publish("tram", "Tram runs early");
  await expect(page.getByRole("region", { name: "Latest Posts" })).toContainText("Tram runs early");
  await expect(page.locator("#announcer")).toHaveText("New: Tram runs early");
  await expect(notice(page)).toBeVisible();
  await notice(page).getByRole("link", { name: "Show it" }).click();
  await expect(page.getByRole("main")).toContainText("Tram runs early");
  await expect(page.getByRole("main")).toContainText("Ferry runs late");
  await expect(notice(page)).toBeHidden();
  expect(await isMarked(page)).toBe(true);
});

test("the front page is not offered for a story of long ago, and is for one that it lost", async ({ page, paper }) => {
  await page.goto("/");
  await isLive(page);
  paper.publish("old", "Long ago", { date: "1990-01-01T12:00:00Z" });
  paper.withdraw("story-12");
  paper.publish("story-11", "Story eleven, corrected", { date: new Date(Date.now() - 24 * 3600_000 - 11 * 60_000).toISOString() });
  await expect(page.getByRole("region", { name: "Latest Posts" })).not.toContainText("Story 12");
  await expect(notice(page)).toBeHidden();
  paper.withdraw("story-1");
  await expect(notice(page)).toContainText("The front page has changed");
});

test("the first page of a section offers itself when somebody arranged it, and not for what happens elsewhere", async ({ page, paper }) => {
  paper.publish("match", "The match", { section: "Sport", date: yesterday.date });
  await page.goto("/city");
  await isLive(page);
  await mark(page);
  const first = page.getByRole("main").getByRole("article").first();
  const before = await first.textContent();
  paper.front("set", "--lead", "match");
  paper.front("set", "--section", "sport", "--lead", "story-2");
  paper.publish("tram", "Tram runs early", { section: "Sport" });
  await expect(page.getByRole("region", { name: "Latest Posts" })).toContainText("Tram runs early");
  await expect(notice(page)).toBeHidden();
  paper.front("set", "--section", "city", "--lead", "match");
  await expect(notice(page)).toContainText("This page has changed");
  await expect(page.locator("#announcer")).toHaveText("This page has changed");
  expect(await first.textContent()).toBe(before);
  await notice(page).getByRole("link", { name: "Show it" }).click();
  await expect(first).toContainText("The match");
  await expect(notice(page)).toBeHidden();
  expect(await isMarked(page)).toBe(true);
});

test("the first page of a section offers itself for a new story of the section, and for one that it lost", async ({ page, paper }) => {
  await page.goto("/city");
  await isLive(page);
  paper.publish("old", "Long ago", { date: "1990-01-01T12:00:00Z" });
  paper.publish("tram", "Tram runs early");
  await expect(notice(page)).toContainText("This page has changed");
  await notice(page).getByRole("link", { name: "Show it" }).click();
  await expect(page.getByRole("main")).toContainText("Tram runs early");
  await expect(notice(page)).toBeHidden();
  paper.withdraw("tram");
  await expect(notice(page)).toContainText("This page has changed");
});

test("a corrected headline is corrected on the cards of the page, and picks follow", async ({ page, paper }) => {
  for (const [number, story] of ["story-5", "story-6"].entries()) paper.publish(story, `Picked ${number + 1}`, { ...yesterday, dont_miss: true });
  await page.goto("/city");
  await isLive(page);
  const picks = page.getByRole("region", { name: "Don't Miss" }).getByRole("link");
  await expect(picks).toHaveCount(2);
  paper.publish("story-3", "Story three, corrected", { date: new Date(Date.now() - 24 * 3600_000 - 3 * 60_000).toISOString() });
  await expect(page.getByRole("main").getByRole("link", { name: "Story three, corrected" })).toBeVisible();
  await expect(page.getByRole("main").getByRole("article", { name: "Story three, corrected" })).toBeVisible();
  paper.publish("story-7", "Picked 3", { dont_miss: true });
  await expect(picks).toHaveCount(3);
  await expect(picks.first()).toHaveText("Picked 3");
  paper.withdraw("story-5");
  await expect(picks).toHaveText(["Picked 3", "Picked 2"]);
  await follow(page, "/city/story-4");
  await expect(page).toHaveURL("/city/story-4");
  await expect(picks).toHaveText(["Picked 3", "Picked 2"]);
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`a notice, a marked headline and the changes are accessible, ${colorScheme}`, async ({ page, paper }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 320, height: 700 });
    await page.goto("/city/story-3");
    await expect(page.locator(".latest__state[data-state=live]")).toBeAttached();
    paper.publish("story-3", "Story three, corrected", { ...yesterday, text: "It happened twice." });
    await expect(notice(page)).toBeVisible();
    expect(await findings(page)).toEqual([]);
    await notice(page).getByRole("link").click();
    await expect(heading(page)).toHaveText("What changed");
    expect(await findings(page)).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(320);
  });
}
