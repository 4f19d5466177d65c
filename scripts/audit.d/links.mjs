// Follows every link and asks for every file of the paper that is online at an address, as a reader's browser or a
// crawler would: pages, pictures, styles, feeds, and the places within pages that links name.
//
//   node scripts/audit.d/links.mjs http://127.0.0.1:3000
import { LinkChecker, LinkState } from "linkinator";

const [site] = process.argv.slice(2);
const { links } = await new LinkChecker().check({
  path: `${site}/`,
  recurse: true,
  sitemap: true,
  checkCss: true,
  checkFragments: true,
  concurrency: 8,
  // A link of the paper leads where it says: what was renamed is linked by its new name.
  redirects: "error",
  timeout: 60_000,
  // The sample paper names addresses that nobody has; what others have is theirs to keep.
  linksToSkip: async (link) => new URL(link).origin !== site,
});

const broken = links.filter(({ state }) => state === LinkState.BROKEN);
const skipped = links.filter(({ state }) => state === LinkState.SKIPPED);
for (const { url, parent, status, failureDetails } of broken) {
  const why = status || failureDetails?.map(String).join("; ");
  console.log(`  ${parent ?? ""} -> ${url}: ${why}`);
}
const followed = links.length - skipped.length;
console.log(`  ${followed} links followed, ${skipped.length} lead elsewhere, ${broken.length} broken`);
// The sample paper has far more than this; fewer would mean that nothing was followed.
process.exitCode = broken.length > 0 || followed < 100 ? 1 : 0;
