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
pub async fn export(store: &Store, sink: impl Write) -> Result<u64, ExportError> {
    let mut csv = csv::Writer::from_writer(sink);
    csv.write_record(COLUMNS)?;
    let mut after = SubscriberId(0);
    let mut count = 0;
    loop {
        let batch = store.subscribers_after(after, BATCH).await?;
        let Some(last) = batch.last().map(|subscriber| subscriber.id) else {
            break;
        };
        let consents = store.consents_between(after, last).await?;
        for subscriber in &batch {
            let theirs = consents
                .iter()
                .filter(|consent| consent.subscriber == subscriber.id);
            // Whatever is in force goes before what was only asked for.
            let consent =
                theirs.max_by_key(|consent| (consent.confirmed_at.is_some(), consent.id.0));
            csv.write_record(cells(subscriber, consent))?;
            count += 1;
        }
        after = last;
    }
    csv.flush()?;
    Ok(count)
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
