// The menu of the desk, by keyboard and by finger, with script and without.
import type { Page } from "@playwright/test";
import { findings } from "./accessible.ts";
import { expect, heading, test } from "./desk_paper.ts";

const more = (page: Page) => page.locator(".desk-head__more");
const menu = (page: Page) => page.getByRole("navigation", { name: "Desk" });

/** How many lines the head of the page takes, and the smallest thing in it that can be pressed. */
async function measure(page: Page): Promise<{ lines: number; smallest: number }> {
  return page.locator(".desk-head").evaluate((head) => {
    const boxes = [...head.querySelectorAll("a, summary, button")].filter((it) => it.checkVisibility()).map((it) => it.getBoundingClientRect());
    const middles = boxes.map(({ top, bottom }) => (top + bottom) / 2).toSorted((one, other) => one - other);
    const lines = middles.filter((middle, at) => at === 0 || middle - middles[at - 1] > 12).length;
    return { lines, smallest: Math.min(...boxes.map(({ height }) => height)) };
  });
}

/** How far what is behind "More" reaches out of the window. */
async function outside(page: Page): Promise<number> {
  return more(page).locator("ul").evaluate((list) => {
    const { left, right } = list.getBoundingClientRect();
    return Math.max(-left, right - document.documentElement.clientWidth, 0);
  });
}

test("an owner's menu takes one line of a wide window, and one below the name on a phone", async ({ arrive }) => {
  const olga = await arrive("Olga", "owner");
  for (const [width, lines] of [[1280, 1], [1024, 1], [768, 2], [390, 2]]) {
    await olga.setViewportSize({ width, height: 800 });
    expect(await measure(olga), `${width} pixels wide`).toEqual({ lines, smallest: expect.any(Number) });
    expect((await measure(olga)).smallest).toBeGreaterThanOrEqual(40);
  }
});

test("whatever the window and the direction, what is behind “More” is in sight and on no list twice", async ({ arrive, javaScriptEnabled }) => {
  test.slow();
  const olga = await arrive("Olga", "owner");
  await more(olga).locator("summary").click();
  for (const direction of ["ltr", "rtl"]) {
    await olga.locator("html").evaluate((root, direction) => { root.setAttribute("dir", direction); }, direction);
    for (const width of [1280, 768, 390, 320]) {
      await olga.setViewportSize({ width, height: 800 });
      expect(await outside(olga), `${direction}, ${width} pixels wide`).toBe(0);
      const names = await menu(olga).getByRole("link").allInnerTexts();
      const all = ["Stories", "Live", "Pictures", "Published", "Front", "Letters", "The paper", "Numbers", "Readers", "People", "Settings", "Log"];
      expect(names.toSorted()).toEqual(all.toSorted());
    }
  }
  // axe needs the page's timers. What the list lies over while it is open is found to be small.
  if (javaScriptEnabled ?? true) expect(await findings(olga, ".desk-head")).toEqual([]);
});

test("what is behind “More” is reached by keys, and the menu says where one is", async ({ arrive }) => {
  const olga = await arrive("Olga", "owner");
  await expect(menu(olga).locator("[aria-current=page]")).toHaveText("Stories");
  await expect(menu(olga).getByRole("link", { name: "People" })).toHaveCount(0);
  await more(olga).locator("summary").press("Enter");
  await olga.keyboard.press("Tab");
  await expect(menu(olga).getByRole("link", { name: "Numbers" })).toBeFocused();
  await menu(olga).getByRole("link", { name: "People" }).press("Enter");
  await expect(heading(olga)).toHaveText("People");
  await more(olga).locator("summary").press("Space");
  await expect(menu(olga).locator("[aria-current=page]")).toHaveText("People");
  await olga.goto("/desk/vitals");
  await more(olga).locator("summary").press("Space");
  await expect(menu(olga).locator("[aria-current=true]")).toHaveText("Numbers");
});

test("whoever has little to open has no empty “More”", async ({ arrive }) => {
  const gus = await arrive("Gus", "guest");
  await expect(more(gus)).toBeHidden();
  await expect(menu(gus).getByRole("link", { name: "The paper" })).toBeVisible();
  await gus.setViewportSize({ width: 390, height: 800 });
  await more(gus).locator("summary").click();
  await expect(menu(gus).getByRole("link", { name: "The paper" })).toBeVisible();
});
