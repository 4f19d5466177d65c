// Pages fit the narrowest screen, and pictures have their place before they arrive.
import { expect, test } from "./fixtures.ts";
import { allPages, article, profile, rtlArticle, topic } from "./pages.ts";

const LONG = "Donaudampfschifffahrtsgesellschaftskapitän";

for (const kind of allPages) {
  test(`the ${kind.name} page fits 320 pixels, and its pictures state their size and text`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await page.goto(kind.path);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect.soft(wide, "nothing has to be scrolled sideways").toBeLessThanOrEqual(320);

    for (const picture of await page.locator("img").all()) {
      await expect.soft(picture).toHaveAttribute("width", /^[1-9]\d*$/);
      await expect.soft(picture).toHaveAttribute("height", /^[1-9]\d*$/);
      await expect.soft(picture).toHaveAttribute("alt");
    }
  });
}

test("a word that is longer than a phone is wide makes the front page no wider", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto("/");
  const lead = page.locator(".lead__headline a");
  await lead.evaluate((link, word) => (link.textContent = word), LONG);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});

for (const [what, path, place] of [
  ["a byline", article.path, ".article__byline a"],
  ["a headline above what changed", `${article.path}/changes`, ".changes__story a"],
  ["an author's name", profile.path, ".listing__name"],
  ["a headline of a section's strip", "/", ".card--feature a"],
  ["a topic one can be told of", topic.path, ".notify__button"],
] as const) {
  test(`a word in ${what} that is longer than a phone is wide makes the page no wider`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await page.goto(path);
    await page.locator(place).first().evaluate((element, word) => (element.textContent = word.repeat(2)), LONG);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  });
}

test("code in a story that is read from right to left is read from left to right", async ({ page }) => {
  await page.goto(rtlArticle.path);
  const goesOn = await page.locator(".article__body").evaluate((body) => {
    const lefts = (element: Element) => {
      const text = document.createTextNode("[a](b);");
      element.append(text);
      return [...text.data].map((_, place) => {
        const letter = document.createRange();
        letter.setStart(text, place);
        letter.setEnd(text, place + 1);
        return letter.getBoundingClientRect().left;
      });
    };
    const inALine = body.querySelector("p")?.appendChild(document.createElement("code"));
    const block = body.appendChild(document.createElement("pre")).appendChild(document.createElement("code"));
    return [inALine, block].map((code) => code && lefts(code).every((left, place, all) => !place || left > (all[place - 1] ?? left)));
  });
  expect(goesOn).toEqual([true, true]);
});

test("the way to the search stands in one line beside a long dateline", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto("/");
  const lines = await page.locator(".dateline-strip__search").evaluate((link) => {
    const words = document.createRange();
    words.selectNodeContents(link);
    return words.getClientRects().length;
  });
  expect(lines).toBe(1);
});
