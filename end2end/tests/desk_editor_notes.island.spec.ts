// A note that somebody has begun is not lost, and neither is it a part of the text.
import type { Page } from "@playwright/test";
import { copies, expect, openAgain, STORY, test, write } from "./editing.ts";

const note = (page: Page) => page.getByLabel("Note", { exact: true });
const about = (page: Page) => page.getByLabel("About these words");
const title = (page: Page) => page.getByRole("heading", { level: 1 });

async function begin(page: Page, words: string): Promise<void> {
  await page.getByText("Write a note").click();
  await about(page).fill("The tram");
  await note(page).pressSequentially(words);
}

test("a half-typed note is there after a reload, until it is left", async ({ page, desk }) => {
  await openAgain(page);
  await begin(page, "Which tr");
  await page.reload();
  await expect(note(page)).toBeVisible();
  await expect(note(page)).toHaveValue("Which tr");
  await expect(about(page)).toHaveValue("The tram");
  await note(page).press("End");
  await page.keyboard.type("am?");
  await page.getByRole("button", { name: "Leave the note" }).click();
  await expect(title(page)).toHaveText("Done: note");
  expect(desk.sent.at(-1)).toMatchObject({ do: "note", note_passage: "The tram", note_text: "Which tram?" });
  // Unless it arrived, it is there still.
  await openAgain(page);
  await expect(note(page)).toHaveValue("Which tram?");
  await page.getByRole("button", { name: "Leave the note" }).click();
  await expect(title(page)).toHaveText("Done: note");
  desk.notes = ["Which tram?"];
  await openAgain(page);
  await expect(note(page)).toHaveValue("");
  await page.reload();
  await expect(note(page)).toHaveValue("");
});

test("a half-typed note is there after a step", async ({ page }) => {
  await openAgain(page);
  await begin(page, "Which");
  await page.getByRole("button", { name: "Approve" }).click();
  await expect(title(page)).toHaveText("Done: approve");
  await openAgain(page);
  await expect(note(page)).toHaveValue("Which");
});

test("nobody is shown what somebody else began to write", async ({ page, desk }) => {
  await openAgain(page);
  await begin(page, "Which");
  desk.account = 2;
  await page.reload();
  await expect(note(page)).toHaveValue("");
});

test("what stands beside the text is taken along by a step, and saved with no text", async ({ page, desk }) => {
  await openAgain(page);
  await begin(page, "Which");
  await page.getByText("Correction, embargo, end").click();
  await page.getByLabel("What it had wrong").fill("It was a bus.");
  expect(desk.sent).toEqual([]);
  await write(page, "!");
  await page.getByRole("button", { name: "Approve" }).click();
  await expect(title(page)).toHaveText("Done: approve");
  const [saved, step, ...more] = desk.sent;
  expect(more).toEqual([]);
  expect(saved).toMatchObject({ do: "autosave", body: expect.stringMatching(/!$/) });
  for (const name of ["note_text", "correction", "seen"]) expect(saved).not.toHaveProperty(name);
  expect(step).toMatchObject({ do: "approve", base: "43", seen: "43", note_text: "Which", correction: "It was a bus." });
  await page.goto(STORY);
  // This desk does not say that it took the rest.
  expect(await copies(page)).toEqual([{}]);
});

test("a note without words is asked for, and no step asks for one", async ({ page, desk }) => {
  await openAgain(page);
  await page.getByText("Write a note").click();
  await page.getByRole("button", { name: "Leave the note" }).click();
  await expect(note(page)).toBeFocused();
  expect(desk.sent).toEqual([]);
  await page.getByRole("button", { name: "Approve" }).click();
  await expect(title(page)).toHaveText("Done: approve");
});
