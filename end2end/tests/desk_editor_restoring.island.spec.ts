// Text that was not saved is offered again to whoever typed it, and to nobody else.
import { AGAIN_MS, banner, body, copies, expect, headline, open, openAgain, PAUSE_MS, state, STORY, test, typeAndLeave, write } from "./editing.ts";

test("a page that crashes leaves its text, and the next one offers it", async ({ page, desk, context, troubles }) => {
  troubles.expect(/^failed /);
  // Without the clock, which a page that has crashed would hold up.
  await openAgain(page);
  await page.route(`**${STORY}`, (route) => route.abort());
  await headline(page).fill("Line 9 opens late");
  await write(page, " Then fog.");
  await expect.poll(async () => (await copies(page)).map(({ body }) => body)).toEqual(["The tram came.\n\nNobody cheered. Then fog."]);
  const browser = await context.newCDPSession(page);
  void browser.send("Page.crash").catch(() => {});
  await page.waitForEvent("crash");
  expect(desk.sent).toEqual([]);

  const next = await context.newPage();
  await openAgain(next);
  await expect(banner(next)).toContainText("It differs in: Headline, Story.");
  await expect(body(next)).toHaveValue("The tram came.\n\nNobody cheered.");
  await banner(next).getByRole("button", { name: "Restore it" }).click();
  await expect(banner(next)).toHaveCount(0);
  await expect(body(next)).toHaveValue("The tram came.\n\nNobody cheered. Then fog.");
  await expect(headline(next)).toHaveValue("Line 9 opens late");
  await next.keyboard.press("Control+s");
  await expect(state(next)).toHaveText("Saved 12:04");
  expect(desk.texts).toMatchObject({ headline: "Line 9 opens late", body: "The tram came.\n\nNobody cheered. Then fog." });
  expect(await copies(next)).toEqual([]);
});

test("text that is restored after others have saved says what it was based on", async ({ page, desk, context, troubles }) => {
  troubles.expect(/^failed /);
  await open(page);
  await typeAndLeave(page, " Then fog.");
  desk.save = 57;
  desk.texts.body = "The tram came late.\n\nNobody cheered.";
  const merged = "The tram came late.\n\nNobody cheered. Then fog.";
  desk.answer = () => ({ status: 200, body: { save: 59, at: "12:09:00", merged: true, fields: { body: merged } } });

  const next = await context.newPage();
  await openAgain(next);
  await expect(banner(next)).toContainText("The story has been saved since");
  await banner(next).getByRole("button", { name: "Restore it" }).click();
  await next.clock.runFor(PAUSE_MS);
  await expect(body(next)).toHaveValue(merged);
  expect(desk.sent.at(-1)).toMatchObject({ base: "42", body: "The tram came.\n\nNobody cheered. Then fog." });
  await expect(state(next)).toHaveText("Saved 12:09, with what somebody else changed");
});

test("what is being typed is itself kept when an older text is restored", async ({ page, context, troubles }) => {
  troubles.expect(/^failed /);
  await open(page);
  await typeAndLeave(page, " Old.");
  const next = await context.newPage();
  await openAgain(next);
  await context.setOffline(true);
  await expect(banner(next)).toBeVisible();
  await write(next, " New.");
  await banner(next).getByRole("button", { name: "Restore it" }).click();
  await expect(body(next)).toHaveValue(/Old\.$/);
  await banner(next).getByRole("button", { name: "Restore it" }).click();
  await expect(body(next)).toHaveValue(/New\.$/);
});

test("a copy that is discarded is gone, and one that says what the page says is never offered", async ({ page, context, troubles }) => {
  troubles.expect(/^failed /);
  await open(page);
  await typeAndLeave(page, " Old.");
  const next = await context.newPage();
  await openAgain(next);
  await banner(next).getByRole("button", { name: "Discard it" }).click();
  await expect(banner(next)).toHaveCount(0);
  await expect(body(next)).toHaveValue("The tram came.\n\nNobody cheered.");
  expect(await copies(next)).toEqual([]);
  await next.evaluate(() => {
    const same = document.querySelector<HTMLTextAreaElement>("[name=body]")?.value;
    localStorage.setItem("desk-copy/1/17/gone", JSON.stringify({ base: "41", at: 1, texts: { body: same } }));
  });
  await openAgain(next);
  await expect.poll(() => copies(next)).toEqual([]);
  await expect(banner(next)).toHaveCount(0);
});

test("nobody is offered what somebody else left unsaved in this browser", async ({ page, desk, context, troubles }) => {
  troubles.expect(/^failed /);
  await open(page);
  const leave = async (words: string) => {
    const left = await context.newPage();
    await openAgain(left);
    await context.setOffline(true);
    await write(left, words);
    // In another tab: what only the one that wrote it knows of is lost with it.
    await expect.poll(async () => (await copies(page)).map((texts) => texts.body?.endsWith(words))).toContain(true);
    await left.close();
    await context.setOffline(false);
  };
  await leave(" Mine.");
  desk.account = 2;
  await leave(" Theirs.");
  await openAgain(page);
  // What is left after it would be offered at once.
  await banner(page).getByRole("button", { name: "Discard it" }).click();
  await expect(banner(page)).toHaveCount(0);
  expect((await copies(page)).map((texts) => texts.body?.slice(-5))).toEqual(["Mine."]);
  desk.account = 1;
  await openAgain(page);
  await expect(banner(page)).toHaveCount(1);
});

test("two tabs with one story say so, and neither offers or overwrites the other's text", async ({ page, desk, context, troubles }) => {
  troubles.expect(/^failed /);
  await open(page);
  const other = await context.newPage();
  await openAgain(other);
  for (const tab of [page, other]) await expect(tab.getByText("also open in another tab")).toBeVisible();
  await context.setOffline(true);
  await write(page, " One.");
  await write(other, " Two.");
  for (const tab of [page, other]) await tab.clock.runFor(500);
  await expect.poll(async () => (await copies(page)).map(({ body }) => body?.slice(-4)).sort()).toEqual(["One.", "Two."]);
  await expect(banner(page)).toHaveCount(0);
  await expect(banner(other)).toHaveCount(0);
  await other.close();
  await expect(page.getByText("also open in another tab")).toHaveCount(0);
  await context.setOffline(false);
  await page.clock.runFor(AGAIN_MS);
  await expect.poll(() => desk.texts.body).toMatch(/One\.$/);
  await openAgain(page);
  await expect(banner(page)).toBeVisible();
  await banner(page).getByRole("button", { name: "Restore it" }).click();
  await expect(body(page)).toHaveValue(/Two\.$/);
});
