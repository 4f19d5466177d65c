// In place or loaded, a page is the same page, whichever page it was opened from.
import type { Page } from "@playwright/test";
import { expect, follow, isMarked, mark, test } from "./fixtures.ts";
import { differentPages, type PageKind, title } from "./pages.ts";

/** What a page shows in its middle and says of itself, less what only the machinery sees. */
async function appearance(page: Page) {
  return page.evaluate(() => {
    const main = document.querySelector("main")?.cloneNode(true) as HTMLElement;
    const comments = document.createTreeWalker(main, NodeFilter.SHOW_COMMENT);
    const found: Node[] = [];
    while (comments.nextNode()) found.push(comments.currentNode);
    for (const comment of found) comment.parentNode?.removeChild(comment);
    // The focus was moved to the headline, which needs this.
    main.querySelector("h1")?.removeAttribute("tabindex");
    main.normalize();

    const head = [...document.head.querySelectorAll("title, meta, link:not([rel$=preload]), script[type='application/ld+json']")];
    return {
      address: location.pathname + location.search,
      title: document.title,
      // The order of what a page says of itself does not matter.
      head: head.map((element) => element.outerHTML).sort(),
      section: [...document.querySelectorAll("nav [aria-current=page]")].map((link) => link.textContent),
      language: `${document.documentElement.lang} ${document.documentElement.dir}`,
      main: main.outerHTML.replaceAll("><", ">\n<").split("\n"),
    };
  });
}

type Appearance = Awaited<ReturnType<typeof appearance>>;

/** How pages look after an ordinary load; each is loaded once by every worker. */
const loadedPages = new Map<PageKind, Appearance>();

async function asLoaded(page: Page, kind: PageKind): Promise<Appearance> {
  const known = loadedPages.get(kind);
  if (known) return known;
  await page.goto(kind.path);
  // A front page is done a moment later: app/src/navigation/out_of_sight.js.
  await expect(page.locator("html")).not.toHaveAttribute("data-opened");
  const found = await appearance(page);
  loadedPages.set(kind, found);
  return found;
}

/** The menu and the head follow the story by a task or two. */
async function looks(page: Page, loaded: Appearance, which: string): Promise<void> {
  await expect.configure({ soft: true }).poll(() => appearance(page), which).toEqual(loaded);
}

async function arrived(page: Page, kind: PageKind): Promise<void> {
  await expect(page).toHaveTitle(title(kind));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(kind.heading);
  await expect(page).toHaveURL(kind.path);
}

for (const from of differentPages) {
  test(`every page that is opened in place from the ${from.name} page is as if it had been loaded`, async ({ page }) => {
    for (const to of differentPages.filter((kind) => kind !== from)) {
      await test.step(to.name, async () => {
        const loaded = await asLoaded(page, to);
        await page.goto(from.path);
        await mark(page);
        await follow(page, to.path);
        await arrived(page, to);
        await looks(page, loaded, `${from.name} to ${to.name}`);
        expect.soft(await isMarked(page), `${from.name} to ${to.name} without a reload`).toBe(true);
      });
    }
  });
}

test("a long walk through all pages and back leaves each as if it had been loaded", async ({ page }) => {
  for (const kind of differentPages) await asLoaded(page, kind);
  await page.goto(differentPages.at(-1)?.path ?? "");
  await mark(page);
  for (const kind of differentPages) {
    await follow(page, kind.path);
    await arrived(page, kind);
    await looks(page, await asLoaded(page, kind), `forth to ${kind.name}`);
  }
  for (const kind of differentPages.slice(0, -1).reverse()) {
    await page.goBack();
    await arrived(page, kind);
    await looks(page, await asLoaded(page, kind), `back to ${kind.name}`);
  }
  expect(await isMarked(page)).toBe(true);
});
