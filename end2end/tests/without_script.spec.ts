// What needs script is not offered where there is none.
import { expect, test } from "./fixtures.ts";
import * as pages from "./pages.ts";

test("sharing, saving and choosing a theme are offered only where they work", async ({ page, javaScriptEnabled }) => {
  await page.goto(pages.article.path);
  const scripted = javaScriptEnabled ?? true;
  await expect(page.getByRole("button", { name: "Share" })).toBeVisible({ visible: scripted });
  await expect(page.getByRole("button", { name: "Save for later" })).toBeVisible({ visible: scripted });
  await expect(page.getByLabel("Colours")).toBeVisible({ visible: scripted });
});

test("the list of what is kept says what it takes", async ({ page }) => {
  await page.goto(pages.savedStories.path);
  await expect(page.getByText("It takes JavaScript and a browser that may keep pages.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Forget all of it" })).toBeHidden();
});

test("a phone without script has all of the front laid out from the first", async ({ page, javaScriptEnabled }) => {
  test.skip(javaScriptEnabled ?? true, "with script, some of it is laid out a moment later");
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/");
  const strips = page.locator(".section-strip__name");
  expect(await strips.count()).toBeGreaterThan(2);
  const isLaidOut = await strips.evaluateAll((names) => names.map((name) => name.checkVisibility({ contentVisibilityAuto: true })));
  expect(isLaidOut).not.toContain(false);
});
