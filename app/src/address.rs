//! Which address shows which page.

use domain::Slug;
use newsroom::store::Cursor;

use crate::search::Asked;

/// An address that can have a page. Each page has one: nothing is decoded, trimmed or normalised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// `/`
    Front,
    /// `/stay-in-touch`
    StayInTouch {
        /// `?noted`: the reader has just signed up.
        noted: bool,
    },
    /// `/search`
    Search(Asked),
    /// `/{section}`
    Section {
        /// Which section.
        slug: Slug,
        /// `?after=`: where the list goes on.
        after: Cursor,
    },
    /// `/topic/{slug}`
    Topic {
        /// Which topic.
        slug: Slug,
        /// `?after=`: where the list goes on.
        after: Cursor,
    },
    /// `/author/{slug}`
    Author {
        /// Which author.
        slug: Slug,
        /// `?after=`: where the list goes on.
        after: Cursor,
    },
    /// `/{section}/{slug}`
    Article {
        /// The section it is asked for in.
        section: Slug,
        /// Which article.
        slug: Slug,
    },
}

impl Address {
    /// Reads the path and query of a request. `None` when no page can have that address.
    #[must_use]
    pub fn read(path: &str, query: Option<&str>) -> Option<Self> {
        let mut parts = path.strip_prefix('/')?.split('/');
        let first = parts.next()?;
        let second = parts.next();
        if parts.next().is_some() {
            return None;
        }
        match (first, second) {
            ("", None) => Some(Self::Front),
            ("stay-in-touch", None) => Some(Self::StayInTouch {
                noted: value(query, "noted").is_some(),
            }),
            ("search", None) => Some(Self::Search(Asked::read(query))),
            ("topic", Some(slug)) => Some(Self::Topic {
                slug: slug.parse().ok()?,
                after: after(query)?,
            }),
            ("author", Some(slug)) => Some(Self::Author {
                slug: slug.parse().ok()?,
                after: after(query)?,
            }),
            (section, None) => Some(Self::Section {
                slug: section.parse().ok()?,
                after: after(query)?,
            }),
            (section, Some(slug)) => Some(Self::Article {
                section: section.parse().ok()?,
                slug: slug.parse().ok()?,
            }),
        }
    }
}

/// The cursor a list goes on from. One that cannot be read makes an address that has no page.
fn after(query: Option<&str>) -> Option<Cursor> {
    match value(query, "after") {
        Some(raw) => Cursor::from_address(raw),
        None => Some(Cursor::START),
    }
}

/// What the query gives for `name`; empty where it is named without a value.
fn value<'a>(query: Option<&'a str>, name: &str) -> Option<&'a str> {
    query?.split('&').find_map(|pair| {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        (key == name).then_some(value)
    })
}
