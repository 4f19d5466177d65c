// What stands beside the text is drawn anew after every save, under the hands of whoever is about to press something there.
import type { Page } from "@playwright/test";
import { body, expect, open, openAgain, PAUSE_MS, state, STORY, test, write } from "./editing.ts";

/** How long it takes at most until others are told of. */
const PRESENCE_MS = 15_100;

const title = (page: Page) => page.getByRole("heading", { level: 1 });
const approve = (page: Page) => page.getByRole("button", { name: "Approve" });
const stage = (page: Page) => page.getByRole("region", { name: "Where it stands" });
const MANY = Array.from({ length: 12 }, (_, place) => `The picture ${place} says nothing to those who cannot see it.`);

/** Holds up what the column is drawn from until it is let go. */
async function holdColumn(page: Page): Promise<() => void> {
  let go = () => {};
  const mayGo = new Promise<void>((now) => { go = now; });
  await page.route(`**${STORY}`, async (route) => {
    if (route.request().method() === "GET" && !route.request().isNavigationRequest()) await mayGo;
    await route.continue();
  });
  return () => go();
}

/** The same, and says when it has been drawn. */
async function holdRedraw(page: Page): Promise<() => Promise<void>> {
  const go = await holdColumn(page);
  return async () => {
    const answered = page.waitForResponse((answer) => answer.request().method() === "GET" && answer.url().endsWith(STORY));
    go();
    await (await answered).finished();
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  };
}

async function saveByKey(page: Page): Promise<void> {
  await page.keyboard.press("Control+s");
  await expect(state(page)).toHaveText("Saved 12:04");
}

test("a press that began before the column is drawn anew counts", async ({ page, desk }) => {
  await openAgain(page);
  const redraw = await holdRedraw(page);
  await write(page, "!");
  await saveByKey(page);
  await approve(page).hover();
  await page.mouse.down();
  desk.findings = MANY;
  await redraw();
  await page.mouse.up();
  await expect(title(page)).toHaveText("Done: approve");
  expect(desk.sent.at(-1)).toMatchObject({ do: "approve", seen: "43" });
});

test("a press that is broken off lets the column be drawn", async ({ page, desk }) => {
  await openAgain(page);
  const redraw = await holdRedraw(page);
  await write(page, "!");
  await saveByKey(page);
  await approve(page).hover();
  await page.mouse.down();
  desk.findings = MANY;
  await redraw();
  await expect(stage(page).getByRole("listitem")).toHaveCount(0);
  await page.mouse.move(0, 0);
  await page.mouse.up();
  await expect(stage(page).getByRole("listitem")).toHaveCount(MANY.length);
});

test("a step that waits for the text to be saved is taken, although the column is drawn anew meanwhile", async ({ page, desk }) => {
  await openAgain(page);
  const redraw = await holdRedraw(page);
  await write(page, "!");
  await saveByKey(page);
  let answerNow = () => {};
  const mayAnswer = new Promise<void>((now) => { answerNow = now; });
  desk.answer = async (sent) => {
    await mayAnswer;
    return desk.take(sent);
  };
  await write(page, "?");
  await approve(page).click();
  await expect(state(page)).toHaveText("Saving…");
  await body(page).focus();
  desk.stage = "In review";
  await redraw();
  answerNow();
  await expect(title(page)).toHaveText("Done: approve");
  expect(desk.sent.at(-1)).toMatchObject({ do: "approve", seen: "44" });
  expect(desk.texts.body).toMatch(/!\?$/);
});

test("a step is about the text as it is, not about a warning that it has put right", async ({ page, desk }) => {
  desk.findings = ["It has no standfirst."];
  desk.isWarning = true;
  await openAgain(page);
  await write(page, "!");
  desk.findings = [];
  await approve(page).click();
  await expect(title(page)).toHaveText("Done: approve");
  expect(desk.sent.at(-1)).toMatchObject({ do: "approve", seen: "43" });
});

test("a step that is taken before the column has followed a save waits for it", async ({ page, desk }) => {
  desk.findings = ["It has no standfirst."];
  desk.isWarning = true;
  await openAgain(page);
  const go = await holdColumn(page);
  await write(page, "!");
  await saveByKey(page);
  desk.findings = [];
  await approve(page).click();
  go();
  await expect(title(page)).toHaveText("Done: approve");
});

test("while a step waits, that is said beside its button, once, and no longer when it cannot be taken", async ({ page, desk, troubles }) => {
  troubles.expect(/^422 /);
  await openAgain(page);
  const waits = stage(page).getByRole("status");
  let refuse = () => {};
  const mayRefuse = new Promise<void>((now) => { refuse = now; });
  desk.answer = async () => {
    await mayRefuse;
    return { status: 422, body: { problems: [{ field: "body", sentence: "That is too long." }] } };
  };
  await write(page, "!");
  await approve(page).click();
  await approve(page).click();
  await expect(waits).toHaveText("");
  await page.clock.runFor(400);
  await expect(waits).toHaveText("One moment: the text is saved first.");
  refuse();
  await expect(waits).toHaveCount(0);
  await expect(title(page)).not.toHaveText("Done: approve");
});

test("a recall waits for nothing: not for a text that is disputed, nor for one that is not saved yet", async ({ page, desk, troubles }) => {
  troubles.expect(/^409 /);
  await openAgain(page);
  desk.answer = () => ({ status: 409, body: { disputes: "/desk/stories/17/merge/44" } });
  await write(page, "!");
  await page.keyboard.press("Control+s");
  await expect(state(page)).toHaveAttribute("data-state", "disputed");
  await write(page, "?");
  await page.getByRole("button", { name: "Recall" }).click();
  await expect(title(page)).toHaveText("Done: recall");
  expect(desk.sent.at(-1)).toMatchObject({ do: "recall", body: expect.stringMatching(/!\?$/) });
});

test("a warning that stands is asked about once the text is saved, and what was ticked stays ticked", async ({ page, desk }) => {
  desk.findings = ["It has no standfirst."];
  desk.isWarning = true;
  await openAgain(page);
  await write(page, "!");
  await approve(page).click();
  const inSpite = page.getByLabel("In spite of the warnings");
  await expect(inSpite).toBeFocused();
  await inSpite.check();
  await write(page, "?");
  await approve(page).click();
  await expect(title(page)).toHaveText("Done: approve");
  expect(desk.sent.at(-1)).toMatchObject({ do: "approve", seen: "44", in_spite: "approve" });
});

test("a step that nothing stands in the way of is taken though the column cannot be had", async ({ page, desk, troubles }) => {
  await openAgain(page);
  troubles.expect(/^503 /);
  await page.route(`**${STORY}`, (route) => (route.request().method() === "GET" ? route.fulfill({ status: 503 }) : route.continue()));
  await write(page, "!");
  await approve(page).click();
  await expect(title(page)).toHaveText("Done: approve");
  expect(desk.sent.at(-1)).toMatchObject({ do: "approve", seen: "43" });
});

test("whoever is in the column stays where they are, and sees how things stand once they leave it", async ({ page, desk }) => {
  await openAgain(page);
  const redraw = await holdRedraw(page);
  await write(page, "!");
  await saveByKey(page);
  await approve(page).focus();
  desk.stage = "In review";
  await redraw();
  await expect(approve(page)).toBeFocused();
  await expect(stage(page)).toContainText("Draft");
  await body(page).focus();
  await expect(stage(page)).toContainText("In review");
});

test("who else comes to the story, and that they saved it, is told while it is open", async ({ page, desk }) => {
  await open(page);
  const others = page.locator("#others");
  await expect(others).toBeHidden();
  desk.others = ["Ann", "Eve"];
  await page.clock.runFor(PRESENCE_MS);
  await expect(others).toHaveText("Also here: Ann, Eve");
  desk.others = [];
  desk.save = 57;
  await page.clock.runFor(PRESENCE_MS);
  await expect(others).toHaveText(/^Somebody has saved this story/);
  await write(page, "!");
  await page.clock.runFor(PAUSE_MS);
  await expect(state(page)).toHaveText("Saved 12:04");
  await page.clock.runFor(PRESENCE_MS);
  await expect(others).toBeHidden();
});
