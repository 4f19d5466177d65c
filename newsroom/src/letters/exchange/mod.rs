//! Subscribers coming from another program or going to one, as CSV (RFC 4180) with what they agreed to.
//!
//! Everything goes row by row, so that a list of any length takes little memory. What is exported can be imported again,
//! here or elsewhere, and doing that twice changes nothing.

mod cells;
mod quotes;
mod reading;
mod taking;
mod writing;

use domain::{EmailAddress, Moment, Slug};

use super::{Frequency, SubscriberState};

pub use cells::{guarded, unguarded};
pub use reading::{Reader, Row};
pub use taking::{Taken, take};
pub use writing::{COLUMNS, ExportError, Part, export, part};

/// A subscriber as a row tells of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Where letters go.
    pub address: EmailAddress,
    /// Whether they do.
    pub state: SubscriberState,
    /// Which.
    pub letters: Vec<Slug>,
    /// How often.
    pub frequency: Frequency,
    /// Until when there are none.
    pub paused_until: Option<Moment>,
    /// When the address was left first.
    pub created_at: Option<Moment>,
    /// When its owner confirmed it.
    pub confirmed_at: Option<Moment>,
    /// When they asked.
    pub asked_at: Option<Moment>,
    /// Where they did.
    pub form: String,
    /// The words that stood there.
    pub wording: String,
}
