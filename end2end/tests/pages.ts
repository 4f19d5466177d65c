// One page of every kind the site has, with what is special about it.

export interface PageKind {
  /** What tests call it. */
  name: string;
  path: string;
  status: number;
  /** The text of its `h1`. */
  heading: string;
  /** Its title before the paper's name, where that is not its heading. */
  title?: string;
}

const PAPER = "Dateline";

export const front: PageKind = { name: "front", path: "/", status: 200, heading: "Today’s front page" };
export const article: PageKind = {
  name: "article",
  path: "/city/tram-line-nine-opens",
  status: 200,
  heading: "Line 9 opens eleven minutes late, to applause",
};
export const longArticle: PageKind = {
  name: "long article",
  path: "/culture/night-the-sea-came-up-tallow-street",
  status: 200,
  heading: "The night the sea came up Tallow Street",
};
/** With a table, lists, a quote, code and a footnote. */
export const tableArticle: PageKind = {
  name: "table article",
  path: "/city/swing-bridge-minutes",
  status: 200,
  heading: "How many minutes a day is the swing bridge really open? We counted all of them",
};
export const rtlArticle: PageKind = {
  name: "right-to-left article",
  path: "/world/qafilat-al-milh",
  status: 200,
  heading: "قافلة الملح تعود إلى وادي السدر بعد ثلاثين عاماً",
};
/** Three lines, and no picture or standfirst. */
export const brief: PageKind = {
  name: "brief",
  path: "/city/swing-bridge-closed",
  status: 200,
  heading: "Swing bridge shut to traffic until further notice",
};
const longHeadline: PageKind = {
  name: "long headline",
  path: "/city/council-parking-vote",
  status: 200,
  heading:
    "Council votes to keep, then to scrap, then after a forty-minute adjournment and one resignation to keep for a " +
    "further year the parking scheme it abolished in error last spring",
};
export const escapedHeadline: PageKind = {
  name: "headline with markup characters",
  path: "/business/fish-and-chips-open-sign",
  status: 200,
  heading: 'Tribunal rules "Fish & Chips <Open>" is a sign, not a typing error',
};
export const japaneseArticle: PageKind = {
  name: "Japanese article",
  path: "/culture/toudaimori-no-nikki",
  status: 200,
  heading: "灯台守の日記、六十年ぶりに岬へ帰る",
};
export const russianArticle: PageKind = {
  name: "Russian article",
  path: "/world/poezd-trekh-dereven",
  status: 200,
  heading: "Поезд из одного вагона, которого ждут три деревни",
};
export const section: PageKind = { name: "section", path: "/sport", status: 200, heading: "Sport" };
export const topic: PageKind = { name: "topic", path: "/topic/harbour", status: 200, heading: "Harbour" };
export const author: PageKind = { name: "author", path: "/author/priya-lund", status: 200, heading: "Priya Lund" };
export const profile: PageKind = {
  name: "author with a profile",
  path: "/author/leila-sorrento",
  status: 200,
  heading: "Leila Sorrento",
};
export const missing: PageKind = {
  name: "missing page",
  path: "/no-such-page",
  status: 404,
  heading: "We could not find that page",
};
/** `paper.mjs` writes it: whatever has a text there is a script. */
export const hostileHeadline: PageKind = {
  name: "hostile headline",
  path: "/sport/hostile-headline",
  status: 200,
  heading: '</title><script>document.title = "headline"</script>',
};
/** `paper.mjs` takes it back. */
export const withdrawn: PageKind = {
  name: "withdrawn article",
  path: "/sport/old-league-match-41",
  status: 410,
  heading: "This story was withdrawn",
};
export const stayInTouch: PageKind = {
  name: "stay in touch",
  path: "/stay-in-touch",
  status: 200,
  heading: "Stay in touch",
};

/** A view, an obituary and a corrected story: each says what it is. */
export const opinion: PageKind = {
  name: "opinion",
  path: "/business/column-price-of-a-roll",
  status: 200,
  heading: "The price of a roll",
};
export const obituary: PageKind = {
  name: "obituary",
  path: "/culture/ada-pellow-obituary",
  status: 200,
  heading: "Ada Pellow, who lettered the fleet",
};
export const corrected: PageKind = {
  name: "corrected story",
  path: "/business/herring-quota-cut",
  status: 200,
  heading: "Herring fleet offered eleven per cent less fish and forty per cent more forms",
};
/** Told in pictures, with a row of them. */
export const gallery: PageKind = {
  name: "gallery",
  path: "/city/a-week-on-the-water",
  status: 200,
  heading: "A week on the water",
};
/** With entries, some of them key events, one pinned. */
export const coverage: PageKind = {
  name: "coverage",
  path: "/city/night-of-the-fog",
  status: 200,
  heading: "The night of the fog: Port Averley waits for four ferries",
};
/** `paper.mjs` writes it: one embed of each site, a pull quote and a quote with its source. */
export const embeds: PageKind = {
  name: "embeds",
  path: "/sport/old-league-on-film",
  status: 200,
  heading: "The old league on film",
};
export const search: PageKind = { name: "search", path: "/search", status: 200, heading: "Search" };
export const searchResults: PageKind = {
  name: "search results",
  path: "/search?q=harbour",
  status: 200,
  heading: "Search",
  title: "Search: harbour",
};
/** The old league's first match. */
export const archive: PageKind = {
  name: "archive",
  path: "/archive/1990-01-01",
  status: 200,
  heading: "January 1, 1990",
  title: "Archive: January 1, 1990",
};
export const privacy: PageKind = { name: "privacy", path: "/privacy", status: 200, heading: "Privacy" };
const accessibility: PageKind = { name: "accessibility statement", path: "/accessibility", status: 200, heading: "Accessibility" };
const about: PageKind = { name: "about", path: "/about", status: 200, heading: "About" };
export const savedStories: PageKind = { name: "saved stories", path: "/offline", status: 200, heading: "Saved stories" };
export const corrections: PageKind = { name: "corrections", path: "/corrections", status: 200, heading: "Corrections" };

export const letters: PageKind = { name: "letters", path: "/letters", status: 200, heading: "Letters" };

/** The made-up pages that show what the paper is made of. */
const catalogue: PageKind = { name: "catalogue", path: "/desk/catalogue", status: 200, heading: "The catalogue", title: "Catalogue: contents" };
const cards: PageKind = { name: "cards", path: "/desk/catalogue/cards", status: 200, heading: "Cards", title: "Catalogue: cards" };
const everything: PageKind = {
  name: "article with everything",
  path: "/desk/catalogue/article",
  status: 200,
  heading: "The old ferry sails again",
  title: "Catalogue: article",
};

/** The kinds whose pages are built differently: enough to try every way from one to another. */
export const differentPages = [
  front,
  article,
  longArticle,
  tableArticle,
  rtlArticle,
  section,
  topic,
  author,
  missing,
  stayInTouch,
  searchResults,
  archive,
  corrections,
  savedStories,
];

export const allPages = [
  ...differentPages,
  profile,
  catalogue,
  cards,
  everything,
  brief,
  longHeadline,
  escapedHeadline,
  hostileHeadline,
  japaneseArticle,
  russianArticle,
  withdrawn,
  opinion,
  obituary,
  corrected,
  gallery,
  coverage,
  embeds,
  search,
  letters,
  about,
  privacy,
  accessibility,
];

/** What the sample paper holds back: a draft, and a story scheduled for this afternoon. */
export const unpublished = ["/city/budget-gap-library-hours", "/sport/rovers-carrow-preview"];

export function title(page: PageKind): string {
  return page === front ? PAPER : `${page.title ?? page.heading} – ${PAPER}`;
}
