//! How fast pages are in readers' browsers: figures that browsers took of themselves, without a trace of any reader.
//!
//! A figure is one more in a bucket as soon as it comes; buckets are held in memory and written now and then, like what is read.
//! Their bounds never depend on what came, so days can be added up, and a percentile of the sum is right to the width of a bucket.

mod metric;
mod report;
mod sample;
mod seen;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::Moment;

use crate::clock::Clock;
use crate::store::{Store, StoreError};

pub use metric::{Metric, Rating};
pub use report::{DAYS, Line, Percentile, report};
pub use sample::Sample;
pub use seen::{Device, Navigation, PageKind, View, views};

/// How many days figures are kept.
const KEPT: i64 = 90;

const MICROS_A_DAY: i64 = 24 * 3_600_000_000;

/// The day of a moment, counted since 1970 in UTC, as figures are kept by.
fn day_of(moment: Moment) -> i64 {
    moment.micros().div_euclid(MICROS_A_DAY)
}

/// What a figure is added to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Bucket {
    pub(crate) page: PageKind,
    pub(crate) device: Device,
    pub(crate) navigation: Navigation,
    pub(crate) metric: Metric,
    /// Its lower end, which is not in it.
    pub(crate) above: u32,
}

type Counts = HashMap<Bucket, u32>;

#[derive(Debug, Default)]
struct Held {
    counts: Counts,
    /// The last day on which what was too old was forgotten.
    tidied: Option<i64>,
    /// Views since the process began.
    told: u64,
}

/// Figures since they were written last. Clones share them.
#[derive(Debug, Clone, Default)]
pub struct Vitals(Arc<Mutex<Held>>);

impl Vitals {
    /// A browser has shown somebody a page.
    pub fn count(&self, view: &View) {
        let mut held = self.held();
        held.told += 1;
        for (metric, value) in &view.figures {
            let bucket = Bucket {
                page: view.page,
                device: view.device,
                navigation: view.navigation,
                metric: *metric,
                above: metric.above(*value),
            };
            let count = held.counts.entry(bucket).or_default();
            *count = count.saturating_add(1);
        }
    }

    /// How many views were counted since the process began.
    #[must_use]
    pub fn told(&self) -> u64 {
        self.held().told
    }

    /// Writes what was counted since the last time, and forgets once a day what is too old.
    ///
    /// # Errors
    /// Any [`StoreError`]; the figures are kept for the next time then.
    pub async fn write(&self, store: &Store, clock: &Clock) -> Result<(), StoreError> {
        let today = day_of(clock.now());
        let (counts, tidied) = {
            let mut held = self.held();
            (std::mem::take(&mut held.counts), held.tidied)
        };
        if counts.is_empty() && tidied == Some(today) {
            return Ok(());
        }
        let written = write(store, today, &counts).await;
        let mut held = self.held();
        match written {
            Ok(()) => held.tidied = Some(today),
            Err(_) => {
                for (bucket, count) in counts {
                    let total = held.counts.entry(bucket).or_default();
                    *total = total.saturating_add(count);
                }
            }
        }
        written
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn write(store: &Store, day: i64, counts: &Counts) -> Result<(), StoreError> {
    let mut writing = store.write().await?;
    for (bucket, count) in counts {
        writing.add_vitals(day, bucket, *count).await?;
    }
    writing.forget_vitals_before(day - KEPT + 1).await?;
    writing.commit().await
}
