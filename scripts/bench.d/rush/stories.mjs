// Stories that come out one a second, by the command line, as long as something else is measured.

import fs from "node:fs";
import path from "node:path";
import { pause } from "../../budget.d/program.mjs";

const EVERY_MS = 1_000;

/** Writes drafts to be published later. */
export function writeDrafts(folder, count) {
  fs.mkdirSync(folder);
  for (let number = 0; number < count; number += 1) {
    const head = `title: What happened in second ${number}\nsection: World\nslug: ${slug(number)}\ndraft: true`;
    fs.writeFileSync(path.join(folder, `${number}.md`), `---\n${head}\n---\n\nWhat happened.\n`);
  }
}

/** Publishes one every second from now on, until it is told to stop. How many came out is what that returns. */
export function publishing(paper) {
  let goesOn = true;
  let published = 0;
  const all = (async () => {
    for (; goesOn; published += 1) {
      const began = performance.now();
      await paper.run("publish", slug(published));
      await pause(Math.max(0, EVERY_MS - (performance.now() - began)));
    }
  })();
  return {
    async stop() {
      goesOn = false;
      await all;
      return published;
    },
  };
}

function slug(number) {
  return `second-${number}`;
}
