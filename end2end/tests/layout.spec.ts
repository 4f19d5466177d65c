// Pages fit the narrowest screen, and pictures have their place before they arrive.
import { expect, test } from "./fixtures.ts";
import { allPages } from "./pages.ts";

for (const kind of allPages) {
  test(`the ${kind.name} page fits 320 pixels, and its pictures state their size and text`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await page.goto(kind.path);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect.soft(wide, "nothing has to be scrolled sideways").toBeLessThanOrEqual(320);

    for (const picture of await page.locator("img").all()) {
      await expect.soft(picture).toHaveAttribute("width", /^[1-9]\d*$/);
      await expect.soft(picture).toHaveAttribute("height", /^[1-9]\d*$/);
      await expect.soft(picture).toHaveAttribute("alt");
    }
  });
}

test("a word that is longer than a phone is wide makes the front page no wider", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto("/");
  const lead = page.locator(".lead__headline a");
  await lead.evaluate((link) => (link.textContent = "Donaudampfschifffahrtsgesellschaftskapitän"));
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});

test("the way to the search stands in one line beside a long dateline", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto("/");
  const lines = await page.locator(".dateline-strip__search").evaluate((link) => {
    const words = document.createRange();
    words.selectNodeContents(link);
    return words.getClientRects().length;
  });
  expect(lines).toBe(1);
});
