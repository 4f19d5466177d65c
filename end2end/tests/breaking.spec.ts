// The breaking bar is a part of the page: it is there with script and without, and leads to its story.
import { expect } from "./fixtures.ts";
import { test } from "./live_paper.ts";

test("a bar that stands is on every page, and goes when it is taken down", async ({ page, paper }) => {
  const bar = page.getByRole("region", { name: "Breaking" });
  await page.goto("/");
  await expect(bar).toHaveCount(0);
  paper.breaking("set", "Story three <i>matters</i>", "--article", "story-3");
  for (const path of ["/city", "/stay-in-touch", "/"]) {
    await page.goto(path);
    await expect(bar).toContainText("Breaking Story three <i>matters</i>");
  }
  await bar.getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Story 3 of yesterday");
  paper.breaking("clear");
  // Another process did it; the server, which has this page, hears of it in a moment.
  await expect.poll(() => page.goto("/").then(() => bar.count())).toBe(0);
});

test("a bar without a story is a sentence, and fits a phone", async ({ page, paper }) => {
  paper.breaking("set", "The harbour authority says that nobody is to cross the old swing bridge tonight, on foot or otherwise, until the engineers have looked at it");
  await page.setViewportSize({ width: 320, height: 600 });
  await page.goto("/");
  const bar = page.getByRole("region", { name: "Breaking" });
  await expect(bar).toContainText("engineers have looked at it");
  await expect(bar.getByRole("link")).toHaveCount(0);
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(320);
});

test("without script nothing is offered that does not work", async ({ page, paper, javaScriptEnabled }) => {
  test.skip(javaScriptEnabled ?? true, "with script a reader can close it");
  paper.breaking("set", "Bridge closed");
  await page.goto("/");
  await expect(page.getByRole("region", { name: "Breaking" }).getByRole("button")).toHaveCount(0);
});
