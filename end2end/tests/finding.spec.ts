// Finding what was published: by its words, by its day, by what was wrong with it.
import { expect, test } from "./fixtures.ts";
import * as pages from "./pages.ts";

test("a reader searches, narrows it down, and reads what was found", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("link", { name: "Search" }).click();
  await expect(page).toHaveURL("/search");
  const form = page.getByRole("search");
  await form.getByRole("searchbox").fill("quota herr");
  await form.getByRole("button").click();
  const hits = page.getByRole("main").getByRole("article");
  await expect(hits.getByRole("link", { name: pages.corrected.heading })).toBeVisible();
  await expect(hits.first().locator("mark").first()).toHaveText(/quota|herring/i);
  await expect(form.getByRole("searchbox")).toHaveValue("quota herr");

  await form.getByRole("combobox").selectOption("Sport");
  await form.getByRole("button").click();
  await expect(page.getByRole("main").getByRole("status")).toHaveText(/Nothing was found/);
  await expect(form.getByRole("combobox")).toHaveValue("sport");

  await form.getByRole("combobox").selectOption("All sections");
  await form.getByRole("button").click();
  await hits.getByRole("link", { name: pages.corrected.heading }).click();
  await expect(page).toHaveURL(pages.corrected.path);
});

test("a search without a word says so beside the field", async ({ page }) => {
  await page.goto("/search?q=%F0%9F%8E%89");
  await expect(page.getByRole("main").getByRole("alert")).toHaveText("Please type a word to look for.");
  await expect(page.getByRole("searchbox")).toHaveAccessibleDescription("Please type a word to look for.");
});

test("a reader walks through the archive from day to day and opens another", async ({ page }) => {
  await page.goto(pages.archive.path);
  const heading = page.getByRole("heading", { level: 1 });
  await page.getByRole("navigation", { name: "Archive" }).getByRole("link", { name: "January 2, 1990" }).click();
  await expect(page).toHaveURL("/archive/1990-01-02");
  await expect(heading).toHaveText("January 2, 1990");
  await page.getByLabel("Another day").fill("1990-01-05");
  await page.getByRole("button", { name: "Open" }).click();
  await expect(heading).toHaveText("January 5, 1990");
  await expect(page.getByRole("main").getByRole("article")).toHaveCount(1);
});

test("a correction leads to its story, and the story tells it", async ({ page }) => {
  await page.goto("/corrections");
  await page.getByRole("main").getByRole("link", { name: pages.corrected.heading }).click();
  await expect(page).toHaveURL(pages.corrected.path);
  await expect(page.getByRole("region", { name: "Corrections" })).toContainText("63");
});

test("a view says that it is one", async ({ page }) => {
  await page.goto(pages.opinion.path);
  await expect(page.locator(".article__kicker")).toContainText("Opinion");
});

test("the parts of a long story lead to their headings", async ({ page }) => {
  await page.goto(pages.longArticle.path);
  const contents = page.getByRole("navigation", { name: "In this story" });
  const second = contents.getByRole("link").nth(1);
  const title = (await second.textContent()) ?? "";
  await second.click();
  await expect(page.getByRole("main").getByRole("heading", { name: title, level: 2 })).toBeInViewport();
});
