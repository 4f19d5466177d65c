//! How warm it is where the paper is at home: what is asked of the weather services, what their answers mean, and what
//! pages are told of it.
//!
//! The last good answer is kept in the store, so that a restart or a service that is away changes nothing until the
//! answer is too old. What pages are told changes only together with an event of the log: a page stays the same bytes
//! until then, and open pages hear of it. Asking itself, which takes a network, is somebody else's.

mod answer;
mod geocoding;
mod met_norway;
mod open_meteo;
mod place;
mod service;

use domain::{Moment, Temperature};

pub use answer::{Answer, Freshness, Reading, Unusable};
pub use geocoding::Geocoding;
pub use place::{Coordinates, NoPlace, Whereabouts};
pub use service::Service;

use crate::events::EventKind;
use crate::store::{Store, StoreError};

const MINUTE: i64 = 60_000_000;

/// How long after it was measured a temperature is shown, in microseconds.
const SHOWN_FOR: i64 = 120 * MINUTE;

/// How long what pages were told has to last at least, in microseconds, so that an unchanged temperature needs an event
/// an hour and not one for each answer.
const LASTS: i64 = 60 * MINUTE;

/// What pages show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown {
    /// How warm it is.
    pub temperature: Temperature,
    /// From then on it is too old to be shown.
    pub until: Moment,
}

impl Shown {
    /// The same, unless it is too old by now.
    #[must_use]
    pub fn at(self, now: Moment) -> Option<Self> {
        (now < self.until).then_some(self)
    }

    /// What pages have to be told of `reading` that they were not told before; none where they know enough.
    fn anew(reading: &Reading, told: Option<Self>, now: Moment) -> Option<Self> {
        let shown = Self {
            temperature: reading.temperature,
            until: reading.measured_at.shifted(SHOWN_FOR),
        };
        let lasts = told.is_some_and(|told| {
            told.temperature == shown.temperature
                && (told.until >= shown.until || told.until > now.shifted(LASTS))
        });
        shown.at(now).filter(|_| !lasts)
    }
}

/// Keeps what a service answered about `place`, and tells pages of it if that makes a difference.
///
/// # Errors
/// Any [`StoreError`].
pub async fn keep(
    store: &Store,
    place: &Whereabouts,
    answer: &Answer,
    now: Moment,
) -> Result<(), StoreError> {
    let told = store.weather(place).await?;
    let shown = Shown::anew(&answer.reading, told, now);
    let mut writing = store.write().await?;
    let told = shown.or(told).unwrap_or(Shown {
        temperature: answer.reading.temperature,
        until: answer.reading.measured_at,
    });
    writing.keep_weather(place, answer, told).await?;
    if shown.is_some() {
        writing.log(EventKind::WeatherChanged, None, now).await?;
    }
    writing.commit().await
}

/// Lets pages show what was answered last for as long as it may be shown, when no newer answer is to be had.
///
/// # Errors
/// Any [`StoreError`].
pub async fn hold_on(store: &Store, place: &Whereabouts, now: Moment) -> Result<(), StoreError> {
    match store.weather_answer(place).await? {
        Some(answer)
            if Shown::anew(&answer.reading, store.weather(place).await?, now).is_some() =>
        {
            keep(store, place, &answer, now).await
        }
        Some(_) | None => Ok(()),
    }
}
