// A story that a reader saves stays on the device, with its pictures, until they let go of it.
import { expect, test } from "./fixtures.ts";
import * as pages from "./pages.ts";
import { fill, heading, isOpened, kept, NO_NETWORK, openKept, save, saveButton, slowly } from "./saving.ts";

test.use({ serviceWorkers: "allow" });

test.beforeEach(async ({ page, troubles }) => {
  troubles.expect(...NO_NETWORK);
  await openKept(page, pages.gallery.path);
});

const list = (page: import("@playwright/test").Page, name: string) => page.getByRole("region", { name });

test("a story is saved with its pictures, and says so without a network, in another size of window", async ({ page, context }) => {
  await expect(saveButton(page)).toHaveAttribute("aria-pressed", "false");
  await save(page);
  await expect(page.getByRole("status").filter({ hasText: "Saved on this device" })).toBeVisible();
  // Pictures of what was opened may be pushed out.
  await page.evaluate("Promise.all(['opened', 'pictures'].map((name) => caches.delete(name)))");

  await context.setOffline(true);
  await page.setViewportSize({ width: 420, height: 800 });
  await page.reload();
  await expect(heading(page)).toHaveText(pages.gallery.heading);
  await expect(saveButton(page)).toHaveAttribute("aria-pressed", "true");
  const pictures = page.locator(".article img");
  expect(await pictures.count()).toBeGreaterThan(3);
  for (const picture of await pictures.all()) {
    await picture.scrollIntoViewIfNeeded();
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0)).toBe(true);
  }
});

test("the button tells the truth after a page is opened in place, gone back to, or shown again", async ({ page }) => {
  await save(page);
  await page.getByRole("contentinfo").getByRole("link", { name: "Front page" }).click();
  await expect(heading(page)).toHaveText(pages.front.heading);
  await page.getByRole("main").getByRole("link", { name: pages.article.heading }).first().click();
  await expect(heading(page)).toHaveText(pages.article.heading);
  await expect(saveButton(page)).toHaveAttribute("aria-pressed", "false");
  await page.goBack();
  await page.goBack();
  await expect(heading(page)).toHaveText(pages.gallery.heading);
  await expect(saveButton(page)).toHaveAttribute("aria-pressed", "true");
  await saveButton(page).click();
  await expect(saveButton(page)).toHaveAttribute("aria-pressed", "false");
  await expect(page.getByRole("status").filter({ hasText: "No longer saved" })).toBeVisible();
  expect(await kept(page, "saved")).toEqual([]);
  expect(await kept(page, "saved-pictures")).toEqual([]);
});

test("a story is said to be saved while its copy is made anew", async ({ page, context }) => {
  await save(page);
  await slowly(context, "Cache", "put");
  await page.reload();
  await expect(saveButton(page)).toHaveAttribute("aria-pressed", "true");
});

test("a story that is let go of while its copy is made anew stays gone", async ({ page, context }) => {
  await save(page);
  await page.evaluate("caches.delete('opened')");
  await slowly(context, "Response", "text");
  await page.reload();
  await expect(saveButton(page)).toHaveAttribute("aria-pressed", "true");
  await saveButton(page).click();
  await expect(page.getByRole("status").filter({ hasText: "No longer saved" })).toBeVisible();
  // It is kept as opened after it was kept as saved.
  await isOpened(page, pages.gallery.path);
  expect(await kept(page, "saved")).toEqual([]);
});

test("a story stays as it was where a newer copy of it cannot be kept", async ({ page, context }) => {
  await save(page);
  await page.evaluate("caches.delete('opened')");
  await context.serviceWorkers()[0]?.evaluate((path) => {
    const { put } = Cache.prototype;
    Cache.prototype.put = async function (key, answer) {
      if (key === path) {
        Cache.prototype.put = put;
        throw new Error("The disk is broken.");
      }
      return put.call(this, key, answer);
    };
  }, pages.gallery.path);
  await page.reload();
  // Kept as opened after that was tried.
  await isOpened(page, pages.gallery.path);
  expect(await kept(page, "saved")).toEqual([pages.gallery.path]);
});

test("letting go of a story leaves the pictures that another saved one shows", async ({ page }) => {
  await save(page);
  const ofTheGallery = await kept(page, "saved-pictures");
  expect(ofTheGallery.length).toBeGreaterThan(0);
  await page.goto(pages.article.path);
  await save(page);
  await saveButton(page).click();
  await expect(saveButton(page)).toHaveAttribute("aria-pressed", "false");
  expect(await kept(page, "saved")).toEqual([pages.gallery.path]);
  await expect.poll(() => kept(page, "saved-pictures")).toEqual(expect.arrayContaining(ofTheGallery));
});

test("what is kept is listed with and without a network, and let go of one by one or at once", async ({ page, context }) => {
  await save(page);
  await page.goto(pages.rtlArticle.path);
  await save(page);
  await page.goto(pages.opinion.path);
  await page.getByRole("contentinfo").getByRole("link", { name: "Saved stories" }).click();
  await expect(heading(page)).toHaveText("Saved stories");
  await expect(page.getByRole("main")).toContainText("200 at most");

  const saved = list(page, "Saved for later").getByRole("listitem");
  await expect(saved).toHaveCount(2);
  await expect(saved.nth(0).getByRole("link")).toHaveText(pages.rtlArticle.heading);
  await expect(saved.nth(0).locator("bdi")).toHaveAttribute("dir", "rtl");
  await expect(saved.nth(1)).toContainText(/Saved on \w+ \d+, \d{4}/);
  const opened = list(page, "Opened last");
  await expect(opened.getByRole("link", { name: pages.opinion.heading })).toBeVisible();
  await expect(opened.getByRole("link", { name: pages.gallery.heading })).toHaveCount(0);

  await context.setOffline(true);
  await page.reload();
  await expect(heading(page)).toHaveText("Saved stories");
  await page.getByRole("button", { name: `Remove ${pages.rtlArticle.heading}` }).click();
  await expect(saved).toHaveCount(1);
  await expect(page.locator("#announcer")).toHaveText("No longer saved");
  await expect(page.getByRole("button", { name: `Remove ${pages.gallery.heading}` })).toBeFocused();
  expect(await kept(page, "saved")).toEqual([pages.gallery.path]);

  await context.setOffline(false);
  page.once("dialog", (dialog) => dialog.dismiss());
  await page.getByRole("button", { name: "Forget all of it" }).click();
  expect(await kept(page, "saved")).toEqual([pages.gallery.path]);
  page.once("dialog", (dialog) => dialog.accept());
  await page.getByRole("button", { name: "Forget all of it" }).click();
  await expect(page.getByText("Nothing is kept on this device so far.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Forget all of it" })).toBeHidden();
  for (const name of ["saved", "saved-pictures"]) expect(await kept(page, name)).toEqual([]);
});

test("as many stories are saved as the page says, and no more", async ({ page }) => {
  await save(page);
  await fill(page, "saved", pages.gallery.path, 199);
  await page.goto(pages.article.path);
  await saveButton(page).click();
  await expect(page.getByText("No more can be saved. Please remove one first.")).toBeVisible();
  await expect(saveButton(page)).toHaveAttribute("aria-pressed", "false");
  expect(await kept(page, "saved")).not.toContain(pages.article.path);
});

test("where the browser has no room, what was opened goes first, and what cannot be saved says so", async ({ page, baseURL }) => {
  await page.goto(pages.article.path);
  await expect.poll(() => kept(page, "opened")).toContain(pages.article.path);
  const browser = await page.context().newCDPSession(page);
  await browser.send("Storage.overrideQuotaForOrigin", { origin: baseURL ?? "", quotaSize: 1 });
  await saveButton(page).click();
  await expect(page.getByText("That could not be saved.")).toBeVisible();
  await expect(saveButton(page)).toHaveAttribute("aria-pressed", "false");
  expect(await kept(page, "saved")).toEqual([]);
  expect((await kept(page, "opened")).filter((path) => path !== "/")).toEqual([]);

  await browser.send("Storage.overrideQuotaForOrigin", { origin: baseURL ?? "" });
  await save(page);
});

test("what is kept asks the browser once to stay, when the first story is saved", async ({ page }) => {
  await page.evaluate("window.asked = 0; StorageManager.prototype.persist = async () => { window.asked += 1; return true; }");
  await save(page);
  await expect.poll(() => page.evaluate("window.asked")).toBe(1);
  await page.getByRole("contentinfo").getByRole("link", { name: "Front page" }).click();
  await page.getByRole("main").getByRole("link", { name: pages.article.heading }).first().click();
  await expect(heading(page)).toHaveText(pages.article.heading);
  await save(page);
  expect(await page.evaluate("window.asked")).toBe(1);
});

test("saving is not offered where nothing can be kept", async ({ page }) => {
  await page.addInitScript("delete window.caches");
  await page.goto(pages.article.path);
  await expect(page.getByRole("button", { name: "Share" })).toBeVisible();
  await expect(saveButton(page)).toBeHidden();
});
