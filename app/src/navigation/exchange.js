// Puts one page in the place of another: the story whole, and of what stands around it only what differs, so that what a
// reader has typed or opened there stays.

/** What stands around the story. The breaking bar, and whatever else is an island, keeps itself up to date. */
const AROUND = [".masthead", ".page__side", ".colophon"];

/** What a reader came for: the story, and the title of its page. */
function exchangeStory(page, story) {
  const main = document.querySelector("main#main");
  main.dataset.page = story.dataset.page;
  main.replaceChildren(...story.childNodes);
  document.title = page.title;
}

/** What stands around the story, and what the page says of itself. */
function exchangeRest(page) {
  for (const name of AROUND) {
    const [ours, theirs] = [document, page].map((one) => one.querySelector(name));
    if (ours && theirs) adjust(ours, theirs);
  }
  dressHead(page);
}

/** Makes a node say what the other one does. Attributes are set and never taken away: some are the script's own. */
function adjust(ours, theirs) {
  if (ours.isEqualNode(theirs) || ours.localName === "leptos-island") return;
  if (ours.nodeName !== theirs.nodeName) return ours.replaceWith(document.importNode(theirs, true));
  if (ours instanceof CharacterData) {
    ours.data = theirs.data;
    return;
  }
  for (const { name, value } of theirs.attributes) if (ours.getAttribute(name) !== value) ours.setAttribute(name, value);
  const [here, there] = [[...ours.childNodes], [...theirs.childNodes]];
  if (here.length === there.length) here.forEach((node, place) => adjust(node, there[place]));
  // Around an island, where somebody may have typed something, it can wait until a page is loaded.
  else if (!ours.querySelector("leptos-island")) ours.replaceChildren(...document.importNode(theirs, true).childNodes);
}

/** Description, addresses, previews and the rest of what a page says of itself to programs. */
function dressHead(page) {
  const ofThePage = `meta[name=description], meta[name=robots], meta[name^="twitter:"], meta[property],
    link[rel=canonical], link[rel=alternate], script[type="application/ld+json"]`;
  for (const element of document.head.querySelectorAll(ofThePage)) element.remove();
  document.head.append(...[...page.head.querySelectorAll(ofThePage)].map((element) => document.adoptNode(element)));
}
