// What somebody does in a page: finds things by their words, and waits until the page says something.
import { By, error, Key, until } from "selenium-webdriver";
import { PATIENCE } from "./engine.mjs";

/** A page may be drawn anew between finding a thing and using it, or not be there yet. */
const PASSING = [
  error.StaleElementReferenceError,
  error.NoSuchElementError,
  error.ElementNotInteractableError,
  error.ElementClickInterceptedError,
];

export class Page {
  /** Of a browser that may be started later. */
  constructor(session, site) {
    this.show(session, site);
  }

  /** Goes on in this browser, with the paper at that address. */
  show(session, site) {
    this.session = session;
    this.site = site;
  }

  open(path) {
    return this.session.get(`${this.site}${path}`);
  }

  /** The first thing that the selector names, once it is there. */
  one(css) {
    return this.session.wait(until.elementLocated(By.css(css)), PATIENCE, `no ${css}`);
  }

  /** Waits until the condition, which may fail over a page that is on its way, is true. */
  eventually(complaint, condition) {
    return this.session.wait(() => tolerant(condition), PATIENCE, complaint);
  }

  isAt(path) {
    return this.eventually(`the address is not ${path}`, async () => (await this.session.getCurrentUrl()) === `${this.site}${path}`);
  }

  headed(words) {
    return this.eventually(`the heading is not ${words}`, async () => (await this.session.findElement(By.css("main h1")).getText()) === words);
  }

  /** Until something that the selector names has these words in it. */
  says(css, words) {
    return this.eventually(`no ${css} says ${words}`, async () => {
      const found = await this.session.findElements(By.css(css));
      const said = await Promise.all(found.map((one) => one.getText()));
      return said.some((one) => one.includes(words));
    });
  }

  /** The field with this label. */
  async field(label) {
    const found = until.elementLocated(By.xpath(`//label[normalize-space()=${quoted(label)}]`));
    const id = await (await this.session.wait(found, PATIENCE, `no field is called ${label}`)).getAttribute("for");
    return this.session.findElement(By.id(id));
  }

  /** Has a field say this, and nothing else. A line feed alone is no key to WebKit. */
  async fill(label, words) {
    await this.#use(`the field ${label} cannot be filled`, async () => {
      const field = await this.field(label);
      await field.clear();
      if (words) await field.sendKeys(words.replaceAll("\n", Key.ENTER));
    });
  }

  /** Chooses by what a choice is called. */
  async choose(label, choice) {
    const field = await this.field(label);
    await field.findElement(By.xpath(`.//option[normalize-space()=${quoted(choice)}]`)).click();
  }

  /** Presses the button with this name. */
  async press(name) {
    const words = quoted(name);
    const button = By.xpath(`//button[normalize-space()=${words} or @aria-label=${words}]`);
    await this.#use(`no button ${name} can be pressed`, () => this.session.findElement(button).click());
  }

  /** Presses the first thing that the selector names. */
  async click(css) {
    await this.#use(`${css} cannot be pressed`, () => this.session.findElement(By.css(css)).click());
  }

  async follow(words) {
    await this.#use(`no link ${words} can be followed`, () => this.session.findElement(By.linkText(words)).click());
  }

  #use(complaint, act) {
    return this.eventually(complaint, () => act().then(() => true));
  }
}

async function tolerant(condition) {
  try {
    return await condition();
  } catch (caught) {
    if (PASSING.some((kind) => caught instanceof kind)) return false;
    throw caught;
  }
}

/** As XPath has it, which cannot say that a quote is no end. */
function quoted(words) {
  if (!words.includes('"')) return `"${words}"`;
  if (!words.includes("'")) return `'${words}'`;
  throw new Error(`both kinds of quotes in ${words}`);
}
