// What other sites would show within a story: a link for everybody, and a player for those who ask for it.
import type { Page } from "@playwright/test";
import { expect, follow, test } from "./fixtures.ts";
import * as pages from "./pages.ts";

const PLAYERS = [
  "https://www.youtube-nocookie.com/embed/ferry_ferry?start=30",
  "https://player.vimeo.com/video/76979871?dnt=1",
  "https://open.spotify.com/embed/episode/4rOoJ6Egrf8K2IrywzwOMk",
  "https://datawrapper.dwcdn.net/aB3dE/1/",
];

/** Answers for the other sites, and keeps what they were asked for. */
async function othersAnswer(page: Page): Promise<{ url: string; referer: string | undefined }[]> {
  const asked: { url: string; referer: string | undefined }[] = [];
  await page.route(/^https:/, async (route) => {
    const request = route.request();
    asked.push({ url: request.url(), referer: (await request.allHeaders())["referer"] });
    const height = `parent.postMessage({ "datawrapper-height": { aB3dE: 543 } }, "*")`;
    const body = `<!DOCTYPE html><title>Player</title><button>Play</button><script>${height}</script>`;
    await route.fulfill({ contentType: "text/html", body });
  });
  return asked;
}

test("every embed is a link that works without script, and asks nobody for anything", async ({ page, javaScriptEnabled }) => {
  const asked = await othersAnswer(page);
  await page.goto(pages.embeds.path);
  const cards = page.getByRole("main").locator("figure.embed");
  await expect(cards).toHaveCount(4);
  const first = cards.first().getByRole("link", { name: "The ferry that brought them" });
  await expect(first).toHaveAttribute("href", "https://www.youtube.com/watch?v=ferry_ferry&t=30");
  await expect(cards.nth(1).getByRole("link", { name: "Video on Vimeo" })).toBeVisible();
  await expect(cards.first().getByRole("button")).toBeVisible({ visible: javaScriptEnabled ?? true });
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  expect(asked).toEqual([]);
});

test("a press loads the player that was asked for and no other, and says so", async ({ page, javaScriptEnabled, troubles }) => {
  test.skip(javaScriptEnabled === false, "there is no button");
  troubles.expect(/^request to elsewhere: https:\/\/(www\.youtube-nocookie|player\.vimeo|open\.spotify)\.com\//);
  troubles.expect(/^request to elsewhere: https:\/\/datawrapper\.dwcdn\.net\//);
  const asked = await othersAnswer(page);
  await page.goto(pages.embeds.path);
  for (const [place, player] of PLAYERS.entries()) {
    const card = page.locator("figure.embed").nth(place);
    const loaded = page.waitForResponse(player);
    await card.getByRole("button").click();
    await loaded;
    const frame = card.locator("iframe");
    await expect(frame).toBeFocused();
    await expect(frame).toHaveAttribute("sandbox", /^allow-scripts /);
    const title = await card.locator("figcaption").innerText();
    await expect(frame).toHaveAttribute("title", title.replaceAll(/\s+/g, " "));
    await expect(page.locator("#announcer")).toHaveText(title.replaceAll(/\s+/g, " "));
    await expect(card.getByRole("link")).toBeVisible();
    await expect(card.getByRole("button")).toHaveCount(0);
    expect(asked.map(({ url }) => url)).toEqual(PLAYERS.slice(0, place + 1));
    expect(asked.at(-1)?.referer).toBe(`${new URL(page.url()).origin}/`);
  }
  await expect(page.locator("iframe").last()).toHaveAttribute("height", "543");
});

test("the keyboard reaches the button and goes on into the player", async ({ page, javaScriptEnabled, troubles }) => {
  test.skip(javaScriptEnabled === false, "there is no button");
  troubles.expect(/^request to elsewhere: https:\/\/www\.youtube-nocookie\.com\//);
  await othersAnswer(page);
  await page.goto(pages.embeds.path);
  const card = page.locator("figure.embed").first();
  await card.getByRole("link").focus();
  await page.keyboard.press("Tab");
  await expect(card.getByRole("button", { name: "Load from YouTube" })).toBeFocused();
  await page.keyboard.press("Enter");
  const play = card.frameLocator("iframe").getByRole("button", { name: "Play" });
  await expect.poll(() => play.evaluate(() => document.hasFocus())).toBe(true);
  await page.keyboard.press("Tab");
  await expect(play).toBeFocused();
});

test("a story that was opened in place has its embeds too, and leaves none behind", async ({ page, javaScriptEnabled, troubles }) => {
  test.skip(javaScriptEnabled === false, "pages are not opened in place");
  troubles.expect(/^request to elsewhere: https:\/\/player\.vimeo\.com\//);
  await othersAnswer(page);
  await page.goto(pages.front.path);
  await follow(page, pages.embeds.path);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(pages.embeds.heading);
  await page.locator("figure.embed").nth(1).getByRole("button").click();
  await expect(page.locator("iframe")).toHaveCount(1);
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(pages.front.heading);
  await expect(page.locator("iframe")).toHaveCount(0);
  await page.goForward();
  await expect(page.locator("figure.embed").getByRole("button")).toHaveCount(4);
});

test("a pull quote that repeats the text is not read out a second time", async ({ page }) => {
  await page.goto(pages.embeds.path);
  const main = page.getByRole("main");
  await expect(main.locator(".pull-quote")).toBeVisible();
  await expect(main.getByRole("blockquote")).toHaveText("It rained, and then it was over.");
  await expect(main.getByRole("figure", { name: "The goalkeeper" })).toBeVisible();
});
