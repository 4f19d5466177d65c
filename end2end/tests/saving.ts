// What tests do about stories that are kept on the device.
import { type BrowserContext, expect, type Page } from "@playwright/test";

export const heading = (page: Page) => page.getByRole("heading", { level: 1 });
export const saveButton = (page: Page) => page.getByRole("button", { name: "Save for later" });

/** What says that there is no network where a test takes it away. */
export const NO_NETWORK = [/^failed /, /ERR_INTERNET_DISCONNECTED/, /ERR_CONNECTION_REFUSED/, /^503 /, /\/live/];

/** Opens a page with a service worker that has taken over. */
export async function openKept(page: Page, path: string): Promise<void> {
  await page.goto(path);
  // Not by `waitForFunction`: it evaluates again and again, which the content security policy forbids after the first time.
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
}

export async function save(page: Page): Promise<void> {
  await saveButton(page).click();
  await expect(saveButton(page)).toHaveAttribute("aria-pressed", "true");
}

/** The paths in a cache of the service worker, the oldest first. */
export async function kept(page: Page, name: string): Promise<string[]> {
  return page.evaluate(async (name) => {
    const keys = await (await caches.open(name)).keys();
    return keys.map((key) => new URL(key.url).pathname);
  }, name);
}

/** Waits until a page is kept as opened. */
export async function isOpened(page: Page, path: string): Promise<void> {
  await expect.poll(() => kept(page, "opened")).toContain(path);
}

/** Keeps copies of a page that is kept under as many made-up addresses. */
export async function fill(page: Page, name: string, path: string, count: number): Promise<void> {
  await page.evaluate(
    async ({ name, path, count }) => {
      const cache = await caches.open(name);
      const copy = await cache.match(path);
      if (!copy) throw new Error(`${path} is not in ${name}`);
      for (let number = 1; number <= count; number += 1) await cache.put(`/city/made-up-${number}`, copy.clone());
    },
    { name, path, count },
  );
}

/** Has the service worker wait a second before it does something that a class is asked for. */
export async function slowly(context: BrowserContext, name: "Cache" | "Response", method: string): Promise<void> {
  await context.serviceWorkers()[0]?.evaluate(
    ({ name, method }) => {
      const owner = { Cache, Response }[name].prototype;
      const quick = Reflect.get(owner, method) as (...told: unknown[]) => unknown;
      Reflect.set(owner, method, async function (this: unknown, ...told: unknown[]) {
        await new Promise((over) => setTimeout(over, 1_000));
        return Reflect.apply(quick, this, told);
      });
    },
    { name, method },
  );
}
