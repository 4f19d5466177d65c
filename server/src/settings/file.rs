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
    pub(super) security_contact: Option<String>,
}

pub(super) fn read(path: &Path) -> Result<File, Refused> {
    let text = std::fs::read_to_string(path).map_err(|error| Refused::file(path, &error))?;
    toml::from_str(&text).map_err(|error| Refused::file(path, &error))
}
