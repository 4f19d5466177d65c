// Addresses that lead to no story, or not yet, or no longer, or by a detour.
import { expect, test } from "./fixtures.ts";
import * as pages from "./pages.ts";

test("a page that is not there looks like the paper and has a way home", async ({ page }) => {
  const answer = await page.goto(pages.missing.path);
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(pages.missing.heading);
  await expect(page.getByRole("navigation", { name: "Sections" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Latest Posts" })).toBeVisible();

  await page.getByRole("link", { name: "Today’s front page" }).click();
  await expect(page).toHaveURL("/");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(pages.front.heading);
});

test("a page that is not there names no address as its own", async ({ page }) => {
  for (const kind of [pages.missing, pages.withdrawn]) {
    await page.goto(kind.path);
    await expect(page.locator("link[rel=canonical], meta[property='og:url']"), kind.name).toHaveCount(0);
  }
});

test("a withdrawn story says why", async ({ page }) => {
  const answer = await page.goto(pages.withdrawn.path);
  expect(answer?.status()).toBe(410);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(pages.withdrawn.heading);
  await expect(page.getByRole("main")).toContainText("The match was never played.");
});

test("a story asked for in the wrong section is found in its own", async ({ page }) => {
  await page.goto("/culture/swing-bridge-minutes");
  await expect(page).toHaveURL(pages.tableArticle.path);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(pages.tableArticle.heading);
});

for (const path of pages.unpublished) {
  test(`what is not published is not there: ${path}`, async ({ page, troubles }) => {
    troubles.expect(/^404 /);
    const answer = await page.goto(path);
    expect(answer?.status()).toBe(404);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(pages.missing.heading);
  });
}

test("what is not published or was withdrawn is on no list", async ({ page }) => {
  const lists = ["/", "/city", "/sport", "/topic/council", "/topic/libraries", "/topic/football", "/topic/old-league"];
  for (const list of [...lists, "/author/priya-lund", "/author/gus-penhallow"]) {
    await page.goto(list);
    await expect(page.getByRole("heading", { level: 1 })).not.toHaveText(pages.missing.heading);
    for (const path of [...pages.unpublished, pages.withdrawn.path]) {
      await expect(page.locator(`a[href="${path}"]`)).toHaveCount(0);
    }
  }
});
