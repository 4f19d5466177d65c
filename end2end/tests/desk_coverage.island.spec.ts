// A live story that two editors and a reader have open: what one sends is there for all at once, and nobody's words are lost.
import type { Page } from "@playwright/test";
import { expect, isMarked, mark } from "./fixtures.ts";
import { findings } from "./accessible.ts";
import { entries, send, STORM, text, two } from "./desk_live_story.ts";
import { button, said, test } from "./desk_paper.ts";

const announced = (page: Page) => page.locator("#announcer");

test("an entry is there for the other editor and for a reader at once, and nobody's page is loaded anew", async ({ page, arrive }) => {
  const [eve, ann] = await two(arrive);
  await page.goto("/city/storm-ada");
  await expect(page.getByRole("region", { name: "Latest Posts" }).getByText("Live", { exact: true })).toBeVisible();
  await page.setViewportSize({ width: 1000, height: 3000 });
  await mark(page);

  await text(ann).fill("A sentence that Ann has not");
  await send(eve, "First gust.");
  await expect(text(eve)).toBeFocused();
  await expect(text(eve)).toHaveValue("");
  await expect(entries(ann)).toContainText("First gust.");
  await expect(announced(ann)).toContainText("First gust.");
  await expect(page.getByRole("region", { name: "Updates" })).toContainText("First gust.");

  // Ann goes on where she was.
  await expect(text(ann)).toHaveValue("A sentence that Ann has not");
  await expect(text(ann)).toBeFocused();
  await ann.keyboard.type(" finished.");
  await ann.keyboard.press("Control+Enter");
  await expect(entries(eve).first()).toContainText("A sentence that Ann has not finished.");
  await expect(entries(eve).first()).toContainText("Ann");
  await expect(page.getByRole("region", { name: "Updates" })).toContainText("has not finished.");

  await entries(ann).last().getByRole("button", { name: "Pin: entry 1" }).click();
  await expect(entries(eve).last()).toContainText("Pinned");
  await entries(eve).first().locator(".desk-entry__remove summary").click();
  await entries(eve).first().getByRole("button", { name: "Remove it" }).click();
  await expect(entries(ann).first()).toContainText("Removed");
  await expect(page.getByRole("region", { name: "Updates" })).not.toContainText("has not finished.");
  await button(eve, "Pause it").click();
  await expect(ann.locator("#standing")).toContainText("Paused");
  for (const one of [eve, ann, page]) expect(await isMarked(one)).toBe(true);
});

test("an entry that somebody edits stays open when another changes it, and says so", async ({ arrive, troubles }) => {
  troubles.expect(/^422 \/desk\/coverage\/storm-ada\/entries\/1$/);
  const [eve, ann] = await two(arrive);
  await send(eve, "First gust.");
  await entries(ann).locator(".desk-entry__edit summary").click();
  await entries(ann).getByLabel("What happens").fill("A gale, wrote Ann.");
  await entries(eve).getByRole("button", { name: "Key event: entry 1" }).click();
  await expect(entries(ann).getByRole("alert")).toContainText("Somebody changed this entry");
  await expect(entries(ann).getByLabel("What happens")).toHaveValue("A gale, wrote Ann.");
  await entries(ann).getByRole("button", { name: "Change it" }).click();
  await expect(ann.locator("#told").getByRole("alert")).toContainText("Somebody changed entry 1");
  await expect(entries(ann).getByLabel("What happens")).toHaveValue("A gale, wrote Ann.");
  await expect(entries(ann).getByLabel("What happens")).toBeFocused();
  await ann.keyboard.press("Control+Enter");
  await expect(said(ann)).toHaveText("The entry is changed.");
  await expect(entries(eve)).toContainText("A gale, wrote Ann.");
});

test("an entry that two people changed stands in its place at once", async ({ arrive, troubles }) => {
  troubles.expect(/^422 \/desk\/coverage\/storm-ada\/entries\/2$/);
  const [eve, ann] = await two(arrive);
  for (const words of ["First gust.", "Second gust.", "Third gust."]) await send(eve, words);
  const second = entries(ann).nth(1);
  await expect(second).toContainText("Second gust.");
  await second.locator(".desk-entry__edit summary").click();
  await second.getByLabel("What happens").fill("A gale, wrote Ann.");
  await entries(eve).nth(1).getByRole("button", { name: "Key event: entry 2" }).click();
  await expect(second.getByRole("alert")).toContainText("Somebody changed this entry");
  await second.getByRole("button", { name: "Change it" }).click();
  await expect(ann.locator("#told").getByRole("alert")).toContainText("Somebody changed entry 2");
  const order = () => entries(ann).evaluateAll((all) => all.map((entry) => entry.getAttribute("data-entry")));
  expect(await order()).toEqual(["3", "2", "1"]);
  await expect(second.getByLabel("What happens")).toBeFocused();
  await send(eve, "Fourth gust.");
  await expect.poll(order).toEqual(["4", "3", "2", "1"]);
  await expect(entries(ann).nth(2).getByLabel("What happens")).toHaveValue("A gale, wrote Ann.");
});

test("the words for an entry that another removed come to stand in the form of a new one", async ({ arrive, troubles }) => {
  troubles.expect(/^422 \/desk\/coverage\/storm-ada\/entries\/1$/);
  const [eve, ann] = await two(arrive);
  await send(eve, "First gust.");
  await text(ann).fill("Something else.");
  await entries(ann).locator(".desk-entry__edit summary").click();
  await entries(ann).getByLabel("What happens").fill("A gale, wrote Ann.");
  await entries(eve).locator(".desk-entry__remove summary").click();
  await entries(eve).getByRole("button", { name: "Remove it" }).click();
  await expect(entries(ann).getByRole("alert")).toBeVisible();
  await entries(ann).getByRole("button", { name: "Change it" }).click();
  await expect(ann.locator("#told")).toContainText("Somebody removed that entry meanwhile.");
  await expect(text(ann)).toHaveValue("Something else.\n\nA gale, wrote Ann.");
});

test("a list goes by keys while it has the focus, and letters are letters everywhere else", async ({ arrive }) => {
  const [eve] = await two(arrive);
  for (const words of ["First gust.", "Second gust.", "Third gust."]) await send(eve, words);
  await text(eve).pressSequentially("jknep?");
  await expect(text(eve)).toHaveValue("jknep?");
  await expect(eve.getByRole("dialog")).toBeHidden();
  await text(eve).press("Escape");
  await expect(eve.getByRole("article").nth(0)).toBeFocused();
  await eve.keyboard.press("j");
  await eve.keyboard.press("j");
  await eve.keyboard.press("j");
  await expect(eve.getByRole("article").nth(2)).toBeFocused();
  await eve.keyboard.press("k");
  await expect(eve.getByRole("article").nth(1)).toBeFocused();
  await eve.keyboard.press("p");
  await expect(entries(eve).nth(1)).toContainText("Pinned");
  await expect(eve.getByRole("article").nth(1)).toBeFocused();
  await eve.keyboard.press("e");
  await expect(entries(eve).nth(1).getByLabel("What happens")).toBeFocused();
  await eve.keyboard.type("More than a ");
  await eve.keyboard.press("Control+Enter");
  await expect(entries(eve).nth(1)).toContainText("More than a Second gust.");
  await expect(eve.getByRole("article").nth(1)).toBeFocused();
  await eve.keyboard.press("?");
  await expect(eve.getByRole("dialog", { name: "Keys" })).toBeVisible();
  expect(await findings(eve)).toEqual([]);
  await eve.keyboard.press("Escape");
  await expect(eve.getByRole("article").nth(1)).toBeFocused();
  await eve.keyboard.press("n");
  await expect(text(eve)).toBeFocused();
  await expect(text(eve)).toHaveValue("jknep?");
});

test("whoever goes on writing while an entry is on its way writes the next one", async ({ arrive }) => {
  const [eve] = await two(arrive);
  let release = () => {};
  const released = new Promise<void>((resolve) => { release = resolve; });
  await eve.route(`**${STORM}`, async (route) => {
    if (route.request().method() === "POST") await released;
    await route.continue();
  });
  await text(eve).fill("First gust.");
  await text(eve).press("Control+Enter");
  await expect(text(eve)).toHaveValue("");
  await text(eve).pressSequentially("Second");
  release();
  await expect(said(eve)).toHaveText("The entry is sent.");
  await expect(entries(eve)).toContainText("First gust.");
  await expect(text(eve)).toHaveValue("Second");
});
