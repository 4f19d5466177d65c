//! When an article came or comes out, as front matter writes it.

use domain::Moment;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ZonedDateTime};

/// The moment a `date` means: RFC 3339, a YAML timestamp, or a plain day.
///
/// What names no offset is the clock on the paper's wall, and a plain day is the start of that day
/// there: a desk means its own morning when it writes `2023-02-05`. An hour that the clocks skipped
/// counts as the one after it; of an hour they showed twice the first is meant.
///
/// # Errors
/// A sentence for whoever wrote it when it is no date.
pub fn moment(written: &str, time_zone: &TimeZone) -> Result<Moment, String> {
    let written = written.trim();
    let joined = without_gap_before_offset(written);
    timestamp(&joined, time_zone)
        .map(|timestamp| Moment::from_micros(timestamp.as_microsecond()))
        .ok_or_else(|| {
            format!(
                "`{written}` is not a date; write it like 2023-02-05, 2023-02-05T18:30:00Z or \
                 2023-02-05T18:30:00+01:00"
            )
        })
}

fn timestamp(written: &str, time_zone: &TimeZone) -> Option<Timestamp> {
    // A bare number is a day without hyphens to jiff, and a slip of the keyboard to everybody else.
    if !written.contains('-') {
        return None;
    }
    let zoned = || {
        written
            .parse()
            .map(|zoned: ZonedDateTime| zoned.timestamp())
    };
    let on_the_wall = || time_zone.to_timestamp(written.parse::<DateTime>()?);
    written
        .parse()
        .or_else(|_| zoned())
        .or_else(|_: jiff::Error| on_the_wall())
        .ok()
}

/// YAML allows `2023-02-05 18:30:00 +01:00`; RFC 3339 has nothing between the time and the offset.
fn without_gap_before_offset(written: &str) -> String {
    match written.rsplit_once(' ') {
        Some((time, offset)) if time.contains(':') && offset.starts_with(['+', '-', 'Z', 'z']) => {
            format!("{}{offset}", time.trim_end())
        }
        _ => written.to_owned(),
    }
}
