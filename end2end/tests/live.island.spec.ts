// An open page hears the news, whatever happens to its connection, and never twice.
import type { Page } from "@playwright/test";
import { expect, follow, isMarked, mark } from "./fixtures.ts";
import { test } from "./live_paper.ts";

const latest = (page: Page) => page.getByRole("region", { name: "Latest Posts" });
const headlines = (page: Page) => latest(page).getByRole("listitem").getByRole("link");
const isLive = (page: Page) => expect(latest(page).getByText("Live", { exact: true })).toBeVisible();
const announced = (page: Page) => page.locator("#announcer");

/** Whatever says that a connection broke: the tests below break it. */
const BROKEN = [/\/live/, /ERR_CONNECTION_REFUSED/, /ERR_INCOMPLETE_CHUNKED/, /ERR_INTERNET_DISCONNECTED/, /ERR_EMPTY_RESPONSE/, /ERR_CONNECTION_RESET/];

test("what is published on the command line appears on top of every open page, marked new and announced", async ({ page, context, paper }) => {
  await page.goto("/");
  const other = await context.newPage();
  await other.goto("/city/story-3");
  for (const one of [page, other]) await isLive(one);
  await mark(page);

  paper.publish("ferry", 'Ferry <b>runs</b> "late"');
  for (const one of [page, other]) {
    await expect(headlines(one).first()).toHaveText('Ferry <b>runs</b> "late"');
    await expect(latest(one).getByRole("listitem").first()).toContainText("New");
    await expect(headlines(one)).toHaveCount(10);
    await expect(announced(one)).toContainText('New: Ferry <b>runs</b> "late"');
  }
  await headlines(page).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText('Ferry <b>runs</b> "late"');
  expect(await isMarked(page)).toBe(true);
});

test("what comes out while the parts of a page come to life one after the other reaches all of them", async ({ page, paper }) => {
  // Between two of them the page waits for the test.
  await page.addInitScript(() => {
    let left = 0;
    const waiting: (() => void)[] = [];
    const goOn = () => { while (left > 0 && waiting.length > 0) { left -= 1; waiting.shift()?.(); } };
    const breath = () => new Promise<void>((next) => { waiting.push(next); goOn(); });
    Object.assign(window, { scheduler: { yield: breath }, let: (steps: number) => { left += steps; goOn(); }, isWaiting: () => waiting.length > 0 });
  });
  await page.goto("/");
  const islands = await page.locator("leptos-island").count();
  expect(islands).toBeGreaterThan(3);
  for (let step = 0; step <= islands; step += 1) {
    await expect.poll(() => page.evaluate("isWaiting()")).toBe(true);
    paper.publish(`step-${step}`, `Step ${step}`);
    await expect.poll(async () => (await page.request.get("/city")).text()).toContain(`Step ${step}`);
    await page.evaluate("window.let(1)");
  }
  await page.evaluate("window.let(Infinity)");
  const told = Array.from({ length: Math.min(10, islands + 1) }, (_, place) => `Step ${islands - place}`);
  await expect(headlines(page)).toContainText(told);
  paper.breaking("set", "Bridge closed");
  await expect(page.getByRole("region", { name: "Breaking" })).toContainText("Bridge closed");
});

test("a corrected headline changes in place, a moved story gets its new link, a withdrawn one goes", async ({ page, paper }) => {
  await page.goto("/");
  await isLive(page);
  paper.publish("story-2", "Story two, corrected", { date: new Date(Date.now() - 26 * 3600_000).toISOString() });
  await expect(headlines(page).nth(1)).toHaveText("Story two, corrected");
  await expect(headlines(page)).toHaveCount(10);

  paper.publish("story-2", "Story two, corrected", { section: "Sport", date: new Date(Date.now() - 26 * 3600_000).toISOString() });
  await expect(headlines(page).nth(1)).toHaveAttribute("href", "/sport/story-2");

  paper.withdraw("story-2");
  await expect(latest(page)).not.toContainText("Story two");
  await expect(headlines(page)).toHaveCount(9);
});

test("a server that was killed and started again loses nothing and tells nothing twice", async ({ page, paper, troubles }) => {
  troubles.expect(...BROKEN);
  await page.goto("/");
  await isLive(page);
  paper.publish("before", "Before the cut");
  await expect(headlines(page).first()).toHaveText("Before the cut");

  await paper.kill();
  await expect(latest(page)).toContainText("Waiting for the connection");
  paper.publish("during", "During the cut");
  await paper.serve();
  paper.publish("after", "After the cut");
  await expect(headlines(page).first()).toHaveText("After the cut", { timeout: 20_000 });
  await expect(headlines(page).nth(1)).toHaveText("During the cut");
  await expect(headlines(page).nth(2)).toHaveText("Before the cut");
  await isLive(page);
  for (const story of ["Before the cut", "During the cut", "After the cut"]) await expect(headlines(page).filter({ hasText: story })).toHaveCount(1);
});

test("a server that is told to stop is not held up by its readers", async ({ page, paper, troubles }) => {
  troubles.expect(...BROKEN);
  await page.goto("/");
  await isLive(page);
  const began = paper.stop();
  await began;
  await expect(latest(page)).toContainText("Waiting for the connection");
  await paper.serve();
  paper.publish("morning", "Good morning");
  await expect(headlines(page).first()).toHaveText("Good morning", { timeout: 30_000 });
});

test("a page without a network says so and catches up", async ({ page, context, paper, troubles }) => {
  troubles.expect(...BROKEN);
  await page.goto("/");
  await isLive(page);
  await context.setOffline(true);
  await expect(latest(page)).toContainText("Waiting for the connection");
  paper.publish("offline", "While you were out");
  await context.setOffline(false);
  await expect(headlines(page).first()).toHaveText("While you were out", { timeout: 20_000 });
  await isLive(page);
  await expect(headlines(page).filter({ hasText: "While you were out" })).toHaveCount(1);
});

test("ten tabs share one connection, each of them loads and is live, and another takes over", async ({ page, context, paper }) => {
  test.slow();
  await page.goto("/");
  await isLive(page);
  const tabs = [page];
  for (let tab = 2; tab <= 10; tab += 1) {
    const next = await context.newPage();
    await next.goto(tab % 2 ? "/" : "/city/story-4");
    await isLive(next);
    tabs.push(next);
  }
  expect(await paper.streams()).toBe(1);
  paper.publish("all", "Heard in every tab");
  for (const tab of tabs) await expect(headlines(tab).first()).toHaveText("Heard in every tab");

  await page.close();
  paper.publish("next", "Heard after the first tab closed");
  for (const tab of tabs.slice(1)) {
    await expect(headlines(tab).first()).toHaveText("Heard after the first tab closed", { timeout: 15_000 });
    await expect(headlines(tab).nth(1)).toHaveText("Heard in every tab");
  }
  expect(await paper.streams()).toBe(1);
});

test("going from page to page keeps one connection, and what came in stays", async ({ page, paper }) => {
  await page.goto("/");
  await isLive(page);
  await mark(page);
  paper.publish("first", "First of today");
  await expect(headlines(page).first()).toHaveText("First of today");
  for (const path of ["/city", "/city/story-5", "/stay-in-touch", "/"]) {
    await follow(page, path);
    await expect(page).toHaveURL(path);
    await expect(headlines(page).first()).toHaveText("First of today");
    await expect(headlines(page)).toHaveCount(10);
  }
  paper.publish("second", "Second of today");
  await expect(headlines(page).first()).toHaveText("Second of today");
  await expect(headlines(page).nth(1)).toHaveText("First of today");
  expect(await paper.streams()).toBe(1);
  expect(await isMarked(page)).toBe(true);
});

test("a reader who wants a number first gets one, and the stories on a press", async ({ page, paper }) => {
  await page.goto("/");
  await isLive(page);
  await page.getByLabel("New stories").selectOption("Their number first");
  paper.publish("one", "One that waits");
  await expect(latest(page).getByRole("button", { name: "New stories: 1" })).toBeVisible();
  await expect(announced(page)).toContainText("New stories: 1");
  paper.publish("two", "Two that waits");
  const button = latest(page).getByRole("button", { name: "New stories: 2" });
  await expect(button).toBeVisible();
  await expect(headlines(page).first()).toHaveText("Story 1 of yesterday");
  await button.focus();
  await page.keyboard.press("Enter");
  await expect(headlines(page).first()).toHaveText("Two that waits");
  await expect(headlines(page).first()).toBeFocused();
  await expect(headlines(page).nth(1)).toHaveText("One that waits");
  await expect(button).toBeHidden();
});

test("a reader who wants nothing live has no connection, now and on the next visit", async ({ page, paper }) => {
  await page.goto("/");
  await isLive(page);
  await page.getByLabel("New stories").selectOption("Not live");
  await expect(latest(page)).toContainText("Live is off");
  await expect.poll(() => paper.streams()).toBe(0);
  await page.reload();
  await expect(latest(page)).toContainText("Live is off");
  paper.publish("quiet", "Quietly published");
  await follow(page, "/city");
  await expect(headlines(page).first()).toHaveText("Quietly published");
  expect(await paper.streams()).toBe(0);
  await page.getByLabel("New stories").selectOption("As they come in");
  await isLive(page);
});

test("nothing moves in a list that is out of sight or in use", async ({ page, paper }) => {
  await page.goto("/");
  await isLive(page);
  await headlines(page).nth(2).focus();
  paper.publish("focus", "Not under your fingers");
  await expect(latest(page).getByRole("button", { name: "New stories: 1" })).toBeVisible();
  await expect(headlines(page).first()).toHaveText("Story 1 of yesterday");
  await headlines(page).nth(2).blur();
  await page.setViewportSize({ width: 360, height: 700 });
  await page.evaluate(() => scrollTo(0, 0));
  paper.publish("below", "Not before you look");
  await expect(latest(page).getByRole("button", { name: "New stories: 2" })).toBeAttached();
});

test("what came out within the hour says how long ago", async ({ page, paper }) => {
  paper.publish("recent", "Five minutes old", { date: new Date(Date.now() - 5 * 60_000 - 5_000).toISOString() });
  await page.clock.install();
  await page.goto("/");
  const time = latest(page).getByRole("listitem").first().locator("time");
  await expect(time).toHaveText("5 min ago");
  await page.clock.fastForward("02:00");
  await expect(time).toHaveText("7 min ago");
  await page.clock.fastForward("58:00");
  await expect(time).toHaveText(/^\d\d:\d\d$|^\w{3} \d+$/);
});

test("a page whose number the server does not know looks at the paper anew", async ({ page, paper }) => {
  await page.route("**/", async (route) => {
    const answer = await route.fetch();
    const text = (await answer.text()).replace(/data-event="\d+"/, 'data-event="999999"');
    await route.fulfill({ response: answer, body: text });
  }, { times: 1 });
  paper.publish("unheard", "Published before");
  await page.goto("/");
  await isLive(page);
  await expect(headlines(page).first()).toHaveText("Published before");
  paper.publish("heard", "Published after");
  await expect(headlines(page).first()).toHaveText("Published after");
});
