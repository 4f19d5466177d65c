// A desk of its own for the tests of a `describe`, and somebody before it.
import { after, before } from "node:test";
import { start } from "./engine.mjs";
import { Page } from "./page.mjs";
import { Paper } from "./paper.mjs";
import { enter } from "./writing.mjs";

/** A desk that nobody has yet, in a browser with script or without. What it gives is there once the tests begin. */
export function emptyDesk(engine, { script = true } = {}) {
  const desk = { page: new Page(), paper: undefined };
  let browser;
  before(async () => {
    desk.paper = await Paper.open();
    browser = await start(engine, { script });
    desk.page.show(browser.session, desk.paper.site);
  });
  after(async () => {
    await browser?.quit();
    await desk.paper?.close();
  });
  return desk;
}

/** A desk at which Eve, an editor, has come in. */
export function desk(engine) {
  const theirs = emptyDesk(engine);
  before(() => enter(theirs.page, theirs.paper.invite("Eve", "editor")));
  return theirs;
}

/** Lets somebody else in at a desk, in a browser of their own, which is there until the test ends. */
export async function another(context, engine, { paper }, person) {
  const page = await reader(context, engine, { paper });
  await enter(page, paper.invite(person, "editor"));
  return page;
}

/** A browser of somebody who is not of the desk, which is there until the test ends. */
export async function reader(context, engine, { paper }) {
  const browser = await start(engine);
  context.after(() => browser.quit());
  return new Page(browser.session, paper.site);
}
