// A reader can tell what sort of story it is by its look, before its word is read.
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import * as pages from "./pages.ts";

/** One story of each kind of the sample paper. */
const STORIES = {
  news: pages.article.path,
  opinion: pages.opinion.path,
  analysis: pages.tableArticle.path,
  review: "/culture/one-chair-cello-review",
  gallery: pages.gallery.path,
  explainer: "/science/fog-forecast",
  obituary: pages.obituary.path,
  coverage: pages.coverage.path,
};

/** What is seen of a kind besides words: the headline with what stands before it, pictures, and the kind's sign. */
async function look(page: Page, part: string): Promise<string> {
  return page.locator(part).first().evaluate((story) => {
    const seen = (element: Element | null | undefined, pseudo?: string) => {
      if (!element) return null;
      const style = getComputedStyle(element, pseudo);
      return ["content", "fontWeight", "borderTop", "borderInlineStart", "backgroundImage", "textDecorationColor", "boxShadow", "filter"]
        .map((name) => style[name as keyof CSSStyleDeclaration])
        .join();
    };
    const headline = story.querySelector("h1, h2, h3");
    const link = headline?.querySelector("a") ?? headline;
    const sign = seen(story.querySelector(".kind"), "::before");
    return JSON.stringify({ page: [seen(story), seen(headline), seen(headline, "::before"), seen(link)], sign });
  });
}

test("no two kinds look alike on their pages", async ({ page }) => {
  const looks = new Map<string, string>();
  for (const [kind, path] of Object.entries(STORIES)) {
    await page.goto(path);
    looks.set(await look(page, "main article.article"), kind);
  }
  expect([...looks.values()]).toEqual(Object.keys(STORIES));
});

test("no two kinds look alike in a list", async ({ page }) => {
  const looks = new Map<string, string>();
  for (const [kind, path] of Object.entries(STORIES)) {
    const [, section] = path.split("/");
    await page.goto(`/${section}`);
    const card = `main .card:has(a[href="${path}"])`;
    await expect(page.locator(card)).toHaveCount(1);
    looks.set(await look(page, card), kind);
  }
  expect([...looks.values()]).toEqual(Object.keys(STORIES));
});
