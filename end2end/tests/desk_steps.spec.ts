// Whatever stands on the page of a story goes along with a step, with script and without.
import type { Page } from "@playwright/test";
import { button, expect, publish, said, step, test, write } from "./desk_paper.ts";

const OUT = "Published. Readers have it now.";
const text = (page: Page) => page.getByLabel("Story", { exact: true });
const problem = (page: Page) => page.getByRole("alert");
const embargo = (page: Page) => page.getByLabel("Not before");
const openTerms = (page: Page) => page.getByText("Correction, embargo, end").click();

/** A time that many days from now, as a field has it. */
function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 16);
}

test("an embargo that was typed and not kept keeps a story from going out", async ({ arrive, troubles }) => {
  troubles.expect(/^422 /);
  const eve = await arrive("Eve", "editor");
  const story = await write(eve, "The ferry is late", "It waited for fog.");
  await openTerms(eve);
  const until = inDays(2);
  await embargo(eve).fill(until);
  await button(eve, "Publish now").click();
  await expect(problem(eve)).toContainText("under an embargo");
  await expect(embargo(eve)).toHaveValue(until);
  await eve.goto(story);
  await expect(embargo(eve)).toHaveValue(until);
  expect((await eve.request.get("/city/the-ferry-is-late")).status()).toBe(404);
});

test("terms that cannot be kept stop the step, and stand where they were typed", async ({ arrive, troubles }) => {
  troubles.expect(/^422 /);
  const eve = await arrive("Eve", "editor");
  await write(eve, "The ferry is late", "It waited for fog.");
  await openTerms(eve);
  const over = inDays(-2);
  await eve.getByLabel("Readers have it until").fill(over);
  await eve.getByLabel("What it had wrong").fill("It was a tram.");
  await button(eve, "Publish now").click();
  await expect(problem(eve)).toContainText("is over already");
  await problem(eve).getByRole("link", { name: "See where" }).click();
  await expect(eve.locator("#terms-problem")).toBeInViewport();
  await expect(eve.getByLabel("Readers have it until")).toHaveValue(over);
  await expect(eve.getByLabel("What it had wrong")).toHaveValue("It was a tram.");
  expect((await eve.request.get("/city/the-ferry-is-late")).status()).toBe(404);
});

test("a time to go out at stands there still after another step, until it is taken or there is nothing to go out", async ({ arrive }) => {
  const eve = await arrive("Eve", "editor");
  await write(eve, "The ferry is late", "It waited for fog.");
  const at = eve.getByLabel("Or let it go out at");
  const time = inDays(2);
  await at.fill(time);
  await openTerms(eve);
  await eve.getByLabel("What it had wrong").fill("It was a tram.");
  await step(eve, "Keep", "Kept.");
  await expect(at).toHaveValue(time);
  await step(eve, "Approve", "Approved.");
  await expect(at).toHaveValue(time);
  await step(eve, "Publish now", OUT);
  await expect(at).toHaveCount(0);
});

test("a text and a correction that were typed go out with the update", async ({ arrive }) => {
  const eve = await arrive("Eve", "editor");
  const story = await publish(eve, "The ferry is late", "It waited for fog.");
  await eve.goto(story);
  await text(eve).fill("It waited for snow.");
  // Readers have it as it is, until a save says something else.
  await button(eve, "Save").click();
  await expect(button(eve, "Publish the update")).toBeVisible();
  await text(eve).fill("It waited for hail.");
  await openTerms(eve);
  await eve.getByLabel("What it had wrong").fill("It waited for hail, not for fog.");
  await step(eve, "Publish the update", OUT);
  await expect(text(eve)).toHaveValue("It waited for hail.");
  const read = await (await eve.request.get("/city/the-ferry-is-late")).text();
  expect(read).toContain("It waited for hail.");
  expect(read).toContain("It waited for hail, not for fog.");
});

test("a reporter asks for a review of what they have just typed, and is told when a change will not go out", async ({ arrive }) => {
  const ann = await arrive("Ann", "reporter");
  const story = await write(ann, "The ferry is late", "It waited.");
  await text(ann).fill("It waited for fog.");
  await step(ann, "Ask for a review", "An editor will find it under “In review”.");
  await expect(text(ann)).toHaveValue("It waited for fog.");
  const eve = await arrive("Eve", "editor");
  await eve.goto(story);
  await eve.getByLabel("Or let it go out at").fill(inDays(2));
  await text(eve).fill("It waited for snow.");
  await step(eve, "Schedule", "Scheduled. It goes out by itself.");
  await expect(text(eve)).toHaveValue("It waited for snow.");
  await ann.goto(story);
  await text(ann).fill("It waited for hail.");
  await button(ann, "Save").click();
  await expect(ann.getByText("goes out, without those changes")).toBeVisible();
});

test("a half-typed note is there after a step", async ({ arrive }) => {
  const eve = await arrive("Eve", "editor");
  await write(eve, "The ferry is late", "It waited for fog.");
  await eve.getByText("Write a note").click();
  await eve.getByLabel("Note", { exact: true }).fill("Which fe");
  await button(eve, "Publish now").click();
  await expect(said(eve)).toHaveText(OUT);
  await expect(eve.getByLabel("Note", { exact: true })).toHaveValue("Which fe");
});

test("where two people changed the same words, that is settled before a step is taken", async ({ arrive, javaScriptEnabled, troubles }) => {
  troubles.expect(/^409 /);
  const ann = await arrive("Ann", "editor");
  const story = await write(ann, "The ferry is late", "It waited.");
  const eve = await arrive("Eve", "editor");
  await eve.goto(story);
  await text(ann).fill("It waited for fog.");
  await button(ann, "Save").click();
  await expect(ann.locator("#save-state")).toContainText("Saved");
  await text(eve).fill("It waited for snow.");
  await button(eve, "Publish now").click();
  if (javaScriptEnabled) await eve.getByRole("link", { name: "Choose what stands" }).click();
  await expect(eve.getByRole("heading", { level: 1 })).toHaveText("Choose what stays");
  expect((await eve.request.get("/city/the-ferry-is-late")).status()).toBe(404);
});

test("a number of days that no link can have keeps nobody from another step", async ({ arrive, troubles }) => {
  troubles.expect(/^422 /);
  const eve = await arrive("Eve", "editor");
  await write(eve, "The ferry is late", "It waited for fog.");
  const days = eve.getByLabel("A secret link for how many days");
  await eve.getByText("Show the draft to somebody").click();
  await days.fill("365");
  await step(eve, "Approve", "Approved.");
  await expect(days).toHaveValue("365");
  await eve.getByText("Write a note").click();
  await eve.getByLabel("Note", { exact: true }).fill("Who saw it?");
  await button(eve, "Make a link").click();
  await expect(problem(eve)).toContainText("A draft is shared for 1 to 30 days.");
  await expect(days).toHaveValue("365");
  await expect(eve.getByLabel("Note", { exact: true })).toHaveValue("Who saw it?");
  await step(eve, "Publish now", OUT);
});
