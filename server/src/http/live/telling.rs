//! An event in the words of the stream. What is told is how things stand now, not how they stood then.

use std::collections::HashSet;

use app::live;
use app::paper::Masthead;
use axum::body::Bytes;
use domain::{ArticleId, EntryNumber, Moment, Summary, VersionNumber};
use newsroom::events::{Event, EventKind, EventNumber};
use serde_json::{Map, Value};

/// One event as it is sent.
#[derive(Debug, Clone)]
pub(super) struct Told {
    pub(super) event: Event,
    pub(super) name: &'static str,
    /// What it says, in JSON.
    pub(super) data: String,
    /// The same as a message of the stream.
    pub(super) frame: Bytes,
}

/// What is known to readers of what an event is about.
pub(super) struct Known<'a> {
    pub(super) masthead: &'a Masthead,
    pub(super) now: Moment,
    /// The article of the event, if readers can open it.
    pub(super) article: Option<&'a (Summary, VersionNumber)>,
    pub(super) most_read: &'a [Summary],
    /// Entries of coverage that were taken back.
    pub(super) removed: &'a HashSet<(ArticleId, EntryNumber)>,
}

/// What readers are told of `event`; `None` where there is nothing for them to notice.
///
/// Of an article that is not public now nothing is told but that it was withdrawn, whatever the event was:
/// who comes back after hours, or asks for old events, learns nothing that the paper has taken back. So it is
/// with an entry that was removed.
pub(super) fn tell(event: &Event, known: &Known<'_>) -> Option<Told> {
    let mut name = name(event.kind)?;
    let mut data = Map::new();
    data.insert("at".to_owned(), (event.at.micros() / 1000).into());
    if let Some(article) = event.article
        && is_about_article(event.kind)
    {
        data.insert("article".to_owned(), article.0.into());
        match known.article {
            Some((summary, _)) if is_about_coverage(event.kind) => {
                data.append(&mut live::coverage(summary, event.entry));
                let is_removed = |entry| known.removed.contains(&(article, entry));
                if event.entry.is_some_and(is_removed) || summary.coverage.is_none() {
                    name = ENTRY_REMOVED;
                }
            }
            Some((summary, version)) if event.kind != EventKind::ArticleWithdrawn => {
                data.append(&mut live::article(
                    known.masthead,
                    known.now,
                    summary,
                    *version,
                ));
            }
            Some(_) | None => name = ARTICLE_WITHDRAWN,
        }
    }
    if event.kind == EventKind::MostReadChanged {
        data.insert("stories".to_owned(), live::stories(known.most_read));
    }
    let data = Value::Object(data).to_string();
    let frame = frame(event.number, name, &data);
    Some(Told {
        event: event.clone(),
        name,
        data,
        frame,
    })
}

/// A message of the stream (WHATWG HTML section 9.2.5). `data` is one line.
pub(super) fn frame(number: EventNumber, name: &str, data: &str) -> Bytes {
    format!("id: {}\nevent: {name}\ndata: {data}\n\n", number.0).into()
}

const ARTICLE_WITHDRAWN: &str = "article-withdrawn";
const ENTRY_REMOVED: &str = "coverage-entry-removed";

/// What an event is called for readers; `None` if they cannot notice it.
fn name(kind: EventKind) -> Option<&'static str> {
    Some(match kind {
        EventKind::ArticlePublished => "article-published",
        EventKind::ArticleUpdated => "article-updated",
        EventKind::ArticleMoved => "article-moved",
        EventKind::ArticleWithdrawn => ARTICLE_WITHDRAWN,
        EventKind::PicksChanged => "picks-changed",
        EventKind::MostReadChanged => "most-read-changed",
        EventKind::EntryAdded => "coverage-entry-added",
        EventKind::EntryEdited => "coverage-entry-edited",
        EventKind::EntryRemoved => ENTRY_REMOVED,
        EventKind::EntryPinned => "coverage-entry-pinned",
        EventKind::CoverageChanged => "coverage-changed",
        EventKind::PicturePrepared | EventKind::ProfileChanged => return None,
    })
}

fn is_about_article(kind: EventKind) -> bool {
    match kind {
        EventKind::ArticlePublished
        | EventKind::ArticleUpdated
        | EventKind::ArticleMoved
        | EventKind::ArticleWithdrawn => true,
        EventKind::EntryAdded
        | EventKind::EntryEdited
        | EventKind::EntryRemoved
        | EventKind::EntryPinned
        | EventKind::CoverageChanged => true,
        EventKind::PicksChanged
        | EventKind::MostReadChanged
        | EventKind::PicturePrepared
        | EventKind::ProfileChanged => false,
    }
}

fn is_about_coverage(kind: EventKind) -> bool {
    match kind {
        EventKind::EntryAdded
        | EventKind::EntryEdited
        | EventKind::EntryRemoved
        | EventKind::EntryPinned
        | EventKind::CoverageChanged => true,
        EventKind::ArticlePublished
        | EventKind::ArticleUpdated
        | EventKind::ArticleMoved
        | EventKind::ArticleWithdrawn
        | EventKind::PicksChanged
        | EventKind::MostReadChanged
        | EventKind::PicturePrepared
        | EventKind::ProfileChanged => false,
    }
}
