// A story is passed on by whatever the browser has: a share sheet, the clipboard, or the address to copy by hand.
import type { Page } from "@playwright/test";
import { expect, islandsAreAwake, test } from "./fixtures.ts";
import { article } from "./pages.ts";

interface Device {
  /** How its share sheet ends; there is none without. */
  sheet?: "shared" | "AbortError" | "NotAllowedError";
  /** Whether there is a clipboard, and what it does. */
  clipboard: "open" | "closed" | "none";
}

async function openOn(page: Page, device: Device) {
  await page.addInitScript(({ sheet, clipboard }) => {
    const share = () => (sheet === "shared" ? Promise.resolve() : Promise.reject(new DOMException("", sheet)));
    if (sheet) Object.defineProperty(Navigator.prototype, "share", { value: share });
    else delete (Navigator.prototype as { share?: unknown }).share;
    const writeText = (text: string) => {
      if (clipboard === "closed") return Promise.reject(new DOMException("", "NotAllowedError"));
      document.documentElement.dataset.copied = text;
      return Promise.resolve();
    };
    Object.defineProperty(navigator, "clipboard", { value: clipboard === "none" ? undefined : { writeText } });
  }, device);
  await page.goto(article.path);
  await islandsAreAwake(page);
}

const share = (page: Page) => page.getByRole("button", { name: "Share" }).click();
const said = (page: Page) => page.getByText("Link copied");
const copied = (page: Page) => page.locator("html").getAttribute("data-copied");

test("without a share sheet the address is copied", async ({ page }) => {
  await openOn(page, { clipboard: "open" });
  await share(page);
  await expect(said(page)).toBeVisible();
  expect(await copied(page)).toBe(page.url());
});

test("where the share sheet does not open, the address is copied", async ({ page }) => {
  await openOn(page, { sheet: "NotAllowedError", clipboard: "open" });
  await share(page);
  await expect(said(page)).toBeVisible();
  expect(await copied(page)).toBe(page.url());
});

for (const sheet of ["shared", "AbortError"] as const) {
  test(`after a share sheet that ended with ${sheet} nothing is copied`, async ({ page }) => {
    await openOn(page, { sheet, clipboard: "open" });
    await share(page);
    await expect(said(page)).toBeHidden();
    expect(await copied(page)).toBeNull();
  });
}

for (const clipboard of ["none", "closed"] as const) {
  test(`where the clipboard is ${clipboard}, the address is shown to be copied`, async ({ page }) => {
    await openOn(page, { clipboard });
    const shown = page.waitForEvent("dialog").then(async (dialog) => {
      const default_ = dialog.defaultValue();
      await dialog.dismiss();
      return default_;
    });
    await share(page);
    expect(await shown).toBe(page.url());
    await expect(said(page)).toBeHidden();
  });
}
