"""Reads the paper that is online at an address as other programs do; see scripts/audit."""

import datetime
import json
import sys
import urllib.error
import urllib.request

import extruct
import feedparser
from lxml import etree

from grammars import Grammars

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
# What Google asks of an article ("Article structured data") and what a newspaper should say besides.
OF_AN_ARTICLE = ("headline", "datePublished", "dateModified", "author", "publisher", "inLanguage", "articleSection")

problems = []
grammars = Grammars()


def check(is_well, what):
    if not is_well:
        problems.append(what)


def get(address):
    with urllib.request.urlopen(address, timeout=20) as answer:
        return answer.read()


def locations(address):
    """The addresses that a sitemap or an index of them names, each with its time."""
    document = get(address)
    grammars.keep("sitemap", address, document)
    root = etree.fromstring(document)
    entries = [(one.findtext(f"{SITEMAP}loc"), one.findtext(f"{SITEMAP}lastmod")) for one in root]
    check(entries, f"{address} is empty")
    # Of its own pages the paper does not always know when they changed.
    dated = all(changed for _, changed in entries) or "sitemap-pages-" in address
    check(dated, f"{address} has an address without a time")
    return [location for location, _ in entries]


def audit_feed(address, known):
    document = get(address)
    grammars.keep(address.rpartition(".")[2], address, document)
    feed = feedparser.parse(document)
    check(not feed.bozo, f"{address}: {feed.get('bozo_exception')}")
    check(feed.entries, f"{address} has no entry")
    links = {link.rel: link.href for link in feed.feed.links}
    check(links.get("self") == address, f"{address} does not say where it is")
    check("alternate" in links, f"{address} does not say where its page is")
    for entry in feed.entries:
        where = f"{address}: {entry.get('title')}"
        check(entry.link in known, f"{where}: {entry.link} is in no sitemap")
        check(entry.id.startswith("tag:"), f"{where}: {entry.id} would change with its address")
        check(entry.get("published_parsed"), f"{where}: no time that can be read")
        check(entry.get("content") and entry.content[0].value, f"{where}: no text")
        check(entry.get("tags"), f"{where}: no category")
    return [entry.id for entry in feed.entries]


def audit_json_feed(address):
    document = get(address)
    grammars.keep("json", address, document)
    feed = json.loads(document)
    check(feed["version"] == "https://jsonfeed.org/version/1.1", f"{address} is of no known version")
    check(feed["feed_url"] == address, f"{address} does not say where it is")
    return [item["id"] for item in feed["items"]]


def kinds_of(node):
    kind = node["@type"]
    return [kind] if isinstance(kind, str) else kind


def audit_article(address):
    found = extruct.extract(get(address).decode(), base_url=address, syntaxes=["json-ld", "opengraph"], uniform=True)
    graph = [node for data in found["json-ld"] for node in data.get("@graph", [])]
    kinds = {kind: node for node in graph for kind in kinds_of(node)}
    story = next((node for kind, node in kinds.items() if kind.endswith("NewsArticle") or kind == "LiveBlogPosting"), {})
    check(story and "BreadcrumbList" in kinds, f"{address}: {sorted(kinds)} is not all it is")
    missing = [key for key in OF_AN_ARTICLE if not story.get(key)]
    check(not missing, f"{address} does not say {missing}")
    audit_story(address, story)
    audit_trail(address, kinds.get("BreadcrumbList", {}))
    preview = found["opengraph"][0] if found["opengraph"] else {}
    check(preview.get("og:url") == address, f"{address} has another address in previews")


def audit_story(address, story):
    """What Google's "Article (NewsArticle) structured data" says of the values."""
    for moment in ("datePublished", "dateModified"):
        try:
            time = datetime.datetime.fromisoformat(story.get(moment, ""))
            check(time.tzinfo, f"{address}: {moment} has no time zone")
        except ValueError:
            problems.append(f"{address}: {moment} is no time: {story.get(moment)}")
    for author in story.get("author", []):
        check(author.get("@type") in ("Person", "NewsMediaOrganization"), f"{address}: an author is a {author.get('@type')}")
        check(author.get("name"), f"{address}: an author has no name")
        check(is_address(author.get("url")), f"{address}: an author has no page")
    logo = story.get("publisher", {}).get("logo", {})
    check(is_address(logo.get("url")), f"{address}: the publisher has no logo")
    for image in story.get("image", []):
        check(is_address(image.get("url")) and image.get("width") and image.get("height"), f"{address}: a picture has no address or size")


def audit_trail(address, trail):
    """What Google's "Breadcrumb structured data" says: two steps at least, each with place, name and page."""
    steps = trail.get("itemListElement", [])
    check(len(steps) >= 2, f"{address}: no trail")
    check([step.get("position") for step in steps] == [*range(1, len(steps) + 1)], f"{address}: the trail is out of order")
    check(all(step.get("name") and is_address(step.get("item")) for step in steps), f"{address}: a step has no name or page")
    check(steps and steps[-1].get("item") == address, f"{address}: the trail leads elsewhere")


def is_address(url):
    return isinstance(url, str) and url.startswith(("http://", "https://"))


def audit(site):
    parts = locations(f"{site}/sitemap.xml")
    own_pages = {address for part in parts if "sitemap-pages-" in part for address in locations(part)}
    known = {address for part in parts for address in locations(part)}
    for address in sorted(known):
        try:
            get(address)
        except urllib.error.HTTPError as error:
            problems.append(f"{address} is in a sitemap and answers {error.code}")
    document = get(f"{site}/news-sitemap.xml")
    grammars.keep("news sitemap", f"{site}/news-sitemap.xml", document)
    news = etree.fromstring(document)
    check(len(news) and all(one.find(f".//{NEWS}title") is not None for one in news), "the news sitemap has no news")

    articles = [address for address in known - own_pages if address.count("/") == 4 and not {"topic", "author"} & {*address.split("/")}]
    lists = [address.rstrip("/") for address in known.difference(articles, own_pages)]
    for home in sorted(lists):
        told = {tuple(audit_feed(f"{home}/feed.{ending}", known)) for ending in ("rss", "atom")}
        told.add(tuple(audit_json_feed(f"{home}/feed.json")))
        check(len(told) == 1, f"the feeds of {home} tell of different stories")

    for address in sorted(articles):
        audit_article(address)
    print(f"  {len(known)} addresses, {len(lists)} lists, {len(articles)} articles")


audit(sys.argv[1])
problems += grammars.problems()
print(f"  held to their grammars: {grammars.counts()}")
for problem in problems:
    print(f"  {problem}")
sys.exit(1 if problems else 0)
