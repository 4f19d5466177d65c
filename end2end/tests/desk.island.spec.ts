// What the desk does is seen at once in the pages that readers have open.
import type { Locator, Page } from "@playwright/test";
import { expect, isMarked, mark } from "./fixtures.ts";
import { address, button, heading, PASSWORD, publish, said, step, test, write } from "./desk_paper.ts";

const latest = (page: Page) => page.getByRole("region", { name: "Latest Posts" });

async function openLive(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(latest(page).getByText("Live", { exact: true })).toBeVisible();
  await mark(page);
}

test("a story that an editor publishes appears in a page that a reader has open", async ({ page, arrive }) => {
  const editor = await arrive("Eve", "editor");
  await openLive(page, "/");
  await publish(editor, "The ferry is late", "It left at nine.");
  await expect(latest(page).getByRole("listitem").getByRole("link").first()).toHaveText("The ferry is late");
  expect(await isMarked(page)).toBe(true);
});

test("a story that is recalled goes out of every open page at once", async ({ page, arrive, troubles }) => {
  troubles.expect(/^410 \/city\/the-ferry-is-late$/);
  const editor = await arrive("Eve", "editor");
  await publish(editor, "The ferry is late", "It left at nine.");
  await openLive(page, "/city/the-ferry-is-late");
  await editor.getByText("Recall it").click();
  await editor.getByLabel("What readers are told").fill("There was no ferry.");
  await step(editor, "Recall", "Recalled. Its address now says why.");
  await expect(page.getByRole("main")).not.toContainText("It left at nine.");
  await expect(latest(page)).not.toContainText("The ferry is late");
  expect(await isMarked(page)).toBe(true);
  await expect(button(editor, "Publish now")).toBeVisible();
});

test("what stands beside the text follows what is saved, and a step is about it", async ({ arrive }) => {
  const editor = await arrive("Eve", "editor");
  await write(editor, "The ferry is late", "It left at nine.");
  const story = editor.getByLabel("Story", { exact: true });
  await story.fill("");
  await expect(editor.locator("#save-state")).toContainText("Unsaved");
  await editor.keyboard.press("Control+s");
  await expect(editor.locator(".manuscript__problem")).toContainText("The story has no text.");
  await story.fill("It left at ten.");
  await step(editor, "Publish now", "Published. Readers have it now.");
  await editor.goto("/city/the-ferry-is-late");
  await expect(editor.getByRole("article").first()).toContainText("It left at ten.");
});

test("what somebody typed when their session ended stays on the page, and is saved once they signed in elsewhere", async ({ arrive, troubles }) => {
  troubles.expect(/^401 \/desk\/stories\/1(\/here)?$/);
  const reporter = await arrive("Rae", "reporter");
  await write(reporter, "The ferry is late", "It left at nine.");
  await reporter.context().clearCookies();
  await reporter.getByLabel("Story", { exact: true }).fill("It left at ten.");
  await button(reporter, "Save").click();
  await expect(reporter.locator("#save-state")).toContainText("Signed out: kept in this browser");
  const opened = reporter.context().waitForEvent("page");
  await reporter.getByRole("link", { name: "Sign in" }).click();
  const other = await opened;
  await other.getByLabel("E-mail address").fill(address("Rae"));
  await other.getByLabel("Password").fill(PASSWORD);
  await button(other, "Sign in").click();
  await other.getByRole("link", { name: "The ferry is late" }).click();
  await reporter.bringToFront();
  await reporter.evaluate(() => dispatchEvent(new Event("focus")));
  await expect(reporter.locator("#save-state")).toContainText(/^Saved/);
  await other.reload();
  await expect(other.getByLabel("Story", { exact: true })).toHaveValue("It left at ten.");
});

test("whoever has a story open is told who comes and goes", async ({ arrive }) => {
  const ann = await arrive("Ann", "editor");
  const story = await write(ann, "The ferry is late", "It left at nine.");
  await ann.clock.install();
  await ann.goto(story);
  await expect(ann.locator("#others")).toBeHidden();
  const eve = await arrive("Eve", "editor");
  await eve.goto(story);
  await ann.clock.runFor(16_000);
  await expect(ann.locator("#others")).toHaveText("Also here: Eve");
});

test("a note is about the words that are selected in the story", async ({ arrive }) => {
  const eve = await arrive("Eve", "editor");
  await write(eve, "The ferry is late", "It left at nine. Nobody saw it go.");
  await eve.getByLabel("Story", { exact: true }).evaluate((field: HTMLTextAreaElement) => {
    field.focus();
    field.setSelectionRange(0, "It left at nine.".length);
  });
  await eve.getByText("Write a note").click();
  await expect(eve.getByLabel("About these words")).toHaveValue("It left at nine.");
  await eve.getByLabel("Note", { exact: true }).fill("Who says so?");
  await button(eve, "Leave the note").click();
  await expect(eve.getByRole("region", { name: "Notes" }).getByRole("blockquote")).toHaveText("It left at nine.");
});

test("a front is seen before it goes out, as wide as a phone too", async ({ arrive, troubles }) => {
  // The page of readers in the frame has scripts, and none of them may run there.
  troubles.expect(/^console error: Blocked script execution in '\S+\/proof\S*' because the document's frame is sandboxed/);
  const eve = await arrive("Eve", "editor");
  await eve.goto("/desk/front");
  await eve.locator("#front select").first().selectOption({ label: "Story 9 of yesterday" });
  const opened = eve.context().waitForEvent("page");
  await button(eve, "See it first").click();
  const preview = await opened;
  const front = preview.frameLocator("iframe");
  await expect(front.getByRole("main").getByRole("article").first()).toContainText("Story 9 of yesterday");
  await preview.getByLabel("a phone").check();
  await expect.poll(() => preview.locator("iframe").evaluate((frame) => frame.clientWidth)).toBeLessThanOrEqual(390);
});

test("the front of a section is arranged by hand and by keyboard, and seen before it goes out", async ({ arrive, troubles }) => {
  troubles.expect(/^console error: Blocked script execution in '\S+\/proof\S*' because the document's frame is sandboxed/);
  const eve = await arrive("Eve", "editor");
  await eve.goto("/desk/front");
  await eve.getByRole("navigation", { name: "Fronts" }).getByRole("link", { name: "City" }).click();
  await expect(heading(eve)).toHaveText("Front of City");
  const lead = eve.getByLabel("Lead", { exact: true });
  const second = eve.getByLabel("Below it, 1");
  await lead.selectOption({ label: "Story 9 of yesterday" });
  await second.selectOption({ label: "Story 8 of yesterday" });
  await lead.press("Alt+ArrowDown");
  await expect(lead.locator("option:checked")).toHaveText("Story 8 of yesterday");
  await expect(second).toBeFocused();
  const handle = eve.locator(".desk-slot__handle");
  await handle.nth(1).dragTo(lead);
  await expect(lead.locator("option:checked")).toHaveText("Story 9 of yesterday");
  const opened = eve.context().waitForEvent("page");
  await button(eve, "See it first").click();
  const preview = await opened;
  const front = preview.frameLocator("iframe");
  await expect(front.getByRole("main").getByRole("article").first()).toContainText("Story 9 of yesterday");
  await preview.getByLabel("a phone").check();
  await expect.poll(() => preview.locator("iframe").evaluate((frame) => frame.clientWidth)).toBeLessThanOrEqual(390);
  await button(eve, "Put it out now").click();
  await expect(said(eve)).toHaveText("Readers have this front now.");
  await eve.goto("/city");
  const stories = eve.getByRole("main").getByRole("article");
  await expect(stories.nth(0)).toContainText("Story 9 of yesterday");
  await expect(stories.nth(1)).toContainText("Story 8 of yesterday");
});

test("the preview looks as readers will have it, and so does a draft that is shared", async ({ page, arrive }) => {
  const parts = ["p", "h2", "h3", "p a", "strong", "li", "blockquote", "td"];
  const look = (story: Locator) =>
    story.evaluate((story, parts) => {
      const styles = ["fontFamily", "fontSize", "fontWeight", "lineHeight", "color", "textDecorationLine", "textDecorationColor", "marginBlockStart", "marginBlockEnd"] as const;
      return Object.fromEntries(
        parts.map((part) => {
          const found = getComputedStyle(story.querySelector(part) as Element);
          return [part, Object.fromEntries(styles.map((style) => [style, found[style]]))];
        }),
      );
    }, parts);
  const editor = await arrive("Eve", "editor");
  const body = "It was [late](/city).\n\n## The quay\n\nIt **left** at nine.\n\n### And then\n\n- one\n\n> Nobody saw it.\n\n| a | b |\n| - | - |\n| 1 | 2 |";
  await publish(editor, "The ferry is late", body);
  await page.goto("/city/the-ferry-is-late");
  const toReaders = await look(page.locator(".article__body"));

  await editor.getByRole("toolbar").getByRole("button", { name: "Preview" }).click();
  const preview = editor.locator("#preview .article__body");
  await expect(preview.locator("td")).toHaveCount(2);
  expect(await look(preview)).toEqual(toReaders);

  await editor.getByText("Show the draft to somebody").click();
  await button(editor, "Make a link").click();
  await page.goto(new URL(await editor.locator(".desk-link").innerText()).pathname);
  expect(await look(page.locator(".article__body"))).toEqual(toReaders);
});
