// What an owner sets at the desk, and what readers see of it the next moment.
import { button, expect, said, test } from "./desk_paper.ts";

const masthead = (page: import("@playwright/test").Page) => page.locator(".masthead__name");

test("an owner names the paper, and every page says so", async ({ page, arrive }) => {
  const olga = await arrive("Olga", "owner");
  await olga.getByText("More", { exact: true }).click();
  await olga.getByRole("link", { name: "Settings" }).click();
  await olga.getByLabel("Name", { exact: true }).fill("The Ébb & Flow");
  await olga.getByLabel("Motto").fill("Twice a day");
  await olga.getByLabel("Time zone").fill("Asia/Tokyo");
  await button(olga, "Set it").click();
  await expect(said(olga)).toContainText("It is set");
  await expect(olga).toHaveTitle("Settings: The paper – The Ébb & Flow desk");
  await page.goto("/");
  await expect(masthead(page)).toHaveText("The Ébb & Flow");
  await expect(page.getByText("Twice a day")).toBeVisible();
  await olga.getByRole("link", { name: "Changes", exact: true }).click();
  await olga.getByRole("button", { name: /^Set back the name/ }).click();
  await page.reload();
  await expect(masthead(page)).not.toHaveText("The Ébb & Flow");
});

test("a value that cannot be used is told beside its field and stays as it was typed", async ({ arrive, troubles }) => {
  troubles.expect(/^422 \/desk\/settings$/);
  const olga = await arrive("Olga", "owner");
  await olga.goto("/desk/settings");
  await olga.getByLabel("Time zone").fill("New York");
  await olga.getByLabel("Motto").fill("Kept");
  await button(olga, "Set it").click();
  await expect(olga.getByRole("alert")).toContainText("Nothing was set yet");
  const zone = olga.getByLabel("Time zone");
  await expect(zone).toHaveAccessibleDescription(/`New York` is no time zone/);
  await expect(zone).toHaveValue("New York");
  await expect(olga.getByLabel("Motto")).toHaveValue("Kept");
});

test("sections are called and ordered as an owner wants, and a menu has links of its own", async ({ page, arrive }) => {
  const olga = await arrive("Olga", "owner");
  await olga.goto("/desk/settings/sections");
  await olga.getByLabel("Name of the section at /city").fill("La ciudad");
  await olga.getByLabel("Place of City").fill("1");
  await button(olga, "Set them").click();
  await expect(said(olga)).toContainText("It is set");
  await page.goto("/city");
  const menu = page.getByRole("navigation", { name: "Sections" }).getByRole("link");
  await expect(menu.first()).toHaveText("La ciudad");
  await expect(page.getByRole("main").getByRole("heading", { level: 1 })).toHaveText("La ciudad");
  // The search follows by and by.
  await expect(async () => {
    await page.goto("/search?q=ciudad");
    await expect(page.getByRole("main").getByRole("article").first()).toBeVisible({ timeout: 500 });
  }).toPass();
  await olga.goto("/desk/settings/menus");
  await olga.getByLabel("What is chosen below").check();
  await olga.getByLabel("Text of link 1, Above every page").fill("Support us");
  await olga.getByLabel("Address of link 1, Above every page").fill("/about");
  await olga.getByLabel("Place of link 1, Above every page").fill("1");
  await olga.getByLabel("Place of La ciudad, Above every page").fill("2");
  await button(olga, "Set them").click();
  await expect(said(olga)).toContainText("It is set");
  await page.reload();
  await expect(menu.first()).toHaveText("Support us");
});

test("readers of an old address are led to the new one", async ({ page, arrive, troubles }) => {
  troubles.expect(/^422 \/desk\/settings\/redirects/, /^410 \/old-news$/);
  const olga = await arrive("Olga", "owner");
  await olga.goto("/desk/settings/redirects");
  await olga.getByLabel("Old address", { exact: true }).fill("/2019/05/old.html");
  await olga.getByLabel("Leads to", { exact: true }).fill("/nowhere");
  await button(olga, "Lead it there").click();
  await expect(olga.getByRole("alert")).toContainText("Nothing is at /nowhere");
  await olga.getByLabel("Leads to", { exact: true }).fill("/city");
  await button(olga, "Lead it there").click();
  await expect(said(olga)).toHaveText("Readers are led there from now on.");
  await page.goto("/2019/05/old.html");
  await expect(page).toHaveURL(/\/city$/);
  await olga.getByLabel("Rows of a table").fill("from,to\n/old-news,gone\n/a b,/city\n");
  await button(olga, "Take them in").click();
  await expect(said(olga)).toContainText("1 new, 0 changed, 0 as before, 1 left out");
  await page.goto("/old-news");
  await expect(page.getByText("410")).toBeVisible();
});
