//! What a message says that came to the address that letters come back to.

use super::opened::Opened;
use super::status::Status;
use super::{Ignored, Kind, complaint, delivery_status, prose};

/// What a message is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reading {
    /// A letter came back.
    Returned(Why),
    /// It is of no consequence.
    Ignored(Ignored),
    /// Nobody here can tell.
    Unknown,
}

/// Why a letter came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Why {
    pub(super) kind: Kind,
    pub(super) status: Option<Status>,
    /// In the words of the other mail server, one line.
    pub(super) reason: String,
}

/// As much of a reason is kept, in characters.
const LONGEST_REASON: usize = 300;

impl Why {
    pub(super) fn new(kind: Kind, status: Option<Status>, reason: &str) -> Self {
        let words = reason.split(|c: char| c.is_whitespace() || c.is_control());
        let line = words.filter(|word| !word.is_empty());
        let line = line.collect::<Vec<_>>().join(" ");
        Self {
            kind,
            status,
            reason: line.chars().take(LONGEST_REASON).collect(),
        }
    }
}

/// Reads a message. What a mail server says in the form that is made for it goes before what it says in sentences: some
/// mark their reports as answers of a machine.
pub(super) fn read(opened: &Opened) -> Reading {
    complaint::read(opened)
        .or_else(|| delivery_status::read(opened))
        .or_else(|| prose::read(opened))
        .unwrap_or_else(|| {
            if is_automatic(opened) {
                Reading::Ignored(Ignored::AutomaticReply)
            } else {
                Reading::Unknown
            }
        })
}

/// Whether nobody wrote it: that somebody is away, that something was received or read.
fn is_automatic(opened: &Opened) -> bool {
    let submitted = opened.field("auto-submitted").to_lowercase();
    let by_rfc_3834 = !submitted.is_empty() && !submitted.starts_with("no");
    let precedence = opened.field("precedence").to_lowercase();
    let by_precedence = matches!(precedence.trim(), "auto_reply" | "auto-reply");
    let by_own_field = [
        "x-autoreply",
        "x-autorespond",
        "x-autoresponder",
        "x-auto-response-suppress",
    ]
    .iter()
    .any(|name| !opened.field(name).is_empty());
    // A receipt that it was opened (RFC 8098).
    let is_receipt = opened.report.as_deref() == Some("disposition-notification");
    by_rfc_3834 || by_precedence || by_own_field || is_receipt
}
