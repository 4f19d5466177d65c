// Pictures are dragged, pasted or chosen into a story.
import { body, expect, open, select, state, STORY, test, write } from "./editing.ts";

type Page = import("@playwright/test").Page;

/** Lets files go over an element, or pastes them, as a browser would. */
async function bring(page: Page, how: "drop" | "paste", selector: string, names: string[]): Promise<boolean> {
  return page.evaluate(
    ({ how, selector, names }) => {
      const data = new DataTransfer();
      for (const name of names) data.items.add(new File(["x"], name, { type: "image/jpeg" }));
      const element = document.querySelector(selector);
      const init = { bubbles: true, cancelable: true };
      const event = how === "drop" ? new DragEvent("drop", { ...init, dataTransfer: data }) : new ClipboardEvent("paste", { ...init, clipboardData: data });
      return element?.dispatchEvent(event) ?? true;
    },
    { how, selector, names },
  );
}

const uploads = (page: Page) => page.locator("ul.uploads");

test("a picture that is let go over the story is sent, stands in a paragraph of its own, and asks for its alternative text", async ({ page, desk }) => {
  const names: string[] = [];
  desk.pictures = (name) => {
    names.push(name);
    return { status: 200, body: { path: "/media/harbour.gif", width: 1, height: 1 } };
  };
  await open(page);
  await select(page, "tram");
  await bring(page, "drop", "#body", ["Håfen am Morgen.jpg"]);
  await expect(body(page)).toHaveValue(/!\[\]\(\/media\/harbour\.gif\)/);
  expect(names).toEqual(["Håfen am Morgen.jpg"]);
  await page.keyboard.type("The harbour");
  await expect(body(page)).toHaveValue(/(^|\n\n)!\[The harbour\]\(\/media\/harbour\.gif\)(\n\n|$)/);
  await expect(body(page)).toHaveValue(/The tram came\./);
});

test("a picture that is pasted or chosen comes after the paragraph of the caret", async ({ page }) => {
  await open(page);
  await select(page, "tram");
  await bring(page, "paste", "#body", ["a.jpg"]);
  await expect(body(page)).toHaveValue("The tram came.\n\n![](/media/harbour.gif)\n\nNobody cheered.");
  await body(page).fill("One.");
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Picture", exact: true }).click();
  await (await chooser).setFiles({ name: "b.png", mimeType: "image/png", buffer: Buffer.from("x") });
  await expect(body(page)).toHaveValue("One.\n\n![](/media/harbour.gif)");
});

test("who goes on writing is not disturbed, and the picture comes where it was let go", async ({ page, desk }) => {
  let answerNow = () => {};
  const mayAnswer = new Promise<void>((now) => { answerNow = now; });
  desk.pictures = async () => {
    await mayAnswer;
    return { status: 200, body: { path: "/media/harbour.gif" } };
  };
  await open(page);
  await select(page, "tram");
  await bring(page, "paste", "#body", ["a.jpg"]);
  await expect(uploads(page)).toContainText("a.jpg");
  await select(page, "The tram");
  await page.keyboard.type("At last the bus");
  await write(page, " Nobo");
  answerNow();
  await expect(uploads(page).getByRole("listitem")).toHaveCount(0);
  await page.keyboard.type("dy.");
  await expect(body(page)).toHaveValue("At last the bus came.\n\n![](/media/harbour.gif)\n\nNobody cheered. Nobody.");
});

test("several pictures stand in their order, however long each takes", async ({ page, desk }) => {
  desk.pictures = (name) => ({ status: 200, body: { path: `/media/${name}` } });
  await open(page);
  await body(page).fill("");
  await bring(page, "paste", "#body", ["a.jpg", "b.jpg", "c.jpg"]);
  await expect(body(page)).toHaveValue("![](/media/a.jpg)\n\n![](/media/b.jpg)\n\n![](/media/c.jpg)");
});

test("a picture that is refused says why, one that does not arrive can be sent again", async ({ page, desk, troubles }) => {
  troubles.expect(/^(422|503) /);
  await open(page);
  desk.pictures = () => ({ status: 422, body: { sentence: "HEIC pictures cannot be read. Export it as JPEG." } });
  await bring(page, "paste", "#body", ["a.heic"]);
  await expect(uploads(page)).toContainText("a.heic was not taken: HEIC pictures cannot be read. Export it as JPEG.");
  await uploads(page).getByRole("button", { name: "Close" }).click();
  desk.pictures = () => ({ status: 503, body: {} });
  await bring(page, "paste", "#body", ["b.jpg"]);
  await expect(uploads(page)).toContainText("b.jpg did not arrive.");
  desk.pictures = () => ({ status: 200, body: { path: "/media/b.jpg" } });
  await uploads(page).getByRole("button", { name: "Try again" }).click();
  await expect(body(page)).toHaveValue(/!\[\]\(\/media\/b\.jpg\)/);
  await expect(uploads(page).getByRole("listitem")).toHaveCount(0);
});

test("an address that is none of the paper's pictures never comes into the story", async ({ page, desk }) => {
  desk.pictures = () => ({ status: 200, body: { path: "https://elsewhere.example/a.jpg" } });
  await open(page);
  await bring(page, "paste", "#body", ["a.jpg"]);
  await expect(uploads(page)).toContainText("did not arrive");
  await expect(body(page)).toHaveValue("The tram came.\n\nNobody cheered.");
});

test("a file that is let go beside the story does not take the page away", async ({ page }) => {
  await open(page);
  expect(await bring(page, "drop", "h1", ["a.jpg"])).toBe(false);
  await expect(page).toHaveURL(STORY);
  await expect(uploads(page).getByRole("listitem")).toHaveCount(0);
});

test("a picture that is let go over the field of the one above the story becomes that one", async ({ page }) => {
  await open(page);
  await bring(page, "drop", "#picture", ["a.jpg"]);
  await expect(page.getByLabel("Picture", { exact: true }).and(page.locator("input"))).toHaveValue("/media/harbour.gif");
  await expect(body(page)).toHaveValue("The tram came.\n\nNobody cheered.");
  await page.keyboard.press("Control+s");
  await expect(state(page)).toHaveText("Saved 12:04");
});
