// Back, Forward and the history of the tab are as if the browser had opened every page itself.
import type { Page } from "@playwright/test";
import { expect, follow, holdBack, isMarked, mark, test } from "./fixtures.ts";
import * as pages from "./pages.ts";

const heading = (page: Page) => page.getByRole("heading", { level: 1 });
const scrolled = (page: Page) => page.evaluate(() => scrollY);
const progress = (page: Page) => page.locator("#progress");
const PART = "part-how-we-counted";

async function isShown(page: Page, kind: pages.PageKind) {
  await expect(heading(page)).toHaveText(kind.heading);
}

test("Back from another site, and once more, returns to where the reader was", async ({ page }) => {
  await page.goto("/");
  await page.evaluate(() => scrollTo(0, 900));
  await follow(page, pages.article.path);
  await isShown(page, pages.article);
  await page.goto("about:blank");
  await page.goBack();
  await isShown(page, pages.article);
  await page.goBack();
  await isShown(page, pages.front);
  await expect.poll(() => scrolled(page)).toBe(900);
});

test("after a page was loaded again, Forward and a click, Back returns to where the reader was", async ({ page }) => {
  await page.goto("/");
  await follow(page, pages.article.path);
  await isShown(page, pages.article);
  await follow(page, pages.longArticle.path);
  await isShown(page, pages.longArticle);
  await page.goBack();
  await isShown(page, pages.article);
  await page.reload();
  await page.goForward();
  await isShown(page, pages.longArticle);
  await page.evaluate(() => scrollTo(0, 700));
  await follow(page, pages.tableArticle.path);
  await isShown(page, pages.tableArticle);
  await page.evaluate(() => scrollTo(0, 200));
  await page.goBack();
  await isShown(page, pages.longArticle);
  await expect.poll(() => scrolled(page)).toBe(700);
});

test("a link to the page that is open adds nothing to the history", async ({ page }) => {
  await page.goto("/");
  await follow(page, pages.article.path);
  await isShown(page, pages.article);
  const before = await page.evaluate(() => history.length);
  for (let again = 0; again < 2; again += 1) {
    const answered = page.waitForResponse((response) => new URL(response.url()).pathname === pages.article.path);
    await page.evaluate(() => scrollTo(0, 300));
    await follow(page, pages.article.path);
    await answered;
    await expect.poll(() => scrolled(page)).toBe(0);
  }
  expect(await page.evaluate(() => history.length)).toBe(before);
  await page.goBack();
  await isShown(page, pages.front);
});

test("a page that is not waited for any more shows no progress", async ({ page }) => {
  await page.goto(pages.tableArticle.path);
  const release = await holdBack(page, `**${pages.article.path}`);
  await follow(page, pages.article.path);
  await expect(progress(page)).toHaveAttribute("data-state", "loading");
  await page.locator(".footnote-reference a").click();
  await expect(page).toHaveURL(/#note-1$/);
  await expect(progress(page)).toHaveAttribute("data-state", "idle");
  release();
  await isShown(page, pages.tableArticle);
});

test("Back and at once Forward leave the reader and the place as they were", async ({ page }) => {
  await page.goto("/");
  await follow(page, pages.longArticle.path);
  await isShown(page, pages.longArticle);
  await page.evaluate(() => scrollTo(0, 300));
  const release = await holdBack(page, "/");
  await page.evaluate(() => history.back());
  await expect(page).toHaveURL("/");
  await expect(progress(page)).toHaveAttribute("data-state", "loading");
  await page.evaluate(() => history.forward());
  await expect(page).toHaveURL(pages.longArticle.path);
  await expect(progress(page)).toHaveAttribute("data-state", "idle");
  release();
  expect(await scrolled(page)).toBe(300);
  await page.evaluate(() => scrollTo(0, 500));
  await follow(page, pages.article.path);
  await isShown(page, pages.article);
  await page.goBack();
  await isShown(page, pages.longArticle);
  await expect.poll(() => scrolled(page)).toBe(500);
});

test("Back to a mark on a page is left to the browser too when the answer is not as expected", async ({ page }) => {
  await page.goto(pages.tableArticle.path);
  await page.locator(".footnote-reference a").click();
  await expect(page).toHaveURL(/#note-1$/);
  await follow(page, pages.article.path);
  await isShown(page, pages.article);
  await mark(page);
  await page.route(`**${pages.tableArticle.path}`, async (route) => {
    if (route.request().isNavigationRequest()) return route.continue();
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), "dateline-build": "another" } });
  });
  await page.goBack();
  await isShown(page, pages.tableArticle);
  await expect(page).toHaveURL(/#note-1$/);
  expect(await isMarked(page)).toBe(false);
});

test("a link to a part of another page takes the keyboard there", async ({ page }) => {
  await page.goto("/");
  await follow(page, `${pages.tableArticle.path}#${PART}`);
  await isShown(page, pages.tableArticle);
  await expect(page.locator(`#${PART}`)).toBeFocused();
  await expect(page.locator(`#${PART}`)).toBeInViewport();
});

test("a story that has moved is opened at the part that was asked for", async ({ page }) => {
  await page.goto("/");
  await mark(page);
  await follow(page, `${pages.tableArticle.path.replace("/city/", "/world/")}#${PART}`);
  await isShown(page, pages.tableArticle);
  await expect(page).toHaveURL(`${pages.tableArticle.path}#${PART}`);
  await expect(page.locator(`#${PART}`)).toBeInViewport();
  expect(await isMarked(page)).toBe(true);
});

test("a page is opened whole where its address ends in what marks nothing", async ({ page }) => {
  await page.goto("/");
  await mark(page);
  await follow(page, `${pages.article.path}#50%`);
  await isShown(page, pages.article);
  await expect(page.locator("link[rel=canonical]")).toHaveAttribute("href", new RegExp(`${pages.article.path}$`));
  expect(await isMarked(page)).toBe(true);
});
