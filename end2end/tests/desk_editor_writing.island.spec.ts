// Writing at the desk: buttons, keys, and finding something again.
import AxeBuilder from "@axe-core/playwright";
import { body, expect, open, select, state, test, write } from "./editing.ts";

const press = (page: import("@playwright/test").Page, name: string) => page.getByRole("toolbar").getByRole("button", { name, exact: true }).click();

test("a button formats what is selected, and undo takes it back", async ({ page }) => {
  await open(page);
  await select(page, "tram");
  await press(page, "Bold");
  await expect(body(page)).toHaveValue("The **tram** came.\n\nNobody cheered.");
  await expect(body(page)).toBeFocused();
  await page.keyboard.press("Control+z");
  await expect(body(page)).toHaveValue("The tram came.\n\nNobody cheered.");
  await page.keyboard.press("Control+Shift+z");
  await expect(body(page)).toHaveValue("The **tram** came.\n\nNobody cheered.");
  await expect(state(page)).toHaveText("Unsaved");
});

test("keys do what buttons do, and each button names its key", async ({ page }) => {
  await open(page);
  const keys: [string, string, string][] = [
    ["Bold", "Control+b", "The **tram** came."],
    ["Italic", "Control+i", "The *tram* came."],
    ["Link", "Control+k", "The [tram](https://) came."],
    ["H2 Heading", "Control+Alt+2", "## The tram came."],
    ["H3 Smaller heading", "Control+Alt+3", "### The tram came."],
    ["Quote", "Control+Shift+9", "> The tram came."],
    ["List", "Control+Shift+8", "- The tram came."],
    ["1. Numbered list", "Control+Shift+7", "1. The tram came."],
  ];
  for (const [name, key, first] of keys) {
    await body(page).fill("The tram came.");
    await select(page, "tram");
    await page.keyboard.press(key);
    await expect(body(page), name).toHaveValue(first);
    const attribute = key.replace(/[a-z]$/, (letter) => letter.toUpperCase());
    await expect(page.getByRole("button", { name, exact: true })).toHaveAttribute("aria-keyshortcuts", attribute);
  }
});

test("a key for the story's text does nothing to it from another field", async ({ page }) => {
  await open(page);
  await select(page, "tram");
  await page.getByLabel("Standfirst").press("Control+b");
  await expect(body(page)).toHaveValue("The tram came.\n\nNobody cheered.");
  await page.getByLabel("Standfirst").press("Control+Shift+h");
  await expect(page.getByRole("dialog").getByLabel("Find")).toHaveValue("tram");
});

test("the toolbar is one stop of the Tab key, and arrows go along it", async ({ page }) => {
  await open(page);
  await page.getByLabel("Standfirst").focus();
  await page.keyboard.press("Tab");
  const button = (name: string) => page.getByRole("toolbar").getByRole("button", { name, exact: true });
  await expect(button("Bold")).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(button("Italic")).toBeFocused();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowLeft");
  await expect(button("Preview")).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(body(page)).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await expect(button("Preview")).toBeFocused();
});

test("Enter goes on with a list, and leaves it at an empty item", async ({ page }) => {
  await open(page);
  await body(page).fill("");
  await body(page).pressSequentially("- one\ntwo\n\nThe end.");
  await expect(body(page)).toHaveValue("- one\n- two\nThe end.");
});

test("find says how many there are and where, and goes round", async ({ page }) => {
  await open(page);
  await body(page).fill("Fog. The fog was foggy.\n\nFOG!");
  await body(page).press("Control+Home");
  await page.keyboard.press("Control+Shift+h");
  const dialog = page.getByRole("dialog", { name: "Find and replace" });
  await dialog.getByLabel("Find").fill("fog");
  await expect(dialog.getByRole("status")).toHaveText("1 of 4");
  await page.keyboard.press("Enter");
  await expect(dialog.locator("mark")).toHaveText("fog");
  await dialog.getByLabel("Whole words").check();
  await expect(dialog.getByRole("status")).toContainText("of 3");
  await dialog.getByLabel("Match case").check();
  await expect(dialog.getByRole("status")).toContainText("of 1");
  await dialog.getByLabel("Find").fill("sun");
  await expect(dialog.getByRole("status")).toHaveText("Not found.");
  await dialog.getByLabel("Find").fill("FOG");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(body(page)).toBeFocused();
  expect(await body(page).evaluate((field: HTMLTextAreaElement) => field.value.slice(field.selectionStart, field.selectionEnd))).toBe("FOG");
});

test("replacing goes one by one, or all at once and is undone at once", async ({ page }) => {
  await open(page);
  await body(page).fill("A fog, a fog, a fog.");
  await body(page).press("Control+Home");
  await press(page, "Find and replace");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Find").fill("fog");
  await dialog.getByLabel("Replace with").fill("sea");
  await dialog.getByRole("button", { name: "Replace", exact: true }).click();
  await expect(body(page)).toHaveValue("A sea, a fog, a fog.");
  await expect(dialog.getByRole("status")).toHaveText("1 of 2");
  await dialog.getByRole("button", { name: "Replace all" }).click();
  await expect(body(page)).toHaveValue("A sea, a sea, a sea.");
  await expect(dialog.getByRole("status")).toHaveText("2 places replaced.");
  await dialog.getByRole("button", { name: "Close" }).click();
  await page.keyboard.press("Control+z");
  await expect(body(page)).toHaveValue("A sea, a fog, a fog.");
});

test("what was found far below is scrolled to", async ({ page }) => {
  await open(page);
  await body(page).fill(`${"A paragraph of the story that is long enough to be two lines. ".repeat(300)}\n\nneedle\n\n${"More. ".repeat(2000)}`);
  await body(page).press("Control+Home");
  await press(page, "Find and replace");
  await page.getByRole("dialog").getByLabel("Find").fill("needle");
  await expect(page.getByRole("dialog").getByRole("status")).toHaveText("1 of 1");
  expect(await body(page).evaluate((field) => field.scrollTop)).toBeGreaterThan(100);
});

for (const width of [320, 1200]) {
  test(`everything the editor shows is accessible and fits ${width} pixels`, async ({ page, desk, troubles }) => {
    troubles.expect(/^503 /);
    await page.setViewportSize({ width, height: 800 });
    await open(page);
    desk.answer = () => ({ status: 503, body: {} });
    await write(page, " https://a.example/");
    await page.keyboard.press("Control+s");
    await expect(state(page)).toContainText("kept in this browser");
    await press(page, "Preview");
    await press(page, "Find and replace");
    const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });
}
