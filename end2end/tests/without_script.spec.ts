// What needs script is not offered where there is none.
import { expect, test } from "./fixtures.ts";
import * as pages from "./pages.ts";

test("sharing and choosing a theme are offered only where they work", async ({ page, javaScriptEnabled }) => {
  await page.goto(pages.article.path);
  const scripted = javaScriptEnabled ?? true;
  await expect(page.getByRole("button", { name: "Share" })).toBeVisible({ visible: scripted });
  await expect(page.getByLabel("Colours")).toBeVisible({ visible: scripted });
});
