// Beside the text of a story stands what readers will see, rendered by the code of the page.
import { body, expect, headline, open, openAgain, select, test, write } from "./editing.ts";

type Page = import("@playwright/test").Page;

const pane = (page: Page) => page.getByRole("region", { name: "Preview" });
/** The text of the story in it. */
const preview = (page: Page) => pane(page).locator(".article__body");
const toggle = (page: Page) => page.getByRole("button", { name: "Preview" });

test("the preview shows the story as the page will, and follows what is typed", async ({ page, desk }) => {
  desk.texts.body = "## The bridge\n\nIt **opened**.[^1]\n\nhttps://youtu.be/dQw4w9WgXcQ\n\n[^1]: Or so.";
  await open(page);
  await expect(preview(page)).toBeHidden();
  await toggle(page).click();
  await expect(toggle(page)).toHaveAttribute("aria-pressed", "true");
  await expect(preview(page).getByRole("heading", { level: 2 })).toHaveText("The bridge");
  await expect(preview(page).locator("strong")).toHaveText("opened");
  await expect(preview(page).getByRole("button", { name: "Load from YouTube" })).toBeVisible();
  await expect(preview(page).getByRole("link", { name: "Footnote 1" })).toBeVisible();
  await select(page, "opened");
  await page.keyboard.type("closed");
  await expect(preview(page).locator("strong")).toHaveText("closed");
  await headline(page).fill("Line 9 closes");
  await expect(pane(page)).toContainText("Line 9 closes");
});

test("on paper the preview is whole, and what one writes with is left out", async ({ page, desk }) => {
  desk.texts.body = Array.from({ length: 60 }, (_, line) => `Line ${line}.`).join("\n\n");
  await page.setViewportSize({ width: 1280, height: 700 });
  await open(page);
  await toggle(page).click();
  await page.keyboard.press("Control+Shift+h");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page.locator("#toolbar")).toBeHidden();
  await expect(preview(page)).toBeVisible();
  expect(await pane(page).evaluate((pane) => pane.scrollHeight - pane.clientHeight)).toBe(0);
});

test("what did not change in the preview is not touched", async ({ page, desk }) => {
  desk.texts.body = "One.\n\nTwo.\n\nThree.";
  await open(page);
  await toggle(page).click();
  const [first, , last] = await preview(page).locator("p").elementHandles();
  await select(page, "Two.");
  await page.keyboard.type("2 and *more*.\n\nAnd more.");
  await expect(preview(page).locator("p")).toHaveText(["One.", "2 and more.", "And more.", "Three."]);
  expect(await first?.evaluate((paragraph) => paragraph.isConnected)).toBe(true);
  expect(await last?.evaluate((paragraph) => paragraph.isConnected)).toBe(true);
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  await expect(preview(page).locator("p")).toHaveCount(0);
  await page.keyboard.type("Again.");
  await expect(preview(page).locator("p")).toHaveText(["Again."]);
});

test("a word that changes is exchanged for the other and nothing around it", async ({ page, desk }) => {
  desk.texts.body = "One.\n\nTwo and **more** of [it](/world).\n\nThree.";
  await open(page);
  await toggle(page).click();
  const kept = await preview(page).locator("p, strong, a").elementHandles();
  await select(page, "Two");
  await page.keyboard.type("2");
  await select(page, "more");
  await page.keyboard.type("less");
  await expect(preview(page).locator("p").nth(1)).toHaveText("2 and less of it.");
  expect(kept).toHaveLength(5);
  for (const element of kept) expect(await element.evaluate((it) => it.isConnected)).toBe(true);
});

test("a heading that is written gets its anchor anew and stays the heading it was", async ({ page, desk }) => {
  desk.texts.body = "One.\n\n## The bridge\n\nTwo.";
  await open(page);
  await toggle(page).click();
  const heading = await preview(page).getByRole("heading").elementHandle();
  expect(await heading?.getAttribute("id")).toBe("part-the-bridge");
  await select(page, "bridge");
  await page.keyboard.type("tram");
  await expect(preview(page).getByRole("heading")).toHaveText("The tram");
  expect(await heading?.evaluate((it) => it.isConnected && it.id)).toBe("part-the-tram");
});

test("whatever is exchanged in it, the preview is what the whole text makes", async ({ page, desk }) => {
  desk.texts.body = "A *word* here.\n\n- one\n- two\n- three\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n> Said.\n\nThe end.[^1]\n\n[^1]: A note.";
  await open(page);
  await toggle(page).click();
  await expect(preview(page).getByRole("listitem").first()).toHaveText("one");
  const edits: [string, string][] = [
    ["*word*", "**word**"], ["**word**", "word"], ["word", "[word](/world)"], ["(/world)", "(/city)"], ["- two\n", ""], ["- three", "- three\n  - and a half"],
    ["| 1 | 2 |", "| 1 | 2 |\n| 3 | *4* |"], ["|---|---|", "|---|:--|"], ["> Said.", "> Said.\n\n*Who said it*"], ["[^1]\n", "\n"], ["A [", "## A ["], ["## A [", "1. A ["], ["The end.", "<b>The</b> end <!-- now -->."], ["The</b>", ""],
  ];
  for (const [old, young] of edits) {
    await body(page).fill((await body(page).inputValue()).replace(old, young));
    await expect.poll(() => page.evaluate(isWhole)).toBe(true);
  }
});

/** Whether the preview is what the renderer makes of the text when it has shown nothing before. */
async function isWhole() {
  const field = document.querySelector<HTMLTextAreaElement>("#body")!;
  const { Shown } = await import(field.form!.dataset.preview!);
  const whole = document.createElement("template");
  whole.innerHTML = new Shown().follow(field.value, "en").come().join("");
  return whole.innerHTML === document.querySelector("#preview .article__body")!.innerHTML;
}

test("nothing that is typed runs in the preview or asks another site for anything", async ({ page, desk }) => {
  desk.texts.body = '<img src="https://elsewhere.example/a.png" onerror="document.title = 1"> <script>document.title = 2</script> <b onclick="alert(1)">bold</b> [link](javascript:alert(1))';
  await open(page);
  await toggle(page).click();
  await expect(preview(page).locator("b")).toHaveText("bold");
  await expect(preview(page).locator("script, img, [onclick]")).toHaveCount(0);
  await expect(preview(page).getByRole("link", { name: "link" })).toHaveAttribute("href", "#");
  expect(await page.title()).toBe("Line 9 opens");
});

test("the picture above the story stands in the preview as the page cuts it, with its caption and credit", async ({ page, desk }) => {
  desk.picture = { status: 200, body: { shown: "/media/harbour-fit-1280.gif", classes: "focus-x20 focus-y80" } };
  desk.texts = { ...desk.texts, picture: "/media/harbour.gif", picture_alt: "Boats in fog", picture_caption: "The harbour at six.", picture_credit: "Ilse Maro" };
  await open(page);
  await toggle(page).click();
  const figure = pane(page).getByRole("figure");
  const image = figure.getByRole("img", { name: "Boats in fog" });
  await expect(image).toHaveAttribute("src", "/media/harbour-fit-1280.gif");
  await expect(image).toHaveCSS("object-position", "20% 80%");
  await expect(figure).toContainText("The harbour at six. Ilse Maro");
  const order = await pane(page).locator(":scope > *").evaluateAll((parts) => parts.map((part) => part.className));
  expect(order).toEqual(["preview__headline", "preview__standfirst", "article__picture", "article__body"]);

  await page.getByLabel("Caption", { exact: true }).fill("The harbour at seven.");
  await expect(figure).toContainText("The harbour at seven. Ilse Maro");
  await page.getByRole("textbox", { name: "Picture" }).fill("");
  await expect(figure).toBeHidden();
});

test("a picture above the story of which the library says nothing is shown as it is, and one that is not there says so", async ({ page, desk, troubles }) => {
  troubles.expect(/^404 /);
  desk.texts = { ...desk.texts, picture: "/media/harbour.gif", picture_alt: "Boats in fog" };
  await open(page);
  await toggle(page).click();
  const image = pane(page).getByRole("img", { name: "Boats in fog" });
  await expect(image).toHaveAttribute("src", "/media/harbour.gif");
  await page.getByRole("textbox", { name: "Picture" }).fill("/media/gone.gif");
  await expect(pane(page)).toContainText("The picture above the story does not load.");
  await expect(image).toBeHidden();
  // Of another site, none is asked for.
  await page.getByRole("textbox", { name: "Picture" }).fill("https://elsewhere.example/boats.gif");
  await expect(pane(page).getByRole("figure")).toBeHidden();
  await page.getByRole("textbox", { name: "Picture" }).fill("/media/harbour.gif");
  await expect(image).toBeVisible();
});

test("a story in another language has its words and direction in the preview", async ({ page, desk }) => {
  desk.texts = { ...desk.texts, body: "قافلة الملح تعود.[^1]\n\n[^1]: نعم", language: "ar" };
  await open(page);
  await toggle(page).click();
  await expect(preview(page)).toHaveAttribute("lang", "ar");
  await expect(preview(page).getByRole("link", { name: "الحاشية 1" })).toBeVisible();
  expect(await preview(page).evaluate((element) => getComputedStyle(element).direction)).toBe("rtl");
});

test("a body that the desk would refuse says why in place of the preview", async ({ page }) => {
  await open(page);
  await toggle(page).click();
  await body(page).evaluate((field: HTMLTextAreaElement) => {
    field.value = "a\0b";
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  });
  await expect(preview(page)).toHaveText("The body has a NUL character in it.");
  await body(page).fill("short");
  await expect(preview(page)).toHaveText("short");
});

test("the preview is remembered, and a link in it leaves the editor open", async ({ page, desk, context }) => {
  desk.texts.body = "[A story](/media/harbour.gif)";
  await open(page);
  await toggle(page).click();
  await openAgain(page);
  await expect(toggle(page)).toHaveAttribute("aria-pressed", "true");
  const tab = context.waitForEvent("page");
  await preview(page).getByRole("link", { name: "A story" }).click();
  await expect(await tab).toHaveURL("/media/harbour.gif");
  await expect(page).toHaveURL("/desk/stories/17");
});

test("a preview that cannot be loaded says so, and comes when it is asked for again", async ({ page, troubles }) => {
  troubles.expect(/^failed /);
  await page.route("**/preview.js", (route) => route.abort());
  await open(page);
  await toggle(page).click();
  await expect(preview(page)).toContainText("The preview could not be loaded.");
  await write(page, "!");
  await expect(body(page)).toHaveValue(/!$/);
  await page.unroute("**/preview.js");
  await toggle(page).click();
  await toggle(page).click();
  await expect(preview(page)).toContainText("Nobody cheered.!");
});

test("words, minutes and characters are counted as the page counts them", async ({ page, desk }) => {
  desk.texts.body = "## Two words\n\n[and](https://example.org/a) **two** more";
  await open(page);
  await expect(body(page)).toHaveAccessibleDescription("5 words, 1 min read");
  await write(page, ` ${"word ".repeat(300)}`);
  await expect(body(page)).toHaveAccessibleDescription("305 words, 2 min read");
});

test("a headline is counted as people count, and says where it would be cut off", async ({ page }) => {
  await open(page);
  await expect(headline(page)).toHaveAccessibleDescription("12 characters of 65");
  await headline(page).fill("👩‍👩‍👧é");
  await expect(headline(page)).toHaveAccessibleDescription("2 characters of 65");
  await headline(page).fill("a".repeat(66));
  await expect(headline(page)).toHaveAccessibleDescription("66 characters: cut off in search results after 65");
  await headline(page).fill("a".repeat(91));
  await expect(headline(page)).toHaveAccessibleDescription("91 characters: cut off in search results after 65 and in the sidebar after 90");
});

test("the preview scrolls with the text", async ({ page, desk }) => {
  desk.texts.body = "A paragraph of the story.\n\n".repeat(300);
  await page.setViewportSize({ width: 1400, height: 800 });
  await open(page);
  await toggle(page).click();
  await expect(preview(page).locator("p")).toHaveCount(300);
  await body(page).evaluate((field) => { field.scrollTop = field.scrollHeight; });
  await expect.poll(() => pane(page).evaluate((pane) => pane.scrollTop > 0 && pane.scrollTop + pane.clientHeight >= pane.scrollHeight - 2)).toBe(true);
});
