// Lighthouse's scores for the front, an article and a section, on the phone and the network that it imagines.
//
//   node scripts/audit.d/lighthouse.mjs http://127.0.0.1:3000
//
// What a page is made of decides three of the scores, and they have to be 100. The fourth also depends on what else the
// machine does, so it is printed.
import * as chrome_launcher from "chrome-launcher";
import lighthouse from "lighthouse";

const [site] = process.argv.slice(2);
const pages = { front: "/", article: "/city/tram-line-nine-opens", section: "/sport" };
const scored = { performance: "performance", accessibility: "accessibility", "best-practices": "best practices", seo: "search" };
const timings = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift", "speed-index"];

const chrome = await chrome_launcher.launch({
  chromePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
});
try {
  for (const [name, path] of Object.entries(pages)) {
    const { lhr } = await lighthouse(`${site}${path}`, { port: chrome.port, logLevel: "error" });
    if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
    const score = (category) => Math.round((lhr.categories[category].score ?? 0) * 100);
    console.log(`  ${name}: ${Object.entries(scored).map(([id, words]) => `${words} ${score(id)}`).join(", ")}`);
    console.log(`    ${timings.map((id) => `${lhr.audits[id].title} ${lhr.audits[id].displayValue}`).join(", ")}`);
    for (const category of Object.keys(scored)) {
      for (const { id, weight } of lhr.categories[category].auditRefs) {
        const audit = lhr.audits[id];
        if (weight > 0 && audit.score !== null && audit.score < 1) {
          console.log(`    ${scored[category]}: ${audit.title} (${id}: ${audit.displayValue ?? audit.score})`);
          for (const item of audit.details?.items?.slice(0, 5) ?? []) {
            console.log(`      ${JSON.stringify(item.node?.snippet ?? item).slice(0, 200)}`);
          }
        }
      }
      if (category !== "performance" && score(category) < 100) process.exitCode = 1;
    }
  }
} finally {
  chrome.kill();
}
