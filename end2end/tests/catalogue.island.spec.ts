// How every page and component looks, by day and by night, in both directions, against pictures of how they looked.
// `npx playwright test catalogue --update-snapshots` takes new ones, to be looked at before they are committed.
import { isWithoutWindows } from "./browser.ts";
import { expect, test } from "./fixtures.ts";

const SHEETS = [
  "cards",
  "front",
  "article",
  "plain-article",
  "coverage",
  "changes",
  "breaking",
  "section",
  "arranged-section",
  "empty-section",
  "author",
  "search",
  "search-problem",
  "day",
  "corrections",
  "saved-stories",
  "sign-up",
  "sign-up-problem",
  "signed-up",
  "confirm",
  "letter-preferences",
  "unsubscribed",
  "letters",
  "letter",
  "issue",
  "missing",
  "withdrawn",
  "broken",
];
/** Its letters are in fonts of the machine, so its picture would be another one elsewhere. */
const WITHOUT_PICTURE = ["contents", "foreign-article", "foreign-coverage"];

const LOOKS = [
  { colorScheme: "light", dir: "ltr" },
  { colorScheme: "dark", dir: "rtl" },
] as const;

for (const sheet of SHEETS) {
  for (const { colorScheme, dir } of LOOKS) {
    test(`the sheet "${sheet}" looks as it did, ${colorScheme} and ${dir}`, async ({ page }) => {
      test.skip(!isWithoutWindows, "some lines are a pixel higher where the system says how letters are shaped");
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width: 640, height: 800 });
      await page.goto(`/desk/catalogue/${sheet}`);
      await page.evaluate(async (dir) => {
        const root = document.documentElement;
        // Stories that say in which language they are, too.
        for (const element of document.querySelectorAll<HTMLElement>("[dir]")) element.dir = dir;
        // The paper's own font is the same on every machine.
        for (const font of ["text", "label", "code"]) root.style.setProperty(`--${font}-font`, '"Newsreader Display"');
        for (const picture of document.images) picture.loading = "eager";
        // What a phone lays out late: style/base/_out_of_sight.scss.
        for (const below of document.querySelectorAll<HTMLElement>("main *")) below.style.contentVisibility = "visible";
        await Promise.all([...document.images].map((picture) => picture.decode()));
        await document.fonts.ready;
      }, dir);
      const main = page.locator("main");
      // Where pictures stand, not what is on them: that would make the files ten times as large.
      const covered = { mask: [main.locator("img")], maskColor: "#8a8a8a" };
      await expect(main).toHaveScreenshot(`${sheet}-${colorScheme}-${dir}.png`, covered);
    });
  }
}

test("every sheet of the catalogue has a picture, or a reason why not", async ({ page }) => {
  await page.goto("/desk/catalogue");
  const links = page.getByRole("main").locator("li > a:first-child");
  const paths = await links.evaluateAll((found) => found.map((link) => new URL((link as HTMLAnchorElement).href).pathname));
  const sheets = [...SHEETS, ...WITHOUT_PICTURE].map((sheet) => `/desk/catalogue/${sheet}`);
  expect(paths.toSorted()).toEqual(sheets.toSorted());
});
