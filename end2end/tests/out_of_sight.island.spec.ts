// A phone paints the front page before it has laid out what is far below. Nobody may lose their place for it.
import type { Locator, Page } from "@playwright/test";
import { expect, holdBack, isMarked, mark, test } from "./fixtures.ts";
import * as pages from "./pages.ts";

const WIDTHS = [390, 768];

const strips = (page: Page) => page.locator(".section-strip");
/** Of each strip, whether it is laid out. */
const laidOut = (page: Page) =>
  strips(page).evaluateAll((all) => all.map((strip) => strip.firstElementChild?.checkVisibility({ contentVisibilityAuto: true })));
const isAllLaidOut = async (page: Page) => (await laidOut(page)).every(Boolean);
const top = async (place: Locator) => Math.round((await place.boundingBox())?.y ?? NaN);
const lastStory = (page: Page) => strips(page).last().locator("ul a").last();

/** Scrolls as somebody does who looks for something: past everything above it. */
async function scrollTo(page: Page, story: Locator): Promise<void> {
  await page.evaluate(async () => {
    for (let place = 0; place < document.documentElement.scrollHeight; place += 400) {
      window.scrollTo(0, place);
      await new Promise(requestAnimationFrame);
    }
  });
  await story.evaluate((link) => link.scrollIntoView({ block: "center" }));
}

for (const width of WIDTHS) {
  test.describe(`${width} pixels wide`, () => {
    test.use({ viewport: { width, height: 844 } });

    test("the front is painted before what is far below is laid out, which follows by itself", async ({ page }) => {
      const release = await holdBack(page, "**/start.js");
      const loaded = page.goto("/");
      await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0);
      const atFirst = await laidOut(page);
      expect(atFirst.length, "there is something below").toBeGreaterThan(2);
      expect(atFirst.slice(2)).not.toContain(true);
      release();
      await loaded;
      await expect.poll(() => isAllLaidOut(page)).toBe(true);
    });

    test("the guess of how high a strip is comes near", async ({ page }) => {
      await page.route("**/start.js", (route) => route.abort("aborted"));
      await page.goto("/");
      const heights = () => strips(page).evaluateAll((all) => all.map((strip) => strip.clientHeight));
      const guessed = (await heights()).slice(2);
      await page.evaluate(() => delete document.documentElement.dataset.opened);
      const real = (await heights()).slice(2);
      for (const [strip, height] of real.entries()) expect(Math.abs(guessed[strip]! - height) / height).toBeLessThan(0.25);
    });

    test("the way back from a story leads to where it stood", async ({ page }) => {
      await page.goto("/");
      await expect.poll(() => isAllLaidOut(page)).toBe(true);
      await mark(page);
      const story = lastStory(page);
      await scrollTo(page, story);
      const before = await top(story);
      await story.click();
      await expect(page.locator("main")).toHaveAttribute("data-page", "article");
      await page.goBack();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(pages.front.heading);
      expect(await isMarked(page), "in place").toBe(true);
      expect(Math.abs((await top(story)) - before)).toBeLessThanOrEqual(1);
    });

    test("so does it for a reader who was faster than the pictures", async ({ page }) => {
      const release = await holdBack(page, "**/media/**");
      await page.goto("/", { waitUntil: "domcontentloaded" });
      const story = lastStory(page);
      await scrollTo(page, story);
      const before = await top(story);
      await page.keyboard.press("Shift");
      await page.waitForFunction(() => history.scrollRestoration === "manual");
      await mark(page);
      await story.click();
      await expect(page.locator("main")).toHaveAttribute("data-page", "article");
      await page.goBack({ waitUntil: "commit" });
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(pages.front.heading);
      expect(await isMarked(page), "in place").toBe(true);
      expect(Math.abs((await top(story)) - before)).toBeLessThanOrEqual(1);
      release();
    });

    test("a page that is loaded again is laid out at once, and the reader stays where they are", async ({ page }) => {
      await page.goto("/");
      await expect.poll(() => isAllLaidOut(page)).toBe(true);
      const story = lastStory(page);
      await scrollTo(page, story);
      const before = await top(story);
      await page.route("**/start.js", (route) => route.abort("aborted"));
      await page.reload();
      expect(await isAllLaidOut(page)).toBe(true);
      await expect.poll(async () => Math.abs((await top(story)) - before)).toBeLessThanOrEqual(1);
    });
  });
}

test("a wide window has all of the front laid out from the first", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.route("**/start.js", (route) => route.abort("aborted"));
  await page.goto("/");
  expect(await isAllLaidOut(page)).toBe(true);
});
