// A live story at the desk, with script and without.
import type { Page } from "@playwright/test";
import { button, expect, publish, said, test } from "./desk_paper.ts";

const STORM = "/desk/coverage/storm-ada";
const entries = (page: Page) => page.locator("#entries > li");
const text = (page: Page) => page.locator("#new").getByLabel("What happens");

async function send(page: Page, words: string): Promise<void> {
  await text(page).fill(words);
  await button(page, "Send to readers").click();
  await expect(said(page)).toHaveText("The entry is sent.");
}

test("an editor covers a story: entries are sent, edited, pinned, removed, and made a story of their own", async ({ arrive, outsider }) => {
  const editor = await arrive("Eve", "editor");
  await publish(editor, "Storm Ada", "It blows.", "coverage");
  await editor.getByRole("link", { name: "Cover it live" }).click();
  await send(editor, "First gust.");
  await expect(text(editor)).toHaveValue("");
  await expect(text(editor)).toBeFocused();
  await editor.locator("#new").getByLabel("Headline, if it has one").fill("The roof is off");
  await editor.locator("#new").getByLabel("Key event").check();
  await send(editor, "It flew **away**.");
  await expect(entries(editor)).toHaveCount(2);
  await expect(entries(editor).first()).toContainText("The roof is off");
  await expect(entries(editor).first()).toContainText("Eve");
  await expect(entries(editor).first()).toContainText("Key event");

  const first = entries(editor).last();
  await first.getByText("Edit", { exact: false }).first().click();
  await first.getByLabel("What happens").fill("First gale.");
  await first.getByRole("button", { name: "Change it" }).click();
  await expect(said(editor)).toHaveText("The entry is changed.");
  await expect(first).toContainText("First gale.");
  await first.getByRole("button", { name: "Pin: entry 1" }).click();
  await expect(first).toContainText("Pinned");

  const reader = await outsider();
  await reader.goto("/city/storm-ada");
  const updates = reader.getByRole("region", { name: "Updates" });
  await expect(updates.locator(".coverage__pinned")).toContainText("First gale.");
  await expect(updates.getByRole("navigation", { name: "Key events" })).toContainText("The roof is off");

  await first.locator(".desk-entry__remove summary").click();
  await first.getByRole("button", { name: "Remove it" }).click();
  await expect(first).toContainText("Removed");
  await reader.reload();
  await expect(updates).not.toContainText("First gale.");

  await button(editor, "Close it").click();
  await expect(editor.locator("#new")).toContainText("It is closed.");
  await reader.reload();
  await expect(updates.locator(".coverage__state")).toHaveText("As it happened");

  await entries(editor).first().getByRole("button", { name: "Make it an article: entry 2" }).click();
  const begun = said(editor).filter({ hasText: "A story was begun with the words of the entry." });
  await expect(begun.or(editor.getByLabel("Story", { exact: true }))).toBeVisible();
  await editor.goto("/desk");
  await editor.getByRole("link", { name: "The roof is off" }).click();
  await expect(editor.getByLabel("Story", { exact: true })).toHaveValue(/It flew \*\*away\*\*\.\n\n\[Storm Ada\]\(\/city\/storm-ada\?entry=2#entry-2\)/);
});

test("what two editors make of one entry is lost by neither", async ({ arrive, troubles }) => {
  troubles.expect(/^422 \/desk\/coverage\/storm-ada\/entries\/1$/);
  const eve = await arrive("Eve", "editor");
  await publish(eve, "Storm Ada", "It blows.", "coverage");
  await eve.goto(STORM);
  await send(eve, "First gust.");
  const ann = await arrive("Ann", "editor");
  await ann.goto(STORM);
  for (const [page, words] of [[ann, "A gale, wrote Ann."], [eve, "A storm, wrote Eve."]] as const) {
    await entries(page).locator(".desk-entry__edit summary").click();
    await entries(page).getByLabel("What happens").fill(words);
  }
  await entries(ann).getByRole("button", { name: "Change it" }).click();
  await expect(said(ann)).toHaveText("The entry is changed.");
  await entries(eve).getByRole("button", { name: "Change it" }).click();
  await expect(eve.locator("#told")).toContainText("Somebody changed entry 1");
  await expect(entries(eve)).toContainText("A gale, wrote Ann.");
  await expect(entries(eve).getByLabel("What happens")).toHaveValue("A storm, wrote Eve.");
  await entries(eve).getByRole("button", { name: "Change it" }).click();
  await expect(said(eve)).toHaveText("The entry is changed.");
  await expect(entries(eve)).toContainText("A storm, wrote Eve.");
});

test("what is typed into an entry while the session ends is not lost", async ({ arrive, outsider, javaScriptEnabled, troubles }) => {
  test.skip(javaScriptEnabled ?? true, "with script the page stays; see the island tests");
  troubles.expect(/^401 \/desk\/coverage\/storm-ada$/);
  const eve = await arrive("Eve", "editor");
  await publish(eve, "Storm Ada", "It blows.", "coverage");
  await eve.goto(STORM);
  await eve.context().clearCookies();
  await text(eve).fill("A gust.");
  await button(eve, "Send to readers").click();
  await eve.getByLabel("E-mail address").fill("eve@paper.example");
  await eve.getByLabel("Password").fill("otter lantern gravel seventeen");
  await button(eve, "Sign in").click();
  await button(eve, "Send it").click();
  await expect(said(eve)).toHaveText("The entry is sent.");
  const reader = await outsider();
  await reader.goto("/city/storm-ada");
  await expect(reader.getByRole("region", { name: "Updates" })).toContainText("A gust.");
});
