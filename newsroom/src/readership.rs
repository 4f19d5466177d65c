//! What is read most: counted in memory, written now and then, without a trace of any reader.
//!
//! An hour's count of an article, and of the sites its readers came from, is all that is ever stored. The list that pages show changes only with
//! an event of the log, so that a page stays the same bytes until then.

mod source;

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use domain::{ArticleId, Moment};

use crate::clock::Clock;
use crate::events::EventKind;
use crate::store::{Store, StoreError};

pub use source::Source;

/// How many stories the list has.
pub const LISTED: u32 = 5;

/// How many hours back reading counts: a day, so that a list always has a morning and an evening in it.
const HOURS: i64 = 24;

/// How many hours a count is kept.
const KEPT: i64 = 24 * 30;

const MICROS_AN_HOUR: i64 = 3_600_000_000;

/// How many sites are told apart between two writings. Anybody can make names up, and must not fill the memory or the store.
const SOURCES: usize = 200;

/// The hour of a moment, counted since 1970 in UTC, as counts are kept by.
#[must_use]
pub fn hour_of(moment: Moment) -> i64 {
    moment.micros().div_euclid(MICROS_AN_HOUR)
}

type Reads = HashMap<(ArticleId, Source), u32>;

#[derive(Debug, Default)]
struct Counts {
    reads: Reads,
    /// The sites that are told apart, so that a read need not look through all others.
    sources: HashSet<Source>,
}

/// Counts since they were written last. Clones share them.
#[derive(Debug, Clone, Default)]
pub struct Readership(Arc<Mutex<Counts>>);

impl Readership {
    /// Somebody has opened an article, and came from there.
    pub fn count(&self, article: ArticleId, source: Source) {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let source = if counts.sources.contains(&source) {
            source
        } else if counts.sources.len() < SOURCES {
            counts.sources.insert(source.clone());
            source
        } else {
            Source::others()
        };
        let count = counts.reads.entry((article, source)).or_default();
        *count = count.saturating_add(1);
    }

    /// Writes what was counted since the last time, and the new list if it is another one.
    ///
    /// # Errors
    /// Any [`StoreError`]; the counts are kept for the next time then.
    pub async fn write(&self, store: &Store, clock: &Clock) -> Result<(), StoreError> {
        let counts = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        let written = write(store, clock.now(), &counts.reads).await;
        if written.is_err() {
            let mut newer = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            for (read, count) in counts.reads {
                let total = newer.reads.entry(read).or_default();
                *total = total.saturating_add(count);
            }
        }
        written
    }
}

async fn write(store: &Store, now: Moment, counts: &Reads) -> Result<(), StoreError> {
    let hour = hour_of(now);
    let listed = store.most_viewed(hour - HOURS, LISTED).await?;
    if counts.is_empty() && listed == store.listed_as_most_read().await? {
        return Ok(());
    }
    let mut writing = store.write().await?;
    for ((article, source), count) in counts {
        writing.add_views(*article, source, hour, *count).await?;
    }
    writing.forget_views_before(hour - KEPT).await?;
    if writing.list_most_read(hour - HOURS, LISTED).await? {
        writing.log(EventKind::MostReadChanged, None, now).await?;
    }
    writing.commit().await
}
