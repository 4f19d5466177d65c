//! Times as programs read them, in UTC and to the second.

use domain::Moment;
use jiff::Timestamp;
use jiff::fmt::{rfc2822, strtime};

/// As in `2023-02-05T15:00:00Z` (RFC 3339).
pub(in crate::http) fn rfc_3339(moment: Moment) -> String {
    strtime::format("%Y-%m-%dT%H:%M:%SZ", timestamp(moment)).unwrap_or_default()
}

/// As in `Sun, 05 Feb 2023 15:00:00 GMT` (RFC 822 with four digits for the year, as RSS wants it).
pub(in crate::http) fn rfc_822(moment: Moment) -> String {
    rfc2822::DateTimePrinter::new()
        .timestamp_to_rfc9110_string(&timestamp(moment))
        .unwrap_or_default()
}

fn timestamp(moment: Moment) -> Timestamp {
    Timestamp::from_microsecond(moment.micros()).unwrap_or(Timestamp::UNIX_EPOCH)
}
