// WCAG 2.2 AA as far as a program can tell, on every kind of page, by day and by night, wide and narrow.
// axe is a script itself, so these run with script on; the pages without it are the same HTML.
import type { Page } from "@playwright/test";
import { findings } from "./accessible.ts";
import { expect, test } from "./fixtures.ts";
import { allPages, article, longArticle, savedStories, stayInTouch } from "./pages.ts";
import { heading, openKept, save } from "./saving.ts";

async function checkAllLooks(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    for (const width of [1280, 320]) {
      await test.step(`${colorScheme}, ${width} pixels wide`, async () => {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 800 });
        expect.soft(await findings(page), `${colorScheme}, ${width} pixels wide`).toEqual([]);
      });
    }
  }
}

for (const kind of allPages) {
  test(`the ${kind.name} page is accessible`, async ({ page }) => {
    await page.goto(kind.path);
    await checkAllLooks(page);
  });
}

test("a refused sign-up is accessible", async ({ page, troubles }) => {
  troubles.expect(/^422 \/stay-in-touch$/);
  await page.goto(stayInTouch.path);
  await page.getByRole("main").getByRole("textbox").first().fill("bad");
  await page.getByRole("main").getByRole("button").click();
  await expect(page.getByRole("main").getByRole("alert")).toBeVisible();
  await checkAllLooks(page);
});

test("an accepted sign-up is accessible", async ({ page }) => {
  await page.goto(`${stayInTouch.path}?noted`);
  await expect(page.getByRole("main").getByRole("status")).toBeVisible();
  await checkAllLooks(page);
});

test.describe("where stories are kept", () => {
  test.use({ serviceWorkers: "allow" });

  test("the list of what is kept is accessible, with a network and without", async ({ page, context, troubles }) => {
    troubles.expect(/^failed /, /ERR_INTERNET_DISCONNECTED/, /^503 /);
    await openKept(page, article.path);
    await save(page);
    await page.goto(longArticle.path);
    await page.goto(savedStories.path);
    await expect(page.getByRole("button", { name: `Remove ${article.heading}` })).toBeVisible();
    await checkAllLooks(page);
    await context.setOffline(true);
    await page.goto("/no-network-leads-here");
    await expect(heading(page)).toHaveText("There is no network");
    await checkAllLooks(page);
  });
});
