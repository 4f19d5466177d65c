//! Where on Earth the paper is at home.

use std::fmt;
use std::str::FromStr;

/// Parts of a degree that are told apart: four decimals are 11 metres, and MET Norway refuses more
/// (api.met.no/doc/TermsOfService).
const PARTS: f64 = 10_000.0;

/// A place on Earth, to the ten-thousandth of a degree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coordinates {
    latitude: i32,
    longitude: i32,
}

impl Coordinates {
    /// That many degrees north and east; none where there is no such place.
    #[must_use]
    pub fn from_degrees(latitude: f64, longitude: f64) -> Option<Self> {
        let is_on_earth = latitude.abs() <= 90.0 && longitude.abs() <= 180.0;
        is_on_earth.then(|| Self {
            latitude: (latitude * PARTS).round() as i32,
            longitude: (longitude * PARTS).round() as i32,
        })
    }

    /// Ten-thousandths of a degree north and east; none where there is no such place.
    #[must_use]
    pub fn from_parts(latitude: i32, longitude: i32) -> Option<Self> {
        Self::from_degrees(f64::from(latitude) / PARTS, f64::from(longitude) / PARTS)
    }

    /// Ten-thousandths of a degree north and east.
    #[must_use]
    pub fn parts(self) -> (i32, i32) {
        (self.latitude, self.longitude)
    }

    /// Degrees north.
    pub(super) fn latitude(self) -> f64 {
        f64::from(self.latitude) / PARTS
    }

    /// Degrees east.
    pub(super) fn longitude(self) -> f64 {
        f64::from(self.longitude) / PARTS
    }
}

/// As in `40.71,-74.01`: degrees north, degrees east.
impl fmt::Display for Coordinates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{},{}", self.latitude(), self.longitude())
    }
}

/// The text names no place on Earth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("degrees north and east with a comma between, such as 40.71,-74.01")]
pub struct NoPlace;

impl FromStr for Coordinates {
    type Err = NoPlace;

    fn from_str(raw: &str) -> Result<Self, Self::Err> {
        let (latitude, longitude) = raw.split_once(',').ok_or(NoPlace)?;
        let degrees = |raw: &str| raw.trim().parse::<f64>().map_err(|_| NoPlace);
        Self::from_degrees(degrees(latitude)?, degrees(longitude)?).ok_or(NoPlace)
    }
}

/// How the settings say where the paper is at home.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whereabouts {
    /// There.
    At(Coordinates),
    /// At the place of that name, wherever that is.
    Named(String),
}

/// What is kept of a place is kept under this.
impl fmt::Display for Whereabouts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::At(coordinates) => coordinates.fmt(f),
            Self::Named(name) => name.fmt(f),
        }
    }
}
