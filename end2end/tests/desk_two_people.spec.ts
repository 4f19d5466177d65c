// Two people write one story, and neither loses a word.
import type { Page } from "@playwright/test";
import { button, expect, heading, save, test, write } from "./desk_paper.ts";

const THREE = "One.\n\nTwo.\n\nThree.";
const text = (page: Page) => page.getByLabel("Story", { exact: true });

test("what two people wrote in different paragraphs is brought together", async ({ arrive }) => {
  const ann = await arrive("Ann", "editor");
  const story = await write(ann, "The ferry is late", THREE);
  const eve = await arrive("Eve", "editor");
  await eve.goto(story);
  await expect(eve.getByText("Also here: Ann")).toBeVisible();
  await text(ann).fill(THREE.replace("One.", "One, wrote Ann."));
  await save(ann);
  await text(eve).fill(THREE.replace("Three.", "Three, wrote Eve."));
  await save(eve);
  await expect(text(eve)).toHaveValue("One, wrote Ann.\n\nTwo.\n\nThree, wrote Eve.");
});

test("where two people changed the same words, both are shown and somebody chooses", async ({ arrive, javaScriptEnabled, troubles }) => {
  troubles.expect(/^409 /);
  const ann = await arrive("Ann", "editor");
  const story = await write(ann, "The ferry is late", THREE);
  const eve = await arrive("Eve", "editor");
  await eve.goto(story);
  await text(ann).fill(THREE.replace("Two.", "Two, wrote Ann."));
  await save(ann);
  await text(eve).fill(THREE.replace("Two.", "Two, wrote Eve."));
  await button(eve, "Save").click();
  // Without script the form leads there.
  if (javaScriptEnabled) await eve.getByRole("link", { name: "Choose what stands" }).click();
  await expect(heading(eve)).toHaveText("Choose what stays");
  await expect(eve.getByRole("main")).toContainText("Two, wrote Ann.");
  await expect(eve.getByRole("main")).toContainText("Two, wrote Eve.");
  await ann.goto(story);
  await expect(ann.getByRole("link", { name: "Choose what stays" })).toBeVisible();

  await eve.getByLabel("Both, one after the other").check();
  await button(eve, "Keep what was chosen").click();
  await expect(text(eve)).toHaveValue("One.\n\nTwo, wrote Ann.\n\nTwo, wrote Eve.\n\nThree.");
  await ann.reload();
  await expect(ann.getByRole("link", { name: "Choose what stays" })).toHaveCount(0);
  await ann.getByRole("link", { name: "Every save of this story" }).click();
  await expect(ann.getByRole("main")).toContainText("Eve");
});
