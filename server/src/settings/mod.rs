//! Settings: from the environment, else from `dateline.toml`, else a default that works. What the desk says of some of them goes
//! between the first two.
//!
//! A wrong value stops the start and is named, with the value seen and what would be right.

mod acme;
mod at_desk;
mod backup;
mod cdn;
mod discovery;
mod environment;
mod file;
mod gate;
mod letters;
mod limits;
mod links;
mod live;
mod mail;
mod notifications;
mod number;
mod paper;
mod proxies;
mod reach;
mod refused;
mod source;
mod tls;
mod vitals;
mod weather;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use domain::{Language, Slug};
use jiff::tz::TimeZone;
use newsroom::desk::gate::Strictness;
use newsroom::letters::Definition;
use newsroom::settings::{Menu, Origins};
use newsroom::store::DatabaseUrl;
use newsroom::vitals::Sample;

use crate::logging;

pub use acme::Acme;
pub use backup::Backup;
pub use cdn::Cdn;
pub use discovery::Discovery;
pub(crate) use letters::STORIES;
pub use limits::Limits;
pub use links::Links;
pub use live::Live;
pub use mail::{DkimKey, Mail, MailServer};
pub use notifications::Notifications;
pub use proxies::{Forwarding, Proxies};
use reach::origin;
pub use refused::Refused;
use source::Source;
pub use tls::Tls;
pub use weather::Weather;

/// Everything that can be set.
#[derive(Debug, Clone)]
pub struct Settings {
    /// `DATELINE_NAME`, `paper.name`: what the paper is called, 1 to 80 characters. Default "Dateline".
    pub name: String,
    /// `DATELINE_MOTTO`, `paper.motto`: the line under the name, up to 120 characters. Default none.
    pub motto: Option<String>,
    /// `DATELINE_PLACE`, `paper.place`: the place in the dateline, up to 80 characters. Default none.
    pub place: Option<String>,
    /// `DATELINE_TIME_ZONE`, `paper.time_zone`: an IANA name such as `Europe/Lisbon`, which decides
    /// what day it is at the paper. Default `UTC`.
    pub time_zone: Option<TimeZone>,
    /// `DATELINE_LANGUAGE`, `paper.language`: a language tag such as `en` or `pt-BR`. Default `en`.
    pub language: Language,
    /// `DATELINE_SECTIONS`, `paper.sections`: the sections that go first, by the words of their addresses, as
    /// `world, city, sport`; the others follow as they were first used. Default none.
    pub sections: Vec<Slug>,
    /// What stands in the menus of every page, which the desk alone can say. Default every section.
    pub menu: Option<Menu>,
    /// Where those of these settings come from that the desk can say, too.
    pub origins: Origins,
    /// `DATELINE_URL`, `paper.url`: where readers reach the paper, without a path. Default
    /// `http://` and the address, or `https://` with `[tls]`.
    pub url: String,
    /// `LEPTOS_SITE_ADDR`, `server.address`: IP address and port to listen on. Default
    /// `127.0.0.1:3000`.
    pub address: SocketAddr,
    /// Whose word is taken for where a request comes from.
    pub proxies: Proxies,
    /// `DATELINE_HTTPS_ONLY`, `server.https_only`: `on` or `off`, whether readers of whom those proxies say that they came
    /// unencrypted are sent on to `paper.url`, which begins with `https://` then. Default `off`.
    pub https_only: bool,
    /// How much of what costs one network may have.
    pub limits: Limits,
    /// `[tls]`: what connections there are encrypted with, two files or certificates that the program asks for. Default none; they are not.
    pub tls: Option<Tls>,
    /// `DATELINE_TLS_HSTS`, `tls.hsts`: for how long browsers are asked to open a paper whose `url` begins with
    /// `https://` in no other way (RFC 6797), 0 seconds to two years. Default half a year.
    pub hsts: Duration,
    /// `DATELINE_DATA_DIR`, `store.data_dir`: the folder of the database and pictures; made
    /// if it is not there. Default `data`.
    pub data_dir: PathBuf,
    /// `DATABASE_URL`, `store.database`: `sqlite:` and a path. Default `dateline.sqlite` in the data
    /// folder.
    pub database: DatabaseUrl,
    /// Backups that are made by themselves, if they are to be.
    pub backup: Option<Backup>,
    /// How letters leave the paper.
    pub mail: Mail,
    /// `[[letters]]`: the letters that the settings file defines, in the order in which they are offered.
    pub letters: Vec<Definition>,
    /// `DATELINE_LOG`, `server.log`: `text` or `json`. Default `text`.
    pub log: LogFormat,
    /// `RUST_LOG`: how much is logged, by target and level. Default `info,sqlx=warn,hyper=warn`.
    pub logged: String,
    /// `DATELINE_OTLP_URL`, `telemetry.otlp_url`: the collector that is told of requests (OTLP over HTTP, JSON), without
    /// `/v1/traces`. Default none.
    pub otlp_url: Option<String>,
    /// `DATELINE_CATALOGUE`, `server.catalogue`: `on` or `off`, whether `/desk/catalogue` shows what the
    /// pages are made of. Default `off`, and `on` under `cargo leptos watch`.
    pub catalogue: bool,
    /// How programs find the paper.
    pub discovery: Discovery,
    /// `[cdn]`: the network that keeps pages nearer to readers. Default none.
    pub cdn: Option<Cdn>,
    /// How the live stream is shared out.
    pub live: Live,
    /// Whether and how readers are told of news while no page is open.
    pub notifications: Notifications,
    /// How warm it is at the paper, and who says so.
    pub weather: Weather,
    /// `DATELINE_VITALS_SAMPLE`, `vitals.sample`: how many of a hundred page loads readers' browsers measure, 1 to 100, or `off`.
    /// Default 10.
    pub vitals: Option<Sample>,
    /// Whether links to other sites are asked for.
    pub links: Links,
    /// `DATELINE_DESK_GATE`, `[desk.gate]`: what becomes of what the publish gate finds, for each rule by its name: `off`,
    /// `warn` or `block`. Default as [`Strictness::of`] says.
    pub gate: Strictness,
}

/// How a log line is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line, for programs.
    Json,
}

const DATABASE: &str =
    "sqlite: and a path, such as sqlite:data/dateline.sqlite (PostgreSQL is not supported yet)";

/// The settings file that is read when `DATELINE_CONFIG` names no other.
const FILE: &str = "dateline.toml";

impl Settings {
    /// Reads the environment of this process and the settings file.
    ///
    /// # Errors
    /// [`Refused`] for the first setting that is wrong, or a file that cannot be read.
    pub fn load() -> Result<Self, Refused> {
        environment::read(|find| Self::read(find))
    }

    /// The same, with the environment passed in.
    ///
    /// # Errors
    /// As [`Settings::load`].
    pub fn read(environment: impl Fn(&str) -> Option<String>) -> Result<Self, Refused> {
        let named = environment("DATELINE_CONFIG");
        let mut file = match &named {
            Some(path) => file::read(path.as_ref())?,
            None => file::read_if_any(FILE.as_ref())?,
        };
        let source = Source::new(&environment, named.unwrap_or_else(|| FILE.to_owned()));
        let origins = at_desk::origins(&source, &file);
        let proxies = proxies::read(&source, &file.server)?;
        let address: SocketAddr = source
            .setting("LEPTOS_SITE_ADDR", "server.address", file.server.address)
            .parsed("an IP address and a port, such as 127.0.0.1:3000")?
            .unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 3000)));
        let data_dir = source
            .setting("DATELINE_DATA_DIR", "store.data_dir", file.store.data_dir)
            .value()
            .map_or_else(|| PathBuf::from("data"), PathBuf::from);
        let (tls, hsts) = tls::read(&source, file.tls, &data_dir)?;
        let url = reach::url(&source, file.paper.url.take(), tls.as_ref(), address)?;
        let tls = tls.map(|tls| tls.named(&url)).transpose()?;
        let https_only = reach::https_only(&source, file.server.https_only, &url)?;
        let paper = paper::read(&source, file.paper)?;
        let discovery = discovery::read(&source, file.discovery, file.feeds)?;
        let mail = mail::read(&source, file.mail, &url)?;
        let letters = letters::read(file.letters, source.file())?;
        let notifications = notifications::read(
            &source,
            file.notifications,
            &url,
            discovery.security_contact.as_deref(),
        )?;
        Ok(Self {
            name: paper.name,
            motto: paper.motto,
            place: paper.place,
            time_zone: paper.time_zone,
            language: paper.language,
            sections: paper.sections,
            menu: None,
            origins,
            url,
            address,
            proxies,
            https_only,
            limits: limits::read(&source, file.limits)?,
            tls,
            hsts,
            database: source
                .setting("DATABASE_URL", "store.database", file.store.database)
                .checked(DATABASE, |url| url.parse().ok())?
                .unwrap_or_else(|| DatabaseUrl::file(&data_dir.join("dateline.sqlite"))),
            data_dir,
            log: source
                .setting("DATELINE_LOG", "server.log", file.server.log)
                .checked("text or json", |format| match format {
                    "text" => Some(LogFormat::Text),
                    "json" => Some(LogFormat::Json),
                    _ => None,
                })?
                .unwrap_or(LogFormat::Text),
            logged: source
                .setting("RUST_LOG", "RUST_LOG", None)
                .checked(
                    "levels, or targets and levels, with commas between, such as info,sqlx=warn",
                    |raw| logging::is_filter(raw).then(|| raw.to_owned()),
                )?
                .unwrap_or_else(|| logging::USUAL.to_owned()),
            otlp_url: source
                .setting(
                    "DATELINE_OTLP_URL",
                    "telemetry.otlp_url",
                    file.telemetry.otlp_url,
                )
                .checked(
                    "the http:// or https:// address of a collector, with a port from 1 to 65535 or none, and without a path",
                    origin,
                )?,
            catalogue: source
                .setting(
                    "DATELINE_CATALOGUE",
                    "server.catalogue",
                    file.server.catalogue,
                )
                .checked("on or off", |word| match word {
                    "on" => Some(true),
                    "off" => Some(false),
                    _ => None,
                })?
                .unwrap_or_else(|| environment("LEPTOS_WATCH").is_some()),
            discovery,
            cdn: cdn::read(&source, file.cdn)?,
            backup: backup::read(&source, file.backup)?,
            live: live::read(&source, file.live)?,
            mail,
            letters,
            notifications,
            weather: weather::read(&source, file.weather)?,
            vitals: vitals::read(&source, file.vitals)?,
            links: links::read(&source, &file.desk)?,
            gate: gate::read(&source, file.desk.gate)?,
        })
    }

    /// The zone that decides which day it is.
    #[must_use]
    pub fn time_zone(&self) -> TimeZone {
        self.time_zone.clone().unwrap_or(TimeZone::UTC)
    }

    /// Where the paper's own pages are: `about.md`, `privacy.md`, `accessibility.md`.
    #[must_use]
    pub fn pages_dir(&self) -> PathBuf {
        self.data_dir.join("pages")
    }

    /// Where the last good page of every address is kept.
    #[must_use]
    pub fn copies_dir(&self) -> PathBuf {
        self.data_dir.join("page-copies")
    }

    /// Where pictures are kept.
    #[must_use]
    pub fn media_dir(&self) -> PathBuf {
        self.data_dir.join("media")
    }
}
