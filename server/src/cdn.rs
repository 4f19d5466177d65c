//! A content delivery network in front of the paper: how pages tell it for how long it may keep them, and what they are called when
//! it has to let go of them.
//!
//! Tags follow the floors of the page cache. Whatever stands around all pages is on each of them, so almost every event is for
//! [`SITE`]; an entry of coverage is for its article alone, the arrangement of a section for its front. The others are for whoever writes rules of their own.

use app::Address;
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use newsroom::events::Part;

use crate::settings::Cdn;

/// Every page.
pub(crate) const SITE: &str = "site";

/// What is for a network alone, however it is called: the standard name (RFC 9213) and the older one, then tags with spaces between
/// (Fastly, Varnish) and with commas (Cloudflare, Akamai).
const FOR_A_NETWORK: [HeaderName; 4] = [
    HeaderName::from_static("cdn-cache-control"),
    HeaderName::from_static("surrogate-control"),
    HeaderName::from_static("surrogate-key"),
    HeaderName::from_static("cache-tag"),
];

/// The page of an article, and all that belong to it; the front of a section.
pub(crate) fn tag_of(part: &Part) -> String {
    match part {
        Part::Article(article) => format!("article-{}", article.0),
        Part::SectionFront(section) => format!("front-{section}"),
    }
}

/// What the page of `address` is called, which is of that part of the paper if it is of one.
pub(crate) fn tags(address: &Address, part: Option<&Part>) -> Vec<String> {
    let kind = match address {
        Address::Front => Some("front".to_owned()),
        Address::Section { slug: section, .. }
        | Address::Article { section, .. }
        | Address::Changes { section, .. } => Some(format!("section-{section}")),
        Address::Topic { slug, .. } => Some(format!("topic-{slug}")),
        Address::Author { slug, .. } => Some(format!("author-{slug}")),
        Address::StayInTouch { .. }
        | Address::Letters
        | Address::Letter { .. }
        | Address::Issue { .. }
        | Address::Archive { .. }
        | Address::About(_)
        | Address::Offline
        | Address::Corrections { .. }
        | Address::Search(_)
        | Address::Catalogue(_)
        | Address::Tampered => None,
    };
    let mut tags = vec![SITE.to_owned()];
    tags.extend(kind);
    tags.extend(part.map(tag_of));
    tags
}

/// Lets a network keep a page with these tags. Browsers go on asking each time: nobody can tell them to let go of it.
pub(crate) fn put_on(headers: &mut HeaderMap, cdn: &Cdn, tags: &[String]) {
    let lifetime = format!("max-age={}, stale-if-error=86400", cdn.max_age);
    let values = [
        format!("public, {lifetime}"),
        lifetime,
        tags.join(" "),
        tags.join(","),
    ];
    for (name, value) in FOR_A_NETWORK.into_iter().zip(values) {
        if let Ok(value) = HeaderValue::try_from(value) {
            headers.insert(name, value);
        }
    }
}

/// Takes that back, of what is sent in the place of a page.
pub(crate) fn take_off(headers: &mut HeaderMap) {
    for name in FOR_A_NETWORK {
        headers.remove(name);
    }
}
