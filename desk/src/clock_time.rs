//! Times as the desk reads and writes them: on the paper's own clock.

use domain::Moment;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

/// A time for people, like `25 Nov 2026, 18:04`.
pub(crate) fn told(at: Moment, zone: &TimeZone) -> String {
    written(at, zone, "%-d %b %Y, %H:%M")
}

/// The same with its seconds, like `25 Nov 2026, 18:04:09`.
pub(crate) fn told_exactly(at: Moment, zone: &TimeZone) -> String {
    written(at, zone, "%-d %b %Y, %H:%M:%S")
}

/// The time of day alone, like `18:04:09`.
pub(crate) fn of_day(at: Moment, zone: &TimeZone) -> String {
    written(at, zone, "%H:%M:%S")
}

/// A time for programs (HTML Standard, "valid date string with time").
pub(crate) fn machine(at: Moment) -> String {
    Timestamp::from_microsecond(at.micros()).map_or_else(|_| String::new(), |at| at.to_string())
}

/// The value of a field in which a time is chosen (HTML Standard, "valid local date and time string").
pub(crate) fn field(at: Option<Moment>, zone: &TimeZone) -> String {
    at.map_or_else(String::new, |at| written(at, zone, "%Y-%m-%dT%H:%M"))
}

/// What was chosen in such a field, or is a time for programs; nothing where it is empty. A time that the clocks skip counts as the one
/// after it.
///
/// # Errors
/// What to write instead.
pub(crate) fn chosen(raw: &str, zone: &TimeZone) -> Result<Option<Moment>, String> {
    let raw = raw.trim();
    if raw.is_empty() {
        return Ok(None);
    }
    if let Ok(at) = raw.parse::<Timestamp>() {
        return Ok(Some(Moment::from_micros(at.as_microsecond())));
    }
    let moment = raw
        .parse::<DateTime>()
        .and_then(|time| zone.to_ambiguous_zoned_datetime(time).compatible())
        .map(|time| Moment::from_micros(time.timestamp().as_microsecond()));
    moment
        .map(Some)
        .map_err(|_| format!("`{raw}` is no time. Write it like 2026-03-04 18:00."))
}

/// The day that was chosen in a field for days, from its beginning to that of the next; nothing where it is empty.
///
/// # Errors
/// What to write instead.
pub(crate) fn chosen_day(raw: &str, zone: &TimeZone) -> Result<Option<(Moment, Moment)>, String> {
    let raw = raw.trim();
    if raw.is_empty() {
        return Ok(None);
    }
    let begins = |day: Date| {
        let midnight = zone.to_ambiguous_zoned_datetime(day.at(0, 0, 0, 0));
        let begins = midnight.compatible().ok()?;
        Some(Moment::from_micros(begins.timestamp().as_microsecond()))
    };
    let day = raw.parse::<Date>().ok();
    let day = day.and_then(|day| Some((begins(day)?, begins(day.tomorrow().ok()?)?)));
    day.map(Some)
        .ok_or_else(|| format!("`{raw}` is no day. Write it like 2026-03-04."))
}

fn written(at: Moment, zone: &TimeZone, format: &str) -> String {
    Timestamp::from_microsecond(at.micros())
        .map(|at| {
            at.to_zoned_datetime(zone.clone())
                .strftime(format)
                .to_string()
        })
        .unwrap_or_default()
}
