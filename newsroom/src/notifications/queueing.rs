use std::time::Duration;

use domain::{ArticleId, Moment};

use crate::clock::Clock;
use crate::events::{EventKind, EventNumber};
use crate::store::{News, Store, StoreError};

/// What the position in the event log is kept under.
pub const FOLLOWER: &str = "notifications";
/// For how long something is worth a notification. What happened before is not told: an archive that is imported, or a
/// day on which the server was down.
const LASTS: Duration = Duration::from_hours(6);
/// How many events are looked at in one go.
const EVENTS: u32 = 1000;

/// Writes down whom the next events of the log have to be told; the last of them, or nothing if there were none.
///
/// Doing it twice writes nothing twice: what a crash left between the deliveries and the position is found there again.
///
/// # Errors
/// Any [`StoreError`]; the position stays then.
pub async fn queue(store: &Store, clock: &Clock) -> Result<Option<EventNumber>, StoreError> {
    let position = store.follower(FOLLOWER).await?;
    let events = store.events(position, EVENTS).await?;
    let Some(last) = events.last() else {
        return Ok(None);
    };
    let now = clock.now();
    let published: Vec<ArticleId> = events
        .iter()
        .filter(|event| event.kind == EventKind::ArticlePublished)
        .filter_map(|event| event.article)
        .collect();
    let mut news: Vec<(News, Moment)> = Vec::new();
    let public = store.public_among(&published).await?;
    let mut stories: Vec<_> = public.values().map(|(story, _)| story).collect();
    stories.sort_unstable_by_key(|story| story.id);
    for story in stories {
        news.push((News::Story(story.id), lasts(story.published_at)));
    }
    if events
        .iter()
        .any(|event| event.kind == EventKind::BreakingSet)
        && let Some(bar) = store.breaking(now).await?
    {
        news.push((News::Breaking(bar.number), lasts(bar.set_at).min(bar.until)));
    }
    news.retain(|(_, expires_at)| *expires_at > now);
    if !news.is_empty() {
        let mut writing = store.write().await?;
        for (news, expires_at) in news {
            writing.queue_notification(news, expires_at, now).await?;
        }
        writing.commit().await?;
    }
    store.set_follower(FOLLOWER, last.number).await?;
    Ok(Some(last.number))
}

fn lasts(from: Moment) -> Moment {
    from.shifted(i64::try_from(LASTS.as_micros()).unwrap_or(i64::MAX))
}
