// Every browser test watches for what no reader should cause: errors and warnings on the console,
// answers that are none, and requests to anybody but the paper.
import { type BrowserContext, expect, type Page, test as base } from "@playwright/test";
import { allPages } from "./pages.ts";

export { expect };

/** What went wrong while a test ran, a line each. */
class Troubles {
  readonly found: string[] = [];
  private readonly expected: RegExp[] = [];

  /** Names troubles that the test makes itself. */
  expect(...troubles: RegExp[]): void {
    this.expected.push(...troubles);
  }

  unexpected(): string[] {
    return this.found.filter((trouble) => !this.expected.some((expected) => expected.test(trouble)));
  }

  watch(context: BrowserContext, site: string, scripted: boolean): void {
    context.on("request", (request) => {
      if (new URL(request.url()).origin !== site) this.found.push(`request to elsewhere: ${request.url()}`);
    });
    context.on("response", (response) => {
      const path = new URL(response.url()).pathname;
      const expected = allPages.find((page) => page.path === path)?.status;
      if (response.status() >= 400 && response.status() !== expected) this.found.push(`${response.status()} ${path}`);
    });
    context.on("requestfailed", (request) => {
      const reason = request.failure()?.errorText;
      // A browser gives up what it no longer needs when the reader goes on, and Chromium says "csp" of
      // the scripts that it preloads where scripts are switched off.
      if (reason !== "net::ERR_ABORTED" && (scripted || reason !== "csp")) this.found.push(`failed ${new URL(request.url()).pathname}: ${reason}`);
    });
    context.on("weberror", (thrown) => this.found.push(`page error: ${thrown.error().message}`));
    // Content security policy violations come this way too.
    context.on("console", (message) => {
      const concerning = ["error", "warning"].includes(message.type());
      // This one repeats what the answer or the failed request above has said.
      const repeated = message.text().startsWith("Failed to load resource");
      // Where scripts are switched off, or on a busy machine. That the preload is used at all is tested.
      const early = message.text().includes("was preloaded using link preload but not used within a few seconds");
      // Most tests do without one; see the configuration.
      const blocked = message.text().startsWith("Service Worker registration blocked by Playwright");
      if (concerning && !repeated && !early && !blocked) this.found.push(`console ${message.type()}: ${message.text()}`);
    });
  }
}

export const test = base.extend<{ troubles: Troubles }>({
  troubles: [
    async ({ context, baseURL, javaScriptEnabled }, use) => {
      const troubles = new Troubles();
      troubles.watch(context, new URL(baseURL ?? "").origin, javaScriptEnabled ?? true);
      await use(troubles);
      expect(troubles.unexpected(), "nothing went wrong in the background").toEqual([]);
    },
    { auto: true },
  ],
});

/** Waits until WebAssembly has taken over the islands, which shows only in what listens to them. */
export async function islandsAreAwake(page: Page): Promise<void> {
  const browser = await page.context().newCDPSession(page);
  await expect(async () => {
    const { result } = await browser.send("Runtime.evaluate", {
      expression: "document.querySelector('.page__side leptos-island form')",
    });
    const { listeners } = await browser.send("DOMDebugger.getEventListeners", { objectId: result.objectId ?? "" });
    expect(listeners.map((listener) => listener.type)).toContain("submit");
  }).toPass();
  await browser.detach();
}

/** Leaves a mark on the page that a reload would wipe off. */
export async function mark(page: Page): Promise<void> {
  await page.evaluate(() => Object.assign(window, { marked: true }));
}

/** Whether the page has been the same one since it was marked. */
export async function isMarked(page: Page): Promise<boolean> {
  return page.evaluate(() => "marked" in window);
}

/** Follows a link of the page's foot that was turned to `path`, for pages that no link leads to from here. */
export async function follow(page: Page, path: string): Promise<void> {
  await page.locator(".colophon__links a").first().evaluate((link: HTMLAnchorElement, path) => {
    link.href = path;
    link.click();
  }, path);
}

/** Holds back the answers to requests for `addresses` until the function that it returns is called. */
export async function holdBack(page: Page, ...addresses: string[]): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  for (const address of addresses) {
    await page.route(address, async (route) => {
      await released;
      await route.continue();
    });
  }
  return release;
}
