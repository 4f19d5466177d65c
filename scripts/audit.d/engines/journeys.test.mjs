// The main ways through the paper, in the engines that Playwright's tests do not use.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { By, until } from "selenium-webdriver";
import { Select } from "selenium-webdriver/lib/select.js";
import { names, PATIENCE, start } from "./engine.mjs";

const { site } = process.env;
const LEAD = "Line 9 opens eleven minutes late, to applause";
const THANKS = "Thank you. Your address is noted.";
const background = "return getComputedStyle(document.body).backgroundColor";

for (const name of names) {
  describe(`in ${name}`, () => {
    let browser;
    let session;

    before(async () => {
      browser = await start(name);
      session = browser.session;
    });
    after(() => browser?.quit());

    const open = (path) => session.get(`${site}${path}`);
    const one = (css) => session.wait(until.elementLocated(By.css(css)), PATIENCE, `no ${css}`);
    const heading = async () => (await one("main h1")).getText();
    const eventually = (what, condition) => session.wait(condition, PATIENCE, what);
    const isAt = (path) => eventually(`the address is not ${path}`, async () => (await session.getCurrentUrl()) === `${site}${path}`);
    const headed = (text) => eventually(`the heading is not ${text}`, async () => (await heading().catch(() => "")) === text);

    /** Until WebAssembly has taken over, the browser follows links and sends forms itself. */
    async function awake() {
      const asked = "return performance.getEntriesByType('resource').some((one) => one.name.endsWith('.wasm') && one.responseEnd > 0)";
      await eventually("WebAssembly was not asked for", () => session.executeScript(asked));
      await session.sleep(500);
    }

    test("a reader goes from the front to a story, back, and on to a section, on one page", async () => {
      await open("/");
      await awake();
      await session.executeScript("window.marked = true");
      await (await one("main .lead__headline a")).click();
      await headed(LEAD);
      assert.match(await session.getTitle(), /^Line 9 opens/);
      await session.navigate().back();
      await isAt("/");
      await one("main .lead");
      await (await one(".sections__link[href='/sport']")).click();
      await isAt("/sport");
      await headed("Sport");
      assert.equal(await session.executeScript("return window.marked === true"), true, "the page was loaded anew");
    });

    test("a story has its pictures", async () => {
      await open("/city/tram-line-nine-opens");
      await eventually("the picture did not come", () =>
        session.executeScript("const { complete, naturalWidth } = document.querySelector('.article__picture img'); return complete && naturalWidth > 0"),
      );
      const file = await session.executeScript("return document.querySelector('.article__picture img').currentSrc");
      assert.match(file, /\.(avif|webp)$/);
    });

    test("a reader finds a story by its words", async () => {
      await open("/search");
      await (await one("main input[type=search]")).sendKeys("quota herr");
      await (await one("main form button")).click();
      await one("main .search__hit mark");
      assert.match(await (await one("main .search__hit h2")).getText(), /^Herring fleet/);
    });

    test("a bad address is kept in the field with what is wrong, a good one is noted", async () => {
      await open("/stay-in-touch");
      await awake();
      const field = await one("main input[type=email]");
      await field.sendKeys("bad");
      await (await one("main form button")).click();
      const said = await one("main [role=alert]");
      await eventually("nothing was said", until.elementIsVisible(said));
      assert.match(await said.getText(), /An e-mail address has an @ in it/);
      assert.equal(await (await one("main input[type=email]")).getAttribute("value"), "bad");
      await (await one("main input[type=email]")).clear();
      await (await one("main input[type=email]")).sendKeys(`${name}@example.org`);
      await (await one("main form button")).click();
      const thanked = async () => (await (await one("main [role=status]")).getText().catch(() => "")) === THANKS;
      await eventually("nobody said thank you", thanked);
    });

    test("a theme that was chosen stays", async () => {
      await open("/");
      await awake();
      const choose = async (value) => new Select(await one("#prefer-theme")).selectByValue(value);
      await choose("light");
      const light = await session.executeScript(background);
      await choose("dark");
      await eventually("it is not dark", async () => (await session.executeScript(background)) !== light);
      const dark = await session.executeScript(background);
      await open("/sport");
      assert.equal(await session.executeScript(background), dark);
      await awake();
      await choose("");
    });

    test("a story that reads from right to left does", async () => {
      await open("/world/qafilat-al-milh");
      const story = await one("main article[dir=rtl][lang=ar]");
      assert.equal(await story.getCssValue("direction"), "rtl");
      const where = "const box = (css) => document.querySelector(css).getBoundingClientRect(); return [box('main article').right, box('main .article__body p').right]";
      const [story_ends, text_ends] = await session.executeScript(where);
      assert.ok(story_ends - text_ends < story_ends / 2, "the text does not begin at the right");
    });

    test("no page is wider than a phone", async () => {
      await session.manage().window().setRect({ width: 400, height: 800 });
      for (const path of ["/", "/city/tram-line-nine-opens", "/city/swing-bridge-minutes", "/world/qafilat-al-milh", "/sport", "/search?q=harbour"]) {
        await open(path);
        await one("main h1");
        const [wide, room] = await session.executeScript("return [document.documentElement.scrollWidth, document.documentElement.clientWidth]");
        assert.ok(wide <= room, `${path} is ${wide} pixels wide in ${room}`);
      }
      await session.manage().window().setRect({ width: 1280, height: 900 });
    });
  });

  describe(`in ${name} without script`, () => {
    let browser;
    let session;

    before(async () => {
      browser = await start(name, { script: false });
      session = browser.session;
    });
    after(() => browser?.quit());

    const open = (path) => session.get(`${site}${path}`);
    /** Without script a click is answered by a new page, and not every driver waits for it. */
    const says = (css, text) =>
      session.wait(
        async () => {
          const found = await session.findElements(By.css(css));
          const words = await Promise.all(found.map((one) => one.getText().catch(() => "")));
          return words.some((said) => said.includes(text));
        },
        PATIENCE,
        `no ${css} says ${text}`,
      );
    const find = (css) => session.findElement(By.css(css));

    test("a reader reads, goes back, and searches", async () => {
      await open("/");
      await (await find("main .lead__headline a")).click();
      await says("main h1", LEAD);
      await session.navigate().back();
      await says("main .lead__headline", LEAD);
      await (await find(".sections__link[href='/sport']")).click();
      await says("main h1", "Sport");
      await open("/search");
      await (await find("main input[type=search]")).sendKeys("quota herr");
      await (await find("main form button")).click();
      await says("main .search__hit h2", "Herring fleet");
    });

    test("a reader signs up, and is told what was wrong before", async () => {
      await open("/stay-in-touch");
      await (await find("main input[type=email]")).sendKeys("bad");
      await (await find("main form button")).click();
      await says("main [role=alert]", "An e-mail address has an @ in it");
      const field = await find("main input[type=email]");
      assert.equal(await field.getAttribute("value"), "bad");
      await field.clear();
      await field.sendKeys(`${name}-without-script@example.org`);
      await (await find("main form button")).click();
      await says("main [role=status]", THANKS);
    });
  });
}
