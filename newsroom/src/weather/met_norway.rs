//! Answers of MET Norway (api.met.no/weatherapi/locationforecast/2.0/documentation): a forecast, hour by hour.

use domain::{Moment, Temperature};
use jiff::Timestamp;
use serde::Deserialize;

use super::{Reading, Unusable};

#[derive(Deserialize)]
struct Forecast {
    properties: Properties,
}

#[derive(Deserialize)]
struct Properties {
    meta: Meta,
    timeseries: Vec<Hour>,
}

#[derive(Deserialize)]
struct Meta {
    units: Units,
}

#[derive(Deserialize)]
struct Units {
    air_temperature: String,
}

#[derive(Deserialize)]
struct Hour {
    /// As `2023-02-05T15:00:00Z`.
    time: String,
    data: Data,
}

#[derive(Deserialize)]
struct Data {
    instant: Instant,
}

#[derive(Deserialize)]
struct Instant {
    details: Details,
}

#[derive(Deserialize)]
struct Details {
    air_temperature: Option<f64>,
}

/// What it says of the hour nearest to now.
pub(super) fn read(answer: &str, now: Moment) -> Result<Reading, Unusable> {
    let Properties { meta, timeseries } = serde_json::from_str::<Forecast>(answer)?.properties;
    if meta.units.air_temperature != "celsius" {
        return Err(Unusable::Unreadable("it is not in °C".to_owned()));
    }
    let mut nearest: Option<(Moment, Option<f64>)> = None;
    for hour in timeseries {
        let time: Timestamp = hour.time.parse()?;
        let time = Moment::from_micros(time.as_microsecond());
        if nearest.is_none_or(|(known, _)| distance(time, now) < distance(known, now)) {
            nearest = Some((time, hour.data.instant.details.air_temperature));
        }
    }
    let (measured_at, degrees) = nearest.ok_or(Unusable::Nothing)?;
    Ok(Reading {
        temperature: Temperature::from_celsius(degrees.ok_or(Unusable::Nothing)?)?,
        measured_at,
    })
}

/// Microseconds between two moments, whichever comes first.
pub(super) fn distance(one: Moment, other: Moment) -> i64 {
    one.micros().saturating_sub(other.micros()).saturating_abs()
}
