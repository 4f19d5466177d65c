// Three thousand texts by somebody who would like to run a script on the paper's pages, without the policy that would stop it: what
// keeps them from running is what the paper made of them. A browser has the last word on what HTML is, so it is asked.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Page } from "@playwright/test";
import { expect } from "./fixtures.ts";
import { test } from "./live_paper.ts";

const collection = JSON.parse(readFileSync(resolve(import.meta.dirname, "../../domain/tests/hostile/texts.json"), "utf8")) as {
  handlers: string[];
  schemes: string[];
  classes: Record<string, string[]>;
};

/** Every text, with each handler and each scheme where one of them stands for all. */
function texts(written: string[]): string[] {
  const each = (text: string, place: string, others: string[]) => others.map((other) => text.replaceAll(place, other));
  return written.flatMap((text) => {
    if (text.includes("{handler}")) return each(text, "{handler}", collection.handlers);
    if (text.includes("{scheme}")) return each(text, "{scheme}", collection.schemes);
    return [text];
  });
}

/** Has every page come without its policy, as from a server that sends none. */
async function withoutPolicy(page: Page): Promise<void> {
  await page.route("**/*", async (route) => {
    const answer = await route.fetch();
    const headers = answer.headers();
    delete headers["content-security-policy"];
    await route.fulfill({ response: answer, headers });
  });
}

/** Whatever a reader could do to the page: every place is pointed at, focused, pressed and let go. Links lead nowhere meanwhile. */
async function meddle(page: Page): Promise<void> {
  await page.evaluate(() => {
    addEventListener("click", (event) => event.preventDefault());
    addEventListener("submit", (event) => event.preventDefault());
    for (const element of document.querySelectorAll<HTMLElement>("main *")) {
      const kinds = ["mouseover", "mouseenter", "pointerover", "focus", "mousedown", "mouseup", "click", "keydown", "toggle", "error", "load"];
      for (const kind of kinds) element.dispatchEvent(new Event(kind, { bubbles: true, cancelable: true }));
    }
  });
}

/** Addresses in the page that are scripts or documents of their own, as the browser itself reads them. */
async function astray(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const links = [...document.querySelectorAll<HTMLAnchorElement | HTMLAreaElement>("main a, main area")].map((link) => link.protocol);
    const files = [...document.querySelectorAll<HTMLImageElement>("main img")].map((picture) => new URL(picture.src || location.href).origin);
    return [...links.filter((scheme) => !["http:", "https:", "mailto:", "tel:", ":"].includes(scheme)), ...files.filter((from) => from !== location.origin)];
  });
}

for (const [name, written] of Object.entries(collection.classes)) {
  test(`nothing runs that somebody wrote into a story: ${name}`, async ({ page, paper, troubles }) => {
    test.slow();
    // Pictures that are not there, and fragments that are not found, are no trouble.
    troubles.expect(/^404 /);
    const all = texts(written);
    const stories: string[] = [];
    // Some hundred in a story; one that leaves an element open would take the others into it, so each stands in one of its own too.
    for (let first = 0; first < all.length; first += 150) {
      const slug = `many-${first}`;
      paper.publish(slug, "Many", { text: all.slice(first, first + 150).join("\n\n") });
      stories.push(slug);
    }
    for (const [number, text] of written.entries()) {
      const one = text.replaceAll("{handler}", "onerror").replaceAll("{scheme}", "javascript:");
      if (number % 4 === 0) {
        paper.publish(`one-${number}`, "One", { text: one });
        stories.push(`one-${number}`);
      }
    }
    await withoutPolicy(page);
    const foreign = page.locator("main :is(script, style, iframe, object, embed, svg, math, form, input, base, meta)");
    await page.goto("/city/story-1");
    const ofThePage = await foreign.count();
    for (const slug of stories) {
      await page.goto(`/city/${slug}`);
      await meddle(page);
      expect.soft(await page.evaluate(() => "ran" in window), `something ran in ${slug}`).toBe(false);
      expect.soft(await astray(page), slug).toEqual([]);
      expect.soft(await foreign.count(), slug).toBe(ofThePage);
    }
  });
}
