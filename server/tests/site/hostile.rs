//! Whatever somebody calls a story, a person or the paper: it is text on every page, in every feed, and at the desk.
//!
//! A page of such words is held against one of harmless words: it must not have an element, or an attribute on one, that the other
//! has not. So nothing has to be known here of what is dangerous.

#[path = "../../../domain/tests/hostile/markup.rs"]
mod markup;
#[path = "../../../domain/tests/hostile/texts.rs"]
mod texts;

use std::collections::BTreeSet;

use domain::{Author, Correction, Headline, Kicker, MediaType, Picture, Slug, Standfirst, Topic};
use markup::{Element, elements, scheme};
use newsroom::desk::role::Role;
use quick_xml::Reader;
use quick_xml::events::Event;
use texts::one_of_each;

use crate::desk::{Browser, value_of};
use crate::test_site::{ArticleBuilder, TestSite};

const HARMLESS: &str = "Plain words";
/// Stories on one paper: as many as its front and lists show.
const AT_ONCE: usize = 12;

/// What elements there are with which attributes, the words in them left aside.
type Shapes = BTreeSet<(String, String)>;

fn shapes(html: &str) -> Shapes {
    let shape = |element: Element| {
        let names = element.attributes.into_iter().map(|(name, _)| name);
        let names: Vec<String> = names.collect();
        let alone = [(element.name.clone(), String::new())];
        let with = names
            .into_iter()
            .map(move |name| (element.name.clone(), name));
        alone.into_iter().chain(with).collect::<Vec<_>>()
    };
    elements(html).into_iter().flat_map(shape).collect()
}

/// Addresses that lead elsewhere than to a page, a mail program or a phone.
fn astray(html: &str) -> Vec<String> {
    let of_it = elements(html).into_iter().flat_map(|it| it.attributes);
    of_it
        .filter(|(name, value)| {
            let leads = matches!(
                name.as_str(),
                "href" | "src" | "action" | "formaction" | "poster" | "cite"
            );
            leads
                && !matches!(
                    scheme(value).as_deref(),
                    None | Some("http" | "https" | "mailto" | "tel")
                )
        })
        .map(|(name, value)| format!("{name}={value}"))
        .collect()
}

/// What pages say of themselves to search engines, as JSON.
fn self_descriptions(html: &str) -> impl Iterator<Item = &str> {
    html.split("<script type=\"application/ld+json\">")
        .skip(1)
        .map(|rest| rest.split_once("</script>").unwrap().0)
}

/// A story that says this wherever words of somebody's are shown. Where a rule refuses it, it says something harmless.
fn saying<'a>(site: &'a TestSite, slug: &str, text: &str) -> ArticleBuilder<'a> {
    let picture = Picture {
        id: "abc123".parse().unwrap(),
        media_type: MediaType::Webp,
        width: 1200,
        height: 800,
        prepared: None,
        focus: None,
        alt: text.parse().unwrap_or_default(),
        caption: text.parse().ok().or_else(|| HARMLESS.parse().ok()),
        credit: text.parse().ok().or_else(|| HARMLESS.parse().ok()),
    };
    let or_harmless = |is_taken: bool| if is_taken { text } else { HARMLESS };
    let author = Slug::from_words(text).is_some_and(|slug| Author::new(slug, text).is_ok());
    let topic = Slug::from_words(text).is_some_and(|slug| Topic::new(slug, text).is_ok());
    let corrected = Correction::new(site.clock.now(), text).is_ok();
    site.article(slug)
        .headline(or_harmless(text.parse::<Headline>().is_ok()))
        .standfirst(or_harmless(text.parse::<Standfirst>().is_ok()))
        .kicker(or_harmless(text.parse::<Kicker>().is_ok()))
        .by(&[or_harmless(author)])
        .topic(or_harmless(topic))
        .corrected(1, or_harmless(corrected))
        .picture(picture)
        .body("Plain words.")
}

/// The pages on which all those stories are, in one.
async fn pages(site: &TestSite, stories: usize) -> Vec<(String, String)> {
    let lists = ["/", "/world", "/corrections", "/search?q=plain", "/archive"];
    let mut addresses: Vec<String> = lists.map(str::to_owned).into();
    addresses.extend((0..stories).map(|number| format!("/world/story-{number}")));
    let mut pages = Vec::new();
    for address in addresses {
        let page = site.get(&address).await;
        assert_eq!(page.status, 200, "{address}");
        pages.push((address, page.body));
    }
    pages
}

async fn paper_saying(texts: &[String]) -> TestSite {
    let site = TestSite::start().await;
    for (number, text) in texts.iter().enumerate() {
        saying(&site, &format!("story-{number}"), text).save().await;
    }
    site
}

fn harmless() -> Vec<String> {
    (0..AT_ONCE)
        .map(|number| format!("{HARMLESS} {number}"))
        .collect()
}

#[tokio::test]
async fn words_are_words_on_every_page() {
    let site = paper_saying(&harmless()).await;
    let known: Shapes = pages(&site, AT_ONCE)
        .await
        .iter()
        .flat_map(|(_, html)| shapes(html))
        .collect();
    assert!(known.len() > 100);
    for texts in one_of_each().chunks(AT_ONCE) {
        let site = paper_saying(texts).await;
        for (address, html) in pages(&site, texts.len()).await {
            let new: Vec<_> = shapes(&html).difference(&known).cloned().collect();
            assert!(new.is_empty(), "{new:?} at {address} of {texts:#?}");
            assert_eq!(astray(&html), [""; 0], "at {address} of {texts:#?}");
            for described in self_descriptions(&html) {
                serde_json::from_str::<serde_json::Value>(described).unwrap();
            }
        }
    }
}

#[tokio::test]
async fn words_are_words_in_every_feed() {
    let site = paper_saying(&harmless()).await;
    let known = xml_shapes(&site.get("/feed.rss").await.body);
    for texts in one_of_each().chunks(AT_ONCE) {
        let site = paper_saying(texts).await;
        for feed in [
            "/feed.rss",
            "/feed.atom",
            "/sitemap-1.xml",
            "/news-sitemap.xml",
        ] {
            let xml = site.get(feed).await.body;
            let found = xml_shapes(&xml);
            if feed == "/feed.rss" {
                assert_eq!(found, known, "{texts:#?}");
            }
        }
        let json = site.get("/feed.json").await.body;
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json["items"].as_array().unwrap().len(), texts.len());
    }
}

/// The elements of a document with their attributes. One that is not well-formed fails the test.
fn xml_shapes(xml: &str) -> Shapes {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let mut shapes = Shapes::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(element) | Event::Empty(element) => {
                let name = element.name().as_ref().to_owned();
                for attribute in element.attributes() {
                    let attribute = attribute.unwrap().key;
                    let attribute = attribute.as_ref().to_owned();
                    shapes.insert((name.clone(), attribute));
                }
                shapes.insert((name, String::new()));
            }
            Event::Eof => return shapes,
            Event::End(_)
            | Event::Text(_)
            | Event::CData(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_)
            | Event::GeneralRef(_) => {}
        }
    }
}

#[tokio::test]
async fn what_an_owner_calls_the_paper_is_words_too() {
    let site = TestSite::start().await;
    let mut zoe = Browser::signed_in(&site, "Zoe", Role::Owner).await;
    let mut known = None;
    let mut set = 0;
    for text in std::iter::once(HARMLESS.to_owned()).chain(one_of_each()) {
        let seen = value_of(&zoe.get("/desk/settings").await.body, "name=\"seen\"");
        let fields = [
            ("seen", seen.as_str()),
            ("name", &text),
            ("motto", &text),
            ("place", &text),
            ("time_zone", "UTC"),
            ("language", "en"),
            ("ai_crawlers", "allow"),
        ];
        let answer = zoe.post("/desk/settings", &fields).await;
        // A text that is too long comes back in its field, where it is one as well.
        let desk = if answer.status == 303 {
            set += 1;
            zoe.get("/desk/settings").await.body
        } else {
            answer.body
        };
        let front = site.get("/").await.body;
        let found = (shapes(&front), shapes(&desk));
        let Some((of_front, of_desk)) = &known else {
            known = Some(found);
            continue;
        };
        // What is said beside a field that was not taken is the desk's own.
        let new: Vec<_> = found
            .0
            .difference(of_front)
            .chain(found.1.difference(of_desk))
            .collect();
        let new: Vec<_> = new
            .into_iter()
            .filter(|(_, name)| !name.starts_with("aria-") && name != "role")
            .collect();
        assert!(new.is_empty(), "{new:?} of {text:?}");
    }
    assert!(set > 200, "{set}");
}
