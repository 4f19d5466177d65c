//! Sitemaps: every address that has something to read (sitemaps.org/protocol.html), and, for news search,
//! what came out in the last two days (developers.google.com, "Create a News sitemap").

mod pages;

use app::paper::{Masthead, Paper};
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::{Language, Summary};
use newsroom::store::{Listed, Part, PartKind, Store, StoreError};
use pages::{Dated, PAGES, own_pages};

use super::times::rfc_3339;
use super::xml::Xml;
use crate::http::AppState;
use crate::http::answers::kept::NotMade;
use crate::http::routes::sentence;

/// What an address of a sitemap names.
pub(in crate::http) enum Sitemap {
    /// The paper's own pages and its days.
    Pages,
    /// A part of what the store lists.
    Part(Part),
}

const SITEMAP: (&str, &str) = ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9");
const NEWS: (&str, &str) = (
    "xmlns:news",
    "http://www.google.com/schemas/sitemap-news/0.9",
);

/// How long a story is news to the search engine, in microseconds: two days.
const NEWS_FOR: i64 = 48 * 3_600_000_000;
/// The most stories one news sitemap may have.
const MOST_NEWS: u32 = 1_000;

/// `/sitemap.xml`: the parts there are.
pub(in crate::http) async fn index(State(state): State<AppState>) -> Response {
    let store = &state.paper.store;
    let bulkhead = &state.bulkheads.lists;
    let make = || write_index(&state.paper);
    let index = state.kept.current(store, bulkhead, "/sitemap.xml", make);
    answer(index.await)
}

/// One of those that the index names.
pub(in crate::http) async fn one(state: &AppState, path: &str, sitemap: Sitemap) -> Response {
    let paper = &state.paper;
    let make = async || match sitemap {
        Sitemap::Pages => write_pages(paper).await.map(Some),
        Sitemap::Part(part) => write_part(&paper.store, &paper.masthead, part).await,
    };
    let bulkhead = &state.bulkheads.lists;
    answer(state.kept.current(&paper.store, bulkhead, path, make).await)
}

/// `/news-sitemap.xml`. Not kept: what is news changes with the time alone.
pub(in crate::http) async fn news(State(state): State<AppState>) -> Response {
    let since = state.paper.clock.now().shifted(-NEWS_FOR);
    let Some(_place) = state.bulkheads.lists.enter().await else {
        return NotMade::Busy.into_response();
    };
    let found = state.paper.store.published_since(since, MOST_NEWS).await;
    let news = found.map(|articles| Some(write_news(&state.paper.masthead, &articles)));
    answer(news.map_err(NotMade::from))
}

fn answer(made: Result<Option<impl IntoResponse>, NotMade>) -> Response {
    match made {
        Ok(Some(xml)) => {
            let content_type = [(header::CONTENT_TYPE, "application/xml; charset=utf-8")];
            (content_type, xml).into_response()
        }
        Ok(None) => sentence(StatusCode::NOT_FOUND, "There is no such sitemap.\n"),
        Err(why) => why.into_response(),
    }
}

/// What an address such as `/sitemap-1.xml` or `/sitemap-topics-2.xml` names.
pub(in crate::http) fn at(path: &str) -> Option<Sitemap> {
    if path == PAGES {
        return Some(Sitemap::Pages);
    }
    let name = path.strip_prefix("/sitemap-")?.strip_suffix(".xml")?;
    let (kind, number) = PartKind::ALL.into_iter().find_map(|kind| {
        let number = name.strip_prefix(word(kind))?;
        Some((kind, number.parse::<u32>().ok()?))
    })?;
    // Each has one address: no sign, no leading zero.
    let part = Part { kind, number };
    (number > 0 && path_of(part) == path).then_some(Sitemap::Part(part))
}

fn path_of(part: Part) -> String {
    format!("/sitemap-{}{}.xml", word(part.kind), part.number)
}

fn word(kind: PartKind) -> &'static str {
    match kind {
        PartKind::Articles => "",
        PartKind::Sections => "sections-",
        PartKind::Topics => "topics-",
        PartKind::Authors => "authors-",
    }
}

async fn write_index(paper: &Paper) -> Result<Option<String>, StoreError> {
    let pages = own_pages(paper).await?;
    let newest = pages.iter().filter_map(|(_, changed)| *changed).max();
    let mut sitemaps: Vec<Dated> = vec![(PAGES.to_owned(), newest)];
    for kind in PartKind::ALL {
        let parts = paper.store.parts(kind).await?.into_iter();
        sitemaps.extend(parts.map(|(part, changed)| (path_of(part), Some(changed))));
    }
    let masthead = &paper.masthead;
    Ok(Some(write("sitemapindex", "sitemap", masthead, &sitemaps)))
}

async fn write_pages(paper: &Paper) -> Result<String, StoreError> {
    let pages = own_pages(paper).await?;
    Ok(write("urlset", "url", &paper.masthead, &pages))
}

async fn write_part(
    store: &Store,
    paper: &Masthead,
    part: Part,
) -> Result<Option<String>, StoreError> {
    let mut listed = store.part(part).await?;
    let Some(newest) = listed.iter().map(|one| one.changed).max() else {
        return Ok(None);
    };
    if part.kind == PartKind::Sections {
        // The front is made of what the sections have.
        let path = "/".to_owned();
        let changed = newest;
        listed.insert(0, Listed { path, changed });
    }
    let listed: Vec<Dated> = listed
        .into_iter()
        .map(|one| (one.path, Some(one.changed)))
        .collect();
    Ok(Some(write("urlset", "url", paper, &listed)))
}

/// The addresses, each in an element `item` and with its time if it has one.
fn write(root: &str, item: &str, paper: &Masthead, addresses: &[Dated]) -> String {
    let mut xml = Xml::new();
    xml.element(root, &[SITEMAP], |xml| {
        for (path, changed) in addresses {
            xml.element(item, &[], |xml| {
                xml.text("loc", &[], &format!("{}{path}", paper.url));
                if let Some(changed) = changed {
                    xml.text("lastmod", &[], &rfc_3339(*changed));
                }
            });
        }
    });
    xml.finish()
}

fn write_news(paper: &Masthead, articles: &[Summary]) -> String {
    let mut xml = Xml::new();
    xml.element("urlset", &[SITEMAP, NEWS], |xml| {
        for article in articles {
            let language = article.language.as_ref().unwrap_or(&paper.language);
            xml.element("url", &[], |xml| {
                xml.text("loc", &[], &format!("{}{}", paper.url, article.path()));
                xml.element("news:news", &[], |xml| {
                    xml.element("news:publication", &[], |xml| {
                        xml.text("news:name", &[], &paper.name);
                        xml.text("news:language", &[], &news_language(language));
                    });
                    let published = rfc_3339(article.published_at);
                    xml.text("news:publication_date", &[], &published);
                    xml.text("news:title", &[], article.headline.as_str());
                });
            });
        }
    });
    xml.finish()
}

/// Two or three letters (ISO 639), except for Chinese, where the script matters.
fn news_language(language: &Language) -> String {
    let tag = language.as_str().to_ascii_lowercase();
    let mut parts = tag.split('-');
    let name = parts.next().unwrap_or_default();
    if name != "zh" {
        return name.to_owned();
    }
    let traditional = parts.any(|part| matches!(part, "hant" | "tw" | "hk" | "mo"));
    (if traditional { "zh-tw" } else { "zh-cn" }).to_owned()
}
