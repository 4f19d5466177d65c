//! Dates as readers see them, in the paper's time zone.

use std::sync::Arc;

use domain::{Language, Moment};
use jiff::civil::Date;
use jiff::fmt::strtime;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ZonedDateTime};
use leptos::prelude::*;

use crate::paper::{Masthead, Paper};
use crate::words::{Words, words};

/// The paper's time zone, what time it is there, and in which language it says so, for one page.
#[derive(Debug, Clone)]
pub(crate) struct Calendar(Arc<Now>);

#[derive(Debug)]
struct Now {
    zone: TimeZone,
    time: ZonedDateTime,
    language: Language,
}

impl Calendar {
    pub(crate) fn of(paper: &Paper) -> Self {
        let zone = paper.masthead.time_zone.clone();
        let time = local(&zone, paper.clock.now());
        Self(Arc::new(Now {
            zone,
            time,
            language: paper.masthead.language.clone(),
        }))
    }

    pub(crate) fn now(&self) -> ZonedDateTime {
        self.0.time.clone()
    }

    /// The same, wherever one is.
    pub(crate) fn moment(&self) -> Moment {
        Moment::from_micros(self.0.time.timestamp().as_microsecond())
    }

    pub(crate) fn zone(&self) -> TimeZone {
        self.0.zone.clone()
    }

    /// The paper's own language, for what stands within a story in another one.
    pub(crate) fn language(&self) -> Language {
        self.0.language.clone()
    }
}

fn local(zone: &TimeZone, moment: Moment) -> ZonedDateTime {
    Timestamp::from_microsecond(moment.micros())
        .unwrap_or(if moment.micros() < 0 {
            Timestamp::MIN
        } else {
            Timestamp::MAX
        })
        .to_zoned_datetime(zone.clone())
}

/// Which day it is at `moment` in `zone`.
pub(crate) fn date_of(moment: Moment, zone: &TimeZone) -> Date {
    local(zone, moment).date()
}

/// When a day begins in `zone`; none for the last days of the calendar.
pub(crate) fn midnight(date: Date, zone: &TimeZone) -> Option<Moment> {
    let midnight = zone.to_timestamp(date.at(0, 0, 0, 0)).ok()?;
    Some(Moment::from_micros(midnight.as_microsecond()))
}

/// How much of a time is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Precision {
    /// "09:41" today, "Feb 4" before, "Feb 4, 2022" in another year.
    Brief,
    /// "09:41" today, "Feb 4, 09:41" before, "Feb 4, 2022, 09:41" in another year.
    Moment,
    /// "Feb 4, 2022", always with the year.
    Day,
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
    let calendar = expect_context::<Calendar>();
    let Now {
        zone, time: now, ..
    } = &*calendar.0;
    let at = local(zone, moment);
    let text = match precision {
        Precision::Brief => brief(&at, now, words()),
        Precision::Moment if at.date() == now.date() => brief(&at, now, words()),
        Precision::Moment => {
            let (day, time) = (brief(&at, now, words()), format("%H:%M", &at));
            format!("{day}{}{time}", words().comma)
        }
        Precision::Day => (words().short_day_and_year)(&at),
        Precision::Full => (words().date_and_time)(&at),
    };
    let class = (!class.is_empty()).then_some(class);
    view! { <time class=class datetime=machine_readable(&at)>{text}</time> }
}

/// For machines, at a place in that time zone.
pub(crate) fn machine_readable_at(zone: &TimeZone, moment: Moment) -> String {
    machine_readable(&local(zone, moment))
}

/// With seconds and the offset from UTC, but without the zone's name, which HTML does not know.
fn machine_readable(local: &ZonedDateTime) -> String {
    format("%Y-%m-%dT%H:%M:%S%:z", local)
}

/// `moment` as [`Precision::Brief`] says it at the paper.
pub(crate) fn brief_at(masthead: &Masthead, moment: Moment, now: Moment) -> String {
    let at = |moment| local(&masthead.time_zone, moment);
    brief(&at(moment), &at(now), masthead.words())
}

/// `moment` as [`Precision::Full`] says it at the paper.
pub(crate) fn full_at(masthead: &Masthead, moment: Moment) -> String {
    (masthead.words().date_and_time)(&local(&masthead.time_zone, moment))
}

/// `moment` as [`Precision::Day`] says it at the paper.
pub(crate) fn day_at(masthead: &Masthead, moment: Moment) -> String {
    (masthead.words().short_day_and_year)(&local(&masthead.time_zone, moment))
}

fn brief(local: &ZonedDateTime, now: &ZonedDateTime, words: &Words) -> String {
    if local.date() == now.date() {
        format("%H:%M", local)
    } else if local.year() == now.year() {
        (words.short_day)(local)
    } else {
        (words.short_day_and_year)(local)
    }
}

fn format(pattern: &str, local: &ZonedDateTime) -> String {
    strtime::format(pattern, local).unwrap_or_default()
}
