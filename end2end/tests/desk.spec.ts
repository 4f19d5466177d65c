// The desk from its founding to a recall, with script and without.
import type { Page } from "@playwright/test";
import { address, button, enter, expect, heading, PASSWORD, publish, said, save, step, test, write } from "./desk_paper.ts";

const STAGE = ".desk-beside .desk-stage";

test("whoever opens the link on the terminal owns the desk, and lets a reporter in by another one", async ({ page, paper, outsider, troubles }) => {
  troubles.expect(/^410 \/desk\/enter\//);
  const link = new URL(await paper.says(/(http\S+\/desk\/enter\/\S+)/)).pathname;
  await page.goto(link);
  await expect(heading(page)).toHaveText("Found the desk");
  await page.getByLabel("Your name").fill("Olga");
  await page.getByLabel("Your e-mail address").fill(address("olga"));
  await page.getByLabel("A password").fill(PASSWORD);
  await button(page, "Go in").click();
  await expect(heading(page)).toHaveText("Stories");

  await page.getByText("More", { exact: true }).click();
  await page.getByRole("link", { name: "People" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Rae");
  await page.getByLabel("E-mail address").fill(address("rae"));
  await button(page, "Invite").click();
  const invitation = await page.locator(".desk-link").innerText();
  await expect(page.getByRole("row", { name: /Rae/ })).toContainText("(invited)");

  const reporter = await outsider();
  await enter(reporter, invitation);
  await expect(reporter.getByRole("navigation", { name: "Desk" })).not.toContainText("People");
  for (const used of [link, new URL(invitation).pathname]) {
    await reporter.goto(used);
    await expect(reporter.getByRole("main")).toContainText("This link was used already");
  }
});

test("a reporter writes, an editor publishes and corrects it, and readers have each", async ({ arrive, outsider }) => {
  const reporter = await arrive("Rae", "reporter");
  await write(reporter, "The ferry is late", "It left at nine.");
  await step(reporter, "Ask for a review", "An editor will find it under “In review”.");
  await expect(reporter.locator(STAGE)).toHaveText("In review");
  await expect(button(reporter, "Publish now")).toHaveCount(0);

  const editor = await arrive("Eve", "editor");
  await editor.getByRole("row", { name: /The ferry is late/ }).getByRole("link").click();
  await step(editor, "Publish now", "Published. Readers have it now.");
  const reader = await outsider();
  await reader.goto("/city/the-ferry-is-late");
  await expect(reader.getByRole("article").first()).toContainText("It left at nine.");
  await expect(reader.getByRole("article").first()).toContainText("Rae");

  await editor.getByLabel("Story", { exact: true }).fill("It left at ten.");
  await save(editor);
  await editor.getByText("Correction, embargo, end").click();
  await editor.getByLabel("What it had wrong").fill("An earlier version said that it left at nine.");
  await step(editor, "Keep", "Kept.");
  await step(editor, "Publish the update", "Published. Readers have it now.");
  await reader.reload();
  await expect(reader.getByRole("article").first()).toContainText("An earlier version said that it left at nine.");
  await reader.getByRole("link", { name: "What changed" }).click();
  await expect(reader.locator("del")).toHaveText(["nine"]);
  await expect(reader.locator("ins")).toHaveText(["ten"]);
  await reader.goto("/corrections");
  await expect(reader.getByRole("main")).toContainText("The ferry is late");
});

test("a story that was recalled says why, and nothing leads to it", async ({ arrive, outsider, troubles }) => {
  troubles.expect(/^410 \/city\/the-ferry-is-late$/);
  const editor = await arrive("Eve", "editor");
  await publish(editor, "The ferry is late", "It left at nine.");
  await editor.getByText("Recall it").click();
  await editor.getByLabel("What readers are told").fill("There was no ferry.");
  await step(editor, "Recall", "Recalled. Its address now says why.");
  await expect(editor.locator(STAGE)).toHaveText("Recalled");
  const reader = await outsider();
  const answer = await reader.goto("/city/the-ferry-is-late");
  expect(answer?.status()).toBe(410);
  await expect(reader.getByRole("main")).toContainText("There was no ferry.");
  await reader.goto("/");
  await expect(reader.locator("body")).not.toContainText("The ferry is late");
});

test("a story that is scheduled comes out by itself", async ({ arrive, outsider }) => {
  const editor = await arrive("Eve", "editor");
  test.slow();
  const story = await write(editor, "The ferry is late", "It left at nine.");
  // The paper's clock is UTC. Seconds can be given, though browsers offer minutes, and write a whole one without them.
  const soon = new Date(Date.now() + 15_000).toISOString().slice(0, 19).replace(/:00$/, "");
  // What stands beside a story is drawn anew after a save, until somebody uses it.
  const time = editor.getByLabel("Or let it go out at");
  await expect(async () => {
    await time.evaluate((field: HTMLInputElement, soon) => {
      field.step = "1";
      field.value = soon;
    }, soon);
    await expect(time).toHaveValue(soon, { timeout: 500 });
  }).toPass();
  await step(editor, "Schedule", "Scheduled. It goes out by itself.");
  await expect(editor.locator(STAGE)).toContainText("Scheduled for");
  const reader = await outsider();
  await expect(async () => {
    await reader.goto("/");
    await expect(reader.getByRole("link", { name: "The ferry is late" }).first()).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 60_000 });
  await editor.goto(story);
  await expect(editor.locator(STAGE)).toHaveText("Published");
});

test("what somebody typed when their session ended is saved once they are signed in again", async ({ arrive, javaScriptEnabled, troubles }) => {
  test.skip(javaScriptEnabled, "with script the page stays, which has a test of its own");
  troubles.expect(/^401 \/desk\/stories\/1$/, /^422 \/desk\/sign-in$/);
  const reporter = await arrive("Rae", "reporter");
  const story = await write(reporter, "The ferry is late", "It left at nine.");
  await reporter.context().clearCookies();
  await reporter.getByLabel("Story", { exact: true }).fill("\nIt left at ten,\nafter “all” & sundry.");
  await button(reporter, "Save").click();
  await expect(reporter.getByRole("alert")).toContainText("what you typed is saved");
  await signIn(reporter, "Rae", "not the password at all");
  await expect(reporter.getByRole("alert")).toHaveText("Address and password do not belong together.");
  await signIn(reporter, "Rae", PASSWORD);
  await expect(said(reporter)).toHaveText("Saved.");
  expect(new URL(reporter.url()).pathname).toBe(story);
  await expect(reporter.getByLabel("Story", { exact: true })).toHaveValue("\nIt left at ten,\nafter “all” & sundry.");
});

test("the desk is reached by keyboard alone, from the sign-in to what readers get", async ({ arrive, javaScriptEnabled, outsider }) => {
  await arrive("Eve", "editor");
  const page = await outsider();
  await page.goto("/desk");
  await tabTo(page, "E-mail address");
  await page.keyboard.type(address("eve"));
  await tabTo(page, "Password");
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press("Enter");
  await expect(heading(page)).toHaveText("Stories");

  await tabTo(page, "Headline of a new story");
  await page.keyboard.type("The ferry is late");
  await tabTo(page, "Section");
  await page.keyboard.type("City");
  await tabTo(page, "New story");
  await page.keyboard.press("Enter");
  await tabTo(page, "Story");
  await page.keyboard.type("It left at nine.");
  await tabTo(page, "Save", "Shift+Tab");
  await page.keyboard.press("Enter");
  if (javaScriptEnabled) await expect(page.locator("#save-state")).toContainText("Saved");
  else await expect(said(page)).toHaveText("Saved.");
  // The gate has said that it has no standfirst.
  await tabTo(page, "In spite of the warnings");
  await page.keyboard.press("Space");
  await tabTo(page, "Publish now");
  await page.keyboard.press("Enter");
  await expect(said(page)).toHaveText("Published. Readers have it now.");
  await tabTo(page, "See it as readers do");
  await page.keyboard.press("Enter");
  await expect(heading(page)).toHaveText("The ferry is late");
});

async function signIn(page: Page, name: string, password: string): Promise<void> {
  await page.getByLabel("E-mail address").fill(address(name));
  await page.getByLabel("Password").fill(password);
  await button(page, "Sign in").click();
}

/** Presses Tab until what has that name, or that label, has the focus, as somebody without a mouse would. */
async function tabTo(page: Page, name: string, key = "Tab"): Promise<void> {
  const named = page.getByRole("button", { name, exact: true }).or(page.getByRole("link", { name, exact: true }));
  const stop = named.or(page.getByLabel(name, { exact: true })).first();
  await expect(stop).toBeVisible();
  for (let pressed = 0; pressed < 60; pressed += 1) {
    await page.keyboard.press(key);
    if (await stop.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`${key} does not lead to ${name}`);
}
