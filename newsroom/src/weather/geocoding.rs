//! Where a place of that name is, by Open-Meteo's geocoding (open-meteo.com/en/docs/geocoding-api).

use serde::Deserialize;

use super::{Coordinates, Unusable};

/// The service that knows where places are.
#[derive(Debug, Clone, Copy)]
pub struct Geocoding;

#[derive(Deserialize)]
struct Found {
    /// Left out where nothing was found.
    #[serde(default)]
    results: Vec<Place>,
}

#[derive(Deserialize)]
struct Place {
    latitude: f64,
    longitude: f64,
}

impl Geocoding {
    /// Where it is.
    pub const HOME: &'static str = "https://geocoding-api.open-meteo.com";

    /// What to ask it for, below its home: the place of that name, as the paper's language has it.
    #[must_use]
    pub fn path(name: &str, language: &str) -> String {
        let query = form_urlencoded::Serializer::new(String::new())
            .append_pair("name", name)
            .append_pair("count", "1")
            .append_pair("language", language)
            .finish();
        // A space as every server reads it.
        format!("/v1/search?{}", query.replace('+', "%20"))
    }

    /// Where the place is; none if it knows none of that name.
    ///
    /// # Errors
    /// [`Unusable::Unreadable`].
    pub fn read(answer: &str) -> Result<Option<Coordinates>, Unusable> {
        let found: Found = serde_json::from_str(answer)?;
        let Some(place) = found.results.first() else {
            return Ok(None);
        };
        match Coordinates::from_degrees(place.latitude, place.longitude) {
            Some(place) => Ok(Some(place)),
            None => Err(Unusable::Unreadable("it is not on Earth".to_owned())),
        }
    }
}
