//! What answers are made from: the paper, what is kept of it, and how whoever runs it wants things done.

use std::ops::Deref;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use app::paper::Paper;
use desk::Desk;
use leptos::prelude::LeptosOptions;
use newsroom::desk::gate::Strictness;
use newsroom::letters::RefusedDomains;
use newsroom::readership::Readership;
use newsroom::settings::Origins;
use newsroom::vitals::{Sample, Vitals};

use super::answers::kept::KeptAnswers;
use super::answers::policy::Hsts;
use super::answers::previews::Previews;
use super::connection::admission::Admission;
use super::connection::doors::SentTo;
use super::connection::patience::Patience;
use super::heeding;
use super::live::Live;
use super::page_cache::PageCache;
use super::programs::metrics::Metrics;
use super::readers::desk_office;
use super::readers::notifications::Turns;
use super::request::bulkheads::Bulkheads;
use super::request::limits::Limits;
use super::request::network_turns::NetworkTurns;
use crate::backups::Backups;
use crate::letters::Letters;
use crate::links::Links;
use crate::notifications::Notifications;
use crate::pings::Standings;
use crate::returned::WaysBack;
use crate::settings::{self, Discovery};
use crate::weather;
use crate::{Site, acme};

/// What answers are made from. Every layer around a handler clones it for each request, so it is one pointer.
#[derive(Clone)]
pub struct AppState(Arc<StateParts>);

/// What is in it.
#[derive(Clone)]
pub struct StateParts {
    /// The paper.
    pub paper: Paper,
    /// The browser's files.
    pub site: Site,
    /// The folder of pictures.
    pub media: Arc<PathBuf>,
    pub(super) discovery: Arc<Discovery>,
    /// Where settings come from of which the desk may say something.
    pub(super) origins: Arc<Origins>,
    pub(super) kept: Arc<KeptAnswers>,
    pub(super) live: Arc<Live>,
    pub(super) page_cache: Arc<PageCache>,
    pub(super) previews: Arc<Previews>,
    pub(super) bulkheads: Arc<Bulkheads>,
    pub(super) options: LeptosOptions,
    pub(super) metrics: Arc<Metrics>,
    pub(super) hsts: Hsts,
    pub(super) certificate: Option<acme::Standing>,
    pub(super) cdn: Option<Arc<settings::Cdn>>,
    pub(super) proxies: Arc<settings::Proxies>,
    pub(super) admission: Admission,
    pub(super) sends_on: Option<SentTo>,
    pub(super) limits: Arc<Limits>,
    pub(super) patience: Patience,
    pub(super) pings: Standings,
    pub(super) backups: Option<Backups>,
    pub(super) weather: Arc<settings::Weather>,
    /// How asking for the weather goes.
    pub sky: weather::Standing,
    pub(super) notifications: Option<Arc<Notifications>>,
    pub(super) letters: Option<Letters>,
    pub(super) links: Option<Links>,
    pub(super) turns: Arc<Turns>,
    pub(super) sign_ups: Arc<NetworkTurns>,
    pub(super) measured: Arc<NetworkTurns>,
    pub(super) refused_domains: Arc<RefusedDomains>,
    pub(super) ways_back: Arc<WaysBack>,
    /// The part that editors use.
    pub desk: Desk,
    /// What was read since it was written down last.
    pub readership: Readership,
    /// How fast pages were since it was written down last.
    pub vitals: Vitals,
}

impl Deref for AppState {
    type Target = StateParts;

    fn deref(&self) -> &StateParts {
        &self.0
    }
}

impl AppState {
    /// The state of a server of `paper`.
    #[must_use]
    pub fn new(paper: Paper, site: Site, media: PathBuf) -> Self {
        let reload_port = std::env::var("LEPTOS_RELOAD_PORT")
            .ok()
            .and_then(|port| port.parse().ok());
        let options = LeptosOptions::builder()
            .output_name("dateline")
            .reload_port(reload_port.unwrap_or(3001_u32))
            .build();
        let discovery = Discovery::default();
        let facts = heeding::facts(&paper, &discovery, &media, &options);
        Self(Arc::new(StateParts {
            desk: Desk::new(paper.store.clone(), paper.clock.clone(), facts),
            paper,
            site,
            media: Arc::new(media),
            discovery: Arc::new(discovery),
            origins: Arc::default(),
            kept: Arc::default(),
            live: Arc::new(Live::new(settings::Live::default())),
            page_cache: Arc::default(),
            previews: Arc::default(),
            bulkheads: Arc::default(),
            options,
            metrics: Arc::default(),
            hsts: Hsts::default(),
            certificate: None,
            cdn: None,
            proxies: Arc::default(),
            admission: Admission::new(Arc::default(), Limits::default().connections()),
            sends_on: None,
            limits: Arc::default(),
            patience: Patience::default(),
            pings: Standings::default(),
            backups: None,
            weather: Arc::default(),
            sky: weather::Standing::default(),
            notifications: None,
            letters: None,
            links: None,
            turns: Arc::default(),
            sign_ups: Arc::new(NetworkTurns::of_sign_ups()),
            measured: Arc::new(NetworkTurns::of_vitals()),
            refused_domains: Arc::default(),
            ways_back: Arc::default(),
            readership: Readership::default(),
            vitals: Vitals::default(),
        }))
    }

    /// The same with some of it changed.
    #[must_use]
    pub(super) fn with(self, change: impl FnOnce(&mut StateParts)) -> Self {
        let mut parts = Arc::unwrap_or_clone(self.0);
        change(&mut parts);
        Self(Arc::new(parts))
    }

    /// The same with settings of its own for the programs that find the paper.
    #[must_use]
    pub fn with_discovery(self, discovery: Discovery) -> Self {
        self.with(|parts| parts.discovery = Arc::new(discovery))
    }

    /// The same with other proxies before it, whose word is taken for where requests come from.
    #[must_use]
    pub fn with_proxies(self, proxies: settings::Proxies) -> Self {
        let proxies = Arc::new(proxies);
        self.with(|parts| {
            parts.admission = Admission::new(proxies.clone(), parts.limits.connections());
            parts.proxies = proxies;
        })
    }

    /// The same where one network may have so many connections and so much of what costs.
    #[must_use]
    pub fn with_limits(self, limits: settings::Limits) -> Self {
        self.with(|parts| {
            parts.admission = Admission::new(parts.proxies.clone(), limits.connections);
            parts.limits = Arc::new(Limits::new(limits));
        })
    }

    /// The same where requests may take so long.
    #[must_use]
    pub fn with_patience(self, patience: Patience) -> Self {
        self.with(|parts| parts.patience = patience)
    }

    /// The same where browsers are asked for so long to open the paper encrypted only, if that is how it is reached.
    #[must_use]
    pub fn with_hsts(self, age: Duration) -> Self {
        self.with(|parts| parts.hsts = Hsts::of(&parts.paper.masthead.url, age))
    }

    /// The same where readers who came unencrypted to a proxy are sent on, if the paper is reached encrypted.
    #[must_use]
    pub fn with_https_only(self, https_only: bool) -> Self {
        self.with(|parts| {
            parts.sends_on = SentTo::paper_if(https_only, &parts.paper.masthead.url);
        })
    }

    /// The same with a certificate that the program asks for itself, if it does.
    #[must_use]
    pub fn with_certificate(self, certificate: Option<acme::Standing>) -> Self {
        self.with(|parts| parts.certificate = certificate)
    }

    /// The same behind a content delivery network, if there is one.
    #[must_use]
    pub fn with_cdn(self, cdn: Option<settings::Cdn>) -> Self {
        self.with(|parts| parts.cdn = cdn.map(Arc::new))
    }

    /// The same with settings that come from there, if not from the desk.
    #[must_use]
    pub fn with_origins(self, origins: Origins) -> Self {
        self.with(|parts| parts.origins = Arc::new(origins))
    }

    /// The same without readers whose address is of one of these domains.
    #[must_use]
    pub fn with_refused_domains(self, domains: RefusedDomains) -> Self {
        self.with(|parts| parts.refused_domains = Arc::new(domains))
    }

    /// The same with another share of live streams.
    #[must_use]
    pub fn with_live(self, live: settings::Live) -> Self {
        self.with(|parts| parts.live = Arc::new(Live::new(live)))
    }

    /// The same with other weather services.
    #[must_use]
    pub fn with_weather(self, weather: settings::Weather) -> Self {
        self.with(|parts| parts.weather = Arc::new(weather))
    }

    /// The same with what is known of telling others of changes.
    #[must_use]
    pub fn with_pings(self, pings: Standings) -> Self {
        self.with(|parts| parts.pings = pings)
    }

    /// The same with backups that are made by themselves, if they are to be.
    #[must_use]
    pub fn with_backups(self, backups: Option<Backups>) -> Self {
        self.with(|parts| parts.backups = backups)
    }

    /// The same with a way to notify readers, if there is one.
    #[must_use]
    pub fn with_notifications(self, notifications: Option<Notifications>) -> Self {
        self.with(|parts| {
            parts.paper.has_notifications = notifications.is_some();
            parts.notifications = notifications.map(Arc::new);
        })
    }

    /// The same whose readers' browsers measure that share of page loads, if any.
    #[must_use]
    pub fn with_vitals(self, sample: Option<Sample>) -> Self {
        self.with(|parts| parts.paper.vitals = sample)
    }

    /// The same with somebody who sends letters.
    #[must_use]
    pub fn with_letters(self, letters: Letters) -> Self {
        self.with(|parts| {
            parts.desk = parts.desk.clone().with_office(desk_office::of(&letters));
            parts.letters = Some(letters);
        })
    }

    /// The same with somebody who asks other sites for what stories lead to, or nobody.
    #[must_use]
    pub fn with_links(self, links: Option<Links>) -> Self {
        self.with(|parts| {
            parts.desk = parts.desk.clone().asking_other_sites(links.is_some());
            parts.links = links;
        })
    }

    /// The same with a gate that is as strict as that.
    #[must_use]
    pub fn with_gate(self, strictness: Strictness) -> Self {
        self.with(|parts| parts.desk = parts.desk.clone().as_strict_as(strictness))
    }

    /// The same with a copy of every page in a folder, for when one cannot be made.
    #[must_use]
    pub fn with_copies(self, folder: PathBuf) -> Self {
        self.page_cache.copy_to(folder);
        self
    }

    /// The same with ways for letters to come back.
    #[must_use]
    pub fn with_ways_back(self, ways: WaysBack) -> Self {
        self.with(|parts| parts.ways_back = Arc::new(ways))
    }

    /// How many live streams there may be at once.
    pub(super) fn live_streams(&self) -> u32 {
        self.live.most()
    }

    /// Ends the live streams and asks their readers to come back, not all at once.
    pub fn end_live_streams(&self) {
        self.live.end();
    }
}
