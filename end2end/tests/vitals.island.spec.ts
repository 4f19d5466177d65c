// How fast pages are, as readers' browsers measure it and tell the paper. Only a script can.
import type { Page } from "@playwright/test";
import { expect, follow, islandsAreAwake } from "./fixtures.ts";
import { LivePaper, test as base } from "./live_paper.ts";

const test = base.extend<{ sample: string }>({
  sample: ["100", { option: true }],
  paper: async ({ sample }, use) => {
    const paper = await LivePaper.open({ DATELINE_VITALS_SAMPLE: sample });
    await use(paper);
    await paper.close();
  },
});

// The one that tests have says that nobody sits before it, and is not counted.
test.use({ userAgent: "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36" });

interface View {
  page: string;
  device: string;
  navigation: string;
  [figure: string]: string | number;
}

function read(message: string): View[] {
  return message.split("\n").map((line) => {
    const [page = "", device = "", navigation = "", ...figures] = line.split(" ");
    const pairs = figures.map((figure) => figure.split("=")).map(([name, value]) => [name, Number(value)]);
    return { page, device, navigation, ...Object.fromEntries(pairs) };
  });
}

/** Says to the page that it is out of sight, as it is when a reader goes to another tab. */
async function putAside(page: Page): Promise<void> {
  await page.evaluate(() => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => true });
    document.dispatchEvent(new Event("visibilitychange"));
  });
}

/** What the page tells then. */
async function toldBy(page: Page): Promise<View[]> {
  const told = page.waitForResponse("**/vitals");
  await putAside(page);
  const answer = await told;
  expect(answer.status()).toBe(204);
  return read(answer.request().postData() ?? "");
}

/** Two frames: what was changed is on the screen, and what was observed was delivered. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((then) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(then, 50)))));
}

/** Pushes the page down, without anybody having asked for it, and returns the browser's score of that. */
async function pushDown(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((scored) => {
        new PerformanceObserver((list, observer) => {
          observer.disconnect();
          scored(list.getEntries().reduce((sum, shift) => sum + (shift as PerformanceEntry & { value: number }).value, 0));
        }).observe({ type: "layout-shift" });
        const block = document.createElement("div");
        block.style.height = "150px";
        document.querySelector("main")?.prepend(block);
      }),
  );
}

/** Has every press of a button of the mouse take that long. */
async function makeSlow(page: Page, milliseconds: number): Promise<void> {
  await page.evaluate((milliseconds) => {
    addEventListener("pointerdown", () => {
      const start = performance.now();
      while (performance.now() - start < milliseconds);
    });
  }, milliseconds);
}

test("a reader who leaves has told how fast the page was, and nothing of themselves", async ({ page, paper }) => {
  await page.goto("/");
  await settled(page);
  const [view, ...others] = await toldBy(page);
  expect(others).toEqual([]);
  expect(Object.keys(view ?? {}).sort()).toEqual(["cls", "device", "fcp", "lcp", "navigation", "page", "ttfb"]);
  expect(view).toMatchObject({ page: "front", device: "desktop", navigation: "load", cls: 0 });
  expect(view?.lcp).toBeGreaterThanOrEqual(Number(view?.fcp));
  await paper.stop();
  const kept = JSON.parse(paper.ask("vitals", "--json")) as { metric: string; page: string }[];
  expect(kept.map(({ metric, page }) => `${page} ${metric}`)).toEqual(["front lcp", "front cls", "front fcp", "front ttfb"]);
});

test("it is told when the reader really goes away", async ({ page, paper }) => {
  await page.goto("/city");
  await settled(page);
  await page.goto("about:blank");
  await expect(async () => {
    const metrics = await (await fetch(`${paper.origin}/metrics`)).text();
    // A page that goes away has forgotten what browser the test says it is, so its figures are taken and not counted.
    expect(metrics).toMatch(/^dateline_requests_total\{kind="form",status="2xx"\} 1$/m);
  }).toPass();
});

test("the screen is told apart by its width alone", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await page.goto("/city/story-1");
  const [view] = await toldBy(page);
  expect(view).toMatchObject({ page: "article", device: "phone" });
});

test("what moves by itself adds up within a second, and only the worst second counts", async ({ page }) => {
  await page.goto("/city/story-1");
  await islandsAreAwake(page);
  await settled(page);
  const first = await pushDown(page);
  const second = await pushDown(page);
  // A session window ends after a second in which nothing moves.
  await page.waitForTimeout(1200);
  await pushDown(page);
  await settled(page);
  expect(first).toBeGreaterThan(0.01);
  const [view] = await toldBy(page);
  expect(view?.cls).toBe(Math.round((first + second) * 1000));
});

test("a press that takes long to show is told, and each page opened in place is a view of its own", async ({ page }) => {
  await page.goto("/");
  await islandsAreAwake(page);
  await follow(page, "/city/story-1");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Story 1 of yesterday");
  await settled(page);
  await makeSlow(page, 250);
  await page.getByRole("heading", { level: 1 }).click();
  await settled(page);
  const [front, story, ...others] = await toldBy(page);
  expect(others).toEqual([]);
  expect(front).toMatchObject({ page: "front", navigation: "load" });
  expect(front?.lcp).toBeDefined();
  expect(Number(front?.inp ?? 0)).toBeLessThan(250);
  expect(story).toMatchObject({ page: "article", navigation: "in-place", cls: 0 });
  expect(story?.inp).toBeGreaterThanOrEqual(250);
  expect(Object.keys(story ?? {})).not.toContain("lcp");
});

test("a view is told of once, and a page that comes back is another one", async ({ page }) => {
  await page.goto("/");
  await settled(page);
  expect(await toldBy(page)).toHaveLength(1);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await putAside(page);
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
  await settled(page);
  expect(asked).not.toContain("/vitals");
  const [view] = await toldBy(page);
  expect(Object.keys(view ?? {}).sort()).toEqual(["cls", "device", "lcp", "navigation", "page"]);
  expect(view?.navigation).toBe("restored");
});

for (const [name, signal] of Object.entries({ globalPrivacyControl: true, doNotTrack: "1" })) {
  test(`nothing is told by somebody who asked not to be followed: ${name}`, async ({ page }) => {
    await page.addInitScript(([name, signal]) => Object.defineProperty(navigator, name as string, { get: () => signal }), [name, signal]);
    await tellsNothing(page);
  });
}

test.describe("of a sample", () => {
  test.use({ sample: "10" });

  test("most page loads are not measured", async ({ page }) => {
    await page.addInitScript(() => { Math.random = () => 0.1; });
    await tellsNothing(page);
  });

  test("some are", async ({ page }) => {
    await page.addInitScript(() => { Math.random = () => 0.09; });
    await page.goto("/");
    expect(await toldBy(page)).toHaveLength(1);
  });
});

test.describe("where it is switched off", () => {
  test.use({ sample: "off" });

  test("none is", async ({ page }) => tellsNothing(page));
});

async function tellsNothing(page: Page): Promise<void> {
  await page.goto("/");
  await settled(page);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await putAside(page);
  await settled(page);
  expect(asked).not.toContain("/vitals");
}
