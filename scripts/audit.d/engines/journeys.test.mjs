// The main ways through the paper, in the engines that Playwright's tests do not use.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { By } from "selenium-webdriver";
import { Select } from "selenium-webdriver/lib/select.js";
import { names, start } from "./engine.mjs";
import { Page } from "./page.mjs";

const { site } = process.env;
const LEAD = "Line 9 opens eleven minutes late, to applause";
const THANKS = "Thank you. If letters can reach that address, a link to confirm it is on its way there.";
const background = "return getComputedStyle(document.body).backgroundColor";

for (const name of names) {
  describe(`in ${name}`, () => {
    let browser;
    let session;
    let page;

    before(async () => {
      browser = await start(name);
      session = browser.session;
      page = new Page(session, site);
    });
    after(() => browser?.quit());

    /** Until WebAssembly has taken over, the browser follows links and sends forms itself. */
    async function awake() {
      const asked = "return performance.getEntriesByType('resource').some((one) => one.name.endsWith('.wasm') && one.responseEnd > 0)";
      await page.eventually("WebAssembly was not asked for", () => session.executeScript(asked));
      await session.sleep(500);
    }

    test("a reader goes from the front to a story, back, and on to a section, on one page", async () => {
      await page.open("/");
      await awake();
      await session.executeScript("window.marked = true");
      await (await page.one("main .lead__headline a")).click();
      await page.headed(LEAD);
      assert.match(await session.getTitle(), /^Line 9 opens/);
      await session.navigate().back();
      await page.isAt("/");
      await page.one("main .lead");
      await (await page.one(".sections__link[href='/sport']")).click();
      await page.isAt("/sport");
      await page.headed("Sport");
      assert.equal(await session.executeScript("return window.marked === true"), true, "the page was loaded anew");
    });

    test("a story has its pictures", async () => {
      await page.open("/city/tram-line-nine-opens");
      await page.eventually("the picture did not come", () =>
        session.executeScript("const { complete, naturalWidth } = document.querySelector('.article__picture img'); return complete && naturalWidth > 0"),
      );
      const file = await session.executeScript("return document.querySelector('.article__picture img').currentSrc");
      assert.match(file, /\.(avif|webp)$/);
    });

    test("a reader finds a story by its words", async () => {
      await page.open("/search");
      await (await page.one("main input[type=search]")).sendKeys("quota herr");
      await (await page.one("main form button")).click();
      await page.one("main .search__hit mark");
      assert.match(await (await page.one("main .search__hit h2")).getText(), /^Herring fleet/);
    });

    test("a bad address is kept in the field with what is wrong, a good one is noted", async () => {
      await page.open("/stay-in-touch");
      await awake();
      const field = await page.one("main input[type=email]");
      await field.sendKeys("bad");
      await (await page.one("main form button")).click();
      const said = await page.one("main [role=alert]");
      await page.eventually("nothing was said", () => said.isDisplayed());
      assert.match(await said.getText(), /An e-mail address has an @ in it/);
      assert.equal(await (await page.one("main input[type=email]")).getAttribute("value"), "bad");
      await (await page.one("main input[type=email]")).clear();
      await (await page.one("main input[type=email]")).sendKeys(`${name}@example.org`);
      await (await page.one("main form button")).click();
      await page.says("main [role=status]", THANKS);
    });

    test("a theme that was chosen stays", async () => {
      await page.open("/");
      await awake();
      const choose = async (value) => new Select(await page.one("#prefer-theme")).selectByValue(value);
      await choose("light");
      const light = await session.executeScript(background);
      await choose("dark");
      await page.eventually("it is not dark", async () => (await session.executeScript(background)) !== light);
      const dark = await session.executeScript(background);
      await page.open("/sport");
      assert.equal(await session.executeScript(background), dark);
      await awake();
      await choose("");
    });

    test("a story that reads from right to left does", async () => {
      await page.open("/world/qafilat-al-milh");
      const story = await page.one("main article[dir=rtl][lang=ar]");
      assert.equal(await story.getCssValue("direction"), "rtl");
      const where = "const box = (css) => document.querySelector(css).getBoundingClientRect(); return [box('main article').right, box('main .article__body p').right]";
      const [story_ends, text_ends] = await session.executeScript(where);
      assert.ok(story_ends - text_ends < story_ends / 2, "the text does not begin at the right");
    });

    test("no page is wider than a phone", async () => {
      await session.manage().window().setRect({ width: 400, height: 800 });
      for (const path of ["/", "/city/tram-line-nine-opens", "/city/swing-bridge-minutes", "/world/qafilat-al-milh", "/sport", "/search?q=harbour"]) {
        await page.open(path);
        await page.one("main h1");
        const [wide, room] = await session.executeScript("return [document.documentElement.scrollWidth, document.documentElement.clientWidth]");
        assert.ok(wide <= room, `${path} is ${wide} pixels wide in ${room}`);
      }
      await session.manage().window().setRect({ width: 1280, height: 900 });
    });
  });

  describe(`in ${name} without script`, () => {
    let browser;
    let page;

    before(async () => {
      browser = await start(name, { script: false });
      page = new Page(browser.session, site);
    });
    after(() => browser?.quit());

    const find = (css) => browser.session.findElement(By.css(css));

    test("a reader reads, goes back, and searches", async () => {
      await page.open("/");
      await page.click("main .lead__headline a");
      await page.says("main h1", LEAD);
      await browser.session.navigate().back();
      await page.says("main .lead__headline", LEAD);
      await page.click(".sections__link[href='/sport']");
      await page.says("main h1", "Sport");
      await page.open("/search");
      await (await find("main input[type=search]")).sendKeys("quota herr");
      await page.click("main form button");
      await page.says("main .search__hit h2", "Herring fleet");
    });

    test("a reader signs up, and is told what was wrong before", async () => {
      await page.open("/stay-in-touch");
      await (await find("main input[type=email]")).sendKeys("bad");
      await page.click("main form button");
      await page.says("main [role=alert]", "An e-mail address has an @ in it");
      const field = await find("main input[type=email]");
      assert.equal(await field.getAttribute("value"), "bad");
      await field.clear();
      await field.sendKeys(`${name}-without-script@example.org`);
      await page.click("main form button");
      await page.says("main [role=status]", THANKS);
    });
  });
}
