// What fits is shown while a reader types.
import { expect, test } from "./fixtures.ts";
import * as pages from "./pages.ts";

const asking = (words: string) => (url: URL) => url.pathname === "/search" && url.searchParams.get("q") === words;

test.beforeEach(async ({ page }) => {
  await page.goto("/search");
});

test("stories appear without a press, and typing goes on", async ({ page }) => {
  const field = page.getByRole("searchbox");
  await field.pressSequentially("quota herr", { delay: 20 });
  const hits = page.getByRole("main").getByRole("article");
  await expect(hits.getByRole("link", { name: pages.corrected.heading })).toBeVisible();
  await expect(page.getByRole("main").getByRole("status")).toHaveText(/\d+ stor/);
  await expect(field).toBeFocused();
  await expect(field).toHaveValue("quota herr");
  await expect(page).toHaveTitle(/^Search: quota herr/);
  await expect(page).toHaveURL("/search?q=quota+herr&section=&from=&to=");

  await page.getByRole("combobox", { name: "Section" }).selectOption("Sport");
  await expect(page.getByRole("main").getByRole("status")).toHaveText(/Nothing was found/);
  await expect(hits).toHaveCount(0);
});

test("Back from a story comes back to what was found", async ({ page }) => {
  await page.getByRole("searchbox").fill("quota herr");
  await page.getByRole("main").getByRole("link", { name: pages.corrected.heading }).click();
  await expect(page).toHaveURL(pages.corrected.path);
  await page.goBack();
  await expect(page.getByRole("searchbox")).toHaveValue("quota herr");
  await expect(page.getByRole("main").getByRole("link", { name: pages.corrected.heading })).toBeVisible();
});

test("an answer that comes late does not undo a newer one", async ({ page }) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route(asking("herring"), async (route) => {
    await held;
    await route.continue();
  });
  const field = page.getByRole("searchbox");
  const late = page.waitForRequest((request) => asking("herring")(new URL(request.url())));
  await field.fill("herring");
  await late;
  await field.fill("zzzzzz");
  const count = page.getByRole("main").getByRole("status");
  await expect(count).toHaveText(/Nothing was found/);
  const answered = page.waitForResponse((response) => asking("herring")(new URL(response.url())));
  release();
  await (await answered).finished();
  await page.evaluate(() => new Promise(requestAnimationFrame));
  await expect(count).toHaveText(/Nothing was found/);
});

test("what is changed after a press and before its answer stays", async ({ page }) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route(asking("quota herr"), async (route) => {
    if (route.request().headers()["islands-router"]) await held;
    await route.continue();
  });
  const form = page.getByRole("search");
  await form.getByRole("searchbox").fill("quota herr");
  const pressed = page.waitForRequest((request) => "islands-router" in request.headers());
  await form.getByRole("button").click();
  const asked = await pressed;
  const count = page.getByRole("main").getByRole("status");
  await expect(count).toHaveText(/\d+ stor/);
  await form.getByRole("combobox", { name: "Section" }).selectOption("Sport");
  await expect(count).toHaveText(/Nothing was found/);
  release();
  await (await asked.response())?.finished();
  await page.evaluate(() => new Promise((shown) => setTimeout(() => requestAnimationFrame(shown))));
  await expect(form.getByRole("combobox", { name: "Section" })).toHaveValue("sport");
  await expect(count).toHaveText(/Nothing was found/);

  await form.getByRole("button").click();
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await expect(page).toHaveURL("/search?q=quota+herr&section=sport&from=&to=");
  await expect(count).toHaveText(/Nothing was found/);
});

test("what cannot be looked for is said beside the field, until it can", async ({ page }) => {
  const field = page.getByRole("searchbox");
  await field.fill("!!");
  await expect(field).toHaveAccessibleDescription("Please type a word to look for.");
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await field.fill("herring");
  await expect(page.getByRole("main").getByRole("article").first()).toBeVisible();
  await expect(field).toHaveAccessibleDescription("");
  await expect(field).toHaveAttribute("aria-invalid", "false");
});

test("without an answer the form stays as it is", async ({ page, troubles }) => {
  troubles.expect(/failed \/search/);
  const herring = asking("herring");
  await page.route(herring, (route) => route.abort());
  const failed = page.waitForEvent("requestfailed");
  await page.getByRole("searchbox").fill("herring");
  await failed;
  await expect(page.getByRole("searchbox")).toHaveValue("herring");
  await page.unroute(herring);
  await page.getByRole("search").getByRole("button").click();
  await expect(page.getByRole("main").getByRole("article").first()).toBeVisible();
});
