//! What a service answered, and for how long it is good.

use domain::{Moment, Refusal, Temperature};
use jiff::fmt::rfc2822;

use super::{MINUTE, SHOWN_FOR, Service};

/// How far ahead of the paper's clock a measurement may lie: clocks differ, and a forecast is for the nearest hour.
const AHEAD: i64 = 60 * MINUTE;

/// How warm it was, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// How warm.
    pub temperature: Temperature,
    /// When.
    pub measured_at: Moment,
}

/// The last answer of a service that could be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// What it says.
    pub reading: Reading,
    /// Whose it is.
    pub service: Service,
    /// When it was asked for, or asked about, last.
    pub asked_at: Moment,
    /// For how long it is good, and by what it is known.
    pub freshness: Freshness,
}

/// What an answer says of itself in its head (RFC 9110 section 8.8, RFC 9111 section 5.3).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Freshness {
    /// Until then nobody needs to ask again.
    pub expires_at: Option<Moment>,
    /// The name of what was answered.
    pub etag: Option<String>,
    /// When it was made, as the service writes it.
    pub last_modified: Option<String>,
}

/// Why an answer is of no use.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unusable {
    /// It is not what the service is known to answer.
    #[error("the answer cannot be read: {0}")]
    Unreadable(String),
    /// It has no temperature for now.
    #[error("the answer has no temperature")]
    Nothing,
    /// It has one that cannot be.
    #[error("{0}")]
    Absurd(#[from] Refusal),
    /// What it says is not about now.
    #[error("the answer is about another time")]
    AnotherTime,
}

impl From<serde_json::Error> for Unusable {
    fn from(error: serde_json::Error) -> Self {
        Self::Unreadable(error.to_string())
    }
}

impl From<jiff::Error> for Unusable {
    fn from(error: jiff::Error) -> Self {
        Self::Unreadable(error.to_string())
    }
}

impl Reading {
    /// The same, if it tells how warm it is now.
    ///
    /// # Errors
    /// [`Unusable::AnotherTime`] if it is too old, or of a time to come.
    pub fn about(self, now: Moment) -> Result<Self, Unusable> {
        let at = self.measured_at;
        if now < at.shifted(SHOWN_FOR) && at <= now.shifted(AHEAD) {
            Ok(self)
        } else {
            Err(Unusable::AnotherTime)
        }
    }
}

impl Freshness {
    /// From the values of `Expires`, `Date`, `ETag` and `Last-Modified`. The time until it expires is counted on the
    /// service's own clock, and is never longer than what was measured may be shown.
    #[must_use]
    pub fn read(
        now: Moment,
        expires: Option<&str>,
        date: Option<&str>,
        etag: Option<String>,
        last_modified: Option<String>,
    ) -> Self {
        let expires_at = expires.and_then(moment).map(|expires| {
            let said_at = date.and_then(moment).unwrap_or(now);
            let fresh_for = expires.micros().saturating_sub(said_at.micros());
            now.shifted(fresh_for.clamp(0, SHOWN_FOR))
        });
        Self {
            expires_at,
            etag,
            last_modified,
        }
    }

    /// What is known of an answer of which the service says that it has not changed.
    #[must_use]
    pub fn renewed(&self, newer: Self) -> Self {
        Self {
            expires_at: newer.expires_at,
            etag: newer.etag.or_else(|| self.etag.clone()),
            last_modified: newer.last_modified.or_else(|| self.last_modified.clone()),
        }
    }
}

/// A time as heads of HTTP have it: `Sun, 05 Feb 2023 15:00:00 GMT`.
fn moment(written: &str) -> Option<Moment> {
    let time = rfc2822::DateTimeParser::new()
        .parse_timestamp(written)
        .ok()?;
    Some(Moment::from_micros(time.as_microsecond()))
}
