//! Why copies wait or failed, for whoever asks why nothing moves.

use domain::Moment;

/// A mail server that takes no letters at present.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailTrouble {
    /// Its host and port.
    pub server: String,
    /// Since when.
    pub since: Moment,
    /// What it said last, or why it could not be asked.
    pub why: String,
}

/// What mail servers said most often about some copies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The words, without the addresses they were about.
    pub words: String,
    /// How many copies they were said about.
    pub copies: i64,
}

/// Copies that are to be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting {
    /// How many.
    pub copies: i64,
    /// Since when the first of them waits.
    pub since: Moment,
}
