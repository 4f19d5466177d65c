// Signing up, with script and without: the same words either way.
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { stayInTouch } from "./pages.ts";

const THANKS =
  "Thank you. If letters can reach that address, a link to confirm it is on its way there. Nothing else is sent before " +
  "you follow it. If it does not come within minutes, look among unwanted mail or sign up once more.";

const form = (page: Page) => page.getByRole("main");
const field = (page: Page) => form(page).getByRole("textbox", { name: "E-mail address" });

async function signUp(page: Page, address: string): Promise<void> {
  await page.goto(stayInTouch.path);
  await field(page).fill(address);
  await form(page).getByRole("button", { name: "Keep me posted" }).click();
}

// Without script the answer to a bad address is a page of its own.
test.beforeEach(({ troubles }) => troubles.expect(/^422 \/stay-in-touch$/));

test("a good address is noted", async ({ page }) => {
  await signUp(page, "ada@example.org");
  await expect(form(page).getByRole("status")).toHaveText(THANKS);
  await expect(field(page)).toBeHidden();
});

test("an address that is known gets the same answer, however it is spelled", async ({ page }) => {
  for (const spelling of ["twice@example.org", "twice@example.org", "TWICE@Example.ORG", "  twice@example.org "]) {
    await signUp(page, spelling);
    await expect(form(page).getByRole("status")).toHaveText(THANKS);
  }
});

for (const { what, address, problem } of [
  { what: "without an @", address: "ada.example.org", problem: "An e-mail address has an @ in it" },
  { what: "without a dot after the @", address: "ada@localhost", problem: "does not look like a mail provider" },
  { what: "that is empty", address: "", problem: "Please type your e-mail address." },
  // It may have 64 characters before the @.
  { what: "that is too long", address: `${"a".repeat(65)}@example.org`, problem: "too long" },
  { what: "with markup in it", address: `"><b title='x'>bold</b>`, problem: "An e-mail address has an @ in it" },
]) {
  test(`an address ${what} is kept in the field, with what is wrong beside it`, async ({ page }) => {
    await signUp(page, address);
    const said = form(page).getByRole("alert");
    await expect(said).toContainText(problem);
    await expect(field(page)).toHaveValue(address);
    await expect(field(page)).toHaveAttribute("aria-invalid", "true");
    await expect(field(page)).toHaveAccessibleDescription((await said.textContent()) ?? "");

    const [above, below] = [await field(page).boundingBox(), await said.boundingBox()];
    const gap = (below?.y ?? Infinity) - ((above?.y ?? 0) + (above?.height ?? 0));
    expect(gap).toBeGreaterThanOrEqual(0);
    expect(gap).toBeLessThan(24);
  });
}

test("an address that is longer than any is not cut until it looks like one", async ({ page }) => {
  // Its first 254 characters would be an address of somebody else.
  const address = `ada@${"harbour.".repeat(30)}example.org.and.on.and.on`;
  await page.goto(stayInTouch.path);
  await field(page).focus();
  await page.keyboard.insertText(address);
  await page.keyboard.press("Enter");
  await expect(form(page).getByRole("alert")).toContainText("too long");
  await expect(field(page)).toHaveValue(address);
});

test("the form and the box beside it are told apart", async ({ page }) => {
  await page.goto(stayInTouch.path);
  const ids = await page.locator("[id]").evaluateAll((all) => all.map((element) => element.id));
  expect(ids).toEqual([...new Set(ids)]);
  const beside = page.getByRole("region", { name: "Stay in touch" });
  await beside.getByText("E-mail address").click();
  await expect(beside.getByRole("textbox", { name: "E-mail address" })).toBeFocused();
});

test("a field with nothing wrong in it does not claim otherwise", async ({ page }) => {
  await page.goto(stayInTouch.path);
  await expect(field(page)).toHaveAttribute("aria-invalid", "false");
  await expect(form(page).getByRole("alert")).toBeHidden();
  await expect(field(page)).toHaveAccessibleDescription("");
});

test("a program that fills in the field nobody sees gets the same answer", async ({ page }) => {
  await page.goto(stayInTouch.path);
  await field(page).fill("program@example.org");
  const unseen = form(page).locator("input[name=website]");
  await expect(unseen).not.toBeInViewport();
  await unseen.evaluate((input: HTMLInputElement) => {
    input.value = "https://example.org";
  });
  await form(page).getByRole("button", { name: "Keep me posted" }).click();
  await expect(form(page).getByRole("status")).toHaveText(THANKS);
});

test("a reader can correct a bad address", async ({ page }) => {
  await signUp(page, "bad");
  await expect(form(page).getByRole("alert")).toBeVisible();
  await field(page).fill("corrected@example.org");
  await form(page).getByRole("button", { name: "Keep me posted" }).click();
  await expect(form(page).getByRole("status")).toHaveText(THANKS);
  await expect(form(page).getByRole("alert")).toBeHidden();
});

test("the box beside every page signs up too", async ({ page }) => {
  await page.goto("/");
  const box = page.getByRole("region", { name: "Stay in touch" });
  await box.getByRole("textbox", { name: "E-mail address" }).fill("beside@example.org");
  await box.getByRole("button", { name: "Keep me posted" }).click();
  await expect(page.getByRole("status").filter({ hasText: THANKS }).first()).toBeVisible();
});

test("the answer to a good address may be reloaded without sending it again", async ({ page }) => {
  await signUp(page, "reload@example.org");
  await expect(form(page).getByRole("status")).toHaveText(THANKS);
  const sent: string[] = [];
  page.on("request", (request) => sent.push(request.method()));
  await page.reload();
  expect(sent).not.toContain("POST");
});
