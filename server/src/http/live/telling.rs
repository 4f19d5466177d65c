//! An event in the words of the stream. What is told is how things stand now, not how they stood then.

use app::live;
use app::paper::Masthead;
use axum::body::Bytes;
use domain::{Breaking, Moment, Summary, VersionNumber};
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
    /// What the editors picked.
    pub(super) picks: &'a [Summary],
    /// The breaking bar that stands.
    pub(super) breaking: Option<&'a Breaking>,
}

/// What readers are told of `event`; `None` where there is nothing for them to notice.
///
/// Of an article that is not public now nothing is told but that it was withdrawn, whatever the event was:
/// who comes back after hours, or asks for old events, learns nothing that the paper has taken back.
pub(super) fn tell(event: &Event, known: &Known<'_>) -> Option<Told> {
    let name = name(event.kind)?;
    let mut data = Map::new();
    data.insert("at".to_owned(), (event.at.micros() / 1000).into());
    let mut name = name;
    if let Some(article) = event.article
        && is_about_article(event.kind)
    {
        data.insert("article".to_owned(), article.0.into());
        match known.article {
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
    if let Some(list) = list_of(event.kind, known) {
        data.insert("stories".to_owned(), live::stories(list));
    }
    if is_about_breaking(event.kind) {
        match known.breaking {
            Some(bar) => {
                name = BREAKING_SET;
                data.append(&mut live::breaking(known.masthead, bar));
            }
            None => name = BREAKING_CLEARED,
        }
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
const BREAKING_SET: &str = "breaking-set";
const BREAKING_CLEARED: &str = "breaking-cleared";

/// What an event is called for readers; `None` if they cannot notice it.
fn name(kind: EventKind) -> Option<&'static str> {
    Some(match kind {
        EventKind::ArticlePublished => "article-published",
        EventKind::ArticleUpdated => "article-updated",
        EventKind::ArticleMoved => "article-moved",
        EventKind::ArticleWithdrawn => ARTICLE_WITHDRAWN,
        EventKind::PicksChanged => "picks-changed",
        EventKind::MostReadChanged => "most-read-changed",
        EventKind::BreakingSet => BREAKING_SET,
        EventKind::BreakingCleared => BREAKING_CLEARED,
        EventKind::PicturePrepared | EventKind::ProfileChanged => return None,
    })
}

fn is_about_article(kind: EventKind) -> bool {
    match kind {
        EventKind::ArticlePublished
        | EventKind::ArticleUpdated
        | EventKind::ArticleMoved
        | EventKind::ArticleWithdrawn => true,
        EventKind::PicksChanged
        | EventKind::MostReadChanged
        | EventKind::PicturePrepared
        | EventKind::ProfileChanged
        | EventKind::BreakingSet
        | EventKind::BreakingCleared => false,
    }
}

/// The list whose change a message tells.
fn list_of<'a>(kind: EventKind, known: &Known<'a>) -> Option<&'a [Summary]> {
    match kind {
        EventKind::PicksChanged => Some(known.picks),
        EventKind::MostReadChanged => Some(known.most_read),
        EventKind::ArticlePublished
        | EventKind::ArticleUpdated
        | EventKind::ArticleMoved
        | EventKind::ArticleWithdrawn
        | EventKind::PicturePrepared
        | EventKind::ProfileChanged
        | EventKind::BreakingSet
        | EventKind::BreakingCleared => None,
    }
}

/// Whether a message is about the breaking bar. Whatever happened to it, what is told is whether one stands now, and
/// which.
fn is_about_breaking(kind: EventKind) -> bool {
    match kind {
        EventKind::BreakingSet | EventKind::BreakingCleared => true,
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

/// Whether a message tells how something stands that other events change too.
pub(super) fn tells_what_stands(kind: EventKind) -> bool {
    matches!(kind, EventKind::PicksChanged | EventKind::MostReadChanged) || is_about_breaking(kind)
}
