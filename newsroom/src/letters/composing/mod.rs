//! What is in an issue: stories are gathered from the store, and written down as HTML and as text.
//!
//! An issue is written once for everybody. Where copies differ stand [placeholders](super::PLACEHOLDERS), and the issue's
//! own number, which is not known before it is kept, has one too ([`super::ISSUE_PLACEHOLDER`]).

mod drafting;
mod gathering;
mod html;
mod introduction;
mod look;
mod marks;
mod plain;

use domain::{Language, Moment};
use jiff::tz::TimeZone;

use super::{Contents, Handmade, Letter};
use crate::store::{Store, StoreError};
use drafting::Draft;

/// The longest HTML of an issue, in bytes. Gmail cuts off what is longer than 102,400; the rest is for what takes the
/// place of placeholders.
pub const LONGEST_HTML: usize = 100_000;

/// What letters say of the paper.
#[derive(Debug, Clone, PartialEq)]
pub struct PaperFacts {
    /// What it is called.
    pub name: String,
    /// Where readers reach it, without a path.
    pub url: String,
    /// The language of its letters.
    pub language: Language,
    /// The zone that decides what day it is, and when letters go out.
    pub time_zone: TimeZone,
    /// The postal address that stands under each letter.
    pub postal_address: Option<String>,
}

/// What an issue would have that is made at `now` and tells of what came out after `since`. None when there is less to
/// tell of than the letter wants.
///
/// # Errors
/// Any [`StoreError`].
pub async fn compose(
    store: &Store,
    letter: &Letter,
    facts: &PaperFacts,
    since: Moment,
    now: Moment,
) -> Result<Option<Contents>, StoreError> {
    let definition = &letter.definition;
    let items = gathering::gather(store, letter, facts, since, now).await?;
    let shortest = usize::try_from(definition.shortest).unwrap_or(usize::MAX);
    if items.is_empty() || items.len() < shortest {
        return Ok(None);
    }
    Ok(Some(written(Draft::new(definition, facts, now, items))))
}

/// The issue that somebody composed, made at `now`, with those of its stories that readers have. None when they have none.
///
/// # Errors
/// Any [`StoreError`].
pub async fn compose_by_hand(
    store: &Store,
    letter: &Letter,
    facts: &PaperFacts,
    made: &Handmade,
    now: Moment,
) -> Result<Option<Contents>, StoreError> {
    let items = gathering::chosen(store, facts, &made.articles).await?;
    if items.is_empty() {
        return Ok(None);
    }
    let draft = Draft::new(&letter.definition, facts, now, items).made(made);
    Ok(Some(written(draft)))
}

fn written(mut draft: Draft<'_>) -> Contents {
    let mut html = html::page(&draft);
    while html.len() > LONGEST_HTML && draft.items.len() > 1 {
        draft.items.pop();
        html = html::page(&draft);
    }
    Contents {
        subject: draft.subject(),
        preheader: draft.preheader(),
        plain: plain::text(&draft),
        articles: draft.items.iter().filter_map(|item| item.article).collect(),
        html,
    }
}
