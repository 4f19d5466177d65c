// Notifications: asked for with a button, sent encrypted, shown by the service worker, and ended with the same button.
import type { BrowserContext, Page } from "@playwright/test";
import { isWithoutWindows } from "./browser.ts";
import { expect } from "./fixtures.ts";
import { test as base } from "./live_paper.ts";
import { PushService } from "./push_service.ts";

const test = base.extend<{ service: PushService }>({
  service: async ({ paper }, use) => {
    const service = await PushService.open();
    await paper.stop();
    await paper.serve({ DATELINE_NOTIFICATIONS_SERVICE: service.origin });
    await use(service);
    service.close();
  },
});

test.use({ serviceWorkers: "allow" });

const breaking = (page: Page) => page.getByRole("button", { name: "Notify me of breaking news" });

/** A browser without an account at a push service cannot subscribe, so the page is given a subscription. */
async function subscribesAt(page: Page, service: PushService): Promise<void> {
  await page.addInitScript((subscription) => {
    const there = {
      endpoint: subscription.endpoint,
      toJSON: () => subscription,
      unsubscribe: async () => {
        sessionStorage.removeItem("subscribed");
        return true;
      },
    };
    PushManager.prototype.subscribe = async (options) => {
      if (!options?.userVisibleOnly || String(options.applicationServerKey).length !== 87) throw new Error("no key");
      sessionStorage.setItem("subscribed", "yes");
      return there as unknown as PushSubscription;
    };
    PushManager.prototype.getSubscription = async () =>
      (sessionStorage.getItem("subscribed") ? there : null) as PushSubscription | null;
  }, service.subscription());
}

/** Reads what the worker has shown from then on; where there is a place for it, the browser has taken it, too. */
async function whatIsShown(context: BrowserContext, origin: string) {
  const worker = context.serviceWorkers().find((worker) => worker.url().startsWith(origin))!;
  await worker.evaluate((hasPlace) => {
    const { registration } = self as unknown as { registration: ServiceWorkerRegistration };
    const shown: unknown[] = [];
    const show = registration.showNotification.bind(registration);
    registration.showNotification = async (title, options) => {
      if (hasPlace) await show(title, options);
      const { body, tag, data } = options ?? {};
      shown.push({ title, body, tag, data });
    };
    Object.assign(self, { shown });
  }, !isWithoutWindows);
  return () => worker.evaluate(() => (self as unknown as { shown: unknown[] }).shown);
}

test("breaking news reaches a reader who asked for it", async ({ page, context, paper, service }) => {
  await context.grantPermissions(["notifications"]);
  await subscribesAt(page, service);
  await page.goto("/");
  await expect(breaking(page)).toHaveAttribute("aria-pressed", "false");
  await breaking(page).click();
  await expect(breaking(page)).toHaveAttribute("aria-pressed", "true");
  await page.reload();
  await expect(breaking(page)).toHaveAttribute("aria-pressed", "true");

  paper.breaking("set", "The \"harbour\" bridge is closed");
  await expect.poll(() => service.told.length, { timeout: 20_000 }).toBe(1);
  const [{ headers, text }] = service.told;
  expect(headers["content-encoding"]).toBe("aes128gcm");
  expect(headers.authorization).toMatch(/^vapid t=[\w-]+\.[\w-]+\.[\w-]+, k=[\w-]{87}$/);
  expect(JSON.parse(text)).toMatchObject({ title: "Breaking", body: "The \"harbour\" bridge is closed", path: "/", dir: "ltr" });

  const shown = await whatIsShown(context, paper.origin);

  // What the service would hand to the browser.
  const devtools = await context.newCDPSession(page);
  const registered = new Promise<string>((found) => {
    devtools.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      // Other tests have papers and workers of their own.
      const ours = registrations.find(({ scopeURL }) => scopeURL.startsWith(paper.origin));
      if (ours) found(ours.registrationId);
    });
  });
  await devtools.send("ServiceWorker.enable");
  await devtools.send("ServiceWorker.deliverPushMessage", { origin: paper.origin, registrationId: await registered, data: text });
  await expect.poll(shown).toEqual([{ title: "Breaking", body: "The \"harbour\" bridge is closed", tag: "breaking", data: "/" }]);

  await breaking(page).click();
  await expect(breaking(page)).toHaveAttribute("aria-pressed", "false");
  paper.breaking("set", "The bridge is open");
  await expect.poll(async () => /^dateline_pings_events_behind\{to="notifications"\} 0$/m.test(await (await fetch(`${paper.origin}/metrics`)).text())).toBe(true);
  expect(service.told).toHaveLength(1);
});

test("a reader follows one topic and hears of its next story", async ({ page, context, paper, service }) => {
  await context.grantPermissions(["notifications"]);
  await subscribesAt(page, service);
  paper.publish("crane", "The crane is back", { topics: "Harbour", date: "2020-01-01T12:00:00Z" });
  await page.goto("/topic/harbour");
  const harbour = page.getByRole("button", { name: "Notify me of news on Harbour" });
  await harbour.click();
  await expect(harbour).toHaveAttribute("aria-pressed", "true");
  await expect(breaking(page)).toHaveAttribute("aria-pressed", "false");
  paper.publish("ferry", "The ferry sails again", { topics: "Harbour" });
  await expect.poll(() => service.told.length, { timeout: 20_000 }).toBe(1);
  expect(JSON.parse(service.told[0].text)).toMatchObject({ title: "The ferry sails again", path: "/city/ferry" });
});

test("who refuses is told how to allow it, and nothing was asked before the click", async ({ page, service }) => {
  await page.addInitScript(() => {
    let asked = 0;
    Notification.requestPermission = async () => {
      asked += 1;
      return "denied";
    };
    Object.assign(window, { asked: () => asked });
  });
  await page.goto("/");
  await expect(breaking(page)).toBeVisible();
  expect(await page.evaluate("asked()")).toBe(0);
  await breaking(page).click();
  await expect(page.getByText("Your browser does not let this site notify you.")).toBeVisible();
  await expect(breaking(page)).toHaveAttribute("aria-pressed", "false");
  expect(service.told).toEqual([]);
});

test("a browser without push is offered nothing", async ({ page }) => {
  await page.addInitScript("delete window.PushManager");
  await page.goto("/");
  await page.evaluate("navigator.serviceWorker.ready");
  await expect(page.locator("[data-notify]").first()).toBeHidden();
});
