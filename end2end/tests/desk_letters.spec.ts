// Letters and readers at the desk, with script and without.
import { address, button, expect, heading, said, test } from "./desk_paper.ts";

test("an editor composes an issue, looks at it on a phone, sends it once, and sees it arrive", async ({ arrive, paper, javaScriptEnabled }) => {
  paper.letters("define", "noon", "--name", "The noon letter", "--promise", "What happened.", "--schedule", "by-hand");
  paper.subscribe("ann@example.org", "noon");
  const page = await arrive("Eve", "editor");
  await page.getByRole("link", { name: "Letters" }).click();
  await page.getByRole("link", { name: "The noon letter" }).click();
  await page.getByRole("link", { name: "Compose it by hand" }).click();
  const stories = page.locator("#stories > li");
  const first = await stories.nth(0).getByRole("link").innerText();
  const second = await stories.nth(1).getByRole("link").innerText();
  await button(page, `Move down: ${first}`).click();
  await expect(page.locator("#compose-state")).toContainText("Not saved yet");
  await expect(stories.nth(0).getByRole("link")).toHaveText(second);
  await button(page, `Take out: ${first}`).click();
  await expect(stories.filter({ hasText: new RegExp(`^${first}$`) })).toHaveCount(0);
  await page.getByLabel("Subject", { exact: true }).fill("All that matters");
  await page.getByLabel("Introduction").fill("Dear **reader**");
  await button(page, "Save and see it").click();
  await expect(said(page)).toHaveText("Saved. This is what goes out.");
  const letter = page.frameLocator("iframe.desk-proof");
  await expect(letter.getByText("Dear reader")).toBeVisible();
  await expect(letter.getByRole("link", { name: second, exact: true })).toBeVisible();
  const frame = page.locator("iframe.desk-proof");
  const wide = (await frame.boundingBox())?.width ?? 0;
  await page.getByLabel("a phone").check();
  await expect.poll(async () => (await frame.boundingBox())?.width).toBeLessThanOrEqual(390);
  expect(wide).toBeGreaterThan(390);
  await button(page, "Send it to me first").click();
  await expect(said(page)).toContainText(address("Eve"));

  await page.getByRole("link", { name: "Send it to everybody now" }).click();
  await expect(heading(page)).toHaveText("Send The noon letter now?");
  const confirmation = page.url();
  await button(page, "Send it to 1 reader").click();
  await expect(said(page)).toHaveText("It goes out now.");
  const isOut = page.getByText("Is out", { exact: true });
  if (javaScriptEnabled) {
    // The page looks by itself.
    await expect(isOut).toBeVisible({ timeout: 20_000 });
  } else {
    await expect(async () => {
      await page.goto(new URL(page.url()).pathname);
      await expect(isOut).toBeVisible({ timeout: 500 });
    }).toPass();
  }
  await expect(page.getByRole("row", { name: /^Sent/ })).toContainText("1");
  await expect(letter.getByText("Dear reader")).toBeVisible();
  // Going back and pressing again finds nothing that could be sent.
  await page.goto(confirmation);
  await expect(heading(page)).toHaveText("Send The noon letter now?");
  await expect(button(page, "Send it to 1 reader")).toHaveCount(0);
});

test("a story whose address is typed is in the issue, also if Enter saves it at once", async ({ arrive, paper }) => {
  paper.letters("define", "noon", "--name", "The noon letter", "--promise", "What happened.", "--schedule", "by-hand");
  paper.publish("typed", "Found by its address", { summary: "It was typed." });
  const page = await arrive("Eve", "editor");
  await page.goto("/desk/letters/noon/compose");
  await button(page, "Take out: Found by its address").click();
  await expect(button(page, "Take out: Found by its address")).toHaveCount(0);
  await page.getByLabel("Or one by its address").fill("typed");
  await page.getByLabel("Or one by its address").press("Enter");
  await expect(said(page)).toHaveText("Saved. This is what goes out.");
  const letter = page.frameLocator("iframe.desk-proof");
  await expect(letter.getByRole("link", { name: "Found by its address", exact: true })).toBeVisible();
});

test("no word and no address makes a letter wider than where it is read", async ({ arrive, paper }) => {
  paper.letters("define", "noon", "--name", "The noon letter for everybody who reads at noon", "--promise", "What happened.", "--schedule", "by-hand");
  paper.publish("wide", "W".repeat(300), { summary: "m".repeat(400) });
  const page = await arrive("Eve", "editor");
  await page.goto("/desk/letters/noon/compose");
  await page.getByLabel("Introduction").fill(`See <https://paper.example/${"a1b2c3".repeat(20)}>, then https://paper.example/${"d4e5f6".repeat(20)}.`);
  await button(page, "Save and see it").click();
  await expect(said(page)).toHaveText("Saved. This is what goes out.");
  await page.goto("/desk/letters/noon/next/proof");
  for (const width of [320, 390, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    const tooWide = await page.locator("html").evaluate((root) => root.scrollWidth - root.clientWidth);
    expect(tooWide, `at ${width} pixels`).toBeLessThanOrEqual(0);
    // Words that fit on a line stay whole.
    const online = await page.getByRole("link", { name: "Read online" }).evaluate((link) => link.getClientRects().length);
    expect(online, `at ${width} pixels`).toBe(1);
  }
});

test("an owner finds a reader, sees what they agreed to, and erases them", async ({ arrive, paper }) => {
  paper.subscribe("ann@example.org", "morning");
  paper.subscribe("bob@example.org", "morning");
  const page = await arrive("Olga", "owner");
  await page.getByText("More", { exact: true }).click();
  await page.getByRole("link", { name: "Readers" }).click();
  await page.getByLabel("Address, or a part of it").fill("ann@");
  await button(page, "Find").click();
  await page.getByRole("link", { name: "ann@example.org" }).click();
  await expect(page.getByRole("heading", { name: "What they agreed to" })).toBeVisible();
  const download = page.waitForEvent("download");
  await button(page, "Download as JSON").click();
  expect((await download).suggestedFilename()).toBe("letters.json");
  await page.getByRole("link", { name: "Erase them" }).click();
  await button(page, "Erase them for good").click();
  await expect(said(page)).toContainText("Erased");
  await page.getByLabel("Address, or a part of it").fill("ann@");
  await button(page, "Find").click();
  await expect(page.getByText("Nobody has an address like that.")).toBeVisible();
  await page.goto("/desk/log");
  await expect(page.getByText("erased subscriber")).toBeVisible();
  await expect(page.getByText("ann@example.org")).toHaveCount(0);
});
