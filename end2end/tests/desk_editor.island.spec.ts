// The desk's editor saves by itself, and nothing that was typed is ever lost.
import { AGAIN_MS, body, copies, expect, open, PAUSE_MS, state, STORY, test, write } from "./editing.ts";

test("a pause saves what was typed, says when, and leaves no copy behind", async ({ page, desk }) => {
  await open(page);
  await expect(state(page)).toHaveText("Saved 12:00");
  await write(page, " Nobody at all.");
  await expect(state(page)).toHaveText("Unsaved");
  await page.clock.runFor(PAUSE_MS);
  await expect(state(page)).toHaveText("Saved 12:04");
  expect(desk.sent).toEqual([expect.objectContaining({ do: "autosave", base: "42", body: "The tram came.\n\nNobody cheered. Nobody at all.", headline: "Line 9 opens" })]);
  expect(await copies(page)).toEqual([]);
  await write(page, " None.");
  await page.clock.runFor(PAUSE_MS);
  await expect.poll(() => desk.sent.at(-1)?.base).toBe("43");
});

test("what was typed and taken back needs no saving, and the line says so", async ({ page, desk }) => {
  await open(page);
  await write(page, "!");
  await page.keyboard.press("Backspace");
  await expect(state(page)).toHaveText("Unsaved");
  await page.clock.runFor(PAUSE_MS);
  await expect(state(page)).toHaveText("Saved 12:00");
  expect(desk.sent).toEqual([]);
  expect(await copies(page)).toEqual([]);
});

test("somebody who types without a pause has a copy all the same", async ({ page }) => {
  await open(page);
  for (let key = 0; key < 5; key += 1) {
    await write(page, "a");
    await page.clock.runFor(100);
  }
  expect((await copies(page)).map(({ body }) => body)).toEqual([expect.stringMatching(/aa$/)]);
});

test("somebody who never pauses is saved all the same", async ({ page, desk }) => {
  await open(page);
  for (let key = 0; key < 9; key += 1) {
    await write(page, "a");
    await page.clock.runFor(2_000);
  }
  await expect.poll(() => desk.sent.length).toBeGreaterThan(0);
});

test("Ctrl+S and the button save at once, and the page stays", async ({ page, desk }) => {
  await open(page);
  await write(page, "!");
  await page.keyboard.press("Control+s");
  await expect(state(page)).toHaveText("Saved 12:04");
  await write(page, "?");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect.poll(() => desk.texts.body).toMatch(/!\?$/);
  await expect(page).toHaveURL(STORY);
});

test("another button goes on only once the text is saved", async ({ page, desk, troubles }) => {
  troubles.expect(/^503 /);
  await open(page);
  desk.answer = () => ({ status: 503, body: {} });
  await write(page, "!");
  await page.getByRole("button", { name: "Publish" }).click();
  await expect(state(page)).toHaveText("The desk does not answer: kept in this browser.");
  await expect(body(page)).toHaveValue(/!$/);
  desk.answer = null;
  await page.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Done: publish");
  expect(desk.sent.map((sent) => sent.do)).toEqual(["autosave", "autosave", "publish"]);
  expect(desk.sent.at(-1)?.base).toBe("43");
});

test("without a network the text stays in the browser, and is saved when it comes back", async ({ page, desk, context, troubles }) => {
  troubles.expect(/^failed /);
  await open(page);
  await context.setOffline(true);
  await write(page, " Then fog.");
  await page.clock.runFor(PAUSE_MS);
  await expect(state(page)).toHaveText("Offline: kept in this browser.");
  await write(page, " More fog.");
  await page.clock.runFor(500);
  expect((await copies(page)).map(({ body }) => body)).toEqual(["The tram came.\n\nNobody cheered. Then fog. More fog."]);
  await context.setOffline(false);
  await page.clock.runFor(AGAIN_MS);
  await expect(state(page)).toHaveText("Saved 12:04");
  expect(desk.texts.body).toBe("The tram came.\n\nNobody cheered. Then fog. More fog.");
  expect(await copies(page)).toEqual([]);
});

test("who is signed out in the middle of a sentence signs in in another tab, and the sentence is saved", async ({ page, desk, troubles }) => {
  troubles.expect(/^401 /);
  await open(page);
  desk.answer = () => ({ status: 401, body: { sign_in: "/desk/sign-in" } });
  await write(page, " In the mid");
  await page.clock.runFor(PAUSE_MS);
  await expect(state(page)).toHaveText("Signed out: kept in this browser. Sign in");
  expect(await copies(page)).toHaveLength(1);
  const tab = page.waitForEvent("popup");
  await state(page).getByRole("link", { name: "Sign in" }).click();
  await expect((await tab).getByRole("heading")).toHaveText("Sign in");
  await body(page).press("d");
  desk.answer = null;
  await page.clock.runFor(AGAIN_MS);
  await expect(state(page)).toHaveText("Saved 12:04");
  expect(desk.texts.body).toMatch(/In the mid/);
});

test("a sign-in address of another site is not followed", async ({ page, desk, troubles }) => {
  troubles.expect(/^401 /);
  await open(page);
  desk.answer = () => ({ status: 401, body: { sign_in: "//elsewhere.example/desk" } });
  await write(page, "!");
  await page.clock.runFor(PAUSE_MS);
  await expect(state(page).getByRole("link")).toHaveAttribute("href", "/desk");
});

test("what somebody else saved comes in; the caret and what is typed meanwhile stay where they were", async ({ page, desk }) => {
  await open(page);
  let answerNow = () => {};
  const mayAnswer = new Promise<void>((now) => { answerNow = now; });
  desk.answer = async (sent) => {
    await mayAnswer;
    const merged = (sent.body ?? "").replaceAll("\r\n", "\n").replace("The tram came.", "Before all, fog.\n\nThe tram came late.");
    return { status: 200, body: { save: 44, at: "12:04:31", merged: true, fields: { body: merged } } };
  };
  await write(page, " Nobody");
  await page.clock.runFor(PAUSE_MS);
  await expect(state(page)).toHaveText("Saving…");
  await page.keyboard.type(" at all");
  desk.answer = null;
  answerNow();
  await expect(body(page)).toHaveValue("Before all, fog.\n\nThe tram came late.\n\nNobody cheered. Nobody at all");
  await page.keyboard.type(".");
  await expect(body(page)).toHaveValue(/Nobody at all\.$/);
  await page.clock.runFor(PAUSE_MS);
  await expect.poll(() => desk.sent.at(-1)).toMatchObject({ base: "44" });
});

test("a paragraph that two changed is a matter for people: saving stops, the text is safe, and a link leads there", async ({ page, desk, troubles }) => {
  troubles.expect(/^409 /);
  await open(page);
  desk.answer = () => ({ status: 409, body: { disputes: "/desk/stories/17/merge/45" } });
  await write(page, "!");
  await page.clock.runFor(PAUSE_MS);
  await expect(state(page)).toContainText("Somebody else changed the same paragraph. Your text is kept.");
  await expect(state(page).getByRole("link", { name: "Choose what stands" })).toHaveAttribute("href", "/desk/stories/17/merge/45");
  expect(await copies(page)).toEqual([]);
  await write(page, "?");
  await page.clock.runFor(AGAIN_MS);
  expect(desk.sent).toHaveLength(1);
  expect((await copies(page)).map(({ body }) => body?.slice(-2))).toEqual(["!?"]);
});

test("what the desk refuses is said in its sentence and kept", async ({ page, desk, troubles }) => {
  troubles.expect(/^4\d\d /);
  await open(page);
  const refusals: [number, unknown, string][] = [
    [422, { problems: [{ field: "body", sentence: "The text has a character in it that nothing can show." }] }, "The text has a character in it that nothing can show. Not saved: kept in this browser."],
    [413, {}, "The story is longer than the desk can hold. Not saved: kept in this browser."],
    [403, {}, "You may no longer change this story. Not saved: kept in this browser."],
  ];
  for (const [status, answer, sentence] of refusals) {
    desk.answer = () => ({ status, body: answer });
    await write(page, "!");
    await page.clock.runFor(PAUSE_MS);
    await expect(state(page)).toHaveText(sentence);
    expect(await copies(page)).toHaveLength(1);
  }
});

test("a page of something in between is no answer", async ({ page, desk, troubles }) => {
  troubles.expect(/^failed /);
  await open(page);
  await page.route(`**${STORY}`, (route) => route.fulfill({ status: 200, contentType: "text/html", body: "<h1>Welcome to our Wi-Fi</h1>" }), { times: 1 });
  await write(page, "!");
  await page.clock.runFor(PAUSE_MS);
  await expect(state(page)).toHaveText("The desk does not answer: kept in this browser.");
  await page.clock.runFor(AGAIN_MS);
  await expect(state(page)).toHaveText("Saved 12:04");
  expect(desk.texts.body).toMatch(/!$/);
});

test("only text that is kept nowhere holds up somebody who closes the page", async ({ page, context, troubles }) => {
  troubles.expect(/^failed /);
  await open(page);
  await context.setOffline(true);
  const asked: string[] = [];
  page.on("dialog", (dialog) => {
    asked.push(dialog.type());
    void dialog.dismiss();
  });
  await page.evaluate(() => { Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); }; });
  await write(page, "!");
  await page.clock.runFor(PAUSE_MS);
  await expect(state(page)).toContainText("this browser has no room for it");
  await page.close({ runBeforeUnload: true });
  await expect.poll(() => asked).toEqual(["beforeunload"]);
  await context.setOffline(false);
  await page.clock.runFor(AGAIN_MS);
  await expect(state(page)).toHaveText("Saved 12:04");
  const closed = page.waitForEvent("close");
  await page.close({ runBeforeUnload: true });
  await closed;
  expect(asked).toEqual(["beforeunload"]);
});
