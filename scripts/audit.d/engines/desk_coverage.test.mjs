// Live coverage, which two editors and a reader have open, each in a browser of their own.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Key } from "selenium-webdriver";
import { another, desk, reader } from "./at_desk.mjs";
import { names } from "./engine.mjs";
import { publish, write } from "./writing.mjs";

const SEND = Key.chord(Key.CONTROL, Key.ENTER);

for (const name of names) {
  describe(`live coverage in ${name}`, () => {
    const eves = desk(name);
    const { page: eve } = eves;
    const text = (page) => page.one("#new-text");
    const value = async (page) => (await text(page)).getProperty("value");
    const hasFocus = async (page, css) => {
      const script = "return document.activeElement?.matches(arguments[0]) ?? false";
      await page.eventually(`the focus is not on ${css}`, () => page.session.executeScript(script, css));
    };

    async function send(page, words) {
      await (await text(page)).sendKeys(words, SEND);
      await page.says(".desk-said", "The entry is sent.");
    }

    /** Has Eve begin a live story and stand before it; returns its slug. */
    async function begin(headline) {
      await write(eve, headline, "It blows.");
      await eve.choose("Type", "coverage");
      await publish(eve);
      const slug = headline.toLowerCase().replaceAll(" ", "-");
      await open(eve, slug);
      return slug;
    }

    async function open(page, slug) {
      await page.open(`/desk/coverage/${slug}`);
      // The script is there.
      await page.one("#send-hint:not([hidden])");
    }

    /** Somebody else before that story. */
    async function join(context, slug, person) {
      const ann = await another(context, name, eves, person);
      await open(ann, slug);
      return ann;
    }

    test("an entry is there for the other editor and for a reader at once, and a sentence that is half typed stays", async (context) => {
      const slug = await begin("Storm Ada");
      const ann = await join(context, slug, "Ann");
      const rita = await reader(context, name, eves);
      await rita.open(`/city/${slug}`);
      await rita.one("main article");
      for (const page of [ann, rita]) await page.session.executeScript("window.marked = true");
      await (await text(ann)).sendKeys("A sentence that Ann has not");

      await send(eve, "First gust.");
      assert.equal(await value(eve), "");
      await hasFocus(eve, "#new-text");
      await ann.says("#entries", "First gust.");
      await rita.says("main", "First gust.");

      assert.equal(await value(ann), "A sentence that Ann has not");
      await hasFocus(ann, "#new-text");
      await ann.session.actions().sendKeys(" finished.").perform();
      await (await text(ann)).sendKeys(SEND);
      await eve.says("#entries > li:first-child", "A sentence that Ann has not finished.");
      await rita.says("main", "A sentence that Ann has not finished.");
      for (const page of [ann, rita]) assert.equal(await page.session.executeScript("return window.marked === true"), true, "the page was loaded anew");
    });

    test("an entry that somebody edits stays open when another changes it, and says so", async (context) => {
      const bea = await join(context, await begin("Storm Bea"), "Bea");
      await send(eve, "First gust.");
      await bea.says("#entries", "First gust.");
      await bea.click("#entries .desk-entry__edit summary");
      const edited = await bea.one("#entries .desk-entry__edit[open] textarea");
      await bea.session.executeScript("arguments[0].select()", edited);
      await edited.sendKeys("A gale, wrote Bea.");
      await eve.press("Key event: entry 1");
      await bea.says("#entries [role=alert]", "Somebody changed this entry");
      assert.equal(await edited.getProperty("value"), "A gale, wrote Bea.");
      await bea.press("Change it");
      await bea.says("#told [role=alert]", "Somebody changed entry 1");
      await hasFocus(bea, "#entries .desk-entry__edit textarea");
      await bea.session.actions().keyDown(Key.CONTROL).sendKeys(Key.ENTER).keyUp(Key.CONTROL).perform();
      await bea.says(".desk-said", "The entry is changed.");
      await eve.says("#entries", "A gale, wrote Bea.");
    });

    test("a list goes by keys while it has the focus", async () => {
      await begin("Storm Cleo");
      for (const words of ["First gust.", "Second gust."]) await send(eve, words);
      const press = (...keys) => eve.session.actions().sendKeys(...keys).perform();
      await press("jkp");
      assert.equal(await value(eve), "jkp");
      await press(Key.ESCAPE);
      await hasFocus(eve, "#entries > li:nth-child(1) article");
      await press("j");
      await hasFocus(eve, "#entries > li:nth-child(2) article");
      await press("p");
      await eve.says("#entries > li:nth-child(2)", "Pinned");
      await hasFocus(eve, "#entries > li:nth-child(2) article");
      await press("?");
      await eve.one("#keys[open]");
      await press(Key.ESCAPE);
      await hasFocus(eve, "#entries > li:nth-child(2) article");
      await press("n");
      await hasFocus(eve, "#new-text");
    });
  });
}
