// What somebody typed for a live story is kept until it is sent, whatever happens to the session, the network or the page.
import { expect } from "./fixtures.ts";
import { entries, send, STORM, text, two } from "./desk_live_story.ts";
import { button, PASSWORD, said, test } from "./desk_paper.ts";

test("nothing typed is lost with the session, with the network, or with the page", async ({ arrive, troubles }) => {
  troubles.expect(/^401 \/desk\/coverage\/storm-ada$/, /ERR_INTERNET_DISCONNECTED/, /ERR_INCOMPLETE_CHUNKED/, /^failed \/(live|desk\/coverage)/);
  const [eve] = await two(arrive);
  await text(eve).fill("First gust.");
  const cookies = await eve.context().cookies();
  await eve.context().clearCookies();
  await text(eve).press("Control+Enter");
  await expect(eve.getByRole("alert")).toContainText("Your session is over.");
  await expect(text(eve)).toHaveValue("First gust.");
  const [other] = await Promise.all([eve.context().waitForEvent("page"), eve.getByRole("link", { name: "Sign in in another tab" }).click()]);
  await other.getByLabel("E-mail address").fill("eve@paper.example");
  await other.getByLabel("Password").fill(PASSWORD);
  await button(other, "Sign in").click();
  await expect(other.getByRole("heading", { level: 1 })).toHaveText("Stories");
  await other.close();
  expect(await eve.context().cookies()).not.toEqual(cookies);
  await text(eve).press("Control+Enter");
  await expect(said(eve)).toHaveText("The entry is sent.");

  await text(eve).fill("Second gust.");
  await eve.context().setOffline(true);
  await text(eve).press("Control+Enter");
  await expect(eve.getByRole("alert")).toContainText("That did not reach the desk.");
  await expect(text(eve)).toHaveValue("Second gust.");
  await eve.context().setOffline(false);

  await eve.reload();
  await expect(text(eve)).toHaveValue("Second gust.");
  await text(eve).press("Control+Enter");
  await expect(entries(eve)).toHaveCount(2);
  await eve.reload();
  await expect(text(eve)).toHaveValue("");
});

test("all that was typed outlives the page, also into an entry that readers have", async ({ arrive, troubles }) => {
  troubles.expect(/^422 \/desk\/coverage\/storm-ada\/entries\/1$/);
  const [eve, ann] = await two(arrive);
  await send(eve, "First gust.");
  const edited = entries(eve).first().locator(".desk-entry__edit");
  await edited.locator("summary").click();
  await edited.getByLabel("What happens").fill("First gust, from the north.");
  await text(eve).fill("Second gust.");
  await eve.locator("#new").getByLabel("Headline").fill("Stronger");
  await eve.locator("#new").getByLabel("Key event").check();
  // Another changes the same entry while she is away.
  await expect(entries(ann)).toContainText("First gust.");
  await entries(ann).getByRole("button", { name: "Key event: entry 1" }).click();
  await expect(entries(ann).getByRole("button", { name: "No key event: entry 1" })).toBeVisible();

  await eve.reload();
  await expect(said(eve)).toHaveText("What you had typed and not sent stands in the form.");
  await expect(text(eve)).toHaveValue("Second gust.");
  await expect(eve.locator("#new").getByLabel("Headline")).toHaveValue("Stronger");
  await expect(eve.locator("#new").getByLabel("Key event")).toBeChecked();
  await expect(edited.getByLabel("What happens")).toHaveValue("First gust, from the north.");
  await edited.getByRole("button", { name: "Change it" }).click();
  await expect(eve.locator("#told").getByRole("alert")).toContainText("Somebody changed entry 1");
  await edited.getByRole("button", { name: "Change it" }).click();
  await expect(entries(ann)).toContainText("First gust, from the north.");
  await text(eve).press("Control+Enter");
  await expect(entries(ann)).toHaveCount(2);

  await eve.reload();
  await expect(entries(eve)).toHaveCount(2);
  await expect(text(eve)).toHaveValue("");
  await expect(eve.locator(".desk-entry__edit[open]")).toHaveCount(0);
  await expect(said(eve)).toHaveCount(0);
});

test("whoever closes an entry again has given up changing it", async ({ arrive }) => {
  const [eve] = await two(arrive);
  await send(eve, "First gust.");
  const edited = entries(eve).first().locator(".desk-entry__edit");
  await edited.locator("summary").click();
  await edited.getByLabel("What happens").fill("Another");
  await edited.locator("summary").click();
  await expect(edited).not.toHaveAttribute("open");
  await eve.reload();
  await expect(entries(eve)).toHaveCount(1);
  await expect(edited).not.toHaveAttribute("open");
  await expect(edited.getByLabel("What happens")).toHaveValue("First gust.");
});

test("whoever leaves while an entry is on its way is asked, and told afterwards that it may have been sent", async ({ arrive, troubles }) => {
  troubles.expect(/^failed \/desk\/coverage\/storm-ada/);
  const [eve] = await two(arrive);
  const asked: string[] = [];
  eve.on("dialog", (dialog) => {
    asked.push(dialog.type());
    void (asked.length === 1 ? dialog.dismiss() : dialog.accept());
  });
  let release = () => {};
  const released = new Promise<void>((resolve) => { release = resolve; });
  await eve.route(`**${STORM}`, async (route) => {
    if (route.request().method() === "POST") await released;
    await route.continue().catch(() => {});
  });
  await text(eve).fill("First gust.");
  await text(eve).press("Control+Enter");
  await expect(text(eve)).toHaveValue("");
  await text(eve).pressSequentially("Second");
  await eve.close({ runBeforeUnload: true });
  await expect.poll(() => asked).toEqual(["beforeunload"]);
  // Still there, and goes now.
  await eve.evaluate(() => location.assign("/desk"));
  await expect.poll(() => asked).toHaveLength(2);
  await expect(eve).toHaveURL(/\/desk$/);
  release();
  await eve.goto(STORM);
  await expect(text(eve)).toHaveValue("First gust.\n\nSecond");
  await expect(said(eve)).toHaveText("What stands in the form may have reached the desk. Look at the list before you send it again.");
});

test("what may have been sent is told, whatever else comes back", async ({ arrive, troubles }) => {
  troubles.expect(/ERR_INTERNET_DISCONNECTED/, /ERR_INCOMPLETE_CHUNKED/, /^failed \/(live|desk\/coverage)/);
  const [eve] = await two(arrive);
  await send(eve, "First gust.");
  await entries(eve).first().locator(".desk-entry__edit summary").click();
  await entries(eve).first().getByLabel("What happens").fill("First gust, from the north.");
  await text(eve).fill("Second gust.");
  await eve.context().setOffline(true);
  await text(eve).press("Control+Enter");
  await expect(eve.getByRole("alert")).toContainText("That did not reach the desk.");
  await eve.context().setOffline(false);
  await eve.reload();
  await expect(text(eve)).toHaveValue("Second gust.");
  await expect(entries(eve).first().getByLabel("What happens")).toHaveValue("First gust, from the north.");
  await expect(said(eve)).toHaveText("What stands in the form may have reached the desk. Look at the list before you send it again.");

  // Whoever took it out again writes something new.
  await text(eve).fill("");
  await text(eve).fill("Third gust.");
  await eve.reload();
  await expect(text(eve)).toHaveValue("Third gust.");
  await expect(said(eve)).toHaveText("What you had typed and not sent stands in the form.");
});

test("an entry is sent where the browser lets nothing be kept", async ({ arrive }) => {
  const [eve, ann] = await two(arrive);
  await eve.addInitScript(() => {
    Object.defineProperty(window, "localStorage", { get: () => { throw new DOMException("not here", "SecurityError"); } });
  });
  await eve.reload();
  await send(eve, "First gust.");
  await expect(entries(ann)).toContainText("First gust.");
});
