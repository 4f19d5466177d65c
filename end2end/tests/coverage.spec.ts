// Coverage as a page: with script and without, on a phone and by links.
import { expect, test } from "./fixtures.ts";
import { coverage } from "./pages.ts";

test("coverage says what happened so far, then its updates with the newest first", async ({ page }) => {
  await page.goto(coverage.path);
  const main = page.getByRole("main");
  await expect(main.getByRole("region", { name: "The story so far" })).toContainText("Four ferries");
  const updates = main.getByRole("region", { name: "Updates" });
  await expect(updates.locator(".coverage__state")).toHaveText("Live");
  const names = updates.getByRole("article").getByRole("heading", { level: 3 });
  await expect(names).toHaveCount(7);
  await expect(names.nth(0)).toContainText("If you are waiting for somebody");
  await expect(names.nth(2)).toContainText("The first ferry is in");
  await expect(updates.getByRole("navigation", { name: "Key events" }).getByRole("link")).toHaveCount(3);
});

test("a link to an update leads to it", async ({ page }) => {
  await page.goto(coverage.path);
  await page.getByRole("navigation", { name: "Key events" }).getByRole("link", { name: "lighthouse" }).click();
  await expect(page).toHaveURL(/\?entry=1#entry-1$/);
  await expect(page.locator("#entry-1")).toBeInViewport();
  await expect(page.locator(".entry--asked")).toHaveAttribute("id", "entry-1");
});

test("without script a link checks for updates; with script the page is told", async ({ page, javaScriptEnabled }) => {
  await page.goto(coverage.path);
  const check = page.getByRole("link", { name: "Check for updates" });
  if (javaScriptEnabled ?? true) {
    await expect(check).toBeHidden();
    return;
  }
  await check.click();
  await expect(page).toHaveURL(/\?after=7$/);
  await expect(page.getByText("Nothing new so far.")).toBeVisible();
  await expect(page.getByRole("button", { name: "New updates" })).toBeHidden();
});
