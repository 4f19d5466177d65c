//! A story in the words of the live stream: what a page needs to show it in a list.

use domain::{Entry, EntryNumber, Moment, Summary, VersionNumber};
use serde_json::{Map, Value, json};

use crate::dates::{brief_at, machine_readable_at};
use crate::paper::Masthead;

/// A published article, for the lists that name it.
#[must_use]
pub fn article(
    masthead: &Masthead,
    now: Moment,
    summary: &Summary,
    version: VersionNumber,
) -> Map<String, Value> {
    let mut told = story(summary);
    let published = machine_readable_at(&masthead.time_zone, summary.published_at);
    told.insert("version".to_owned(), version.0.into());
    told.insert("section".to_owned(), summary.section.name().into());
    told.insert("published".to_owned(), published.into());
    let time = brief_at(masthead, summary.published_at, now);
    told.insert("time".to_owned(), time.into());
    told
}

/// Coverage, or an entry of it: where it is, and whether more is to come. What it says is on its page.
#[must_use]
pub fn coverage(summary: &Summary, entry: Option<EntryNumber>) -> Map<String, Value> {
    let mut told = Map::new();
    let link = entry.map(Entry::link).unwrap_or_default();
    told.insert(
        "path".to_owned(),
        format!("{}{link}", summary.path()).into(),
    );
    if let Some(entry) = entry {
        told.insert("entry".to_owned(), entry.0.into());
    }
    if let Some(state) = summary.coverage {
        told.insert("state".to_owned(), state.as_str().into());
    }
    told
}

/// A list of headlines.
#[must_use]
pub fn stories(summaries: &[Summary]) -> Value {
    let stories = summaries
        .iter()
        .map(|summary| Value::Object(story(summary)));
    stories.collect()
}

/// A headline and where it leads; its language where that is not the paper's.
fn story(summary: &Summary) -> Map<String, Value> {
    let mut told = Map::new();
    told.insert("headline".to_owned(), summary.headline.as_str().into());
    told.insert("path".to_owned(), summary.path().into());
    if let Some(language) = &summary.language {
        told.insert("lang".to_owned(), json!(language.as_str()));
        told.insert("dir".to_owned(), json!(language.direction().as_str()));
    }
    told
}
