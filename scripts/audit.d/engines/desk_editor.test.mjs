// The desk's editor, where browsers differ most: keys, undo, the clipboard, and what they keep without a network.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Key } from "selenium-webdriver";
import { another, desk } from "./at_desk.mjs";
import { names } from "./engine.mjs";
import { openStory, saved, STATE, textOf, write } from "./writing.mjs";

const control = (key) => Key.chord(Key.CONTROL, key);
const KEPT = ".kept-copy";

for (const name of names) {
  describe(`the desk's editor in ${name}`, () => {
    const eves = desk(name);
    const { page } = eves;

    const story = (on = page) => on.field("Story");
    const reads = (text, on = page) =>
      on.eventually(`the story does not read ${JSON.stringify(text)}`, async () => (await textOf(on)) === text).catch(async (caught) => {
        throw new Error(`${caught.message}, but ${JSON.stringify(await textOf(on))}`);
      });
    /** Keys at the end of the story, where WebKit's driver puts whatever is sent to a field. */
    const press = async (...keys) => (await story()).sendKeys(...keys);
    const select = (words) =>
      page.session.executeScript(
        "const field = document.getElementById('field-body'); field.focus(); const at = field.value.indexOf(arguments[0]); field.setSelectionRange(at, at + arguments[0].length)",
        words,
      );

    /** WebKit leaves the key for it to the program around it, and the small browser has none. */
    const undo = () => page.session.executeScript("document.getElementById('field-body').focus(); document.execCommand('undo')");

    test("a button formats what is selected, and undo takes it back", async () => {
      await write(page, "The tram", "The tram came.");
      await select("tram");
      await page.press("Bold");
      await reads("The **tram** came.");
      await undo();
      await reads("The tram came.");
    });

    test("keys do what buttons do", async () => {
      await write(page, "The tram", "The tram came.");
      for (const [key, text] of [
        [control("b"), "The **tram** came."],
        [control("i"), "The *tram* came."],
        [control("k"), "The [tram](https://) came."],
        [Key.chord(Key.CONTROL, Key.ALT, "2"), "## The tram came."],
        [Key.chord(Key.CONTROL, Key.SHIFT, "8"), "- The tram came."],
      ]) {
        await page.fill("Story", "The tram came.");
        await select("tram");
        await press(key);
        await reads(text);
      }
      await press(control("s"));
      await saved(page);
    });

    test("Enter goes on with a list, and leaves it at an empty item", async () => {
      await write(page, "The tram", "- one\ntwo\n\nThe end.");
      await reads("- one\n- two\nThe end.");
    });

    test("what is typed is counted, and shown as readers will see it", async () => {
      await write(page, "The tram", "The tram came.");
      await page.says("#body-count", "3 words, 1 min read");
      await page.press("Preview");
      await page.says("#preview .article__body p", "The tram came.");
      await press(" It was **late**.");
      await page.says("#preview .article__body strong", "late");
      await page.says("#body-count", "6 words");
      await page.press("Preview");
    });

    test("what was typed saves itself, and is there when the story is opened again", async () => {
      const path = await write(page, "The tram", "The tram came.");
      await press(" Nobody cheered.");
      await page.says(STATE, "Unsaved");
      await saved(page);
      await page.says(STATE, "Saved");
      await openStory(page, path);
      await reads("The tram came. Nobody cheered.");
    });

    test("words are found and replaced, and undo takes it back at once", async () => {
      await write(page, "The fog", "A fog, a fog.");
      await page.press("Find and replace");
      await (await page.one("dialog[open] input")).sendKeys("fog");
      await page.says("dialog[open] [role=status]", "of 2");
      const [, replacement] = await page.session.findElements({ css: "dialog[open] input:not([type=checkbox])" });
      await replacement.sendKeys("sea");
      await page.press("Replace all");
      await reads("A sea, a sea.");
      await page.press("Close");
      await undo();
      await reads("A fog, a fog.");
    });

    test("the box in which words are found is as high as what is in it", async () => {
      await write(page, "The fog", "A fog.");
      await page.press("Find and replace");
      await page.one("dialog[open]");
      const empty = await page.session.executeScript(
        "const box = document.querySelector('dialog[open]'); return box.getBoundingClientRect().bottom - box.querySelector('.find__acts').getBoundingClientRect().bottom",
      );
      assert.ok(empty < 60, `${empty} pixels below its buttons`);
    });

    test("every button above the text can be pressed however far the page is scrolled", async () => {
      await write(page, "The fog", "A fog.");
      await page.session.executeScript("scrollTo(0, 600)");
      const covered = await page.session.executeScript(`
        const isCovered = (button) => {
          const { left, top, width, height } = button.getBoundingClientRect();
          return document.elementFromPoint(left + width / 2, top + height / 2) !== button;
        };
        return [...document.querySelectorAll("#toolbar button")].filter(isCovered).map((button) => button.textContent)`);
      assert.deepEqual(covered, []);
    });

    test("what is copied from a page is pasted as Markdown", async () => {
      await write(page, "The tram", "The **tram** came to the [quay](/city).\n\n- one\ntwo");
      await page.press("Preview");
      await page.says("#preview .article__body strong", "tram");
      await page.session.executeScript("document.activeElement.blur(); getSelection().selectAllChildren(document.querySelector('#preview .article__body'))");
      await page.session.actions().keyDown(Key.CONTROL).keyDown("c").keyUp("c").keyUp(Key.CONTROL).perform();
      await page.press("Preview");
      await page.fill("Story", "");
      await press(control("v"));
      await page.eventually("nothing was pasted", async () => (await textOf(page)) !== "");
      assert.match(await textOf(page), /^The \*\*tram\*\* came to the \[quay\]\(\S*\/city\)\.\n\n- one\n- two\s*$/);
    });

    // No driver drags a file or has a picture on the clipboard, and Firefox makes no such event from what it is given.
    for (const [how, event] of [
      ["let go over", 'new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true })'],
      ["pasted into", 'Object.assign(new Event("paste", { bubbles: true, cancelable: true }), { clipboardData: dataTransfer })'],
    ]) {
      test(`a picture that is ${how} the story is sent, and comes to stand there`, async () => {
        await write(page, "The lighthouse", "It is lit.");
        await page.session.executeAsyncScript(`
          const done = arguments[arguments.length - 1];
          const canvas = Object.assign(document.createElement("canvas"), { width: 40, height: 30 });
          canvas.getContext("2d").fillRect(0, 0, 20, 30);
          canvas.toBlob((picture) => {
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File([picture], "lighthouse.png", { type: "image/png" }));
            document.getElementById("field-body").dispatchEvent(${event});
            done();
          }, "image/png");`);
        await page.eventually("the picture does not stand in the story", async () => /!\[\]\(\/media\/[0-9a-f]+\.png\)/.test(await textOf(page)));
        assert.match(await textOf(page), /It is lit\./);
      });
    }

    test("what two people wrote in different paragraphs is brought together", async (context) => {
      const path = await write(page, "The ferry", "One.\n\nTwo.\n\nThree.");
      const ann = await another(context, name, eves, "Ann");
      await openStory(ann, path);
      await page.says("#others", "Ann");
      await press(control(Key.HOME));
      await page.session.actions().sendKeys("Eve: ").perform();
      await saved(page);
      await (await story(ann)).sendKeys(" And Ann.");
      await saved(ann);
      await reads("Eve: One.\n\nTwo.\n\nThree. And Ann.", ann);
      await openStory(page, path);
      await reads("Eve: One.\n\nTwo.\n\nThree. And Ann.");
    });

    test("where two people changed the same words, nothing is lost, and somebody chooses", async (context) => {
      const path = await write(page, "The ferry", "One.\n\nTwo.");
      const bob = await another(context, name, eves, "Bob");
      await openStory(bob, path);
      await press(" Wrote Eve.");
      await saved(page);
      await (await story(bob)).sendKeys(" Wrote Bob.");
      await bob.says(STATE, "Somebody else changed the same paragraph. Your text is kept.");
      await bob.follow("Choose what stands");
      await bob.headed("Choose what stays");
      await (await bob.field("Both, one after the other")).click();
      await bob.press("Keep what was chosen");
      await reads("One.\n\nTwo. Wrote Eve.\n\nTwo. Wrote Bob.", bob);
    });

    test("what is typed without a network stays in the browser, and is saved when it comes back", async () => {
      const path = await write(page, "The fog", "The tram came.");
      await eves.paper.offline();
      await press(" Then fog.");
      await page.says(STATE, "kept in this browser");
      await eves.paper.online();
      await saved(page);
      await openStory(page, path);
      await reads("The tram came. Then fog.");
      assert.equal((await page.session.findElements({ css: KEPT })).length, 0, "what the desk has is offered again");
    });

    test("what was typed into a page that was closed without a network is offered when the story is opened again", async () => {
      const path = await write(page, "The fog", "The tram came.");
      await eves.paper.offline();
      await press(" Then fog.");
      await page.says(STATE, "kept in this browser");
      await page.session.get("about:blank");
      await eves.paper.online();
      await openStory(page, path);
      await page.says(KEPT, "This browser kept text of");
      await reads("The tram came.");
      await page.press("Restore it");
      await reads("The tram came. Then fog.");
      await saved(page);
      await openStory(page, path);
      await reads("The tram came. Then fog.");
    });

    test("a tab that is closed without a network leaves its text to the one that is open", async () => {
      const path = await write(page, "The fog", "The tram came.");
      const { session } = page;
      const first = await session.getWindowHandle();
      await session.switchTo().newWindow("tab");
      const second = await session.getWindowHandle();
      await openStory(page, path);
      await page.says("main", "also open in another tab");
      await session.switchTo().window(first);
      await eves.paper.offline();
      await press(" Then fog.");
      await page.says(STATE, "kept in this browser");
      await session.close();
      await session.switchTo().window(second);
      await page.says(KEPT, "This browser kept text of");
      await eves.paper.online();
      await reads("The tram came.");
      await page.press("Restore it");
      await reads("The tram came. Then fog.");
      await saved(page);
    });
  });
}
