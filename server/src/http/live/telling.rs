//! An event in the words of the stream. What is told is how things stand now, not how they stood then.

use std::collections::HashSet;

use app::live;
use app::paper::Masthead;
use axum::body::Bytes;
use domain::{ArticleId, Breaking, EntryNumber, Moment, Summary, VersionNumber};
use newsroom::events::{Event, EventKind, EventNumber};
use newsroom::weather::Shown;
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
    /// What pages say of how warm it is.
    pub(super) weather: Option<Shown>,
    /// Entries of coverage that were taken back.
    pub(super) removed: &'a HashSet<(ArticleId, EntryNumber)>,
}

/// What readers are told of `event`; `None` where there is nothing for them to notice.
///
/// Of an article that is not public now nothing is told but that it was withdrawn, whatever the event was:
/// who comes back after hours, or asks for old events, learns nothing that the paper has taken back. So it is
/// with an entry that was removed.
pub(super) fn tell(event: &Event, known: &Known<'_>) -> Option<Told> {
    let mut data = Map::new();
    data.insert("at".to_owned(), (event.at.micros() / 1000).into());
    let name = match subject(event.kind) {
        Subject::Article => of_article(event, known, &mut data),
        Subject::Coverage => of_coverage(event, known, &mut data),
        Subject::Picks => {
            data.insert("stories".to_owned(), live::stories(known.picks));
            "picks-changed"
        }
        Subject::MostRead => {
            data.insert("stories".to_owned(), live::stories(known.most_read));
            "most-read-changed"
        }
        Subject::Breaking => match known.breaking {
            Some(bar) => {
                data.append(&mut live::breaking(known.masthead, bar));
                "breaking-set"
            }
            None => "breaking-cleared",
        },
        Subject::Weather => {
            if let Some(shown) = known.weather {
                data.append(&mut live::weather(known.masthead, shown));
            }
            "weather-changed"
        }
        Subject::Front => match &event.section {
            None => "front-changed",
            Some(section) => {
                data.insert("path".to_owned(), format!("/{section}").into());
                "section-front-changed"
            }
        },
        Subject::Nothing => return None,
    };
    let data = Value::Object(data).to_string();
    let frame = frame(event.number, name, &data);
    Some(Told {
        event: event.clone(),
        name,
        data,
        frame,
    })
}

fn of_article(event: &Event, known: &Known<'_>, data: &mut Map<String, Value>) -> &'static str {
    tell_which(event, data);
    let Some((summary, version)) = known.article else {
        return ARTICLE_WITHDRAWN;
    };
    let name = match event.kind {
        EventKind::ArticlePublished => "article-published",
        EventKind::ArticleMoved => "article-moved",
        EventKind::ArticleWithdrawn => return ARTICLE_WITHDRAWN,
        _ => "article-updated",
    };
    data.append(&mut live::article(
        known.masthead,
        known.now,
        summary,
        *version,
    ));
    name
}

fn of_coverage(event: &Event, known: &Known<'_>, data: &mut Map<String, Value>) -> &'static str {
    tell_which(event, data);
    let Some((summary, _)) = known.article else {
        return ARTICLE_WITHDRAWN;
    };
    data.append(&mut live::coverage(summary, event.entry));
    let key = event.article.zip(event.entry);
    if key.is_some_and(|key| known.removed.contains(&key)) || summary.coverage.is_none() {
        return ENTRY_REMOVED;
    }
    match event.kind {
        EventKind::EntryAdded => "coverage-entry-added",
        EventKind::EntryEdited => "coverage-entry-edited",
        EventKind::EntryRemoved => ENTRY_REMOVED,
        EventKind::EntryPinned => "coverage-entry-pinned",
        _ => "coverage-changed",
    }
}

fn tell_which(event: &Event, data: &mut Map<String, Value>) {
    if let Some(article) = event.article {
        data.insert("article".to_owned(), article.0.into());
    }
}

/// A message of the stream (WHATWG HTML section 9.2.5). `data` is one line.
pub(super) fn frame(number: EventNumber, name: &str, data: &str) -> Bytes {
    format!("id: {}\nevent: {name}\ndata: {data}\n\n", number.0).into()
}

const ARTICLE_WITHDRAWN: &str = "article-withdrawn";
const ENTRY_REMOVED: &str = "coverage-entry-removed";

/// What readers are told of, when something happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Subject {
    Article,
    Coverage,
    Picks,
    MostRead,
    /// Whatever happened to the bar, what is told is whether one stands now, and which.
    Breaking,
    Weather,
    /// Which one is another one. What stands on it is on its page.
    Front,
    /// What they cannot notice.
    Nothing,
}

fn subject(kind: EventKind) -> Subject {
    match kind {
        EventKind::ArticlePublished
        | EventKind::ArticleUpdated
        | EventKind::ArticleMoved
        | EventKind::ArticleWithdrawn => Subject::Article,
        EventKind::EntryAdded
        | EventKind::EntryEdited
        | EventKind::EntryRemoved
        | EventKind::EntryPinned
        | EventKind::CoverageChanged => Subject::Coverage,
        EventKind::PicksChanged => Subject::Picks,
        EventKind::MostReadChanged => Subject::MostRead,
        EventKind::BreakingSet | EventKind::BreakingCleared => Subject::Breaking,
        EventKind::WeatherChanged => Subject::Weather,
        EventKind::FrontChanged => Subject::Front,
        EventKind::PicturePrepared
        | EventKind::PictureFocused
        | EventKind::ProfileChanged
        | EventKind::SettingsChanged => Subject::Nothing,
    }
}

/// Whether a message tells how something stands that other events change too.
pub(super) fn tells_what_stands(kind: EventKind) -> bool {
    matches!(
        subject(kind),
        Subject::Picks | Subject::MostRead | Subject::Breaking | Subject::Weather
    )
}
