// A paper with people at its desk, each with a browser of their own.
import { type BrowserContext, expect, type Page, type Response } from "@playwright/test";
import { test as base } from "./live_paper.ts";

export { expect };

export const PASSWORD = "otter lantern gravel seventeen";

export type Role = "owner" | "editor" | "reporter" | "guest";

/** Lets somebody new come in at the desk, in a browser of their own. */
export type Arrive = (name: string, role: Role) => Promise<Page>;

/** A browser that nobody used yet. */
export type Outsider = () => Promise<Page>;

export const test = base.extend<{ outsider: Outsider; arrive: Arrive }>({
  outsider: async ({ browser, baseURL, javaScriptEnabled, troubles }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async () => {
      const context = await browser.newContext({ baseURL, javaScriptEnabled, serviceWorkers: "block" });
      troubles.watch(context, new URL(baseURL ?? "").origin, javaScriptEnabled ?? true);
      contexts.push(context);
      return context.newPage();
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
  arrive: async ({ paper, outsider }, use) => {
    await use(async (name, role) => {
      const page = await outsider();
      const link = paper.ask("desk", "invite", address(name), "--name", name, "--role", role);
      await enter(page, link.trim());
      return page;
    });
  },
});

export function address(name: string): string {
  return `${name.toLowerCase()}@paper.example`;
}

/** Follows a link that lets somebody in once. */
export async function enter(page: Page, link: string): Promise<void> {
  await page.goto(new URL(link).pathname);
  await page.getByLabel("A password").fill(PASSWORD);
  await page.getByRole("button", { name: "Go in" }).click();
  await expect(heading(page)).toHaveText("Stories");
}

export const heading = (page: Page) => page.getByRole("main").getByRole("heading", { level: 1 });
export const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
export const said = (page: Page) => page.locator(".desk-said");

/** Begins a story of the section City, writes it, and returns its address. */
export async function write(page: Page, headline: string, body: string, kind = "news"): Promise<string> {
  await page.goto("/desk");
  await page.getByLabel("Headline of a new story").fill(headline);
  await page.getByLabel("Section", { exact: true }).selectOption({ label: "City" });
  await button(page, "New story").click();
  // Without one the gate would warn.
  await page.getByLabel("Standfirst", { exact: true }).fill("What it is about.");
  await page.getByLabel("Story", { exact: true }).fill(body);
  await page.getByLabel("Type", { exact: true }).selectOption(kind);
  await save(page);
  return new URL(page.url()).pathname;
}

/** Saves a story by hand. */
export async function save(page: Page): Promise<void> {
  const saves = (answer: Response) => answer.request().method() === "POST" && /^\/desk\/stories\/\d+$/.test(new URL(answer.url()).pathname);
  const answered = page.waitForResponse(saves, { timeout: 3_000 }).catch(() => null);
  await button(page, "Save").click();
  // Unless it was saved by itself just before.
  await answered;
  await expect(page.locator("#save-state")).toContainText("Saved");
}

/** Takes a step with the story that is open. */
export async function step(page: Page, name: string, outcome: string): Promise<void> {
  await button(page, name).click();
  await expect(said(page)).toHaveText(outcome);
}

/** Writes a story and brings it out. */
export async function publish(page: Page, headline: string, body: string, kind = "news"): Promise<string> {
  const path = await write(page, headline, body, kind);
  await step(page, "Publish now", "Published. Readers have it now.");
  return path;
}
