// From the box to the first letter and out again, with script and without.
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { linkToConfirm } from "./outbox.ts";
import { stayInTouch } from "./pages.ts";

const main = (page: Page) => page.getByRole("main");
const letters = (page: Page) => main(page).getByRole("checkbox");
const heading = (page: Page) => main(page).getByRole("heading", { level: 1 });

/** An address that no other test and no other way of running this one has. */
function nobody(): string {
  return `reader-${crypto.randomUUID()}@example.org`;
}

/** Signs up for every letter on the page. */
async function signUp(page: Page, address: string): Promise<void> {
  await page.goto(stayInTouch.path);
  for (const letter of await letters(page).all()) await letter.check();
  await main(page).getByRole("textbox", { name: "E-mail address" }).fill(address);
  await main(page).getByRole("button", { name: "Keep me posted" }).click();
  await expect(main(page).getByRole("status")).toContainText("a link to confirm it is on its way");
}

async function confirm(page: Page, address: string): Promise<void> {
  await page.goto(await linkToConfirm(address));
  await expect(heading(page)).toHaveText("Confirm your address");
  await main(page).getByRole("button", { name: "Yes, send me the letters" }).click();
  await expect(heading(page)).toHaveText("Thank you, your address is confirmed");
}

async function openPreferences(page: Page): Promise<void> {
  await main(page).getByRole("link", { name: "Change your letters" }).click();
  await expect(heading(page)).toHaveText("Your letters");
}

test("the first letter is chosen, and a page without any is refused", async ({ page, troubles }) => {
  troubles.expect(/^422 \/stay-in-touch$/);
  await page.goto(stayInTouch.path);
  await expect(letters(page).first()).toBeChecked();
  for (const letter of await letters(page).all()) await letter.uncheck();
  await main(page).getByRole("textbox", { name: "E-mail address" }).fill("choosy@example.org");
  await main(page).getByRole("button", { name: "Keep me posted" }).click();
  await expect(main(page).getByRole("alert")).toHaveText("Please choose at least one letter.");
  await letters(page).first().check();
  await main(page).getByRole("button", { name: "Keep me posted" }).click();
  await expect(main(page).getByRole("status")).toContainText("a link to confirm it is on its way");
  await expect(letters(page).first()).toBeHidden();
});

test("a reader signs up, confirms, and has the letters they chose", async ({ page }) => {
  const address = nobody();
  await signUp(page, address);
  await confirm(page, address);
  await openPreferences(page);
  await expect(main(page)).toContainText(`These are the letters to ${address}.`);
  for (const letter of await letters(page).all()) await expect(letter).toBeChecked();
  await page.goto(await linkToConfirm(address));
  await expect(heading(page)).toHaveText("Your address is confirmed already");
});

test("what a reader changes stays changed", async ({ page }) => {
  const address = nobody();
  await signUp(page, address);
  await confirm(page, address);
  await openPreferences(page);
  await letters(page).first().uncheck();
  await main(page).getByRole("radio", { name: "At most one a week" }).check();
  await main(page).getByRole("combobox", { name: "Pause" }).selectOption({ label: "For four weeks" });
  await main(page).getByRole("button", { name: "Save" }).click();
  await expect(main(page).getByRole("status")).toHaveText("That is saved.");
  await page.reload();
  await expect(letters(page).first()).not.toBeChecked();
  await expect(main(page).getByRole("radio", { name: "At most one a week" })).toBeChecked();
  await expect(main(page).getByRole("combobox", { name: "Pause" })).toHaveValue("as-it-is");
});

test("a reader gets what is stored about them as a file", async ({ page }) => {
  const address = nobody();
  await signUp(page, address);
  await confirm(page, address);
  await openPreferences(page);
  const download = page.waitForEvent("download");
  await main(page).getByRole("link", { name: "Get everything as a file" }).click();
  expect((await download).suggestedFilename()).toBe("letters.json");
  const stored = await page.request.get(`${new URL(page.url()).pathname}/export`);
  expect(await stored.json()).toMatchObject({ address, state: "confirmed" });
});

test("a reader who is erased is not known any more", async ({ page, troubles }) => {
  troubles.expect(/^410 \/stay-in-touch\/preferences\//);
  const address = nobody();
  await signUp(page, address);
  await confirm(page, address);
  await openPreferences(page);
  const preferences = page.url();
  await main(page).getByRole("link", { name: "Erase everything" }).click();
  await expect(heading(page)).toHaveText("Erase everything?");
  await main(page).getByRole("button", { name: "Erase everything" }).click();
  await expect(heading(page)).toHaveText("Everything is erased");
  await page.goto(preferences);
  await expect(heading(page)).toHaveText("We do not have your address any more");
});

test("a link that was cut off says what to do", async ({ page, troubles }) => {
  troubles.expect(/^404 \/stay-in-touch\/confirm\//);
  await page.goto("/stay-in-touch/confirm/Y3V0LW9mZg");
  await expect(heading(page)).toHaveText("That link is not whole");
});

test("nothing behind a link is wider than a small screen", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  for (const sheet of ["sign-up", "confirm", "letter-preferences", "unsubscribed", "letters", "letter", "issue"]) {
    for (const language of ["en", "ar"]) {
      await page.goto(`/desk/catalogue/${sheet}?lang=${language}`);
      const root = page.locator("html");
      const tooWide = await root.evaluate((element) => element.scrollWidth - element.clientWidth);
      expect(tooWide, `${sheet} in ${language}`).toBeLessThanOrEqual(0);
    }
  }
});
