// WCAG 2.2 AA as far as a program can tell, and what an HTML checker says, on every page of the desk.
import { resolve } from "node:path";
import { check, checkAt, DOORS, LOOKED_AT, looksAt, NO_PAGES, seen, withoutFrame } from "./desk_pages.ts";
import { address, button, expect, heading, publish, save, test, write } from "./desk_paper.ts";

/** What a browser says of the scripts of a page of readers in a frame where none may run. */
const SANDBOXED = /^console error: Blocked script execution in '\S+\/proof\S*' because the document's frame is sandboxed/;

test.beforeEach(() => seen.clear());
test.afterEach(({}, { annotations, status }) => {
  const said = annotations.filter(({ type }) => type === "looks at").map(({ description }) => description ?? "");
  if (status === "passed") expect(said.filter((door) => !seen.has(door)), "pages that were not looked at").toEqual([]);
});

test("every page that the desk has is looked at here", async () => {
  expect(DOORS.length).toBeGreaterThan(40);
  expect([...LOOKED_AT, ...NO_PAGES].toSorted()).toEqual(DOORS.toSorted());
});

test("the pages before somebody is in are accessible", looksAt("/desk/sign-in", "/desk/enter/{link}"), async ({ page, paper, troubles }) => {
  troubles.expect(/^(422|410) \/desk\//);
  await checkAt(page, "/desk/sign-in");
  await page.getByLabel("E-mail address").fill(address("nobody"));
  await page.getByLabel("Password").fill("not the password at all");
  await button(page, "Sign in").click();
  await expect(page.getByRole("alert")).toBeVisible();
  await check(page, "a sign-in that was refused");
  await checkAt(page, new URL(await paper.says(/(http\S+\/desk\/enter\/\S+)/)).pathname);
  await page.getByLabel("Your name").fill("Olga");
  await page.getByLabel("Your e-mail address").fill(address("olga"));
  await page.getByLabel("A password").fill("password1234");
  await button(page, "Go in").click();
  await expect(page.getByRole("alert")).toBeVisible();
  await check(page, "a password that was refused");
  await checkAt(page, "/desk/enter/nothing");
});

test("the lists and the pages of people are accessible", looksAt(
  "/desk", "/desk/published", "/desk/bin", "/desk/log", "/desk/me", "/desk/vitals", "/desk/people", "/desk/people/{id}",
), async ({ arrive, paper, troubles }) => {
  test.slow();
  troubles.expect(/^422 \/desk\/people$/, /^404 \/desk\/stories\/99$/);
  const page = await arrive("Olga", "owner");
  await checkAt(page, "/desk");
  await write(page, "The ferry is late", "It left at nine.");
  for (const path of ["/desk", "/desk?of=mine", "/desk/published", "/desk/published?words=nothing", "/desk/bin", "/desk/log", "/desk/me", "/desk/vitals"]) {
    await checkAt(page, path);
  }
  paper.ask("desk", "invite", address("Rae"), "--name", "Rae", "--role", "reporter");
  await checkAt(page, "/desk/people");
  await page.getByLabel("Name", { exact: true }).fill("Rae");
  await page.getByLabel("E-mail address").fill(address("Rae"));
  await button(page, "Invite").click();
  await expect(page.getByRole("alert")).toBeVisible();
  await check(page, "an invitation that was refused");
  await checkAt(page, "/desk/people/2");
  await button(page, "Make a new link").click();
  await expect(page.locator(".desk-link")).toBeVisible();
  await check(page, "a new link");
  await checkAt(page, "/desk/stories/99");
});

test("the settings are accessible", looksAt(
  "/desk/settings", "/desk/settings/sections", "/desk/settings/menus", "/desk/settings/letters", "/desk/settings/letters/{slug}",
  "/desk/settings/redirects", "/desk/settings/changes",
), async ({ arrive, troubles }) => {
  test.slow();
  troubles.expect(/^422 \/desk\/settings/);
  const page = await arrive("Olga", "owner");
  for (const path of ["", "/sections", "/menus", "/letters", "/letters/new", "/redirects", "/changes"]) await checkAt(page, `/desk/settings${path}`);
  await page.goto("/desk/settings");
  await page.getByLabel("Motto").fill("Twice a day");
  await button(page, "Set it").click();
  await check(page, "settings that were set");
  await page.getByLabel("Language").fill("english");
  await button(page, "Set it").click();
  await expect(page.getByRole("alert")).toBeVisible();
  await check(page, "settings that were refused");
  await page.goto("/desk/settings/redirects");
  await page.getByLabel("Rows of a table").fill("/old.html,/city\n/older.html,gone\n/a b,/city\n");
  await button(page, "Take them in").click();
  await check(page, "old addresses of a file");
  await checkAt(page, "/desk/settings/changes");
});

test("the pages of a story are accessible at every stage", looksAt(
  "/desk/stories/{id}", "/desk/stories/{id}/preview", "/desk/stories/{id}/saves", "/desk/stories/{id}/saves/{number}",
  "/desk/shared/{link}",
), async ({ arrive, troubles }) => {
  troubles.expect(SANDBOXED);
  // Two dozen pages, each looked at four times.
  test.setTimeout(240_000);
  const page = await arrive("Eve", "editor");
  const story = await publish(page, "The ferry is late", "It left at nine.");
  await page.getByText("Correction, embargo, end").click();
  await page.getByText("Recall it").click();
  await page.getByText("Show the draft to somebody").click();
  await page.getByText("Write a note").click();
  await check(page, "a story with everything open");
  await page.getByLabel("Note", { exact: true }).fill("Who says so?");
  await button(page, "Leave the note").click();
  await check(page, "a story with a note");
  await page.getByText("Show the draft to somebody").click();
  await button(page, "Make a link").click();
  await check(page, "a link to a draft");
  await checkAt(page, new URL(await page.locator(".desk-link").innerText()).pathname);

  const reporter = await arrive("Rae", "reporter");
  await checkAt(reporter, story);
  await page.goto(story);
  await page.getByLabel("Story", { exact: true }).fill("It left at ten.");
  await save(page);
  // In the preview's frame is a page of readers, which has tests of its own; nothing runs there, so no checker does.
  await page.goto(`${story}/preview`);
  await withoutFrame(page);
  await check(page, "a preview");
  for (const path of [`${story}/saves`, `${story}/saves/2`, `${story}/saves/3`]) await checkAt(page, path);
});

test("the page on which a correction is mended is accessible", looksAt("/desk/stories/{id}/corrections"), async ({ arrive }) => {
  test.slow();
  const page = await arrive("Eve", "editor");
  const story = await publish(page, "The ferry is late", "It left at nine.");
  await page.getByText("Correction, embargo, end").click();
  await page.getByLabel("What it had wrong").fill("It left at nine, not at tne.");
  await button(page, "Keep").click();
  await button(page, "Publish the correction").click();
  await checkAt(page, `${story}/corrections`);
  await page.getByLabel("What it says").fill("It left at nine, not at ten.");
  await button(page, "Mend it").click();
  await expect(page.locator(".desk-said")).toContainText("Mended");
  await check(page, "a correction that was mended");
});

test("fronts, the breaking bar and the numbers are accessible", looksAt("/desk/front", "/desk/front/preview", "/desk/numbers"), async ({ arrive, paper, troubles }) => {
  troubles.expect(SANDBOXED, /^422 \/desk\/front$/);
  test.slow();
  const page = await arrive("Eve", "editor");
  paper.breaking("set", "The ferry is late");
  await checkAt(page, "/desk/front");
  await page.goto("/desk/front/preview?at=");
  await withoutFrame(page);
  await check(page, "a preview of the front");
  await page.goto("/desk/front");
  await page.getByLabel("Or from this time on").fill("2031-03-04T18:00");
  await button(page, "Schedule it").click();
  await expect(button(page, "Do not let it go out")).toBeVisible();
  await check(page, "a front that waits for its time");
  await checkAt(page, "/desk/front?at=2031-03-04T18:00");
  await page.goto("/desk/front?section=city");
  await page.getByLabel("Lead", { exact: true }).selectOption({ label: "Story 9 of yesterday" });
  await page.getByLabel("Below it, 1").selectOption({ label: "Story 9 of yesterday" });
  await button(page, "Put it out now").click();
  await expect(page.getByRole("alert")).toBeVisible();
  await check(page, "a front of a section that was refused");
  await checkAt(page, "/desk/front?section=city&at=2031-03-04T18:00");
  await checkAt(page, "/desk/numbers");
});

test("the page of what an import changed is accessible", looksAt("/desk/stories/{id}/outside"), async ({ arrive, paper }) => {
  const page = await arrive("Eve", "editor");
  await page.goto("/desk/published");
  await button(page, "Edit Story 1 of yesterday").click();
  await expect(page.getByLabel("Headline", { exact: true })).toBeVisible();
  const story = new URL(page.url()).pathname;
  paper.publish("story-1", "Story 1, changed elsewhere");
  await checkAt(page, story);
  await checkAt(page, `${story}/outside`);
});

test("the page on which somebody chooses between two texts is accessible", looksAt("/desk/stories/{id}/merge/{number}"), async ({ arrive, troubles }) => {
  troubles.expect(/^409 /);
  const ann = await arrive("Ann", "editor");
  const story = await write(ann, "The ferry is late", "It left at nine.");
  const eve = await arrive("Eve", "editor");
  await eve.goto(story);
  await ann.getByLabel("Story", { exact: true }).fill("It left at ten.");
  await save(ann);
  await eve.getByLabel("Story", { exact: true }).fill("It left at eleven.");
  await button(eve, "Save").click();
  await eve.getByRole("link", { name: "Choose what stands" }).click();
  await expect(heading(eve)).toHaveText("Choose what stays");
  await check(eve, "a choice");
  await checkAt(eve, story);
});

test("the pages of a live story are accessible", looksAt("/desk/coverage", "/desk/coverage/{slug}"), async ({ arrive, paper }) => {
  test.slow();
  const page = await arrive("Eve", "editor");
  await checkAt(page, "/desk/coverage");
  await publish(page, "Storm Ada", "It blows.", "coverage");
  await checkAt(page, "/desk/coverage/storm-ada");
  paper.update("storm-ada", "First gust.\n\n# What it took\n\n- A roof", "--headline", "The roof is off", "--key", "--pin", "--by", "Eve");
  paper.update("storm-ada", "Second gust.");
  paper.coverage("remove", "storm-ada", "2");
  await page.reload();
  await page.locator(".desk-entry__edit summary").click();
  await page.locator(".desk-entry__remove summary").click();
  await page.getByText("What entry 2 said").click();
  await check(page, "a live story with everything open");
  await checkAt(page, "/desk/coverage");
  const reporter = await arrive("Rae", "reporter");
  await checkAt(reporter, "/desk/coverage/storm-ada");
  paper.coverage("close", "storm-ada");
  await checkAt(page, "/desk/coverage/storm-ada");
});

test("the pages of letters are accessible", looksAt(
  "/desk/letters", "/desk/letters/{slug}", "/desk/letters/{slug}/next", "/desk/letters/{slug}/compose",
  "/desk/letters/{slug}/send", "/desk/letters/{slug}/issues/{number}",
), async ({ arrive, paper, troubles }) => {
  test.setTimeout(240_000);
  troubles.expect(/^422 \/desk\/letters\//);
  paper.letters("define", "noon", "--name", "The noon letter", "--promise", "What happened.", "--schedule", "sat 08:00");
  paper.subscribe("ann@example.org", "noon");
  const page = await arrive("Eve", "editor");
  for (const path of ["/desk/letters", "/desk/letters/noon", "/desk/letters/noon/compose", "/desk/letters/noon/send"]) {
    await checkAt(page, path);
  }
  // A letter is made for mail programs and has tests of its own; nothing runs in its frame, so no checker does.
  await page.goto("/desk/letters/noon/next");
  await withoutFrame(page);
  await check(page, "the next issue");
  await page.goto("/desk/letters/noon/compose");
  await page.getByLabel("Or one by its address").fill("/nowhere/at-all");
  await button(page, "Add it").click();
  await expect(page.getByRole("alert")).toBeVisible();
  await check(page, "an issue with a problem");
  paper.letters("send", "noon");
  await page.goto("/desk/letters/noon/issues/1");
  await withoutFrame(page);
  await check(page, "an issue that is out");
  await checkAt(page, "/desk/letters/noon");
});

test("the pages of readers are accessible", looksAt(
  "/desk/readers", "/desk/readers/list", "/desk/readers/came-back", "/desk/readers/outbox", "/desk/readers/{id}",
  "/desk/readers/{id}/erase",
), async ({ arrive, paper }) => {
  test.setTimeout(240_000);
  paper.subscribe("ann@example.org", "morning");
  const page = await arrive("Olga", "owner");
  for (const path of ["/desk/readers", "/desk/readers/list", "/desk/readers/list?words=nobody", "/desk/readers/came-back", "/desk/readers/outbox"]) {
    await checkAt(page, path);
  }
  await page.goto("/desk/readers/list?words=ann");
  await page.getByRole("link", { name: "ann@example.org" }).click();
  await check(page, "a reader");
  await page.getByRole("link", { name: "Erase them" }).click();
  await check(page, "the page that asks before somebody is erased");
});

test("the pages of pictures are accessible", looksAt("/desk/pictures", "/desk/pictures/purge", "/desk/pictures/{id}", "/desk/stories/{id}/pictures"), async ({ arrive, troubles }) => {
  test.slow();
  troubles.expect(/^422 \/desk\/pictures/);
  const page = await arrive("Eve", "editor");
  await checkAt(page, "/desk/pictures");
  await page.getByLabel("Bring pictures in").setInputFiles(resolve(import.meta.dirname, "../../sample/pictures/dunes.webp"));
  await button(page, "Bring in").click();
  await expect(page.getByRole("link", { name: "dunes.webp" })).toBeVisible();
  const story = await write(page, "The dunes", "They move.");
  await checkAt(page, `${story}/pictures`);
  await button(page, "Use above the story: dunes.webp").click();
  await expect(page.locator("#save-state")).toContainText("Saved");
  for (const path of ["/desk/pictures", "/desk/pictures?words=nothing", "/desk/pictures/purge", "/desk/pictures/purge?days=none"]) {
    await checkAt(page, path);
  }
  await page.goto("/desk/pictures");
  await page.getByRole("link", { name: "dunes.webp" }).click();
  await check(page, "a picture");
  await page.getByLabel("Credit").fill("x".repeat(201));
  await button(page, "Keep").click();
  await expect(page.getByRole("alert")).toBeVisible();
  await check(page, "a picture whose words were refused");
});
