// The breaking bar comes into open pages without moving what is read, goes when it is over, and stays closed once closed.
import type { Locator, Page } from "@playwright/test";
import { findings } from "./accessible.ts";
import { expect, follow, isMarked, mark } from "./fixtures.ts";
import { test } from "./live_paper.ts";

const bar = (page: Page) => page.getByRole("region", { name: "Breaking" });
const isLive = (page: Page) => expect(page.getByText("Live", { exact: true })).toBeVisible();
const top = (what: Locator) => what.evaluate((element) => element.getBoundingClientRect().top);

test("a bar that is put up appears on every open page, is announced, and moves nothing", async ({ page, context, paper }) => {
  await page.goto("/");
  const other = await context.newPage();
  await other.goto("/city/story-3");
  for (const one of [page, other]) await isLive(one);
  const before = await top(other.getByRole("heading", { level: 1 }));
  await mark(page);
  paper.breaking("set", "Story <i>two</i> matters", "--article", "story-2");
  for (const one of [page, other]) {
    await expect(bar(one)).toContainText("Story <i>two</i> matters");
    await expect(bar(one)).toBeInViewport({ ratio: 1 });
    await expect(one.locator("#announcer")).toHaveText("Breaking Story <i>two</i> matters");
  }
  expect(await top(other.getByRole("heading", { level: 1 }))).toBe(before);

  await bar(page).getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Story 2 of yesterday");
  expect(await isMarked(page)).toBe(true);
  // On the next page it stands in its place, between the sections and the story.
  expect(await top(bar(page))).toBeGreaterThan(await top(page.getByRole("navigation", { name: "Sections" })));
  expect(await top(bar(page))).toBeLessThan(await top(page.getByRole("heading", { level: 1 })));
});

test("a bar that is taken down goes from open pages and leaves everything where it was", async ({ page, paper }) => {
  paper.breaking("set", "Bridge closed");
  await page.goto("/city/story-3");
  await isLive(page);
  await expect(bar(page)).toBeVisible();
  const heading = page.getByRole("heading", { level: 1 });
  const before = await top(heading);
  paper.breaking("set", "Bridge open");
  await expect(bar(page)).toContainText("Bridge open");
  expect(await top(heading)).toBe(before);
  paper.breaking("clear");
  await expect(bar(page)).toHaveCount(0);
  expect(await top(heading)).toBe(before);
  await follow(page, "/city/story-4");
  await expect(page).toHaveURL("/city/story-4");
  expect(await top(heading)).toBeLessThan(before);
});

test("a bar comes down by itself when its time is over", async ({ page, paper }) => {
  await page.goto("/");
  await isLive(page);
  paper.breaking("set", "For a moment", "--for", "3s");
  await expect(bar(page)).toContainText("For a moment");
  await expect(bar(page)).toHaveCount(0, { timeout: 15_000 });
  await page.reload();
  await isLive(page);
  await expect(bar(page)).toHaveCount(0);
});

test("a bar goes with the story that it leads to", async ({ page, paper }) => {
  paper.breaking("set", "Story two matters", "--article", "story-2");
  await page.goto("/");
  await isLive(page);
  await expect(bar(page)).toBeVisible();
  paper.withdraw("story-2");
  await expect(bar(page)).toHaveCount(0);
});

test("a bar that a reader closed stays closed, also before anything is painted, and the next one comes", async ({ page, paper }) => {
  paper.breaking("set", "Bridge closed");
  await page.goto("/");
  await isLive(page);
  await bar(page).getByRole("button", { name: "Close" }).click();
  await expect(bar(page)).toHaveCount(0);
  await follow(page, "/city");
  await expect(page).toHaveURL("/city");
  await expect(bar(page)).toHaveCount(0);
  await page.reload({ waitUntil: "commit" });
  await expect(page.locator(".breaking__bar")).toBeAttached();
  await expect(bar(page)).toHaveCount(0);
  await isLive(page);
  paper.breaking("set", "Bridge closed", "--for", "5h");
  paper.breaking("set", "Bridge open");
  await expect(bar(page)).toContainText("Bridge open");
  await page.reload();
  await expect(bar(page)).toContainText("Bridge open");
});

test("a reader who wants a number first, or nothing live, sees it on the next page", async ({ page, paper }) => {
  for (const [choice, text] of [["Their number first", "Bridge closed"], ["Not live", "Bridge open"]] as const) {
    await page.goto("/");
    await page.getByLabel("New stories").selectOption(choice);
    paper.breaking("set", text);
    // It has been told by then of what came after, if it is told at all.
    paper.publish("after", `After: ${text}`);
    if (choice === "Their number first") await expect(page.getByRole("button", { name: "New stories: 1" })).toBeVisible();
    // Nothing on an open page says that the server has seen what another process wrote.
    await expect.poll(async () => (await page.request.get("/city")).text()).toContain(text);
    await expect(bar(page).filter({ hasText: text })).toHaveCount(0);
    await follow(page, "/city");
    await expect(bar(page)).toContainText(text);
  }
});

test("what is reached by keyboard is not hidden behind a bar that came in", async ({ page, paper }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto("/city");
  await isLive(page);
  paper.breaking("set", "The harbour authority says that nobody is to cross the old swing bridge tonight, on foot or otherwise, until the engineers have looked at it");
  await expect(bar(page)).toBeVisible();
  await page.getByRole("main").getByRole("link").first().focus();
  for (let step = 0; step < 40; step += 1) {
    await page.keyboard.press("Tab");
    const seen = await page.evaluate(() => {
      const focused = document.activeElement?.getBoundingClientRect();
      const edge = document.querySelector(".edge")?.getBoundingClientRect();
      return !focused || !edge || focused.top < edge.top;
    });
    expect(seen, `after ${step + 1} steps`).toBe(true);
  }
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`the bar is accessible in its place and at the edge, ${colorScheme}`, async ({ page, paper }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto("/city/story-3");
    await isLive(page);
    paper.breaking("set", "Story two matters", "--article", "story-2");
    await expect(bar(page)).toBeVisible();
    expect(await findings(page)).toEqual([]);
    await page.reload();
    await expect(bar(page)).toBeVisible();
    expect(await findings(page)).toEqual([]);
  });
}
