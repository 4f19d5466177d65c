// What journeys of the desk share: coming in, and a story that is written and published.
import { By } from "selenium-webdriver";
import { PASSWORD } from "./paper.mjs";

/** Where the editor says whether what was typed is saved. */
export const STATE = "#save-state";

/** Follows a link that lets somebody in once. */
export async function enter(page, link) {
  await page.open(link);
  await page.fill("A password", PASSWORD);
  await page.press("Go in");
  await page.headed("Stories");
}

/** Begins a story of the section City, writes it, waits until it saved itself, and returns its address. */
export async function write(page, headline, body) {
  await page.open("/desk");
  await page.fill("Headline of a new story", headline);
  await page.choose("Section", "City");
  await page.press("New story");
  await opened(page);
  // Without one the gate would warn.
  await page.fill("Standfirst", "What it is about.");
  await page.fill("Story", body);
  await saved(page);
  return new URL(await page.session.getCurrentUrl()).pathname;
}

/** Opens a story, and waits for the editor. */
export async function openStory(page, path) {
  await page.open(path);
  await opened(page);
}

function opened(page) {
  return page.one("#toolbar:not([hidden]) button");
}

/** Until the server has what was typed just now: the line said that it had not before the next thing could be done. */
export async function saved(page) {
  await page.one(`${STATE}[data-state=saved]`);
}

/** The text of the story that is open. */
export async function textOf(page) {
  return (await page.session.findElement(By.css("#field-body"))).getProperty("value");
}

export async function publish(page) {
  await page.press("Publish now");
  await page.says(".desk-said", "Published. Readers have it now.");
}
