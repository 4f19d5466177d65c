//! From what was asked to what is found.

use domain::Slug;
use jiff::civil::Date;
use newsroom::search::{NoSearch, Search};
use newsroom::store::{Hit, Scope};

use super::Asked;
use crate::dates::midnight;
use crate::failure::Failure;
use crate::head::Head;
use crate::paper::Paper;
use crate::words::Words;

/// How many stories one search shows. Whoever needs more adds a word or a day.
pub(super) const MOST: u32 = 40;

/// The search page: what was asked, and how it turned out.
#[derive(Debug)]
pub struct SearchPage {
    pub(crate) asked: Asked,
    pub(crate) outcome: Outcome,
}

#[derive(Debug)]
pub(crate) enum Outcome {
    /// Nobody has asked for anything yet.
    Open,
    /// There was nothing to look for.
    Unasked(NoSearch),
    /// A day that is none.
    NoSuchDay {
        /// That of the first day.
        from: bool,
        /// That of the last.
        to: bool,
    },
    /// The first day comes after the last one.
    DaysReversed,
    /// The stories that fit, the best first.
    Found(Vec<Hit>),
}

impl SearchPage {
    pub(crate) async fn load(paper: &Paper, asked: Asked) -> Result<Self, Failure> {
        let outcome = outcome(paper, &asked).await?;
        Ok(Self { asked, outcome })
    }

    pub(crate) fn head(&self, words: &Words) -> Head {
        Head {
            title: Some(match &self.outcome {
                Outcome::Found(_) => (words.searched_for)(self.asked.words.trim()),
                Outcome::Open
                | Outcome::Unasked(_)
                | Outcome::NoSuchDay { .. }
                | Outcome::DaysReversed => words.search.to_owned(),
            }),
            description: words.search.to_owned(),
            // What readers look for is nothing for search engines to keep.
            path: None,
            ..Head::default()
        }
    }
}

async fn outcome(paper: &Paper, asked: &Asked) -> Result<Outcome, Failure> {
    if asked.words.is_empty() {
        return Ok(Outcome::Open);
    }
    let search = match Search::read(&asked.words) {
        Ok(search) => search,
        Err(nothing) => return Ok(Outcome::Unasked(nothing)),
    };
    let zone = &paper.masthead.time_zone;
    let (from, to) = match (day(&asked.from), day(&asked.to)) {
        (Some(from), Some(to)) => (from, to),
        (from, to) => {
            return Ok(Outcome::NoSuchDay {
                from: from.is_none(),
                to: to.is_none(),
            });
        }
    };
    if from.zip(to).is_some_and(|(from, to)| from > to) {
        return Ok(Outcome::DaysReversed);
    }
    let section: Option<Slug> = match asked.section.as_str() {
        "" => None,
        slug => match slug.parse() {
            Ok(slug) => Some(slug),
            // No section can be called that, so there is nothing in it.
            Err(_) => return Ok(Outcome::Found(Vec::new())),
        },
    };
    let scope = Scope {
        section: section.as_ref(),
        from: from.and_then(|day| midnight(day, zone)),
        before: to
            .and_then(|day| day.tomorrow().ok())
            .and_then(|day| midnight(day, zone)),
    };
    let hits = paper.store.search(&search, scope, MOST).await?;
    Ok(Outcome::Found(hits))
}

/// A day of the form: none where the field is empty, and none at all where it says something else.
fn day(written: &str) -> Option<Option<Date>> {
    match written.trim() {
        "" => Some(None),
        written => written.parse().ok().map(Some),
    }
}
