//! RSS 2.0 (rssboard.org/rss-specification), with the elements of other vocabularies that readers
//! understand: whole texts, several authors, pictures, and when a story changed.

use super::content::{Entry, Feed, FeedPicture};
use crate::http::programs::times::{rfc_822, rfc_3339};
use crate::http::programs::xml::Xml;

const VOCABULARIES: [(&str, &str); 6] = [
    ("version", "2.0"),
    ("xmlns:atom", "http://www.w3.org/2005/Atom"),
    ("xmlns:content", "http://purl.org/rss/1.0/modules/content/"),
    ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ("xmlns:dcterms", "http://purl.org/dc/terms/"),
    ("xmlns:media", "http://search.yahoo.com/mrss/"),
];

pub(super) fn write(feed: &Feed<'_>) -> String {
    let mut xml = Xml::new();
    xml.element("rss", &VOCABULARIES, |xml| {
        xml.element("channel", &[], |xml| channel(xml, feed));
    });
    xml.finish()
}

fn channel(xml: &mut Xml, feed: &Feed<'_>) {
    xml.text("title", &[], &feed.title);
    xml.text("link", &[], &feed.home);
    xml.text("description", &[], &html(&feed.description));
    xml.text("language", &[], feed.paper.language.as_str());
    xml.text("lastBuildDate", &[], &rfc_822(feed.updated));
    let address = feed.address.as_str();
    let this = [
        ("rel", "self"),
        ("type", "application/rss+xml"),
        ("href", address),
    ];
    xml.empty("atom:link", &this);
    if let Some(hub) = feed.hub {
        xml.empty("atom:link", &[("rel", "hub"), ("href", hub)]);
    }
    xml.element("image", &[], |xml| {
        xml.text("url", &[], &feed.icon());
        xml.text("title", &[], &feed.title);
        xml.text("link", &[], &feed.home);
    });
    for entry in &feed.entries {
        xml.element("item", &[], |xml| item(xml, entry));
    }
}

fn item(xml: &mut Xml, entry: &Entry) {
    xml.text("title", &[], &entry.headline);
    xml.text("link", &[], &entry.address);
    xml.text("guid", &[("isPermaLink", "false")], &entry.id);
    xml.text("pubDate", &[], &rfc_822(entry.published));
    if entry.updated != entry.published {
        xml.text("dcterms:modified", &[], &rfc_3339(entry.updated));
    }
    for author in &entry.authors {
        xml.text("dc:creator", &[], &author.name);
    }
    if let Some(language) = &entry.language {
        xml.text("dc:language", &[], language.as_str());
    }
    for category in &entry.categories {
        xml.text("category", &[], category);
    }
    if let Some(standfirst) = &entry.standfirst {
        xml.text("description", &[], &html(standfirst));
    }
    xml.text("content:encoded", &[], &entry.html);
    if let Some(picture) = &entry.picture {
        media(xml, picture);
    }
}

/// The lead picture (rssboard.org/media-rss). There is no `enclosure`: it would have to say how many
/// bytes the picture has, and programs that load enclosures are made for recordings.
fn media(xml: &mut Xml, lead: &FeedPicture) {
    let (width, height) = (
        lead.picture.width.to_string(),
        lead.picture.height.to_string(),
    );
    let attributes = [
        ("url", lead.address.as_str()),
        ("medium", "image"),
        ("type", lead.picture.media_type.mime()),
        ("width", &width),
        ("height", &height),
    ];
    xml.element("media:content", &attributes, |xml| {
        if let Some(words) = lead.words() {
            xml.text("media:description", &[("type", "plain")], &words);
        }
        if let Some(credit) = &lead.picture.credit {
            xml.text("media:credit", &[], credit.as_str());
        }
    });
}

/// Plain words in a place where RSS has HTML.
fn html(words: &str) -> String {
    words
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
