//! The settings file, as it is written.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::Path;

use serde::Deserialize;

use super::number::number;
use super::{Refused, letters};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct File {
    pub(super) paper: Paper,
    pub(super) server: Server,
    pub(super) tls: Tls,
    pub(super) telemetry: Telemetry,
    pub(super) store: Store,
    pub(super) backup: Backup,
    pub(super) mail: Mail,
    pub(super) feeds: Feeds,
    pub(super) discovery: Discovery,
    pub(super) cdn: Cdn,
    pub(super) limits: Limits,
    pub(super) live: Live,
    pub(super) notifications: Notifications,
    pub(super) weather: Weather,
    pub(super) vitals: Vitals,
    pub(super) desk: Desk,
    pub(super) letters: Vec<Letter>,
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
    pub(super) trusted_proxies: Option<String>,
    pub(super) forwarded_header: Option<String>,
    pub(super) https_only: Option<String>,
    pub(super) log: Option<String>,
    pub(super) catalogue: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Telemetry {
    pub(super) otlp_url: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Tls {
    pub(super) certificate: Option<String>,
    pub(super) key: Option<String>,
    pub(super) redirect_from: Option<String>,
    pub(super) acme_directory: Option<String>,
    pub(super) acme_terms: Option<String>,
    pub(super) acme_contact: Option<String>,
    pub(super) acme_root: Option<String>,
    pub(super) acme_names: Option<String>,
    #[serde(deserialize_with = "number")]
    pub(super) hsts: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Store {
    pub(super) data_dir: Option<String>,
    pub(super) database: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Backup {
    pub(super) folder: Option<String>,
    #[serde(deserialize_with = "number")]
    pub(super) every: Option<String>,
    #[serde(deserialize_with = "number")]
    pub(super) keep: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Mail {
    pub(super) smtp_url: Option<String>,
    pub(super) root: Option<String>,
    pub(super) from: Option<String>,
    pub(super) bounces: Option<String>,
    pub(super) postal_address: Option<String>,
    pub(super) dkim_selector: Option<String>,
    pub(super) dkim_key: Option<String>,
    #[serde(deserialize_with = "number")]
    pub(super) connections: Option<String>,
    #[serde(deserialize_with = "number")]
    pub(super) per_minute: Option<String>,
    #[serde(deserialize_with = "number")]
    pub(super) per_domain: Option<String>,
    #[serde(deserialize_with = "number")]
    pub(super) patience: Option<String>,
    pub(super) bounce_maildir: Option<String>,
    pub(super) bounce_token: Option<String>,
    pub(super) refused_domains: Option<String>,
    pub(super) resolver: Option<String>,
}

/// One letter. Lists are texts with commas between, as everywhere in the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Letter {
    pub(super) slug: String,
    pub(super) name: String,
    pub(super) promise: String,
    pub(super) schedule: String,
    #[serde(default = "newest")]
    pub(super) gathers: String,
    #[serde(default)]
    pub(super) sections: String,
    #[serde(default = "shortest")]
    pub(super) shortest: u32,
    #[serde(default = "longest")]
    pub(super) longest: u32,
    pub(super) reply_to: Option<String>,
}

fn newest() -> String {
    "newest".to_owned()
}

fn shortest() -> u32 {
    letters::STORIES.0
}

fn longest() -> u32 {
    letters::STORIES.1
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
pub(super) struct Cdn {
    pub(super) purge_url: Option<String>,
    pub(super) purge_header: Option<String>,
    #[serde(deserialize_with = "number")]
    pub(super) max_age: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Limits {
    #[serde(deserialize_with = "number")]
    pub(super) connections: Option<String>,
    #[serde(deserialize_with = "number")]
    pub(super) pages: Option<String>,
    #[serde(deserialize_with = "number")]
    pub(super) searches: Option<String>,
    #[serde(deserialize_with = "number")]
    pub(super) forms: Option<String>,
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

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Vitals {
    #[serde(deserialize_with = "number")]
    pub(super) sample: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Desk {
    pub(super) links: Option<String>,
    pub(super) links_service: Option<String>,
    /// Rules and how strict to be with each. Whether there is such a rule is checked where all settings are.
    pub(super) gate: BTreeMap<String, String>,
}

pub(super) fn read(path: &Path) -> Result<File, Refused> {
    let bytes = match std::fs::read(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => match std::fs::read_link(path) {
            Ok(to) => {
                let nowhere = format!("it is a link to {}, where there is nothing", to.display());
                return Err(Refused::file(path, &nowhere));
            }
            Err(_) => return Err(Refused::file(path, &error)),
        },
        read => read.map_err(|error| Refused::file(path, &error))?,
    };
    let text = str::from_utf8(&bytes).map_err(|error| {
        let before = &bytes[..error.valid_up_to()];
        let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
        Refused::file(path, &format!("line {line} is not written in UTF-8"))
    })?;
    toml::from_str(text).map_err(|error| Refused::file(path, &error))
}

/// The same of a file that need not be there.
pub(super) fn read_if_any(path: &Path) -> Result<File, Refused> {
    match std::fs::symlink_metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(File::default()),
        Ok(_) | Err(_) => read(path),
    }
}
