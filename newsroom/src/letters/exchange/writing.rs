//! Writing subscribers down for another program.

use std::io::Write;

use domain::Moment;
use jiff::Timestamp;

use super::guarded;
use crate::letters::{Consent, Subscriber, SubscriberId};
use crate::store::{Store, StoreError};

/// How many subscribers are read at once.
const BATCH: u32 = 1000;

/// The columns of an export.
pub const COLUMNS: [&str; 10] = [
    "address",
    "state",
    "letters",
    "frequency",
    "paused_until",
    "created_at",
    "confirmed_at",
    "consent_at",
    "consent_form",
    "consent_wording",
];

/// Why an export stopped.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What is written cannot be kept.
    #[error("the list cannot be written: {0}")]
    Write(#[from] csv::Error),
}

impl From<std::io::Error> for ExportError {
    fn from(error: std::io::Error) -> Self {
        Self::Write(error.into())
    }
}

/// Writes all subscribers to `sink`, the oldest first, each with what they agreed to last, and says how many they are.
///
/// # Errors
/// [`ExportError`]; what was written before stays.
pub async fn export(store: &Store, mut sink: impl Write) -> Result<u64, ExportError> {
    let mut count = 0;
    let mut after = None;
    while let Some(part) = part(store, after).await? {
        sink.write_all(&part.csv)?;
        count += part.count;
        after = Some(part.last);
    }
    sink.flush()?;
    Ok(count)
}

/// Some of the list, as it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its lines.
    pub csv: Vec<u8>,
    /// The last subscriber in it.
    pub last: SubscriberId,
    /// How many subscribers it has.
    pub count: u64,
}

/// The part of the list that comes after that subscriber, or, with none, the first, with the names of the columns. None when
/// all of it was written.
///
/// # Errors
/// [`ExportError`].
pub async fn part(store: &Store, after: Option<SubscriberId>) -> Result<Option<Part>, ExportError> {
    let begins = after.unwrap_or(SubscriberId(0));
    let batch = store.subscribers_after(begins, BATCH).await?;
    let mut csv = csv::Writer::from_writer(Vec::new());
    if after.is_none() {
        csv.write_record(COLUMNS)?;
    }
    let last = match (batch.last(), after) {
        (Some(subscriber), _) => subscriber.id,
        (None, None) => begins,
        (None, Some(_)) => return Ok(None),
    };
    let consents = store.consents_between(begins, last).await?;
    for subscriber in &batch {
        let theirs = consents
            .iter()
            .filter(|consent| consent.subscriber == subscriber.id);
        // Whatever is in force goes before what was only asked for.
        let consent = theirs.max_by_key(|consent| (consent.confirmed_at.is_some(), consent.id.0));
        csv.write_record(cells(subscriber, consent))?;
    }
    let csv = csv
        .into_inner()
        .map_err(|error| std::io::Error::from(error.into_error().kind()))?;
    Ok(Some(Part {
        csv,
        last,
        count: u64::try_from(batch.len()).unwrap_or(u64::MAX),
    }))
}

fn cells(subscriber: &Subscriber, consent: Option<&Consent>) -> [String; COLUMNS.len()] {
    let letters: Vec<&str> = subscriber.letters.iter().map(|it| it.as_str()).collect();
    let asked_at = consent.map(|consent| consent.asked_at);
    let text = |cell: Option<&String>| cell.map(|cell| guarded(cell)).unwrap_or_default();
    [
        guarded(subscriber.address.as_str()),
        subscriber.state.to_string(),
        letters.join(" "),
        subscriber.frequency.to_string(),
        time(subscriber.paused_until),
        time(Some(subscriber.created_at)),
        time(subscriber.confirmed_at),
        time(asked_at),
        text(consent.map(|consent| &consent.form)),
        text(consent.map(|consent| &consent.wording)),
    ]
}

fn time(moment: Option<Moment>) -> String {
    moment
        .and_then(|moment| Timestamp::from_microsecond(moment.micros()).ok())
        .map(|time| time.to_string())
        .unwrap_or_default()
}
