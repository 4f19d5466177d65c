// The paper without a mouse.
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import * as pages from "./pages.ts";

/** Presses Tab until `stop` has the focus, as a reader would. */
async function tabTo(page: Page, stop: ReturnType<Page["locator"]>): Promise<void> {
  for (let pressed = 0; pressed < 200; pressed += 1) {
    await page.keyboard.press("Tab");
    if (await stop.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error("Tab does not lead there");
}

test("the first stop skips to the story", async ({ page }) => {
  await page.goto(pages.article.path);
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to the story" });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport({ ratio: 1 });

  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
  await expect(page).toHaveURL(`${pages.article.path}#main`);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("main").getByRole("link").first()).toBeFocused();
});

test("a reader gets from the front to a story, to a section and to a sign-up by keyboard alone", async ({ page }) => {
  await page.goto("/");
  await tabTo(page, page.locator("main").getByRole("link", { name: pages.article.heading }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(pages.article.heading);

  await tabTo(page, page.locator("main").getByRole("link", { name: "City" }).first());
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("City");

  await tabTo(page, page.getByRole("textbox", { name: "E-mail address" }));
  await page.keyboard.type("keyboard@example.org");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status").filter({ hasText: "Thank you." }).first()).toBeVisible();
});

for (const kind of [pages.front, pages.tableArticle, pages.stayInTouch]) {
  test(`every control of the ${kind.name} page is a stop that shows, in the order of the page`, async ({ page }) => {
    await page.goto(kind.path);
    const controls = page.locator("a[href], button, input:not([tabindex='-1']), select, [tabindex='0']").filter({ visible: true });
    const count = await controls.count();
    const stops: number[] = [];
    for (let pressed = 0; pressed < count; pressed += 1) {
      await page.keyboard.press("Tab");
      const stop = await controls.evaluateAll((all) => {
        const focused = document.activeElement as HTMLElement;
        const style = getComputedStyle(focused);
        const box = focused.getBoundingClientRect();
        const shows = style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) > 0;
        return { at: all.indexOf(focused), name: focused.outerHTML.slice(0, 120), shows, size: box.width * box.height };
      });
      expect.soft(stop.shows, `${stop.name} shows that it has the focus`).toBe(true);
      expect.soft(stop.size, `${stop.name} can be seen`).toBeGreaterThan(0);
      stops.push(stop.at);
    }
    expect(stops).toEqual([...Array(count).keys()]);
  });
}
