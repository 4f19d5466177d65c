//! When a letter goes out.
//!
//! A schedule is written in the paper's own time: "06:30" is half past six on the clock on its wall. What is due is
//! therefore a local date and time, a [`Slot`], and an issue is made for a slot once, whatever clocks do: a time that a
//! change of clocks skips is due as much later as they were put on, and one that comes twice is due the first time.

use std::fmt;
use std::str::FromStr;

use domain::{Moment, Refusal};
use jiff::civil::{DateTime, Time, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

/// When a letter goes out by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Schedule {
    /// On these days of the week at that time, by the paper's clock.
    Weekly {
        /// At least one, from Monday on, each once.
        days: Vec<Weekday>,
        /// To the minute.
        at: Time,
    },
    /// When breaking news is put up.
    Breaking,
    /// Only when somebody says so.
    ByHand,
}

/// A local date and time at which an issue was due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slot(DateTime);

impl Slot {
    /// The moment that is at a paper in `zone`.
    #[must_use]
    pub fn moment(self, zone: &TimeZone) -> Option<Moment> {
        // "Compatible" (RFC 5545 section 3.3.5): after a gap, before a fold.
        let zoned = zone.to_ambiguous_zoned_datetime(self.0).compatible().ok()?;
        Some(Moment::from_micros(zoned.timestamp().as_microsecond()))
    }
}

impl fmt::Display for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.strftime("%Y-%m-%dT%H:%M"))
    }
}

const DAYS: [(&str, Weekday); 7] = [
    ("mon", Weekday::Monday),
    ("tue", Weekday::Tuesday),
    ("wed", Weekday::Wednesday),
    ("thu", Weekday::Thursday),
    ("fri", Weekday::Friday),
    ("sat", Weekday::Saturday),
    ("sun", Weekday::Sunday),
];

impl Schedule {
    /// The newest slot that was due after `after` and not later than `now`. Slots that were missed before it are not made
    /// up for: nobody wants last week's morning letters at once.
    #[must_use]
    pub fn due(&self, after: Moment, now: Moment, zone: &TimeZone) -> Option<Slot> {
        let slot = self.around(now, zone, -8..=0).rfind(|slot| {
            slot.moment(zone)
                .is_some_and(|at| at.micros() <= now.micros())
        })?;
        slot.moment(zone)
            .is_some_and(|at| at.micros() > after.micros())
            .then_some(slot)
    }

    /// When it goes out next after `now`.
    #[must_use]
    pub fn next(&self, now: Moment, zone: &TimeZone) -> Option<Moment> {
        self.around(now, zone, -1..=8)
            .filter_map(|slot| slot.moment(zone))
            .find(|at| at.micros() > now.micros())
    }

    /// Slots of the days so many days from `now`, in order.
    fn around(
        &self,
        now: Moment,
        zone: &TimeZone,
        days_away: std::ops::RangeInclusive<i64>,
    ) -> impl DoubleEndedIterator<Item = Slot> {
        let today = Timestamp::from_microsecond(now.micros())
            .map(|at| at.to_zoned_datetime(zone.clone()).date())
            .ok();
        days_away.filter_map(move |away| {
            let Self::Weekly { days, at } = self else {
                return None;
            };
            let day = today?.checked_add(away.days()).ok()?;
            days.contains(&day.weekday())
                .then(|| Slot(day.to_datetime(*at)))
        })
    }
}

impl fmt::Display for Schedule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Breaking => f.write_str("breaking"),
            Self::ByHand => f.write_str("by-hand"),
            Self::Weekly { days, at } => {
                if days.len() == DAYS.len() {
                    f.write_str("daily ")?;
                } else {
                    for (name, _) in DAYS.iter().filter(|(_, day)| days.contains(day)) {
                        write!(f, "{name} ")?;
                    }
                }
                write!(f, "{:02}:{:02}", at.hour(), at.minute())
            }
        }
    }
}

impl FromStr for Schedule {
    type Err = Refusal;

    fn from_str(raw: &str) -> Result<Self, Self::Err> {
        let refused = || {
            Refusal::new(
                "A schedule is \"daily 06:30\", days and a time such as \"mon wed fri 17:00\", \"breaking\" or \"by-hand\".",
            )
        };
        let raw = raw.trim().to_lowercase();
        match raw.as_str() {
            "breaking" => return Ok(Self::Breaking),
            "by-hand" => return Ok(Self::ByHand),
            _ => {}
        }
        let (on, at) = raw.rsplit_once(char::is_whitespace).ok_or_else(refused)?;
        let at = Time::strptime("%H:%M", at).map_err(|_| refused())?;
        let words: Vec<&str> = on
            .split([' ', ',', '\t'])
            .filter(|word| !word.is_empty())
            .collect();
        if words == ["daily"] {
            let days = DAYS.iter().map(|(_, day)| *day).collect();
            return Ok(Self::Weekly { days, at });
        }
        let is_day = |word: &&str| DAYS.iter().any(|(name, _)| name == word);
        if words.is_empty() || !words.iter().all(is_day) {
            return Err(refused());
        }
        let days = DAYS.iter().filter(|(name, _)| words.contains(name));
        let days = days.map(|(_, day)| *day).collect();
        Ok(Self::Weekly { days, at })
    }
}
