// The toolbar on a phone: one row, which says that there is more of it.
import type { Page } from "@playwright/test";
import { expect, openAgain, test } from "./editing.ts";

const toolbar = (page: Page) => page.getByRole("toolbar");
const buttons = (page: Page) => toolbar(page).getByRole("button");

/** How far a button reaches out of the bar that it is in. */
async function cutOff(page: Page, at: number): Promise<number> {
  return buttons(page).nth(at).evaluate((button) => {
    const [box, bar] = [button, button.parentElement ?? button].map((it) => it.getBoundingClientRect());
    return Math.max(bar.left - box.left, box.right - bar.right, 0);
  });
}

for (const direction of ["ltr", "rtl"]) {
  test(`on a phone the toolbar is one row that goes along with the keys (${direction})`, async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 700 });
    await openAgain(page);
    await page.locator("html").evaluate((root, direction) => { root.setAttribute("dir", direction); }, direction);
    const tops = await buttons(page).evaluateAll((all) => [...new Set(all.map((button) => Math.round(button.getBoundingClientRect().top)))]);
    expect(tops).toHaveLength(1);
    const tooWide = await page.locator("html").evaluate((root) => root.scrollWidth - root.clientWidth);
    expect(tooWide).toBeLessThanOrEqual(0);
    const last = (await buttons(page).count()) - 1;
    await expect(toolbar(page)).toHaveAttribute("data-hides", "end");
    expect(await cutOff(page, last)).toBeGreaterThan(0);
    await buttons(page).first().focus();
    await page.keyboard.press("End");
    await expect(buttons(page).last()).toBeFocused();
    await expect(toolbar(page)).toHaveAttribute("data-hides", "start");
    expect(await cutOff(page, last)).toBeLessThan(1);
    await page.keyboard.press("Home");
    await expect(toolbar(page)).toHaveAttribute("data-hides", "end");
  });
}

test("on a wide window nothing of the toolbar is out of sight", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await openAgain(page);
  await expect(toolbar(page)).toHaveAttribute("data-hides", "");
});
