// Puts the paper that the tests read online: the sample paper, an old league that makes its section
// three pages long, a story that was taken back, one with embeds, and one that means harm. All of it in
// the folder that it is given, which goes when it ends.
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { openSky } from "./sky.mjs";

const program = process.env.PROGRAM ?? "";
const folder = process.env.FOLDER ?? "";
const sky = await openSky(() => 6.9);

// Nothing of the developer's own settings, nor of those that cargo-leptos hands to `end-to-end`.
const settings = {
  PATH: process.env.PATH,
  RUST_LOG: "warn",
  DATELINE_DATA_DIR: join(folder, "data"),
  DATELINE_PLACE: "Port Averley",
  ...sky.settings,
  DATELINE_CATALOGUE: "on",
  // Some page loads would ask for one thing more than others.
  DATELINE_VITALS_SAMPLE: "off",
  DATELINE_DESK_LINKS: "off",
  LEPTOS_SITE_ADDR: `127.0.0.1:${process.env.PORT}`,
  LEPTOS_SITE_ROOT: resolve(import.meta.dirname, "../target/site"),
};

/** @param {string[]} command */
function dateline(...command) {
  execFileSync(program, command, { cwd: folder, env: settings, stdio: ["ignore", "ignore", "inherit"] });
}

/** A story by somebody who would like to run a script of theirs on the paper's pages. */
function hostile() {
  const articles = join(folder, "hostile");
  mkdirSync(articles);
  const script = (/** @type {string} */ what) => `</title><script>document.title = "${what}"</script>`;
  const text = `---
title: '${script("headline")}'
section: Sport
topics: ['${script("topic")}']
byline: '${script("byline")}'
date: 1990-01-01T12:00:00Z
summary: '"> ${script("summary")}'
---
${script("body")} <img src=x onerror="document.title = 'picture'"> [a link](javascript:alert(1))
`;
  writeFileSync(join(articles, "hostile-headline.md"), text);
  return articles;
}

/** A story with something from each site whose players may be shown. */
function onFilm() {
  const articles = join(folder, "on-film");
  mkdirSync(articles);
  const text = `---
title: The old league on film
section: Sport
byline: Old League Desk
date: 1990-01-02T12:00:00Z
---
Nobody filmed the matches. Somebody filmed the ferry.

[The ferry that brought them](https://www.youtube.com/watch?v=ferry_ferry&t=30)

https://vimeo.com/76979871

[What they sang](https://open.spotify.com/episode/4rOoJ6Egrf8K2IrywzwOMk)

[Colds caught by goalkeepers](https://datawrapper.dwcdn.net/aB3dE/1/)

> [!QUOTE]
> Somebody filmed the ferry.

> It rained, and then it was over.
> — The goalkeeper
`;
  writeFileSync(join(articles, "old-league-on-film.md"), text);
  return articles;
}

/** Matches of long ago, so that none of them is news. */
function oldLeague() {
  const articles = join(folder, "old-league");
  mkdirSync(articles);
  for (let match = 1; match <= 41; match += 1) {
    const day = new Date(Date.UTC(1990, 0, match, 15)).toISOString();
    const text = `---
title: Rovers in the old league, match ${match}
section: Sport
topics: [Old League]
byline: Old League Desk
date: ${day}
summary: It rained, and then it was over.
---
Rovers drew. The goalkeeper caught a cold and nothing else.
`;
    writeFileSync(join(articles, `old-league-match-${match}.md`), text);
  }
  return articles;
}

dateline("sample");
dateline("import", oldLeague(), onFilm(), hostile());
dateline("withdraw", "--reason", "The match was never played.", "old-league-match-41");
// The server would do this in the meantime, and a page would not be the same one twice.
dateline("pictures");

const server = spawn(program, ["serve"], { cwd: folder, env: settings, stdio: "inherit" });
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.on(signal, () => server.kill("SIGTERM"));
}
server.on("exit", (code) => {
  sky.close();
  rmSync(folder, { recursive: true, force: true });
  process.exit(code ?? 1);
});
