// The library of pictures, with script and without: a picture is brought in, described, and put above a story.
import { resolve } from "node:path";
import { button, expect, heading, said, step, test, write } from "./desk_paper.ts";

const picture = (name: string) => resolve(import.meta.dirname, "../../sample/pictures", name);

test("a picture is brought in, keeps its words, and shows its focal point in every cut", async ({ arrive, javaScriptEnabled }) => {
  const page = await arrive("Eve", "editor");
  await page.goto("/desk/pictures");
  await page.getByLabel("Bring pictures in").setInputFiles([picture("harbour-dawn.webp"), picture("dunes.webp")]);
  await button(page, "Bring in").click();
  if (javaScriptEnabled !== false) await expect(page.getByRole("link", { name: "dunes.webp" })).toBeVisible();
  else await expect(said(page)).toContainText("2 pictures are in the library.");
  await page.goto("/desk/pictures?words=harbour-dawn");
  await page.getByRole("link", { name: "harbour-dawn.webp" }).click();
  await expect(heading(page)).toHaveText("harbour-dawn.webp");
  await page.getByLabel("Alternative text").fill("A harbour at dawn");
  await page.getByLabel("Caption").fill("The first boats");
  await page.getByLabel("Credit").fill("Ilse Maro");
  await page.getByRole("spinbutton", { name: "From the left" }).fill("12");
  await page.getByRole("spinbutton", { name: "From the top" }).fill("93");
  await button(page, "Keep").click();
  await expect(said(page)).toHaveText("Kept.");
  for (const cut of await page.locator("#cuts img").all()) await expect(cut).toHaveCSS("object-position", javaScriptEnabled === false ? "10% 95%" : "12% 93%");

  const story = await write(page, "Boats at dawn", "They left.");
  await page.goto(`${story}/pictures?words=boats`);
  await button(page, "Use above the story: The first boats").click();
  await expect(page.getByLabel("Alternative text")).toHaveValue("A harbour at dawn");
  await expect(page.getByLabel("Caption")).toHaveValue("The first boats");
  await step(page, "Publish now", "Published. Readers have it now.");

  for (const path of ["/", "/city", "/city/boats-at-dawn"]) {
    await page.goto(path);
    const shown = page.locator("main img[class*='focus-x10'][class*='focus-y95']").first();
    await expect(shown).toHaveCSS("object-fit", "cover");
    await expect(shown).toHaveCSS("object-position", "10% 95%");
  }
});
