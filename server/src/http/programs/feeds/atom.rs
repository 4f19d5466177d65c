//! Atom (RFC 4287).

use super::content::{Entry, Feed};
use crate::http::programs::times::rfc_3339;
use crate::http::programs::xml::Xml;

pub(super) fn write(feed: &Feed<'_>) -> String {
    let mut xml = Xml::new();
    let attributes = [
        ("xmlns", "http://www.w3.org/2005/Atom"),
        ("xml:lang", feed.paper.language.as_str()),
    ];
    xml.element("feed", &attributes, |xml| {
        xml.text("id", &[], &feed.id);
        xml.text("title", &[], &feed.title);
        xml.text("subtitle", &[], &feed.description);
        xml.text("updated", &[], &rfc_3339(feed.updated));
        // For stories that nobody signed (section 4.1.1).
        author(xml, &feed.paper.name, &feed.paper.url);
        let address = feed.address.as_str();
        let this = [
            ("rel", "self"),
            ("type", "application/atom+xml"),
            ("href", address),
        ];
        xml.empty("link", &this);
        let home = [
            ("rel", "alternate"),
            ("type", "text/html"),
            ("href", &feed.home),
        ];
        xml.empty("link", &home);
        if let Some(hub) = feed.hub {
            xml.empty("link", &[("rel", "hub"), ("href", hub)]);
        }
        xml.text("icon", &[], &feed.icon());
        for story in &feed.entries {
            entry(xml, story);
        }
    });
    xml.finish()
}

fn entry(xml: &mut Xml, entry: &Entry) {
    let language = entry
        .language
        .as_ref()
        .map(|tag| ("xml:lang", tag.as_str()));
    let language: Vec<_> = language.into_iter().collect();
    xml.element("entry", &language, |xml| {
        xml.text("id", &[], &entry.id);
        xml.text("title", &[], &entry.headline);
        let page = [
            ("rel", "alternate"),
            ("type", "text/html"),
            ("href", &entry.address),
        ];
        xml.empty("link", &page);
        xml.text("published", &[], &rfc_3339(entry.published));
        xml.text("updated", &[], &rfc_3339(entry.updated));
        for one in &entry.authors {
            author(xml, &one.name, &one.address);
        }
        for category in &entry.categories {
            xml.empty("category", &[("term", category)]);
        }
        if let Some(standfirst) = &entry.standfirst {
            xml.text("summary", &[], standfirst);
        }
        xml.text("content", &[("type", "html")], &entry.html);
        if let Some(lead) = &entry.picture {
            let media_type = lead.picture.media_type.mime();
            let picture = [
                ("rel", "enclosure"),
                ("type", media_type),
                ("href", &lead.address),
            ];
            xml.empty("link", &picture);
        }
    });
}

fn author(xml: &mut Xml, name: &str, address: &str) {
    xml.element("author", &[], |xml| {
        xml.text("name", &[], name);
        xml.text("uri", &[], address);
    });
}
