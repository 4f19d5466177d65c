//! What is in a backup, as it stands at its end.

use serde::{Deserialize, Serialize};

/// The form of backups that this version writes; it reads those up to it.
pub(super) const FORM: u32 = 1;

/// The name of the list in the archive.
pub(super) const NAME: &str = "backup.json";

/// Everything in a backup but the list itself.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct List {
    /// Which form of backup it is.
    pub(super) form: u32,
    /// Which Dateline has written it.
    pub(super) program: String,
    /// When, in microseconds since 1970.
    pub(super) at: i64,
    /// The newest event of the log in it.
    pub(super) newest_event: i64,
    /// All files, in order.
    pub(super) files: Vec<Listed>,
}

/// A file in a backup.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Listed {
    pub(super) name: String,
    pub(super) length: u64,
    /// BLAKE3, in hexadecimal digits.
    pub(super) hash: String,
}
