// The strip of an open page: the weather changes and gets too old, and the day turns at midnight of the paper's zone.
import type { Page } from "@playwright/test";
import { openSky } from "../sky.mjs";
import { expect, follow, isMarked, mark, test as base } from "./fixtures.ts";
import { LivePaper } from "./live_paper.ts";

type Settings = Record<string, string>;

const test = base.extend<{ settings: Settings; paper: LivePaper }>({
  settings: [{}, { option: true }],
  paper: async ({ settings }, use) => {
    const paper = await LivePaper.open(settings);
    await use(paper);
    await paper.close();
  },
  baseURL: async ({ paper }, use) => use(paper.origin),
});

const HOUR = 3600_000;
const DAY = 24 * HOUR;
/** Always 5:45 ahead of UTC, which is neither a whole hour nor near the zone of whoever runs the tests. */
const ZONE = "Asia/Kathmandu";
const AHEAD = 5.75 * HOUR;

const items = (page: Page) => page.locator(".dateline-strip").getByRole("listitem");
const weather = (page: Page) => page.locator(".dateline-strip abbr");
const day = (page: Page) => page.locator(".dateline-strip time");
const isLive = (page: Page) => expect(page.locator(".latest__state[data-state=live]")).toBeVisible();

/** The next midnight in the paper's zone. */
const midnight = () => Math.ceil((Date.now() + AHEAD) / DAY) * DAY - AHEAD;
/** What the strip says of the day that it is in the paper's zone then, for people and for machines. */
const written = (moment: number) => new Intl.DateTimeFormat("en-US", { dateStyle: "full", timeZone: ZONE }).format(moment);
const datetime = (moment: number) => new Date(moment + AHEAD).toISOString().slice(0, 10);

test.describe("the weather", () => {
  const inWeather = test.extend<{ sky: { answer(degrees: number): void; settings: Settings; colder: Settings } }>({
    sky: async ({}, use) => {
      let answer = (_degrees: number) => {};
      const answered = new Promise<number>((resolve) => {
        answer = resolve;
      });
      const [sky, colder] = await Promise.all([openSky(() => answered), openSky(() => -3.4)]);
      await use({ answer, settings: sky.settings, colder: colder.settings });
      sky.close();
      colder.close();
    },
    settings: async ({ sky }, use) => use({ DATELINE_PLACE: "New York", ...sky.settings }),
  });

  inWeather("shows as soon as the paper knows it, changes when that does, and goes when it is too old", async ({ page, paper, sky, troubles }) => {
    troubles.expect(/\/live/, /ERR_CONNECTION_REFUSED/, /ERR_INCOMPLETE_CHUNKED/, /ERR_EMPTY_RESPONSE/, /ERR_CONNECTION_RESET/);
    await page.clock.install();
    await page.goto("/");
    await isLive(page);
    await mark(page);
    await expect(weather(page)).toBeHidden();
    await expect(items(page).first()).toHaveText("New York");

    sky.answer(6.9);
    await expect(items(page).first()).toHaveText("6.9 C");
    await expect(weather(page)).toHaveAttribute("title", "6.9 degrees Celsius");
    await follow(page, "/city/story-3");
    await expect(page).toHaveURL("/city/story-3");
    await expect(items(page)).toHaveText(["6.9 C", "New York", /20\d\d$/]);

    // The paper moves a little, where it is colder, and counts otherwise.
    await paper.kill();
    await paper.serve({ ...sky.colder, DATELINE_WEATHER_AT: "40.8,-74", DATELINE_WEATHER_UNIT: "F" });
    await expect(async () => {
      await page.clock.runFor(10_000);
      await expect(items(page).first()).toHaveText("25.9 F", { timeout: 500 });
    }).toPass();
    await expect(weather(page)).toHaveAttribute("title", "25.9 degrees Fahrenheit");

    await paper.kill();
    await page.clock.fastForward(2 * HOUR);
    await expect(weather(page)).toBeHidden();
    expect(await isMarked(page)).toBe(true);
  });
});

test.describe("the day", () => {
  test.use({ timezoneId: "America/Los_Angeles", settings: { DATELINE_TIME_ZONE: ZONE } });

  test("turns at midnight of the paper's zone, also after days asleep", async ({ page }) => {
    const turn = midnight();
    await page.clock.install({ time: turn - 60_000 });
    await page.goto("/");
    await isLive(page);
    await expect(day(page)).toHaveText(written(turn - 1));
    await expect(day(page)).toHaveAttribute("datetime", datetime(turn - 1));

    await page.clock.pauseAt(turn - 500);
    await expect(day(page)).toHaveText(written(turn - 1));
    await page.clock.runFor(1_000);
    await expect(day(page)).toHaveText(written(turn));
    await expect(day(page)).toHaveAttribute("datetime", datetime(turn));

    await page.clock.fastForward(3 * DAY);
    await expect(day(page)).toHaveText(written(turn + 3 * DAY));
    await follow(page, "/city");
    await expect(page).toHaveURL("/city");
    await page.clock.runFor(21_000);
    await expect(day(page)).toHaveText(written(turn + 3 * DAY));
  });

  test("asks the browser for nothing before it may have turned", async ({ page }) => {
    await page.addInitScript(() => {
      const counted = window as unknown as { asked: number };
      counted.asked = 0;
      const say = Date.prototype.toLocaleDateString as (this: Date, ...how: unknown[]) => string;
      Date.prototype.toLocaleDateString = function (this: Date, ...how: unknown[]) {
        counted.asked += 1;
        return say.apply(this, how);
      };
    });
    const asked = () => page.evaluate(() => (window as unknown as { asked: number }).asked);
    const turn = midnight();
    await page.clock.install({ time: turn - 60_000 });
    await page.goto("/");
    await isLive(page);
    await page.clock.runFor(30_000);
    expect(await asked()).toBe(0);
    await page.clock.runFor(31_000);
    await expect(day(page)).toHaveText(written(turn));
    expect(await asked()).toBeGreaterThan(0);
  });

  test("stays as it was written where the browser does not know the zone", async ({ page }) => {
    await page.route("**/", async (route) => {
      const answer = await route.fetch();
      const text = (await answer.text()).replace(/data-zone="[^"]+"/, 'data-zone="Mars/Olympus"');
      await route.fulfill({ response: answer, body: text });
    });
    await page.clock.install({ time: Date.now() + 3 * DAY });
    await page.goto("/");
    await isLive(page);
    await page.clock.runFor(60_000);
    await expect(day(page)).toHaveText(written(Date.now()));
  });
});

for (const language of ["es-MX", "ar"]) {
  test.describe(`the day in ${language}`, () => {
    test.use({ settings: { DATELINE_TIME_ZONE: ZONE, DATELINE_LANGUAGE: language } });

    test("is written by the browser as by the server", async ({ page }) => {
      await page.goto("/");
      const today = (await day(page).textContent()) ?? "";
      await page.route("**/", async (route) => {
        const answer = await route.fetch();
        const text = (await answer.text()).replace(/(<time datetime=")[^"]+(" data-until=")[^"]+("[^>]*>)[^<]+/, "$12000-01-01$22000-01-02T00:00:00Z$3long ago");
        expect(text, "the page as it was on another day").toContain('datetime="2000-01-01" data-until="2000-01-02T00:00:00Z"');
        expect(text).toContain(">long ago<");
        await route.fulfill({ response: answer, body: text });
      });
      await page.reload();
      await expect(day(page)).toHaveAttribute("datetime", datetime(Date.now()));
      await expect(day(page)).toHaveText(today);
    });
  });
}
