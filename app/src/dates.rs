//! Dates as readers see them, in the paper's time zone.

use domain::Moment;
use jiff::ZonedDateTime;
use jiff::fmt::strtime;
use leptos::prelude::*;

use crate::paper::Paper;

/// How much of a time is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Precision {
    /// "09:41" today, "Feb 4" before, "Feb 4, 2022" in another year.
    Brief,
    /// "February 5, 2023, 06:30".
    Full,
}

/// `moment` in a `time` element that machines can read too.
#[component]
pub(crate) fn Time(
    moment: Moment,
    precision: Precision,
    #[prop(optional)] class: &'static str,
) -> impl IntoView {
    let paper = expect_context::<Paper>();
    let local = paper.local(moment);
    let text = match precision {
        Precision::Brief => brief(&local, &paper.now()),
        Precision::Full => format("%B %-d, %Y, %H:%M", &local),
    };
    let class = (!class.is_empty()).then_some(class);
    view! { <time class=class datetime=machine_readable(&local)>{text}</time> }
}

/// "Sunday, February 5, 2023".
pub(crate) fn day(local: &ZonedDateTime) -> String {
    format("%A, %B %-d, %Y", local)
}

/// With seconds and the offset from UTC, but without the zone's name, which HTML does not know.
pub(crate) fn machine_readable(local: &ZonedDateTime) -> String {
    format("%Y-%m-%dT%H:%M:%S%:z", local)
}

fn brief(local: &ZonedDateTime, now: &ZonedDateTime) -> String {
    if local.date() == now.date() {
        format("%H:%M", local)
    } else if local.year() == now.year() {
        format("%b %-d", local)
    } else {
        format("%b %-d, %Y", local)
    }
}

fn format(pattern: &str, local: &ZonedDateTime) -> String {
    strtime::format(pattern, local).unwrap_or_default()
}
