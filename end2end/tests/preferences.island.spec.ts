// What a reader chose stays chosen, and is there before anything is painted.
import { expect, test } from "./fixtures.ts";
import * as pages from "./pages.ts";

const background = "getComputedStyle(document.body).backgroundColor";

test("a theme is applied at once, on the next page, and after a reload", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto("/");
  const light = await page.evaluate(background);
  const colours = page.getByLabel("Colours");
  await colours.selectOption("Dark");
  await expect.poll(() => page.evaluate(background)).not.toBe(light);
  const dark = await page.evaluate(background);

  await page.getByRole("main").getByRole("article").getByRole("heading").getByRole("link").first().click();
  await expect(page).toHaveURL(pages.article.path);
  expect(await page.evaluate(background)).toBe(dark);

  await page.reload({ waitUntil: "commit" });
  await page.waitForFunction("document.body?.firstElementChild");
  expect(await page.evaluate(background)).toBe(dark);
  await expect(colours).toHaveValue("dark");

  await colours.selectOption("As on this device");
  expect(await page.evaluate(background)).toBe(light);
});

test("larger text is larger, and fits a phone", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await page.goto(pages.article.path);
  const size = () => page.evaluate<number>("parseFloat(getComputedStyle(document.querySelector('.article__body p')).fontSize)");
  const before = await size();
  await page.getByLabel("Text").selectOption("Larger");
  await expect.poll(size).toBeGreaterThan(before);
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(320);
});

test("a story's address is copied where there is nothing to share it with", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(pages.article.path);
  await page.evaluate("delete Navigator.prototype.share");
  const share = page.getByRole("button", { name: "Share" });
  await expect(async () => {
    await share.click();
    await expect(page.getByText("Link copied")).toBeVisible({ timeout: 500 });
  }).toPass();
  expect(await page.evaluate("navigator.clipboard.readText()")).toContain(pages.article.path);
});
