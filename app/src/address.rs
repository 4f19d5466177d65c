//! Which address shows which page.

use domain::{Language, Section, Slug, VersionNumber};
use jiff::civil::Date;
use newsroom::store::Cursor;

use crate::about::Subject;
use crate::catalogue::{Catalogue, Sheet};
use crate::coverage;
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
    /// `/letters`
    Letters,
    /// `/letters/{slug}`
    Letter {
        /// Which letter.
        slug: Slug,
        /// `?before=`: the list goes on before the issue of that number.
        before: Option<i64>,
    },
    /// `/letters/{slug}/{number}`
    Issue {
        /// Of which letter.
        slug: Slug,
        /// The how many-th issue.
        number: i64,
    },
    /// `/archive` and `/archive/{day}`
    Archive {
        /// Which day; the newest where none is named.
        day: Option<Date>,
    },
    /// `/about`, `/privacy`, `/accessibility`
    About(Subject),
    /// `/offline`
    Offline,
    /// `/corrections`
    Corrections {
        /// `?after=`: where the list goes on.
        after: Cursor,
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
    /// `/desk/catalogue` and `/desk/catalogue/{sheet}`
    Catalogue(Catalogue),
    /// A list whose query is none that a page of ours links to.
    Tampered,
    /// `/{section}/{slug}/changes`
    Changes {
        /// The section it is asked for in.
        section: Slug,
        /// Which article.
        slug: Slug,
        /// `?since=`: the version that a reader has had; the first where none is named.
        since: Option<VersionNumber>,
    },
    /// `/{section}/{slug}`
    Article {
        /// The section it is asked for in.
        section: Slug,
        /// Which article.
        slug: Slug,
        /// Which of its updates, if it is coverage.
        updates: coverage::Asked,
    },
}

impl Address {
    /// Reads the path and query of a request. `None` when no page can have that address.
    #[must_use]
    pub fn read(path: &str, query: Option<&str>) -> Option<Self> {
        let page = Self::of_path(path, query)?;
        let goes_on = matches!(
            page,
            Self::Section { .. }
                | Self::Topic { .. }
                | Self::Author { .. }
                | Self::Corrections { .. }
        );
        if goes_on && after(query).is_none() {
            return Some(Self::Tampered);
        }
        Some(page)
    }

    /// What the page depends on of its query, in one spelling; empty where nothing of it matters. Written from what was read and
    /// not from the query, so that two addresses with the same have the same page. `None` for pages that are made for whoever
    /// asks: searches, answers to forms, letters, and what no link of ours leads to.
    #[must_use]
    pub fn query(&self) -> Option<String> {
        Some(match self {
            Self::Front | Self::About(_) | Self::Offline => String::new(),
            Self::Section { after, .. }
            | Self::Topic { after, .. }
            | Self::Author { after, .. }
            | Self::Corrections { after }
                if *after == Cursor::START =>
            {
                String::new()
            }
            Self::Section { after, .. }
            | Self::Topic { after, .. }
            | Self::Author { after, .. }
            | Self::Corrections { after } => format!("after={after}"),
            Self::Archive { day } => day.map_or_else(String::new, |day| format!("day={day}")),
            Self::Changes { since, .. } => {
                since.map_or_else(String::new, |since| format!("since={}", since.0))
            }
            Self::Article { updates, .. } => updates.query()?,
            Self::StayInTouch { .. }
            | Self::Letters
            | Self::Letter { .. }
            | Self::Issue { .. }
            | Self::Search(_)
            | Self::Catalogue(_)
            | Self::Tampered => return None,
        })
    }

    fn of_path(path: &str, query: Option<&str>) -> Option<Self> {
        let after = after(query).unwrap_or(Cursor::START);
        let mut parts = path.strip_prefix('/')?.split('/');
        let first = parts.next()?;
        let second = parts.next();
        let third = parts.next();
        if parts.next().is_some() {
            return None;
        }
        if let ("desk", Some("catalogue")) = (first, second) {
            return catalogue(third, query).map(Self::Catalogue);
        }
        if let (section, Some(slug), Some("changes")) = (first, second, third) {
            return changes(section, slug, query);
        }
        if let ("letters", Some(slug), Some(issue)) = (first, second, third) {
            return Some(Self::Issue {
                slug: slug.parse().ok()?,
                number: canonical_number(issue)?,
            });
        }
        if third.is_some() {
            return None;
        }
        match (first, second) {
            ("", None) => Some(Self::Front),
            ("stay-in-touch", None) => Some(Self::StayInTouch {
                noted: value(query, "noted").is_some(),
            }),
            ("letters", None) => Some(Self::Letters),
            ("letters", Some(slug)) => Some(match value(query, "before").map(canonical_number) {
                Some(None) => Self::Tampered,
                before => Self::Letter {
                    slug: slug.parse().ok()?,
                    before: before.flatten(),
                },
            }),
            ("archive", None) => Some(Self::Archive {
                // The form of the archive sends the day as a query.
                day: match value(query, "day") {
                    None | Some("") => None,
                    Some(day) => match day.parse() {
                        Ok(day) => Some(day),
                        Err(_) => return Some(Self::Tampered),
                    },
                },
            }),
            ("archive", Some(day)) => Some(Self::Archive {
                day: Some(canonical_day(day)?),
            }),
            (word, None) if Subject::from_word(word).is_some() => {
                Subject::from_word(word).map(Self::About)
            }
            ("offline", None) => Some(Self::Offline),
            ("corrections", None) => Some(Self::Corrections { after }),
            ("search", None) => Some(Self::Search(Asked::read(query))),
            ("topic", Some(slug)) => Some(Self::Topic {
                slug: slug.parse().ok()?,
                after,
            }),
            ("author", Some(slug)) => Some(Self::Author {
                slug: slug.parse().ok()?,
                after,
            }),
            (slug, None) => Some(Self::Section {
                slug: section(slug)?,
                after,
            }),
            (slug, Some(article)) => Some(Self::Article {
                section: section(slug)?,
                slug: article.parse().ok()?,
                updates: coverage::Asked::read(query),
            }),
        }
    }
}

/// The slug of a section, unless the site keeps that word for itself.
fn section(slug: &str) -> Option<Slug> {
    let slug = slug.parse().ok()?;
    (!Section::is_reserved(&slug)).then_some(slug)
}

/// A sheet of the catalogue; the list of all of them where none is named.
fn catalogue(sheet: Option<&str>, query: Option<&str>) -> Option<Catalogue> {
    let language: Option<Language> = match value(query, "lang") {
        Some(tag) => Some(tag.parse().ok()?),
        None => None,
    };
    Some(Catalogue {
        sheet: match sheet {
            Some(word) => Sheet::from_word(word)?,
            None => Sheet::Contents,
        },
        language,
    })
}

/// What changed in an article since a version of it.
fn changes(section: &str, slug: &str, query: Option<&str>) -> Option<Address> {
    let (section, slug) = (section.parse().ok()?, slug.parse().ok()?);
    let since = match value(query, "since").map(str::parse) {
        Some(Ok(number)) => Some(VersionNumber(number)),
        Some(Err(_)) => return Some(Address::Tampered),
        None => None,
    };
    Some(Address::Changes {
        section,
        slug,
        since,
    })
}

/// A day in its one spelling, such as `2023-02-05`.
fn canonical_day(written: &str) -> Option<Date> {
    let day: Date = written.parse().ok()?;
    (day.to_string() == written).then_some(day)
}

/// A number in its one spelling, such as `12`.
fn canonical_number(written: &str) -> Option<i64> {
    let number: i64 = written.parse().ok()?;
    (number > 0 && number.to_string() == written).then_some(number)
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
