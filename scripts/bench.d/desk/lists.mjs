// The lists of the desk, and what somebody asks of each.

import { MINUTES_BETWEEN } from "../archive/corpus.mjs";
import { questions } from "../archive/questions.mjs";

/** Pages that are gone through one after the other, from the first on. */
const PAGES = 20;
/** As many words as in fifty searches of readers. */
const SEARCHES = 50;
const SHELVES = ["draft", "review", "approved", "scheduled", "published", "withdrawn"];
const SECTIONS = ["world", "city", "business", "culture", "sport", "science"];

/**
 * Paths by the name of what they are asked for. The next pages of a list are found as people find them, by the link to more; those
 * far behind are as far apart as all of it is long.
 * @param {import("../at_the_desk.mjs").AtTheDesk} owner @param {number} stories How many there are.
 */
export async function lists(owner, stories, now) {
  const asked = questions(now).map((path) => new URLSearchParams(path.split("?")[1]).get("q"));
  const words = [...new Set(asked)].slice(0, SEARCHES).map((words) => `words=${encodeURIComponent(words)}`);
  const days = Array.from({ length: PAGES }, (_, ago) => new Date(now - ((ago + 1) / (PAGES + 1)) * stories * MINUTES_BETWEEN * 60_000).toISOString().slice(0, 10));
  const each = (path, values) => values.map((value) => `${path}${value}`);
  const far = (path, rest) => days.map((day) => `${path}after=${Date.parse(day) * 1000}-0${rest ?? ""}`);
  return {
    "stories, first page": ["/desk"],
    "stories, the next pages": await laterPages(owner, "/desk"),
    "stories, pages far behind": far("/desk?"),
    "stories of one's own": ["/desk?of=mine"],
    "stories of a section": each("/desk?section=", SECTIONS),
    "stories of a section, far behind": SECTIONS.flatMap((section) => far("/desk?", `&section=${section}`)),
    ...Object.fromEntries(SHELVES.map((shelf) => [`stories, ${shelf}`, [`/desk?stage=${shelf}`]])),
    "stories by words": each("/desk?", words),
    "stories by words, in a section and a stage": each("/desk?section=world&stage=draft&", words),
    "published, first page": ["/desk/published"],
    "published, the next pages": await laterPages(owner, "/desk/published"),
    "published, pages far behind": far("/desk/published?"),
    "published in a section": each("/desk/published?section=", SECTIONS),
    "published by words": each("/desk/published?", words),
    "log, first page": ["/desk/log"],
    "log, the next pages": await laterPages(owner, "/desk/log"),
    "log, pages far behind": far("/desk/log?"),
    "log by person": ["/desk/log?who=1", "/desk/log?who=2", "/desk/log?who=nobody"],
    "log by kind": each("/desk/log?what=", ["began", "published", "recalled"]),
    "log of a day": days.map((day) => `/desk/log?from=${day}&to=${day}`),
    "pictures, first page": ["/desk/pictures"],
    "pictures, the next pages": await laterPages(owner, "/desk/pictures"),
    "pictures by words": each("/desk/pictures?", words),
    "pictures that nothing uses": ["/desk/pictures?unused=yes"],
    "readers by letter and state": ["/desk/readers"],
    "readers, first page": ["/desk/readers/list"],
    "readers, the next pages": await laterPages(owner, "/desk/readers/list"),
    "readers of a letter": ["/desk/readers/list?letter=measured&state=confirmed"],
    "readers in a state that is rare": ["/desk/readers/list?state=bounced", "/desk/readers/list?letter=measured&state=bounced"],
    "readers by the beginning of the address": days.map((_, number) => `/desk/readers/list?words=reader${number * 7}`),
    "readers by a part of the address": days.map((_, number) => `/desk/readers/list?words=${number * 7}%40domain`),
  };
}

/** Those behind the first, each by the last link to the same list that the page before it has. */
async function laterPages(owner, first) {
  const pages = [];
  for (let path = first; pages.length < PAGES; pages.push(path)) {
    const links = [...(await owner.page(path)).text.matchAll(/href="([^"]*[?&;](?:after|before)=[^"]*)"/g)];
    const next = links.map(([, link]) => link.replaceAll("&amp;", "&")).findLast((link) => link.startsWith(`${first}?`));
    if (!next) break;
    path = next;
  }
  return pages;
}
