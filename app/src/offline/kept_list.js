// The page that lists what is kept. Only the browser knows, so it is written here, whether or not there is a network.

/** The page with the list in it; `isInstead` of one that was asked for and did not come. */
async function list(page, isInstead = false) {
  if (!page) return Response.error();
  let html = await page.text();
  const language = /<html[^>]* lang="([^"]*)"/.exec(html)?.[1];
  const saved = await allOf(SAVED);
  const paths = saved.map(({ path }) => path);
  const opened = (await allOf(OPENED)).filter(({ path }) => !paths.includes(path));
  for (const [name, kept] of Object.entries({ saved, opened })) {
    // The section is hidden as long as nothing is in it.
    const section = new RegExp(`(<section[^>]* data-kept="${name}"[^>]*?) hidden(.*?<ul[^>]*>)`, "s");
    html = html.replace(section, (whole, start, end) => {
      const word = (name) => new RegExp(` data-${name}="([^"]*)"`).exec(end)?.[1];
      const items = kept.map((page) => item(page, word("when"), word("remove"), language));
      return kept.length > 0 ? start + end + items.join("") : whole;
    });
  }
  if (saved.length + opened.length > 0) html = html.replace('class="kept__none"', "$& hidden");
  if (isInstead) html = sayNoNetwork(html);
  return new Response(html, { status: isInstead ? 503 : page.status, headers: readable(page.headers) });
}

/** What is kept of that kind, the newest first. */
async function allOf(name) {
  const pages = await looking(name, factsOfAll);
  return pages.filter(({ title }) => title).sort((one, other) => (one.at < other.at ? 1 : -1));
}

async function factsOfAll(cache) {
  const pages = [];
  for (const key of await cache.keys()) {
    const page = await cache.match(key);
    if (page) pages.push({ path: new URL(key.url).pathname, ...factsOf(page) });
  }
  return pages;
}

/** One of the list. The title is HTML already, and a path has no quotation marks. Whichever way it runs, it begins where the others do. */
function item({ path, title, lang, dir, at }, when, remove, language) {
  const day = new Date(at).toLocaleDateString(language, { dateStyle: "long", calendar: "gregory", numberingSystem: "latn" });
  const controls = when && remove && `<p class="kept__when">${when} <time datetime="${at}">${day}</time></p>
    <button class="share__button kept__remove" type="button" data-keep="remove" data-page="${path}">${remove} <span
    class="visually-hidden">${title}</span></button>`;
  const link = `<a class="kept__link" href="${path}"><bdi lang="${lang}" dir="${dir}">${title}</bdi></a>`;
  return `<li class="kept__story">${link}${controls ?? ""}</li>`;
}

function sayNoNetwork(html) {
  const heading = /(<h1[^>]* data-no-network="([^"]*)"[^>]*>)([^<]*)/;
  const [, , words, usual] = heading.exec(html) ?? [];
  return html.replace(heading, "$1$2").replace(`<title>${usual}`, () => `<title>${words}`);
}
