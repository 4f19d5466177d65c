//! Stories, the breaking bar and how warm it is in the words of the live stream: what a page needs to show them.

use domain::{Breaking, Entry, EntryNumber, Language, Moment, Summary, VersionNumber};
use newsroom::weather::Shown;
use serde_json::{Map, Value, json};

use crate::dateline_strip::Figure;
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

/// How warm it is, for the strip of every page.
#[must_use]
pub fn weather(masthead: &Masthead, shown: Shown) -> Map<String, Value> {
    let figure = masthead
        .outdoors
        .as_ref()
        .map(|outdoors| Figure::of(masthead, outdoors, shown));
    figure.map_or_else(Map::new, |figure| {
        Map::from_iter([
            ("temperature".to_owned(), figure.short.into()),
            ("spoken".to_owned(), figure.spoken.into()),
            ("until".to_owned(), figure.until.into()),
        ])
    })
}

/// The breaking bar that stands.
#[must_use]
pub fn breaking(masthead: &Masthead, bar: &Breaking) -> Map<String, Value> {
    let mut told = Map::new();
    told.insert("bar".to_owned(), bar.number.0.into());
    told.insert("text".to_owned(), bar.text.as_str().into());
    let until = machine_readable_at(&masthead.time_zone, bar.until);
    told.insert("until".to_owned(), until.into());
    if let Some(story) = &bar.story {
        told.insert("path".to_owned(), story.path.as_str().into());
    }
    tell_language(&mut told, bar.language.as_ref());
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
    tell_language(&mut told, summary.language.as_ref());
    told
}

/// The language of a text, where that is not the paper's.
fn tell_language(told: &mut Map<String, Value>, language: Option<&Language>) {
    if let Some(language) = language {
        told.insert("lang".to_owned(), json!(language.as_str()));
        told.insert("dir".to_owned(), json!(language.direction().as_str()));
    }
}
