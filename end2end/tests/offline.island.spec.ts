// Without a network a reader can read again what was read before, and is told what that is.
import { expect, test } from "./fixtures.ts";
import * as pages from "./pages.ts";
import { fill, heading, isOpened, kept, NO_NETWORK, openKept, save } from "./saving.ts";

test.use({ serviceWorkers: "allow" });

test.beforeEach(async ({ page, troubles }) => {
  troubles.expect(...NO_NETWORK);
  await openKept(page, "/");
});

test("what was opened can be read without a network, and what was not is named", async ({ page, context }) => {
  await page.goto(pages.opinion.path);
  await expect(heading(page)).toHaveText(pages.opinion.heading);
  await isOpened(page, pages.opinion.path);

  await context.setOffline(true);
  await page.reload();
  await expect(heading(page)).toHaveText(pages.opinion.heading);
  expect(await page.evaluate("getComputedStyle(document.querySelector('.masthead__name, .masthead h1, .masthead p')).fontFamily")).toContain("Newsreader");

  await page.goto(pages.obituary.path);
  await expect(heading(page)).toHaveText("There is no network");
  await expect(page).toHaveTitle(/^There is no network/);
  await page.getByRole("main").getByRole("link", { name: pages.opinion.heading }).click();
  await expect(heading(page)).toHaveText(pages.opinion.heading);
});

test("the first page that a reader opens is kept, and the front beside it", async ({ page }) => {
  await page.evaluate("caches.keys().then((all) => Promise.all(all.map((name) => caches.delete(name))))");
  await page.evaluate("navigator.serviceWorker.getRegistration().then((found) => found.unregister())");
  await openKept(page, pages.article.path);
  await isOpened(page, pages.article.path);
  await isOpened(page, "/");
});

test("a network that answers is always asked", async ({ page }) => {
  await page.goto(pages.article.path);
  const answer = await page.reload();
  expect(answer?.fromServiceWorker()).toBe(true);
  expect((await answer?.allHeaders())?.["x-request-id"]).toBeDefined();
  const first = (await answer?.allHeaders())?.["x-request-id"];
  const again = await page.reload();
  expect((await again?.allHeaders())?.["x-request-id"]).not.toBe(first);
});

test("a page that was only fetched ahead counts as opened when it is", async ({ page }) => {
  const link = page.getByRole("main").getByRole("link", { name: pages.article.heading }).first();
  const fetched = page.waitForResponse((answer) => answer.url().endsWith(pages.article.path));
  await link.hover();
  await (await fetched).finished();
  expect(await kept(page, "opened")).not.toContain(pages.article.path);
  await link.click();
  await isOpened(page, pages.article.path);
});

test("the oldest of what was opened goes first, and neither the front nor what was saved", async ({ page }) => {
  await page.goto(pages.article.path);
  await save(page);
  await isOpened(page, pages.article.path);
  await fill(page, "opened", pages.article.path, 60);
  await page.goto(pages.opinion.path);
  await isOpened(page, pages.opinion.path);
  await expect.poll(async () => (await kept(page, "opened")).length).toBe(61);
  const left = await kept(page, "opened");
  expect(left).toContain("/");
  expect(left).not.toContain(pages.article.path);
  expect(await kept(page, "saved")).toEqual([pages.article.path]);
});

test("a list that goes on is not taken for its beginning", async ({ page, context }) => {
  await page.goto(pages.section.path);
  await isOpened(page, pages.section.path);
  const older = await page.getByRole("link", { name: "Older stories" }).getAttribute("href");
  await page.goto(pages.article.path);
  await isOpened(page, pages.article.path);
  await context.setOffline(true);
  await page.goto(`${pages.article.path}?from=letter`);
  await expect(heading(page)).toHaveText(pages.article.heading);
  await page.goto(older ?? "");
  await expect(heading(page)).toHaveText("There is no network");
});

test("the paper can be installed", async ({ page }) => {
  const browser = await page.context().newCDPSession(page);
  const { installabilityErrors } = await browser.send("Page.getInstallabilityErrors");
  // A test's window keeps nothing when it closes, and Chromium installs nothing from such a one.
  expect(installabilityErrors.filter(({ errorId }) => errorId !== "in-incognito")).toEqual([]);
  const { errors, data } = await browser.send("Page.getAppManifest");
  expect(errors).toEqual([]);
  const { shortcuts } = JSON.parse(data ?? "") as { shortcuts: { url: string }[] };
  for (const { url } of shortcuts) expect((await page.goto(url))?.status()).toBe(200);
});
