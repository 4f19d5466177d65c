//! How warm it is, as pages and the live stream say it.

use domain::TemperatureUnit;
use newsroom::weather::Shown;

use crate::dates::machine_readable_at;
use crate::paper::{Masthead, Outdoors};

/// A temperature in the paper's unit and words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Figure {
    /// As in `6.9 C`. It is written alike in every language: a point is right in all of them, and a comma is not.
    pub(crate) short: String,
    /// The same with whole words.
    pub(crate) spoken: String,
    /// When it is too old to be shown, for machines.
    pub(crate) until: String,
}

impl Figure {
    pub(crate) fn of(masthead: &Masthead, outdoors: &Outdoors, shown: Shown) -> Self {
        let degrees = shown.temperature.degrees(outdoors.unit);
        let [celsius, fahrenheit] = masthead.words().degrees;
        let unit = match outdoors.unit {
            TemperatureUnit::Celsius => celsius,
            TemperatureUnit::Fahrenheit => fahrenheit,
        };
        Self {
            short: format!("{degrees} {}", outdoors.unit.letter()),
            spoken: format!("{degrees} {unit}"),
            until: machine_readable_at(&masthead.time_zone, shown.until),
        }
    }
}
