//! Complaints: a reader pressed "this is spam", and their mail provider says so in a feedback report (ARF, RFC 5965).

use super::delivery_status::groups;
use super::opened::Opened;
use super::reading::{Reading, Why};
use super::{Ignored, Kind};

/// What a report says; none if the message is no such report.
pub(super) fn read(opened: &Opened) -> Option<Reading> {
    let report = opened
        .pieces
        .iter()
        .find(|piece| piece.kind == "message/feedback-report")?;
    let fields = groups(&report.text).into_iter().flatten();
    let kind = fields
        .filter(|(name, _)| name == "feedback-type")
        .map(|(_, value)| value.to_lowercase())
        .next()
        .unwrap_or_default();
    Some(match kind.as_str() {
        // Not readers, but mail servers, about signatures (RFC 6591).
        "auth-failure" | "dmarc" => Reading::Ignored(Ignored::Authentication),
        "not-spam" => Reading::Ignored(Ignored::NotSpam),
        "" => Reading::Unknown,
        kind => Reading::Returned(Why::new(Kind::Complaint, None, kind)),
    })
}
