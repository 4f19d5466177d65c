// What the script adds to the library of pictures.
import { resolve } from "node:path";
import type { Page } from "@playwright/test";
import { button, expect, test, write } from "./desk_paper.ts";

const picture = (name: string) => resolve(import.meta.dirname, "../../sample/pictures", name);

async function bring(page: Page, name: string): Promise<void> {
  await page.goto("/desk/pictures");
  await page.getByLabel("Bring pictures in").setInputFiles(picture(name));
  await button(page, "Bring in").click();
  await page.waitForURL("/desk/pictures");
  await expect(page.getByRole("link", { name })).toBeVisible();
}

test("the focal point is moved by a press and by arrow keys, and the cuts follow", async ({ arrive }) => {
  const page = await arrive("Eve", "editor");
  await bring(page, "lighthouse.webp");
  await page.getByRole("link", { name: "lighthouse.webp" }).click();
  const [left, top] = [page.getByRole("spinbutton", { name: "From the left" }), page.getByRole("spinbutton", { name: "From the top" })];
  const box = await page.locator("#focal img").boundingBox();
  if (!box) throw new Error("The picture is not shown.");
  await page.mouse.click(box.x + box.width * 0.25, box.y + box.height * 0.7);
  await expect(left).toHaveValue("25");
  await expect(top).toHaveValue("70");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Shift+ArrowUp");
  await expect(left).toHaveValue("26");
  await expect(top).toHaveValue("60");
  const mark = page.getByRole("button", { name: "Focal point, 26 percent from the left, 60 percent from the top." });
  await expect(mark).toBeFocused();
  for (const cut of await page.locator("#cuts img").all()) await expect(cut).toHaveCSS("object-position", "26% 60%");
  await top.fill("0");
  await expect(page.locator("#cuts img").first()).toHaveCSS("object-position", "26% 0%");
});

test("a file that the paper cannot show says why on the page, and the others come in", async ({ arrive, troubles }) => {
  troubles.expect(/^422 \/desk\/pictures$/);
  const page = await arrive("Eve", "editor");
  await page.goto("/desk/pictures");
  const broken = { name: "photo.jpg", mimeType: "image/jpeg", buffer: Buffer.from("<?php echo 1;") };
  await page.getByLabel("Bring pictures in").setInputFiles(broken);
  await button(page, "Bring in").click();
  await expect(page.locator("#bring-in li")).toContainText("`photo.jpg` is not an AVIF, GIF, JPEG, PNG or WebP picture.");
  await button(page, "Close").click();
  await expect(page.locator("#bring-in li")).toHaveCount(0);
});

test("a picture of the library is found beside the story and put into it", async ({ arrive }) => {
  const page = await arrive("Eve", "editor");
  await bring(page, "drift-ice.webp");
  await write(page, "Ice on the bay", "It drifts.");
  await page.getByRole("button", { name: "Picture of the library" }).click();
  const dialog = page.getByRole("dialog", { name: "Pictures of the library" });
  await dialog.getByRole("searchbox").fill("drift-ice");
  await dialog.getByRole("button", { name: "drift-ice.webp: Into the story" }).click();
  await expect(page.getByLabel("Story", { exact: true })).toHaveValue(/^It drifts\.\n\n!\[\]\(\/media\/[0-9a-f]+\.webp\)/);
  await page.getByRole("button", { name: "Picture of the library" }).click();
  await dialog.getByRole("button", { name: "drift-ice.webp: Above the story" }).click();
  await expect(page.getByRole("textbox", { name: "Picture", exact: true })).toHaveValue(/^\/media\/[0-9a-f]+\.webp$/);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
});

test("the preview of a story has its main picture, with what has to be seen of it", async ({ arrive }) => {
  const page = await arrive("Eve", "editor");
  await bring(page, "lighthouse.webp");
  await page.getByRole("link", { name: "lighthouse.webp" }).click();
  await page.getByRole("spinbutton", { name: "From the left" }).fill("20");
  await page.getByLabel("Caption").fill("The lighthouse.");
  await page.getByLabel("Credit").fill("Ilse Maro");
  await page.locator("main form").getByRole("button", { name: "Keep" }).click();
  await write(page, "The lighthouse is lit", "It is.");
  await page.getByRole("button", { name: "Picture of the library" }).click();
  await page.getByRole("button", { name: "The lighthouse.: Above the story" }).click();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Preview" }).click();
  const figure = page.getByRole("region", { name: "Preview" }).getByRole("figure");
  await expect(figure).toContainText("The lighthouse. Ilse Maro");
  await expect(figure.locator("img")).toHaveCSS("object-position", "20% 50%");
  await expect.poll(() => figure.locator("img").evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
});
