// Tests what pages say of themselves, in the words of schema.org and of Open Graph, as search engines and social
// networks are known to read it.
//
//   node scripts/audit.d/structured_data.mjs http://127.0.0.1:3000
import tool from "structured-data-testing-tool";
import presets from "structured-data-testing-tool/presets.js";

const [site] = process.argv.slice(2);
// Twitter's preset is left out: it wants under its own names what it reads under Open Graph's as well
// (developer.x.com, "Cards markup": "fallback to og:title" and so on), and those are tested.
const { Google, Facebook } = presets;

/** What a page of each kind has to be, besides what the tool's presets ask. */
const pages = {
  "/": ["WebSite", "NewsMediaOrganization"],
  "/city/tram-line-nine-opens": ["NewsArticle", "BreadcrumbList"],
  "/culture/night-the-sea-came-up-tallow-street": ["NewsArticle", "BreadcrumbList"],
  "/city/swing-bridge-closed": ["NewsArticle", "BreadcrumbList"],
  "/business/fish-and-chips-open-sign": ["NewsArticle", "BreadcrumbList"],
  "/business/column-price-of-a-roll": ["OpinionNewsArticle", "BreadcrumbList"],
  "/business/herring-quota-cut": ["NewsArticle", "BreadcrumbList"],
  "/world/qafilat-al-milh": ["NewsArticle", "BreadcrumbList"],
  "/culture/ada-pellow-obituary": ["NewsArticle", "BreadcrumbList"],
  "/city/night-of-the-fog": ["LiveBlogPosting", "BreadcrumbList"],
  "/sport/hostile-headline": ["NewsArticle", "BreadcrumbList"],
  "/sport": [],
  "/topic/harbour": [],
  "/author/priya-lund": [],
  "/about": [],
};
// The paper's mark, which stands for a page without a picture, shows nothing to describe.
const OF_A_PICTURE = '"og:image:alt"';
// Coverage that goes on has no end yet.
const OF_WHAT_IS_OVER = "coverageEndTime";

let findings = 0;
let passed = 0;
for (const [path, schemas] of Object.entries(pages)) {
  const html = await (await fetch(`${site}${path}`)).text();
  const result = await test(html, schemas);
  const pictured = html.includes("summary_large_image");
  passed += result.passed.length;
  for (const { group, description, test, error } of [...result.failed, ...result.warnings]) {
    if (!pictured && test === OF_A_PICTURE) continue;
    if (test.endsWith(OF_WHAT_IS_OVER)) continue;
    findings += 1;
    console.log(`  ${path}: ${group}: ${description ?? test}: ${error?.message ?? ""}`);
  }
}
console.log(`  ${Object.keys(pages).length} pages, ${passed} tests passed, ${findings} findings`);
process.exitCode = findings > 0 || passed === 0 ? 1 : 0;

async function test(html, schemas) {
  const options = { presets: [Google, Facebook], schemas: schemas.map((schema) => `jsonld:${schema}`) };
  try {
    return await tool.structuredDataTest(expanded(html), options);
  } catch (error) {
    if (error.type !== "VALIDATION_FAILED") throw error;
    return error.res;
  }
}

/** The tool does not look into a graph; each of its nodes stands alone in what it is given. What is no graph does already. */
function expanded(html) {
  return html.replace(/(<script type="application\/ld\+json">)(.*?)(<\/script>)/s, (_, open, json, close) => {
    const { "@context": context, "@graph": graph, ...alone } = JSON.parse(json);
    return (graph ?? [alone]).map((node) => open + JSON.stringify({ "@context": context, ...node }).replaceAll("<", "\\u003c") + close).join("");
  });
}
