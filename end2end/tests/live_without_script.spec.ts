// Without script the list is what the server wrote, and offers nothing that does not work.
import { expect, test } from "./fixtures.ts";

test("the newest stories are there from the start", async ({ page, javaScriptEnabled }) => {
  test.skip(javaScriptEnabled ?? true, "with script the list is live");
  await page.goto("/");
  const latest = page.getByRole("region", { name: "Latest Posts" });
  await expect(latest.getByRole("listitem")).toHaveCount(10);
  await expect(latest.getByRole("button")).toHaveCount(0);
  await expect(latest.getByText("Live", { exact: true })).toBeHidden();
});
