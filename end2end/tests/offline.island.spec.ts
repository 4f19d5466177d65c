// Without a network a reader can read again what was read before, and is told what that is.
import { expect, test } from "./fixtures.ts";
import * as pages from "./pages.ts";

test.use({ serviceWorkers: "allow" });

const heading = (page: import("@playwright/test").Page) => page.getByRole("heading", { level: 1 });

test.beforeEach(async ({ page, troubles }) => {
  troubles.expect(/^failed /, /ERR_INTERNET_DISCONNECTED/, /^503 /);
  await page.goto("/");
  await page.evaluate("navigator.serviceWorker.ready");
  await page.waitForFunction("navigator.serviceWorker.controller");
});

test("what was opened can be read without a network, and what was not is named", async ({ page, context }) => {
  await page.goto(pages.opinion.path);
  await expect(heading(page)).toHaveText(pages.opinion.heading);
  await expect.poll(() => page.evaluate(`caches.open("pages").then((c) => c.match("${pages.opinion.path}")).then(Boolean)`)).toBe(true);

  await context.setOffline(true);
  await page.reload();
  await expect(heading(page)).toHaveText(pages.opinion.heading);
  expect(await page.evaluate("getComputedStyle(document.querySelector('.masthead')).display")).not.toBe("");

  await page.goto(pages.obituary.path);
  await expect(heading(page)).toHaveText("There is no network");
  await page.getByRole("main").getByRole("link", { name: pages.opinion.heading }).click();
  await expect(heading(page)).toHaveText(pages.opinion.heading);
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
