//! That whoever issues certificates wants to be left alone: until when, and why.
//!
//! It is kept in a file, so that a server that is started again does not ask all the same, and the doctor knows of it.

use std::time::Duration;

use domain::Moment;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::folder::Folder;
use crate::settings;

/// What is kept of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Resting {
    /// Microseconds since 1970.
    until: i64,
    /// What they said.
    why: String,
}

impl Resting {
    /// For so long from `now`.
    pub(super) fn new(now: Moment, wait: Duration, why: &str) -> Self {
        let wait = i64::try_from(wait.as_micros()).unwrap_or(i64::MAX);
        Self {
            until: now.micros().saturating_add(wait),
            why: why.to_owned(),
        }
    }

    /// What is known of it for those settings, if it still goes on at `now`.
    pub(crate) fn known(set: &settings::Acme, now: Moment) -> Option<Self> {
        Folder::of(set).resting().filter(|it| it.is_on(now))
    }

    pub(super) fn is_on(&self, now: Moment) -> bool {
        now.micros() < self.until
    }

    /// How long it still is.
    pub(super) fn left(&self, now: Moment) -> Duration {
        let left = self.until.saturating_sub(now.micros());
        Duration::from_micros(u64::try_from(left).unwrap_or(0))
    }

    /// In words for whoever runs the paper.
    pub(crate) fn words(&self) -> String {
        let why = &self.why;
        match Timestamp::from_microsecond(self.until) {
            Ok(until) => format!("{why}; they are not asked again before {until:.0}"),
            Err(_) => format!("{why}; they are not asked again"),
        }
    }
}
