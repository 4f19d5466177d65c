// The way out of a letter: one press, and nothing before it.
import type { Page } from "@playwright/test";
import { expect } from "./fixtures.ts";
import { type LivePaper, test } from "./live_paper.ts";
import { linkTo } from "./outbox.ts";

const main = (page: Page) => page.getByRole("main");
const heading = (page: Page) => main(page).getByRole("heading", { level: 1 });

/** Sends an issue to somebody who subscribes, and says where the letter leads that wants no more. */
async function wayOut(paper: LivePaper, address: string): Promise<string> {
  paper.letters("define", "evening", "--name", "The evening letter", "--promise", "What happened.", "--schedule", "by-hand");
  paper.subscribe(address, "evening");
  paper.letters("send", "evening");
  return linkTo("unsubscribe", address, paper.outbox);
}

test("a reader who follows the link in a letter leaves with one press", async ({ page, paper }) => {
  const link = await wayOut(paper, "ann@example.org");
  await page.goto(link);
  await expect(heading(page)).toHaveText("Stop “The evening letter”?");
  // A scanner that follows links has changed nothing.
  expect(paper.ask("subscribers", "list")).toMatch(/^evening +1 +/m);
  await main(page).getByRole("button", { name: "Stop it" }).click();
  await expect(heading(page)).toHaveText("“The evening letter” does not come any more");
  expect(paper.ask("subscribers", "list")).toMatch(/^evening +0 +/m);
});

test("a mail program that ends a subscription by itself is answered at once", async ({ paper }) => {
  const link = await wayOut(paper, "bea@example.org");
  const answer = await fetch(paper.origin + link, {
    method: "POST",
    redirect: "error",
    body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }),
  });
  expect(answer.status).toBe(200);
  expect(answer.headers.get("set-cookie")).toBeNull();
  // Nobody is left whom the next issue could go to.
  paper.publish("later", "Something else");
  paper.letters("send", "evening");
  const status = paper.ask("subscribers", "list");
  expect(status).toMatch(/^evening +0 +/m);
});
