// What a page makes a reader wait for, and whether it keeps still meanwhile. Only a script can measure that.
import type { Page } from "@playwright/test";
import { expect, follow, islandsAreAwake, test } from "./fixtures.ts";
import { allPages, article, front } from "./pages.ts";

/** The layout shifts so far, as browsers score them (web.dev/articles/cls, without the session windows). */
async function shifts(page: Page): Promise<{ value: number; moved: string[]; bottom: number }[]> {
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        type Shift = PerformanceEntry & { value: number; hadRecentInput: boolean; sources: { node?: Element; previousRect: DOMRectReadOnly }[] };
        const found: { value: number; moved: string[]; bottom: number }[] = [];
        const observer = new PerformanceObserver((list) => {
          for (const shift of list.getEntries() as Shift[]) {
            if (shift.hadRecentInput) continue;
            const moved = shift.sources.map(({ node }) => node?.className ?? "text");
            const bottom = Math.min(...shift.sources.map(({ previousRect }) => previousRect.bottom));
            found.push({ value: shift.value, moved, bottom });
          }
        });
        observer.observe({ type: "layout-shift", buffered: true });
        requestAnimationFrame(() => setTimeout(() => resolve(found), 100));
      }),
  );
}

async function scrollThrough(page: Page): Promise<void> {
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  for (let top = 0; top < height; top += 600) await page.evaluate((top) => scrollTo(0, top), top);
  await page.waitForLoadState("networkidle");
}

for (const kind of [front, article]) {
  for (const width of [390, 1280]) {
    test(`nothing on the ${kind.name} page moves while it loads, ${width} pixels wide`, async ({ page, troubles }) => {
      troubles.expect(/^failed .fonts/);
      await page.setViewportSize({ width, height: 800 });
      await page.route("**/fonts/*", (route) => route.abort("connectionreset"));
      await page.goto(kind.path);
      await scrollThrough(page);
      expect(await shifts(page)).toEqual([]);
    });

    test(`the font that arrives moves next to nothing on the ${kind.name} page, ${width} pixels wide`, async ({ page }) => {
      await page.setViewportSize({ width, height: 800 });
      await page.goto(kind.path);
      await scrollThrough(page);
      // The face that stands in for the headline font is as wide on average, not in every word: a line may break
      // elsewhere for the moment until the font is there.
      const sum = (await shifts(page)).reduce((sum, { value }) => sum + value, 0);
      expect(sum).toBeLessThanOrEqual(0.01);
    });
  }
}

test("the line beside the paper's name stays where it is when the name gets its font", async ({ page }) => {
  let release = () => {};
  const held = new Promise<void>((goOn) => (release = goOn));
  await page.route("**/fonts/*", async (route) => {
    await held;
    await route.continue();
  });
  const name = page.locator(".masthead__name a");
  const widthOfName = async () => (await name.boundingBox())?.width;
  await page.goto(article.path, { waitUntil: "commit" });
  await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0);
  const before = await widthOfName();
  release();
  await expect.poll(widthOfName, "the other font is as wide").not.toBe(before);
  const plate = await page.locator(".masthead__plate").boundingBox();
  const within = (await shifts(page)).filter(({ bottom }) => bottom <= plate!.y + plate!.height);
  expect(within, "a line that CSS draws is no element, so it goes by where it stands").toEqual([]);
});

for (const kind of allPages) {
  test(`the ${kind.name} page waits for nothing but its style`, async ({ page }) => {
    await page.goto(kind.path);
    const waitedFor = await page.evaluate(() =>
      (performance.getEntriesByType("resource") as (PerformanceResourceTiming & { renderBlockingStatus: string })[])
        .filter((file) => file.renderBlockingStatus !== "non-blocking")
        .map((file) => new URL(file.name).pathname.replace(/^.*\./, "")),
    );
    expect(waitedFor).toEqual(["css"]);
    const inTheWay = "script[src]:not([type=module]):not([async]):not([defer]):not([type='application/ld+json'])";
    await expect(page.locator(inTheWay)).toHaveCount(0);
  });
}

/** Opens the article, whose pictures do not come until `release` is called, and returns once all of its text is there. */
async function openWithoutPictures(page: Page): Promise<{ asked: string[]; loaded: Promise<unknown>; release: () => void }> {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  let release = () => {};
  const held = new Promise<void>((goOn) => (release = goOn));
  await page.route("**/media/**", async (route) => {
    await held;
    await route.continue();
  });
  const loaded = page.goto(article.path);
  await page.waitForFunction(() => document.readyState === "interactive");
  await expect.poll(() => asked.some((path) => path.startsWith("/media/"))).toBe(true);
  return { asked, loaded, release };
}

const isStart = (path: string) => path.endsWith("/start.js");

test("the start script leaves the line to the picture that a story begins with, and is there when the page has loaded", async ({ page }) => {
  const { asked, loaded, release } = await openWithoutPictures(page);
  expect(asked.filter(isStart)).toEqual([]);
  release();
  await loaded;
  expect(asked.filter(isStart)).toHaveLength(1);
  expect(await page.evaluate(() => history.scrollRestoration), "it has run").toBe("manual");
});

test("a reader who reaches for something before the picture is there has the scripts at once", async ({ page }) => {
  const { asked, loaded, release } = await openWithoutPictures(page);
  await page.keyboard.press("Tab");
  await expect.poll(() => asked.filter((path) => isStart(path) || path.endsWith(".wasm")).length).toBe(2);
  release();
  await loaded;
  expect(asked.filter(isStart)).toHaveLength(1);
});

test("WebAssembly is downloaded once", async ({ page }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(front.path);
  await islandsAreAwake(page);
  expect(asked.filter((path) => path.endsWith(".wasm"))).toHaveLength(1);
});

test("a page that is opened in place asks for no script or style again", async ({ page }) => {
  await page.goto(front.path, { waitUntil: "networkidle" });
  await islandsAreAwake(page);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await follow(page, article.path);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(article.heading);
  await page.waitForLoadState("networkidle");
  expect(asked.filter((path) => path.startsWith("/pkg/") || path.startsWith("/fonts/"))).toEqual([]);
});
