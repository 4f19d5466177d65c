// From the front to a story and on: what a reader does, with script and without.
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import * as pages from "./pages.ts";

const heading = (page: Page) => page.getByRole("heading", { level: 1 });
const sections = (page: Page) => page.getByRole("navigation", { name: "Sections" });
const headlines = (page: Page) => page.locator("main").getByRole("article").getByRole("heading").getByRole("link");

test("a reader goes from the front to a story, back, and on to a section", async ({ page }) => {
  await page.goto("/");
  await expect(page).toHaveTitle(pages.title(pages.front));

  await headlines(page).first().click();
  await expect(page).toHaveURL(pages.article.path);
  await expect(heading(page)).toHaveText(pages.article.heading);
  await expect(page).toHaveTitle(pages.title(pages.article));

  await page.goBack();
  await expect(heading(page)).toHaveText(pages.front.heading);
  await expect(page).toHaveTitle(pages.title(pages.front));

  await sections(page).getByRole("link", { name: "Sport" }).click();
  await expect(page).toHaveURL(pages.section.path);
  await expect(heading(page)).toHaveText("Sport");
  await expect(sections(page).locator("[aria-current=page]")).toHaveText("Sport");
});

test("the front tells every story once", async ({ page }) => {
  await page.goto("/");
  const told = await headlines(page).evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  expect(told.length).toBeGreaterThan(20);
  expect(told).toEqual([...new Set(told)]);
});

test("the newest story leads Latest Posts, with or without a picture", async ({ page }) => {
  await page.goto("/");
  const latest = page.getByRole("region", { name: "Latest Posts" });
  const headlines = latest.getByRole("listitem").getByRole("link");
  await expect(headlines.first()).toHaveText(pages.brief.heading);
  await expect(headlines).toHaveCount(10);
  await expect(page.getByRole("region", { name: "Don't Miss" }).getByRole("link")).toHaveCount(5);
});

test("the dateline says how warm it is where the paper is at home, and what day it is there", async ({ page }) => {
  await page.goto("/");
  const strip = page.locator(".dateline-strip");
  await expect(strip.getByRole("listitem").first()).toHaveText("6.9 C");
  await expect(strip.locator("abbr")).toHaveAttribute("title", "6.9 degrees Celsius");
  await expect(strip.getByRole("listitem").nth(1)).toHaveText("Port Averley");
  const day = await strip.locator("time").getAttribute("datetime");
  const written = new Intl.DateTimeFormat("en-US", { dateStyle: "full", timeZone: "UTC" }).format(new Date(day ?? ""));
  await expect(strip.getByRole("listitem").nth(2)).toHaveText(written);
});

test("a story leads to who wrote it and what it is about, and those lead back", async ({ page }) => {
  await page.goto(pages.tableArticle.path);
  const back = () => headlines(page).filter({ hasText: pages.tableArticle.heading });

  await page.getByRole("link", { name: "Priya Lund" }).click();
  await expect(page).toHaveURL(pages.author.path);
  await expect(heading(page)).toHaveText("Priya Lund");
  await back().click();
  await expect(heading(page)).toHaveText(pages.tableArticle.heading);

  await page.getByRole("contentinfo").or(page.locator(".article__topics")).getByRole("link", { name: "Harbour" }).click();
  await expect(page).toHaveURL(pages.topic.path);
  await expect(heading(page)).toHaveText("Harbour");
  await back().click();
  await expect(page).toHaveURL(pages.tableArticle.path);
});

test("a long section can be read to its oldest story, and none is left out or told twice", async ({ page }) => {
  await page.goto(pages.section.path);
  const older = page.getByRole("link", { name: "Older stories" });
  const told: string[] = [];
  const times: string[] = [];
  for (let turned = 1; ; turned += 1) {
    told.push(...(await headlines(page).evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""))));
    const shown = page.locator("main article time");
    times.push(...(await shown.evaluateAll((all) => all.map((time) => time.getAttribute("datetime") ?? ""))));
    if ((await older.count()) === 0) {
      expect(turned).toBe(3);
      break;
    }
    const next = await older.getAttribute("href");
    await older.click();
    await expect(page).toHaveURL(next ?? "");
    await expect(heading(page)).toHaveText("Sport");
  }
  // Six of the sample paper, forty of the old league, the one with embeds, and the hostile one.
  expect(told).toHaveLength(48);
  expect(told).toEqual([...new Set(told)]);
  expect(times).toEqual([...times].sort().reverse());
});

test("a footnote is reached from its mark", async ({ page }) => {
  await page.goto(pages.tableArticle.path);
  await page.locator(".footnote-reference a").click();
  await expect(page).toHaveURL(`${pages.tableArticle.path}#note-1`);
  await expect(page.locator("#note-1")).toBeInViewport();
});

test("a story keeps its table, lists, quote and code", async ({ page }) => {
  await page.goto(pages.tableArticle.path);
  const body = page.locator(".article__body");
  await expect(body.getByRole("table").getByRole("row")).toHaveCount(6);
  await expect(body.getByRole("columnheader", { name: "Openings per month" })).toBeVisible();
  await expect(body.locator("ol").first().getByRole("listitem")).toHaveCount(3);
  await expect(body.locator("ul").first().getByRole("listitem")).toHaveCount(3);
  await expect(body.locator("blockquote")).toContainText("I am not in charge of the moon");
  await expect(body.locator("pre code")).toContainText("def minutes_closed(openings):\n    ");
});

test("a headline may have quotes, an ampersand and angle brackets in it", async ({ page }) => {
  await page.goto(pages.escapedHeadline.path);
  await expect(heading(page)).toHaveText(pages.escapedHeadline.heading);
  await expect(page).toHaveTitle(pages.title(pages.escapedHeadline));
  const shared = page.locator("meta[property='og:title']");
  await expect(shared).toHaveAttribute("content", pages.escapedHeadline.heading);
});

test("a script in a headline, a name or a topic is text", async ({ page }) => {
  await page.goto(pages.hostileHeadline.path);
  await expect(heading(page)).toHaveText(pages.hostileHeadline.heading);
  await expect(page).toHaveTitle(pages.title(pages.hostileHeadline));
  for (const what of ["byline", "topic"]) {
    await page.goto(pages.hostileHeadline.path);
    const name = `</title><script>document.title = "${what}"</script>`;
    await page.getByRole("main").getByRole("link", { name }).click();
    await expect(heading(page)).toHaveText(name);
    await expect(page).toHaveTitle(`${name} – Dateline`);
  }
});

for (const { story, language, direction } of [
  { story: pages.rtlArticle, language: "ar", direction: "rtl" },
  { story: pages.japaneseArticle, language: "ja", direction: "ltr" },
  { story: pages.russianArticle, language: "ru", direction: "ltr" },
]) {
  test(`a story in ${language} says so and is set from its own side`, async ({ page }) => {
    await page.goto(story.path);
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
    const article = page.locator("main > article, main article.article");
    await expect(article).toHaveAttribute("lang", language);
    await expect(heading(page)).toHaveText(story.heading);
    await expect(heading(page)).toHaveCSS("direction", direction);
  });
}

test("around a story in another language, the paper's own words are in the paper's language", async ({ page }) => {
  await page.goto(pages.rtlArticle.path);
  for (const words of [page.getByText("min read"), page.getByText("Published"), page.locator(".article__topics-name")]) {
    await expect(words.locator("xpath=ancestor-or-self::*[@lang][1]")).toHaveAttribute("lang", "en");
    await expect(words).toHaveCSS("direction", "ltr");
  }
});

test("in a story that reads from the right, the other stories keep their own side", async ({ page }) => {
  await page.goto(pages.rtlArticle.path);
  await expect(page.locator(".more .card").first()).toHaveCSS("direction", "ltr");
  await expect(page.getByRole("region", { name: "Latest Posts" })).toHaveCSS("direction", "ltr");
});
