// What changed in a story can be seen with script and without.
import { expect } from "./fixtures.ts";
import { test } from "./live_paper.ts";

test("an updated story leads to what changed in it and back", async ({ page, paper }) => {
  const date = new Date(Date.now() - 25 * 3600_000).toISOString();
  paper.publish("story-3", "Story three", { date, text: "It happened.\n\nNobody saw it." });
  paper.publish("story-3", "Story three", { date, text: "It happened at nine.\n\nNobody saw it." });
  await page.goto("/city/story-3");
  await page.getByRole("link", { name: "What changed" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("What changed");
  await expect(page.locator("del")).toHaveText(["Story 3 of yesterday".slice(6)]);
  await expect(page.locator("ins").first()).toHaveText("three");
  const versions = page.getByRole("navigation", { name: "Since the version of" }).getByRole("link");
  await expect(versions).toHaveCount(2);
  await versions.nth(1).click();
  await expect(page.locator("del")).toHaveCount(0);
  await expect(page.locator("ins")).toHaveText(["at nine"]);
  await page.getByRole("link", { name: "Read the story as it stands" }).click();
  await expect(page).toHaveURL("/city/story-3");
});
