// What a tab leaves in the browser is offered on the page that is open, whichever of the two comes first.
import type { Page } from "@playwright/test";
import type { EditorDesk } from "./editor_desk.mjs";
import { banner, besides, body, copies, expect, open, openAgain, state, STORY, test, typeAndLeave, write } from "./editing.ts";

const BEFORE = "The tram came.\n\nNobody cheered.";

/** Types into a page that stays open, until the other one sees what the browser keeps of that. */
async function typeAndStay(page: Page, other: Page, words: string): Promise<void> {
  await write(page, words);
  await page.clock.runFor(500);
  await expect.poll(async () => (await copies(other)).map(({ body }) => body?.endsWith(words))).toEqual([true]);
}

/** What a desk says that takes nothing, also of a page that is being closed. */
const TAKES_NOTHING = () => ({ status: 503, body: {} });

/** Two tabs with the story of a desk that takes nothing. */
async function two(page: Page, desk: EditorDesk): Promise<Page> {
  desk.answer = TAKES_NOTHING;
  await open(page);
  const other = await page.context().newPage();
  await openAgain(other);
  for (const tab of [page, other]) await expect(tab.getByText("also open in another tab")).toBeVisible();
  return other;
}

async function crash(page: Page): Promise<void> {
  const browser = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent("crash");
  void browser.send("Page.crash").catch(() => {});
  await crashed;
}

test("a tab that is closed after the story was opened in another leaves its text there", async ({ page, desk, troubles }) => {
  troubles.expect(/^503 /);
  const other = await two(page, desk);
  await typeAndStay(page, other, " Old.");
  await expect(banner(other)).toHaveCount(0);
  await page.close();
  await expect(banner(other)).toContainText("It differs in: Story.");
  await expect(body(other)).toHaveValue(BEFORE);
  await banner(other).getByRole("button", { name: "Restore it" }).click();
  await expect(body(other)).toHaveValue(`${BEFORE} Old.`);
});

test("a tab that is closed before the story is opened in another leaves its text there", async ({ page, context, troubles }) => {
  troubles.expect(/^failed /);
  await open(page);
  await typeAndLeave(page, " Old.");
  const other = await context.newPage();
  await openAgain(other);
  await banner(other).getByRole("button", { name: "Restore it" }).click();
  await expect(body(other)).toHaveValue(`${BEFORE} Old.`);
});

test("a tab that is closed while the story is opened in another leaves its text there", async ({ page, desk, context, troubles }) => {
  troubles.expect(/^503 /);
  await open(page);
  const other = await context.newPage();
  await other.goto("/desk/sign-in");
  desk.answer = TAKES_NOTHING;
  await typeAndStay(page, other, " Old.");
  await Promise.all([openAgain(other), page.close()]);
  await banner(other).getByRole("button", { name: "Restore it" }).click();
  await expect(body(other)).toHaveValue(`${BEFORE} Old.`);
});

test("a tab that crashes leaves its text to the one that is open, and is no longer said to be there", async ({ page, desk, context, troubles }) => {
  troubles.expect(/^503 /);
  desk.answer = TAKES_NOTHING;
  await openAgain(page);
  const other = await context.newPage();
  await openAgain(other);
  await expect(other.getByText("also open in another tab")).toBeVisible();
  await write(page, " Old.");
  await expect.poll(async () => (await copies(other)).map(({ body }) => body)).toEqual([`${BEFORE} Old.`]);
  await crash(page);
  await expect(banner(other)).toBeVisible();
  await expect(other.getByText("also open in another tab")).toHaveCount(0);
});

test("where a browser has no locks, a tab that does not answer any more leaves its text to the one that is open", async ({ page, desk, context, troubles }) => {
  troubles.expect(/^503 /);
  desk.answer = TAKES_NOTHING;
  await context.addInitScript(() => Object.defineProperty(Navigator.prototype, "locks", { value: undefined }));
  await page.clock.install();
  const other = await context.newPage();
  await other.clock.install();
  for (const tab of [page, other]) await openAgain(tab);
  await expect(other.getByText("also open in another tab")).toBeVisible();
  await typeAndStay(page, other, " Old.");
  await other.clock.runFor(6_000);
  await expect(banner(other)).toHaveCount(0);
  await page.close();
  await expect(async () => {
    await other.clock.runFor(1_000);
    await expect(banner(other)).toBeVisible({ timeout: 500 });
  }).toPass();
  await expect(other.getByText("also open in another tab")).toHaveCount(0);
});

test("text that reached the desk just as its tab was closed is not offered", async ({ page, desk, troubles }) => {
  troubles.expect(/^503 /);
  const other = await two(page, desk);
  await typeAndStay(page, other, " Old.");
  desk.take({ ...desk.texts, body: `${BEFORE} Old.` });
  await page.close();
  await expect.poll(() => copies(other)).toEqual([]);
  await expect(banner(other)).toHaveCount(0);
  await expect(body(other)).toHaveValue(BEFORE);
});

test("what one tab took or threw away is not offered in the next", async ({ page, desk, context, troubles }) => {
  troubles.expect(/^503 /);
  const other = await two(page, desk);
  const third = await context.newPage();
  await openAgain(third);
  await typeAndStay(page, other, " Old.");
  await page.close();
  for (const tab of [other, third]) await expect(banner(tab)).toBeVisible();
  await banner(other).getByRole("button", { name: "Discard it" }).click();
  for (const tab of [other, third]) await expect(banner(tab)).toHaveCount(0);
  expect(await copies(third)).toEqual([]);
});

const correction = (page: Page) => page.getByLabel("What it had wrong");
const embargo = (page: Page) => page.getByLabel("Not before");
const at = (page: Page) => page.getByLabel("Or let it go out at");

/** Types terms that no step takes along. */
async function typeTerms(page: Page): Promise<void> {
  await page.getByText("Correction, embargo, end").click();
  await correction(page).fill("It left at ten.\n\nNot at nine.");
  await embargo(page).fill("2031-03-04T18:00");
  await at(page).fill("2031-03-05T07:30");
}

const TERMS = { correction: "It left at ten.\n\nNot at nine.", embargo_until: "2031-03-04T18:00", at: "2031-03-05T07:30" };

for (const [how, leave] of Object.entries({ "is loaded again": null, crashes: crash, "is closed": (page: Page) => page.close() })) {
  test(`terms that were typed and not kept are offered after a page ${how}`, async ({ page, desk, context }) => {
    await openAgain(page);
    await typeTerms(page);
    await expect.poll(() => besides(page)).toEqual([TERMS]);
    const next = leave ? await context.newPage() : page;
    // Another page has seen what the browser keeps by then.
    if (leave) await next.goto("/desk/sign-in");
    if (leave) await expect.poll(() => besides(next)).toEqual([TERMS]);
    await leave?.(page);
    await openAgain(next);
    await expect(banner(next)).toContainText("It differs in: Or let it go out at, What it had wrong, Not before.");
    await expect(correction(next)).toHaveValue("");
    await banner(next).getByRole("button", { name: "Restore it" }).click();
    await expect(banner(next)).toHaveCount(0);
    await expect(correction(next)).toBeVisible();
    await expect(correction(next)).toHaveValue(TERMS.correction);
    await expect(embargo(next)).toHaveValue(TERMS.embargo_until);
    await expect(at(next)).toHaveValue(TERMS.at);
    await expect(at(next)).toBeFocused();
    await expect(state(next)).toHaveText("Saved 12:00");
    await expect.poll(() => besides(next)).toEqual([TERMS]);
    expect(await copies(next)).toEqual([{}]);
    expect(desk.sent).toEqual([]);
  });
}

test("terms that are discarded, or emptied again, are gone", async ({ page }) => {
  await openAgain(page);
  await typeTerms(page);
  await expect.poll(() => besides(page)).toEqual([TERMS]);
  await openAgain(page);
  await banner(page).getByRole("button", { name: "Discard it" }).click();
  expect(await besides(page)).toEqual([]);
  await at(page).fill("2031-03-05T07:30");
  await expect.poll(() => besides(page)).toEqual([{ at: TERMS.at }]);
  await at(page).fill("");
  await expect.poll(() => besides(page)).toEqual([]);
});

test("text that is saved does not take the terms with it, and they do not take the text", async ({ page, desk }) => {
  await openAgain(page);
  await typeTerms(page);
  await write(page, "!");
  await page.keyboard.press("Control+s");
  await expect(state(page)).toHaveText("Saved 12:04");
  expect(await besides(page)).toEqual([TERMS]);
  desk.take({ ...desk.texts, body: "Somebody else wrote this." });
  await openAgain(page);
  await expect(banner(page)).toContainText("It differs in: Or let it go out at, What it had wrong, Not before.");
  await expect(banner(page)).not.toContainText("merged");
});

test("what the desk has kept meanwhile is not offered, and what somebody else changed is told of", async ({ page, desk }) => {
  await openAgain(page);
  await typeTerms(page);
  await expect.poll(() => besides(page)).toEqual([TERMS]);
  desk.terms = { correction: TERMS.correction, embargo_until: "2031-01-01T06:00" };
  await openAgain(page);
  await expect(banner(page)).toContainText("It differs in: Or let it go out at, Not before. “Not before” was changed since: it says 2031-01-01 06:00.");
});

test("a step that did not reach the desk leaves what it was to take along", async ({ page, troubles }) => {
  troubles.expect(/^failed /);
  await openAgain(page);
  await typeTerms(page);
  await page.route(`**${STORY}`, (route) => (route.request().method() === "POST" ? route.abort() : route.continue()));
  await page.getByRole("button", { name: "Approve" }).click();
  await page.waitForURL("chrome-error://chromewebdata/");
  await openAgain(page);
  await expect(banner(page)).toContainText("What it had wrong");
});

test("Save takes terms along, as every button does", async ({ page, desk }) => {
  await openAgain(page);
  await typeTerms(page);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Done: save");
  expect(desk.sent.at(-1)).toMatchObject({ do: "save", embargo_until: TERMS.embargo_until });
});
