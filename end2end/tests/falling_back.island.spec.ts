// Whatever is not as expected is left to the browser's own navigation.
import type { Page, Route } from "@playwright/test";
import { expect, follow, islandsAreAwake, isMarked, mark, test } from "./fixtures.ts";
import { article, front, stayInTouch } from "./pages.ts";

const heading = (page: Page) => page.getByRole("heading", { level: 1 });

/** Requests for the article that come from the page's script, and not from the browser's own navigation. */
async function answerScript(page: Page, answer: (route: Route) => Promise<void>) {
  await page.route(article.path, (route) =>
    route.request().isNavigationRequest() ? route.continue() : answer(route),
  );
}

test.beforeEach(async ({ page }) => {
  await page.goto(front.path);
  await mark(page);
});

test("a server that was replaced since the page was loaded gets a full load", async ({ page }) => {
  await answerScript(page, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), "dateline-build": "another" } });
  });
  await follow(page, article.path);
  await expect(heading(page)).toHaveText(article.heading);
  expect(await isMarked(page)).toBe(false);
  await page.goBack();
  await expect(heading(page)).toHaveText(front.heading);
});

test("an answer in the name of the server, such as a proxy's error page, gets a full load", async ({ page, troubles }) => {
  troubles.expect(/^502 /);
  await answerScript(page, (route) =>
    route.fulfill({ status: 502, contentType: "text/html", body: "<h1>Bad gateway</h1>" }),
  );
  await follow(page, article.path);
  await expect(heading(page)).toHaveText(article.heading);
  expect(await isMarked(page)).toBe(false);
});

test("an error without a page gets a full load", async ({ page, troubles }) => {
  troubles.expect(/^500 /);
  await answerScript(page, (route) => route.fulfill({ status: 500, contentType: "text/plain", body: "broken" }));
  await follow(page, article.path);
  await expect(heading(page)).toHaveText(article.heading);
  expect(await isMarked(page)).toBe(false);
});

test("a server that does not answer the script is asked by the browser", async ({ page, troubles }) => {
  troubles.expect(/^failed \/city\/tram-line-nine-opens/);
  await answerScript(page, (route) => route.abort("connectionrefused"));
  await follow(page, article.path);
  await expect(heading(page)).toHaveText(article.heading);
  expect(await isMarked(page)).toBe(false);
});

test("the browser says so when the server is gone altogether", async ({ page, troubles }) => {
  troubles.expect(/^failed \/city\/tram-line-nine-opens/);
  await page.route(article.path, (route) => route.abort("connectionrefused"));
  const gone = page.waitForEvent("requestfailed", (request) => request.isNavigationRequest());
  await follow(page, article.path);
  await gone;
});

test("a link to what is no page is opened by the browser", async ({ page }) => {
  await follow(page, "/healthz");
  await expect(page).toHaveURL("/healthz");
  await expect(page.locator("body")).not.toContainText("Latest Posts");
});

test("Back is left to the browser too when the answer is not as expected", async ({ page }) => {
  await follow(page, article.path);
  await expect(heading(page)).toHaveText(article.heading);
  await page.route(front.path, async (route) => {
    if (route.request().isNavigationRequest()) return route.continue();
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), "dateline-build": "another" } });
  });
  await page.goBack();
  await expect(heading(page)).toHaveText(front.heading);
  await expect(page).toHaveURL("/");
  expect(await isMarked(page)).toBe(false);
});

test("a form that gets no answer says so and keeps the address", async ({ page, troubles }) => {
  troubles.expect(/^failed \/stay-in-touch/);
  await page.goto(stayInTouch.path);
  await islandsAreAwake(page);
  await page.route(stayInTouch.path, (route) => route.abort("connectionrefused"));
  const form = page.getByRole("main");
  const field = form.getByRole("textbox", { name: "E-mail address" });
  await field.fill("tunnel@example.org");
  await form.getByRole("button", { name: "Keep me posted" }).click();
  await expect(form.getByRole("alert")).toHaveText("That did not get through. Please try again in a minute.");
  await expect(field).toHaveValue("tunnel@example.org");
});
