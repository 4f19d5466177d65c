// A slow line, or no WebAssembly at all: the paper works with the part of the script that has come.
import type { Page } from "@playwright/test";
import { expect, follow, holdBack, isMarked, islandsAreAwake, mark, test } from "./fixtures.ts";
import * as pages from "./pages.ts";

const heading = (page: Page) => page.getByRole("heading", { level: 1 });

/** Follows links and signs up, well and badly. */
async function useThePaper(page: Page): Promise<void> {
  await page.getByRole("main").getByRole("link", { name: pages.article.heading }).click();
  await expect(heading(page)).toHaveText(pages.article.heading);
  await page.goBack();
  await expect(heading(page)).toHaveText(pages.front.heading);
  await page.getByRole("contentinfo").getByRole("link", { name: "Stay in touch" }).click();
  await expect(heading(page)).toHaveText(pages.stayInTouch.heading);

  const form = page.getByRole("main");
  const field = form.getByRole("textbox", { name: "E-mail address" });
  await field.fill("bad");
  await field.press("Enter");
  await expect(form.getByRole("alert")).toContainText("An e-mail address has an @ in it");
  await expect(field).toHaveValue("bad");
  await field.fill("early@example.org");
  await field.press("Enter");
  await expect(form.getByRole("status")).toContainText("Thank you.");
}

test.beforeEach(({ troubles }) => troubles.expect(/^422 \/stay-in-touch$/));

test("while WebAssembly is on its way, links open in place and the form posts as a plain form", async ({ page }) => {
  await page.route("**/*.wasm", () => {});
  await page.goto("/", { waitUntil: "domcontentloaded" });
  await mark(page);
  await useThePaper(page);
  expect(await isMarked(page)).toBe(true);
});

test("an address typed while WebAssembly is on its way is still there when it has come", async ({ page }) => {
  const arrive = await holdBack(page, "**/*.wasm");
  await page.goto("/", { waitUntil: "domcontentloaded" });
  const box = page.getByRole("region", { name: "Stay in touch" });
  const field = box.getByRole("textbox", { name: "E-mail address" });
  await field.fill("typed-early@example.org");
  arrive();
  await islandsAreAwake(page);
  await expect(field).toHaveValue("typed-early@example.org");
  await field.press("Enter");
  await expect(box.getByRole("status")).toContainText("Thank you.");
});

test("what a reader chose while WebAssembly is on its way holds, and what was chosen before is shown", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.addInitScript(() => localStorage.setItem("text", "larger"));
  const arrive = await holdBack(page, "**/*.wasm");
  await page.goto("/", { waitUntil: "domcontentloaded" });
  const colours = page.getByLabel("Colours");
  await colours.selectOption("Dark");
  arrive();
  await islandsAreAwake(page);
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(colours).toHaveValue("dark");
  await expect(page.getByLabel("Text")).toHaveValue("larger");
  await page.reload();
  await islandsAreAwake(page);
  await expect(colours).toHaveValue("dark");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});

for (const file of ["dateline.wasm", "dateline.js"]) {
  test(`when ${file} does not come the first time, a reader who reaches for something has it fetched again`, async ({ page, troubles }) => {
    troubles.expect(/^failed .*dateline\./);
    let isBroken = true;
    await page.route(`**/${file}`, (route) => (isBroken ? route.abort("connectionreset") : route.continue()));
    const failed = page.waitForEvent("requestfailed");
    await page.goto("/");
    await failed;
    isBroken = false;
    await page.getByLabel("Colours").click();
    await islandsAreAwake(page);
  });

  test(`when ${file} does not come the first time, it is fetched again with the next page`, async ({ page, troubles }) => {
    troubles.expect(/^failed .*dateline\./);
    let isBroken = true;
    await page.route(`**/${file}`, (route) => (isBroken ? route.abort("connectionreset") : route.continue()));
    const failed = page.waitForEvent("requestfailed");
    await page.goto("/");
    await failed;
    isBroken = false;
    await follow(page, pages.article.path);
    await islandsAreAwake(page);
  });
}

test("when WebAssembly does not come at all, links and the form work", async ({ page, troubles }) => {
  troubles.expect(/\.wasm/, /Failed to fetch/);
  await page.route("**/*.wasm", (route) => route.abort("connectionreset"));
  await page.goto("/");
  await useThePaper(page);
});

test("when the start script does not come, links and the form work", async ({ page, troubles }) => {
  troubles.expect(/start\.js/);
  await page.route("**/start.js", (route) => route.abort("connectionreset"));
  await page.goto("/");
  await useThePaper(page);
});
