// Moving from page to page without a reload: nothing of what a browser does on a new page may be missing.
import type { Page, Request } from "@playwright/test";
import { expect, follow, holdBack, isMarked, islandsAreAwake, mark, test } from "./fixtures.ts";
import * as pages from "./pages.ts";

const heading = (page: Page) => page.getByRole("heading", { level: 1 });
const sections = (page: Page) => page.getByRole("navigation", { name: "Sections" });
const address = (page: Page) =>
  page.getByRole("region", { name: "Stay in touch" }).getByRole("textbox", { name: "E-mail address" });
const scrolled = (page: Page) => page.evaluate(() => window.scrollY);

/** Lets the page do what it would do now. */
async function nextFrames(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))));
}

/** Requests for pages, as opposed to files, from now on. */
function pagesAskedFor(page: Page): Request[] {
  const asked: Request[] = [];
  page.on("request", (request) => {
    if (!/\.\w+$|^\/live$/.test(new URL(request.url()).pathname)) asked.push(request);
  });
  return asked;
}

test("a half-typed address survives from the front to a story, to a section and back", async ({ page }) => {
  await page.goto("/");
  await mark(page);
  await address(page).fill("half-typed@exam");

  await page.getByRole("main").getByRole("link", { name: pages.article.heading }).click();
  await expect(heading(page)).toHaveText(pages.article.heading);
  await expect(address(page)).toHaveValue("half-typed@exam");

  await sections(page).getByRole("link", { name: "World" }).click();
  await expect(heading(page)).toHaveText("World");
  await expect(address(page)).toHaveValue("half-typed@exam");

  await page.goBack();
  await expect(heading(page)).toHaveText(pages.article.heading);
  await page.goBack();
  await expect(heading(page)).toHaveText(pages.front.heading);
  await expect(address(page)).toHaveValue("half-typed@exam");
  expect(await isMarked(page)).toBe(true);
});

test("what a page says of itself changes with the page", async ({ page }) => {
  await page.goto("/");
  await mark(page);
  const said = (selector: string, attribute: string) => page.locator(selector).getAttribute(attribute);
  const frontAddress = await said("link[rel=canonical]", "href");
  const frontDescription = await said("meta[name=description]", "content");

  await follow(page, pages.article.path);
  await expect(page).toHaveTitle(pages.title(pages.article));
  await expect(page).toHaveURL(pages.article.path);
  expect(await said("link[rel=canonical]", "href")).toBe(`${frontAddress?.replace(/\/$/, "")}${pages.article.path}`);
  expect(await said("meta[name=description]", "content")).not.toBe(frontDescription);
  await expect(page.locator("meta[property='og:type']")).toHaveAttribute("content", "article");
  await expect(sections(page).locator("[aria-current=page]")).toHaveCount(0);

  await follow(page, pages.section.path);
  await expect(sections(page).locator("[aria-current=page]")).toHaveText("Sport");
  await follow(page, "/city");
  await expect(sections(page).locator("[aria-current=page]")).toHaveText("City");
  await expect(page.locator(".dateline-strip")).toContainText("Port Averley");
  expect(await isMarked(page)).toBe(true);
});

test("the new headline has the focus and the new title is announced", async ({ page }) => {
  await page.goto("/");
  const announcer = page.locator("[aria-live=polite]");
  await expect(announcer).toBeEmpty();

  await follow(page, pages.tableArticle.path);
  await expect(heading(page)).toBeFocused();
  await expect(announcer).toHaveText(pages.title(pages.tableArticle));

  await page.goBack();
  await expect(heading(page)).toHaveText(pages.front.heading);
  await expect(heading(page)).toBeFocused();
  await expect(announcer).toHaveText(pages.title(pages.front));
});

test("a new page starts at its top; Back and Forward return to where the reader was", async ({ page }) => {
  await page.goto("/");
  await mark(page);
  await page.evaluate(() => scrollTo(0, 900));
  await follow(page, pages.longArticle.path);
  await expect(heading(page)).toHaveText(pages.longArticle.heading);
  expect(await scrolled(page)).toBe(0);

  await page.evaluate(() => scrollTo(0, 2500));
  await follow(page, pages.tableArticle.path);
  await expect(heading(page)).toHaveText(pages.tableArticle.heading);
  expect(await scrolled(page)).toBe(0);

  await page.goBack();
  await expect(heading(page)).toHaveText(pages.longArticle.heading);
  await expect.poll(() => scrolled(page)).toBe(2500);
  await page.goBack();
  await expect(heading(page)).toHaveText(pages.front.heading);
  await expect.poll(() => scrolled(page)).toBe(900);
  await page.goForward();
  await expect(heading(page)).toHaveText(pages.longArticle.heading);
  await expect.poll(() => scrolled(page)).toBe(2500);
  expect(await isMarked(page)).toBe(true);
});

test("a page that is loaded again is shown where the reader was", async ({ page }) => {
  await page.goto(pages.longArticle.path);
  await page.evaluate(() => scrollTo(0, 2500));
  await page.reload();
  await expect.poll(() => scrolled(page)).toBe(2500);
});

test("a jump within a page fetches nothing, and Back from it returns to the mark", async ({ page }) => {
  await page.goto(pages.tableArticle.path);
  await mark(page);
  const reference = page.locator(".footnote-reference a");
  await reference.scrollIntoViewIfNeeded();
  const before = await scrolled(page);
  const asked = pagesAskedFor(page);

  await reference.evaluate((link: HTMLAnchorElement) => link.click());
  await expect(page).toHaveURL(/#note-1$/);
  await expect(page.locator("#note-1")).toBeInViewport();

  await page.goBack();
  await expect(page).toHaveURL(pages.tableArticle.path);
  await expect.poll(() => scrolled(page)).toBe(before);
  expect(asked.map((request) => request.url())).toEqual([]);
  expect(await isMarked(page)).toBe(true);
});

test("after a jump within a page, Back leads through it to the page before", async ({ page }) => {
  await page.goto("/");
  await page.evaluate(() => scrollTo(0, 900));
  await follow(page, pages.tableArticle.path);
  await expect(heading(page)).toHaveText(pages.tableArticle.heading);
  await page.locator(".footnote-reference a").click();
  await expect(page).toHaveURL(/#note-1$/);
  await page.goBack();
  await expect(page).toHaveURL(pages.tableArticle.path);
  await page.goBack();
  await expect(page).toHaveURL("/");
  await expect(heading(page)).toHaveText(pages.front.heading);
  await expect.poll(() => scrolled(page)).toBe(900);
});

test("a link to a part of another page leads to that part", async ({ page }) => {
  await page.goto("/");
  await mark(page);
  await follow(page, `${pages.tableArticle.path}#part-how-we-counted`);
  await expect(heading(page)).toHaveText(pages.tableArticle.heading);
  await expect(page.getByRole("heading", { name: "How we counted" })).toBeInViewport();
  await expect(page).toHaveURL(/#part-how-we-counted$/);
  expect(await isMarked(page)).toBe(true);
});

for (const modifiers of [["Control"], ["Shift"]] as const) {
  test(`a click with ${modifiers} opens the story beside the page`, async ({ page, context }) => {
    await page.goto("/");
    const beside = context.waitForEvent("page");
    await page.getByRole("main").getByRole("link", { name: pages.article.heading }).click({ modifiers: [...modifiers] });
    await expect(heading(await beside)).toHaveText(pages.article.heading);
    await expect(heading(page)).toHaveText(pages.front.heading);
  });
}

test("a story under a wrong section is opened in place and gets its right address", async ({ page }) => {
  await page.goto("/");
  await mark(page);
  await follow(page, "/culture/swing-bridge-minutes");
  await expect(heading(page)).toHaveText(pages.tableArticle.heading);
  await expect(page).toHaveURL(pages.tableArticle.path);
  expect(await isMarked(page)).toBe(true);
});

test("a slow answer shows that the page is on its way", async ({ page }) => {
  await page.goto("/");
  const progress = page.locator("#progress");
  await expect(progress).toHaveAttribute("data-state", "idle");
  const answer = await holdBack(page, pages.article.path);
  await follow(page, pages.article.path);
  await expect(progress).toHaveAttribute("data-state", "loading");
  answer();
  await expect(heading(page)).toHaveText(pages.article.heading);
  await expect(progress).toHaveAttribute("data-state", "idle");
});

test("of several quick clicks the last one counts, in whatever order the answers come", async ({ page }) => {
  await page.goto("/");
  await mark(page);
  const answer = await holdBack(page, "/city", "/culture");
  for (const path of ["/city", "/culture", "/sport"]) await follow(page, path);
  await expect(heading(page)).toHaveText("Sport");
  const answered = Promise.all(["/city", "/culture"].map((path) => page.waitForResponse(`**${path}`)));
  answer();
  await answered;
  await nextFrames(page);
  await expect(heading(page)).toHaveText("Sport");
  await expect(page).toHaveURL("/sport");
  await expect(page).toHaveTitle("Sport – Dateline");
  await expect(page.locator("#progress")).toHaveAttribute("data-state", "idle");
  expect(await isMarked(page)).toBe(true);
});

test("Back while a page is on its way leaves the reader on the page before", async ({ page }) => {
  await page.goto("/");
  await follow(page, "/city");
  await expect(heading(page)).toHaveText("City");
  const answer = await holdBack(page, "/sport");
  await follow(page, "/sport");
  await page.goBack();
  await expect(heading(page)).toHaveText(pages.front.heading);
  answer();
  await nextFrames(page);
  await expect(heading(page)).toHaveText(pages.front.heading);
  await expect(page).toHaveURL("/");
});

test("a page under the pointer is fetched once, and the click takes it", async ({ page }) => {
  await page.goto("/");
  const asked = pagesAskedFor(page);
  const link = sections(page).getByRole("link", { name: "Culture" });
  const fetched = page.waitForResponse("**/culture");
  await link.hover();
  await fetched;
  await link.click();
  await expect(heading(page)).toHaveText("Culture");
  expect(asked.filter((request) => request.url().endsWith("/culture"))).toHaveLength(1);
});

test("what stands beside a story follows the page that came, around what was typed", async ({ page }) => {
  await page.goto("/");
  await address(page).fill("half-typed@exam");
  await page.route(pages.article.path, async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace(/(<h2[^>]* id="dont-miss-name"[^>]*>)[^<]*/, "$1Changed meanwhile");
    await route.fulfill({ response, body });
  });
  await follow(page, pages.article.path);
  await expect(page.getByRole("heading", { name: "Changed meanwhile" })).toBeVisible();
  await expect(address(page)).toHaveValue("half-typed@exam");
});

test("a page is opened in steps, and the browser may do something else between them", async ({ page }) => {
  await page.addInitScript(() => {
    const { scheduler } = window as unknown as { scheduler: { yield(): Promise<void> } };
    const giveWay = scheduler.yield.bind(scheduler);
    const shown: (string | undefined)[] = [];
    Object.assign(window, { shown });
    scheduler.yield = () => {
      shown.push(document.querySelector("h1")?.textContent ?? undefined);
      return giveWay();
    };
  });
  await page.goto("/");
  await islandsAreAwake(page);
  await page.evaluate(() => (window as unknown as { shown: string[] }).shown.splice(0));
  await follow(page, pages.article.path);
  await expect(heading(page)).toHaveText(pages.article.heading);
  const shown = () => page.evaluate(() => (window as unknown as { shown: string[] }).shown);
  // Once it was read, once it was copied; once it is there, once for the island in it.
  await expect.poll(shown).toEqual([pages.front.heading, pages.front.heading, pages.article.heading, pages.article.heading]);
});

test("the box beside the page still signs up after moving on", async ({ page }) => {
  await page.goto("/");
  await islandsAreAwake(page);
  await follow(page, pages.article.path);
  await expect(heading(page)).toHaveText(pages.article.heading);
  await address(page).fill("moved-on@example.org");
  await address(page).press("Enter");
  await expect(page.getByRole("region", { name: "Stay in touch" }).getByRole("status")).toContainText("Thank you.");
  await expect(page).toHaveURL(pages.article.path);
});

test("the form of a page opened in place is as much alive as any", async ({ page, troubles }) => {
  troubles.expect(/^422 \/stay-in-touch$/);
  await page.goto("/");
  await islandsAreAwake(page);
  await mark(page);
  await follow(page, pages.stayInTouch.path);
  await expect(heading(page)).toHaveText(pages.stayInTouch.heading);
  const form = page.getByRole("main");
  const field = form.getByRole("textbox", { name: "E-mail address" });
  await field.fill("bad");
  await field.press("Enter");
  await expect(form.getByRole("alert")).toContainText("An e-mail address has an @ in it");
  await field.fill("in-place@example.org");
  await field.press("Enter");
  await expect(form.getByRole("status")).toContainText("Thank you.");
  await expect(page).toHaveURL(pages.stayInTouch.path);
  expect(await isMarked(page)).toBe(true);
});
