//! The settings file, as it is written.

use std::path::Path;

use serde::Deserialize;

use super::Refused;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct File {
    pub(super) paper: Paper,
    pub(super) server: Server,
    pub(super) store: Store,
    pub(super) mail: Mail,
    pub(super) feeds: Feeds,
    pub(super) discovery: Discovery,
    pub(super) live: Live,
    pub(super) notifications: Notifications,
    pub(super) weather: Weather,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Paper {
    pub(super) name: Option<String>,
    pub(super) motto: Option<String>,
    pub(super) place: Option<String>,
    pub(super) time_zone: Option<String>,
    pub(super) language: Option<String>,
    pub(super) sections: Option<String>,
    pub(super) url: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Server {
    pub(super) address: Option<String>,
    pub(super) log: Option<String>,
    pub(super) catalogue: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Store {
    pub(super) data_dir: Option<String>,
    pub(super) database: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Mail {
    pub(super) smtp_url: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Feeds {
    pub(super) websub_hub: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Discovery {
    pub(super) ai_crawlers: Option<String>,
    pub(super) indexnow_endpoint: Option<String>,
    pub(super) indexnow_key: Option<String>,
    pub(super) security_contact: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Live {
    #[serde(deserialize_with = "number")]
    pub(super) streams: Option<String>,
    #[serde(deserialize_with = "number")]
    pub(super) streams_per_address: Option<String>,
    #[serde(deserialize_with = "number")]
    pub(super) heartbeat: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Weather {
    pub(super) service: Option<String>,
    pub(super) at: Option<String>,
    pub(super) unit: Option<String>,
    pub(super) open_meteo_url: Option<String>,
    pub(super) met_norway_url: Option<String>,
    pub(super) geocoding_url: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Notifications {
    pub(super) enabled: Option<String>,
    pub(super) contact: Option<String>,
    pub(super) service: Option<String>,
}

/// A number, with quotation marks or without. Whether it fits is checked where all settings are.
fn number<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Written {
        Number(i64),
        Text(String),
    }
    Ok(Some(match Written::deserialize(deserializer)? {
        Written::Number(number) => number.to_string(),
        Written::Text(text) => text,
    }))
}

pub(super) fn read(path: &Path) -> Result<File, Refused> {
    let text = std::fs::read_to_string(path).map_err(|error| Refused::file(path, &error))?;
    toml::from_str(&text).map_err(|error| Refused::file(path, &error))
}
