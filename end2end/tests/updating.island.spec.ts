// What is kept follows the paper: through a deploy, and through what becomes of its stories.
import type { Page } from "@playwright/test";
import { expect, islandsAreAwake, test as base } from "./fixtures.ts";
import { LivePaper } from "./live_paper.ts";
import { heading, isOpened, kept, NO_NETWORK, openKept, save, saveButton } from "./saving.ts";
import { MARK, TwoBuilds } from "./two_builds.ts";

const test = base.extend<{ paper: LivePaper; builds: TwoBuilds }>({
  paper: async ({}, use) => {
    const paper = await LivePaper.open();
    await use(paper);
    await paper.close();
  },
  builds: async ({ paper }, use) => {
    const builds = await TwoBuilds.before(paper);
    await use(builds);
    await builds.close();
  },
  baseURL: async ({ builds }, use) => use(builds.origin),
  serviceWorkers: "allow",
});

test.beforeEach(({ troubles }) => troubles.expect(...NO_NETWORK));

const shells = (page: Page) =>
  page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith("shell-")).map((name) => name.slice(6)));

/** A browser looks for a newer service worker a moment after a page came; this asks it to do so now. */
async function isUpdated(page: Page, builds: TwoBuilds): Promise<void> {
  await page.evaluate("navigator.serviceWorker.getRegistration().then((found) => found.update())");
  await expect.poll(() => shells(page)).toContain(builds.build);
  const waits = "navigator.serviceWorker.getRegistration().then((found) => Boolean(found.installing ?? found.waiting))";
  await expect.poll(() => page.evaluate(waits)).toBe(false);
}

const mark = (page: Page) => page.evaluate((mark) => getComputedStyle(document.documentElement).getPropertyValue(mark), MARK);
const buildOf = (page: Page) => page.evaluate(() => document.documentElement.dataset.build);

test("after a deploy the newer build takes over, and what is kept from the older one reads as it did", async ({ page, context, builds }) => {
  const older = builds.build;
  await openKept(page, "/city/story-1");
  await save(page);
  await page.goto("/city/story-2");
  await isOpened(page, "/city/story-2");
  expect(await shells(page)).toEqual([older]);

  builds.deploy();
  await page.goto("/city/story-2");
  expect(await buildOf(page)).toBe(builds.build);
  await isUpdated(page, builds);
  expect(await shells(page)).toEqual([older, builds.build]);

  await context.setOffline(true);
  await page.reload();
  expect(await mark(page)).toBe("newer");
  await page.goto("/city/story-1");
  await expect(heading(page)).toHaveText("Story 1 of yesterday");
  expect(await buildOf(page)).toBe(older);
  expect(await mark(page)).toBe("");
  expect(await page.evaluate("document.styleSheets[0].cssRules.length")).toBeGreaterThan(10);
  await islandsAreAwake(page);
  await expect(saveButton(page)).toHaveAttribute("aria-pressed", "true");
  // From a page of one build to one of another.
  await page.getByRole("contentinfo").getByRole("link", { name: "Saved stories" }).click();
  await expect(heading(page)).toHaveText("Saved stories");
  expect(await mark(page)).toBe("newer");

  // With a network again, all that was kept from the older build is renewed when it is read, and its files go.
  await context.setOffline(false);
  for (const path of ["/city/story-1", "/"]) {
    await page.goto(path);
    expect(await buildOf(page)).toBe(builds.build);
  }
  await expect.poll(() => shells(page)).toEqual([builds.build]);
});

test("a kept page whose build is forgotten has today's looks", async ({ page, context, builds }) => {
  const older = builds.build;
  await openKept(page, "/city/story-1");
  await isOpened(page, "/city/story-1");
  builds.deploy();
  await page.goto("/city/story-2");
  await isUpdated(page, builds);
  await page.evaluate((older) => caches.delete(`shell-${older}`), older);
  // The browser has those files in a cache of its own, too.
  await (await context.newCDPSession(page)).send("Network.clearBrowserCache");

  await context.setOffline(true);
  await page.goto("/city/story-1");
  expect(await buildOf(page)).toBe(older);
  expect(await mark(page)).toBe("newer");
});

test("a network that answers shows the newest version, which is then the one that is kept and stays saved", async ({ page, context, paper }) => {
  await openKept(page, "/city/story-1");
  await save(page);
  const date = new Date(Date.now() - 25 * 3600_000).toISOString();
  paper.publish("story-1", "Story one, corrected", { date });
  await page.goto("/city/story-2");
  await page.goto("/city/story-1");
  await expect(heading(page)).toHaveText("Story one, corrected");
  await expect.poll(() => page.evaluate("caches.open('saved').then((c) => c.match('/city/story-1')).then((p) => p.text())")).toContain("corrected");
  await context.setOffline(true);
  await page.reload();
  await expect(heading(page)).toHaveText("Story one, corrected");
  await expect(saveButton(page)).toHaveAttribute("aria-pressed", "true");
});

test("a story that is withdrawn is kept no longer once the network said so", async ({ page, paper, troubles }) => {
  troubles.expect(/^410 /);
  await openKept(page, "/city/story-1");
  await save(page);
  await isOpened(page, "/city/story-1");
  paper.withdraw("story-1");
  await page.reload();
  await expect(heading(page)).toHaveText("This story was withdrawn");
  for (const name of ["saved", "opened"]) await expect.poll(() => kept(page, name)).not.toContain("/city/story-1");
});

test("a saved story that moves stays saved where it is now", async ({ page, context, paper }) => {
  await openKept(page, "/city/story-1");
  await save(page);
  const date = new Date(Date.now() - 25 * 3600_000).toISOString();
  paper.publish("story-1", "Story 1 of yesterday", { section: "Sport", date });
  await page.goto("/city/story-1");
  await expect(page).toHaveURL("/sport/story-1");
  await expect.poll(() => kept(page, "saved")).toEqual(["/sport/story-1"]);
  await context.setOffline(true);
  await page.reload();
  await expect(saveButton(page)).toHaveAttribute("aria-pressed", "true");
});

test("a server that stops is no network, and one that starts again is asked at once", async ({ page, paper }) => {
  await openKept(page, "/city/story-1");
  await isOpened(page, "/city/story-1");
  await paper.kill();
  await page.reload();
  await expect(heading(page)).toHaveText("Story 1 of yesterday");
  paper.publish("story-1", "Story one, corrected", { date: new Date(Date.now() - 25 * 3600_000).toISOString() });
  await paper.serve();
  await page.reload();
  await expect(heading(page)).toHaveText("Story one, corrected");
});
