//! The services that can be asked.

use domain::Moment;

use super::{Coordinates, MINUTE, Reading, Unusable, met_norway, open_meteo};

/// Whom to ask how warm it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Service {
    /// open-meteo.com.
    #[default]
    OpenMeteo,
    /// The Norwegian Meteorological Institute, api.met.no.
    MetNorway,
}

impl Service {
    /// All there are.
    pub const ALL: [Self; 2] = [Self::OpenMeteo, Self::MetNorway];

    /// Its name in settings, in the store and for whoever runs the paper.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::OpenMeteo => "open-meteo",
            Self::MetNorway => "met-norway",
        }
    }

    /// The service of that name.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|service| service.as_str() == word)
    }

    /// Where it is.
    #[must_use]
    pub const fn home(self) -> &'static str {
        match self {
            Self::OpenMeteo => "https://api.open-meteo.com",
            Self::MetNorway => "https://api.met.no",
        }
    }

    /// What to ask it for, below its home.
    #[must_use]
    pub fn path(self, place: Coordinates) -> String {
        let (latitude, longitude) = (place.latitude(), place.longitude());
        match self {
            Self::OpenMeteo => format!(
                "/v1/forecast?latitude={latitude}&longitude={longitude}&current=temperature_2m"
            ),
            Self::MetNorway => {
                format!("/weatherapi/locationforecast/2.0/compact?lat={latitude}&lon={longitude}")
            }
        }
    }

    /// What it says of now.
    ///
    /// # Errors
    /// Why that is of no use.
    pub fn read(self, answer: &str, now: Moment) -> Result<Reading, Unusable> {
        let reading = match self {
            Self::OpenMeteo => open_meteo::read(answer),
            Self::MetNorway => met_norway::read(answer, now),
        };
        reading?.about(now)
    }

    /// Whether an answer that has not changed would still be read as `reading`. A forecast says something else for the
    /// next hour.
    #[must_use]
    pub fn would_repeat(self, reading: &Reading, now: Moment) -> bool {
        match self {
            Self::OpenMeteo => true,
            Self::MetNorway => met_norway::distance(reading.measured_at, now) <= 30 * MINUTE,
        }
    }
}
