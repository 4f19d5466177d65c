// Makes a style sheet as small as it gets, for the browsers that Cargo.toml names:
//
//   node styles.mjs FROM TO

import { readFileSync, writeFileSync } from "node:fs";
import browserslist from "browserslist";
import init, { browserslistToTargets, transform } from "lightningcss-wasm";

const [from, to] = process.argv.slice(2);
// The same words that cargo-leptos goes by.
const query = /^browserquery = "(.*)"$/m.exec(readFileSync("Cargo.toml", "utf8"))?.[1];
if (!query) throw new Error("Cargo.toml does not say for which browsers the styles are: browserquery is missing");

// The lock file says how old the list of browsers may be.
process.env.BROWSERSLIST_IGNORE_OLD_DATA = "true";
await init();
const { code, warnings } = transform({
  filename: from,
  code: readFileSync(from),
  minify: true,
  targets: browserslistToTargets(browserslist(query)),
});
for (const { message, loc } of warnings) console.error(`${from}:${loc.line}: ${message}`);
writeFileSync(to, code);
