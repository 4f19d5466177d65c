//! Answers of Open-Meteo (open-meteo.com/en/docs), which say what a model knows of the current quarter of an hour.

use domain::{Moment, Temperature};
use jiff::civil::DateTime;
use jiff::tz::Offset;
use serde::Deserialize;

use super::{Reading, Unusable};

#[derive(Deserialize)]
struct Forecast {
    utc_offset_seconds: i32,
    current_units: Units,
    current: Current,
}

#[derive(Deserialize)]
struct Units {
    temperature_2m: String,
}

#[derive(Deserialize)]
struct Current {
    /// Without seconds and offset, as `2023-02-05T15:00`.
    time: String,
    /// Two metres above the ground.
    temperature_2m: Option<f64>,
}

pub(super) fn read(answer: &str) -> Result<Reading, Unusable> {
    let forecast: Forecast = serde_json::from_str(answer)?;
    if forecast.current_units.temperature_2m != "°C" {
        return Err(Unusable::Unreadable("it is not in °C".to_owned()));
    }
    let time: DateTime = forecast.current.time.parse()?;
    let time = Offset::from_seconds(forecast.utc_offset_seconds)?.to_timestamp(time)?;
    let degrees = forecast.current.temperature_2m.ok_or(Unusable::Nothing)?;
    Ok(Reading {
        temperature: Temperature::from_celsius(degrees)?,
        measured_at: Moment::from_micros(time.as_microsecond()),
    })
}
