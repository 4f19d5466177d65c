// The desk from its founding to a correction, in the engines that Playwright's tests do not use.
import assert from "node:assert/strict";
import { resolve } from "node:path";
import { describe, test } from "node:test";
import { Key } from "selenium-webdriver";
import { Select } from "selenium-webdriver/lib/select.js";
import { desk, emptyDesk } from "./at_desk.mjs";
import { names } from "./engine.mjs";
import { addressOf, PASSWORD } from "./paper.mjs";
import { publish, saved, write } from "./writing.mjs";

const LIGHTHOUSE = resolve(import.meta.dirname, "../../../sample/pictures/lighthouse.webp");

for (const name of names) {
  describe(`the desk in ${name}`, () => {
    const { page } = desk(name);

    test("whoever has gone out comes in with the password, and not with another one", async () => {
      await page.open("/desk");
      await page.press("Sign out");
      await page.headed("Sign in");
      await page.fill("E-mail address", addressOf("Eve"));
      await page.fill("Password", "not the password at all");
      await page.press("Sign in");
      await page.says("[role=alert]", "Address and password do not belong together.");
      await page.fill("Password", PASSWORD);
      await page.press("Sign in");
      await page.headed("Stories");
    });

    test("a story that is published is on the front, and says what was wrong once it is corrected", async () => {
      const story = await write(page, "The ferry is late", "It left at nine.");
      await publish(page);
      await page.open("/");
      await page.says("main a", "The ferry is late");

      await page.open(story);
      await page.fill("Story", "It left at ten.");
      await page.click(".desk-beside details:has(#correction) summary");
      await page.fill("What it had wrong", "An earlier version said that it left at nine.");
      await page.press("Keep");
      await page.says(".desk-said", "Kept.");
      await page.press("Publish the update");
      await page.says(".desk-said", "Published. Readers have it now.");
      await page.open("/city/the-ferry-is-late");
      await page.says("main article", "It left at ten.");
      await page.says("main article", "An earlier version said that it left at nine.");
    });

    test("the front is arranged by keyboard", async () => {
      await page.open("/desk/front");
      await page.choose("Lead", "Story 5 of yesterday");
      await page.choose("Below it, 1", "Story 6 of yesterday");
      await page.one(".desk-slot__handle");
      const lead = await page.field("Lead");
      await lead.sendKeys(Key.chord(Key.ALT, Key.ARROW_DOWN));
      const below = await page.field("Below it, 1");
      assert.equal(await chosen(lead), "Story 6 of yesterday");
      assert.equal(await chosen(below), "Story 5 of yesterday");
      assert.equal(await (await page.session.switchTo().activeElement()).getId(), await below.getId(), "the focus did not follow");
      await page.press("Put it out now");
      await page.says(".desk-said", "Readers have this front now.");
      await page.open("/");
      await page.says("main .lead__headline", "Story 6 of yesterday");
    });

    test("a picture is brought in, and stands above the story that it was chosen for", async () => {
      await page.open("/desk/pictures");
      await (await page.field("Bring pictures in")).sendKeys(LIGHTHOUSE);
      await page.press("Bring in");
      await page.one(".library__item");

      await write(page, "The lighthouse is lit", "It is.");
      await page.press("Picture of the library");
      await page.press("lighthouse.webp: Above the story");
      // Without these two the gate would warn.
      await page.fill("Alternative text", "A lighthouse.");
      await page.fill("Credit", "Ilse Maro");
      await saved(page);
      await publish(page);
      await page.open("/city/the-lighthouse-is-lit");
      await page.eventually("the picture did not come", () =>
        page.session.executeScript("const picture = document.querySelector('.article__picture img'); return picture?.complete && picture.naturalWidth > 0"),
      );
    });

    test("the fields in which a password is changed look alike", async () => {
      await page.open("/desk/me");
      const [old, young] = await Promise.all(["The one you have", "A new one"].map((label) => page.field(label)));
      for (const property of ["background-color", "border-top-color", "height"]) {
        assert.equal(await young.getCssValue(property), await old.getCssValue(property), property);
      }
    });

    test("no page of the desk is wider than a phone", async () => {
      const story = await write(page, "A story", "It is short.");
      await page.session.manage().window().setRect({ width: 400, height: 800 });
      for (const path of ["/desk", story, "/desk/published", "/desk/front", "/desk/pictures", "/desk/me"]) {
        await page.open(path);
        await page.one("main h1");
        const [wide, room] = await page.session.executeScript("return [document.documentElement.scrollWidth, document.documentElement.clientWidth]");
        assert.ok(wide <= room, `${path} is ${wide} pixels wide in ${room}`);
      }
      await page.session.manage().window().setRect({ width: 1280, height: 900 });
    });
  });

  describe(`the desk in ${name} without script`, () => {
    const empty = emptyDesk(name, { script: false });
    const { page } = empty;

    test("whoever opens the link on the terminal owns the desk, once", async () => {
      await page.open(empty.paper.foundingLink);
      await page.headed("Found the desk");
      await page.fill("Your name", "Olga");
      await page.fill("Your e-mail address", addressOf("Olga"));
      await page.fill("A password", PASSWORD);
      await page.press("Go in");
      await page.headed("Stories");
      await page.click(".desk-head__more summary");
      await page.says("nav", "People");
      await page.open(empty.paper.foundingLink);
      await page.says("main", "This link was used already");
    });

    test("a story is written and published by forms alone", async () => {
      await page.open("/desk");
      await page.fill("Headline of a new story", "The ferry is late");
      await page.choose("Section", "City");
      await page.press("New story");
      await page.fill("Standfirst", "What it is about.");
      await page.fill("Story", "It left at nine.");
      await page.press("Save");
      await page.says(".desk-said", "Saved.");
      await publish(page);
      await page.open("/city/the-ferry-is-late");
      await page.says("main article", "It left at nine.");
    });
  });
}

async function chosen(field) {
  return (await new Select(field).getFirstSelectedOption()).getText();
}
