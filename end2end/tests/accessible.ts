// What axe finds on a page as it is now.
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What keeps the page from WCAG 2.2 AA as far as a program can tell, a line each. */
export async function findings(page: Page, within = "html"): Promise<string[]> {
  // What it does not find is not written down node by node. And where there is one document, no blank page is opened to put
  // together what was found in several: both take it most of its time, and it looks at the same things by the same rules.
  const axe = new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).setLegacyMode(page.frames().length === 1);
  const { violations } = await axe.include(within).withTags(RULES).analyze();
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html.slice(0, 200)}`));
}
