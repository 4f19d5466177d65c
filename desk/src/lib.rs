//! The desk: the part that editors use, under `/desk`.
//!
//! Its pages are plain HTML of forms and links that work without script, written on the server for one person at a time, so
//! nothing of what readers get is in them and nothing of them in what readers get. What may be done, and by whom, is decided in
//! [`newsroom::desk`]; here is how it is asked for. [`doors`] lists every address with who may open it.

mod accounts;
mod address;
mod answer;
mod clock_time;
mod coverage;
mod doors;
mod files;
mod form;
mod frame;
mod front;
mod guard;
mod kept_form;
mod letters;
mod log;
mod menu;
mod numbers;
mod office;
mod once;
mod pictures;
mod readers;
mod settings;
mod stories;

use std::net::IpAddr;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;

use axum::extract::Request;
use domain::Language;
use jiff::tz::TimeZone;
use newsroom::clock::Clock;
use newsroom::desk::flow::Gate;
use newsroom::desk::gate::{OtherSites, Strictness};
use newsroom::desk::passkeys::Passkeys;
use newsroom::letters::PaperFacts;
use newsroom::settings::{Origins, Particulars};
use newsroom::store::{Store, StoreError};

use accounts::turns::Turns;
pub use doors::{Door, Who, doors, routes};
pub use front::proof::FrontProof;
pub use office::{Landed, Office, Outbox, TryOut};
pub use stories::proof::Proof;

/// The desk of a paper. Cheap to clone.
#[derive(Clone)]
pub struct Desk {
    /// Where everything is kept.
    pub store: Store,
    /// What time it is.
    pub clock: Clock,
    /// What its pages say of the paper.
    pub facts: Arc<Facts>,
    passkeys: Arc<Passkeys>,
    turns: Arc<Turns>,
    office: Option<Arc<Office>>,
}

/// What the desk knows of its paper.
#[derive(Clone)]
pub struct Facts {
    /// The paper's name.
    pub name: String,
    /// Where readers reach it, without a slash at the end.
    pub url: String,
    /// The language most of it is written in.
    pub language: Language,
    /// The zone that the desk's clocks go by.
    pub time_zone: TimeZone,
    /// The address of the readers' styles, whose tokens the desk's build on.
    pub style: String,
    /// The address of the script that renders a preview.
    pub preview: String,
    /// How strict the gate is.
    pub strictness: Strictness,
    /// Whether links to other sites are asked for.
    pub asks_other_sites: bool,
    /// The folder of pictures.
    pub media: PathBuf,
    /// The network that a request comes from, if that is known.
    pub from: fn(&Request) -> Option<IpAddr>,
    /// How the page of a story is made that readers do not have; nobody knows in tests of less than the whole site.
    pub proof: Option<Proof>,
    /// The same for a front, the paper's or a section's, that was arranged and is not out.
    pub front_proof: Option<FrontProof>,
    /// What owners can set, as it is in force.
    pub particulars: Particulars,
    /// Where that comes from, if not from the desk.
    pub origins: Origins,
    /// How the site takes in what was set.
    pub renewal: Option<Renewal>,
}

/// Makes the site follow what owners set, before the next page is answered.
pub type Renewal =
    Arc<dyn Fn() -> Pin<Box<dyn Future<Output = Result<(), StoreError>> + Send>> + Send + Sync>;

impl Desk {
    /// The desk of the paper in `store`.
    #[must_use]
    pub fn new(store: Store, clock: Clock, facts: Facts) -> Self {
        Self {
            store,
            clock,
            passkeys: Arc::new(Passkeys::of(&facts.url, &facts.name)),
            facts: Arc::new(facts),
            turns: Arc::default(),
            office: None,
        }
    }

    /// The same with somebody who sends letters.
    #[must_use]
    pub fn with_office(self, office: Office) -> Self {
        Self {
            office: Some(Arc::new(office)),
            ..self
        }
    }

    /// The same with a gate that is as strict as that.
    #[must_use]
    pub fn as_strict_as(mut self, strictness: Strictness) -> Self {
        Arc::make_mut(&mut self.facts).strictness = strictness;
        self
    }

    /// The same where links to other sites are asked for, or are not.
    #[must_use]
    pub fn asking_other_sites(mut self, asks: bool) -> Self {
        Arc::make_mut(&mut self.facts).asks_other_sites = asks;
        self
    }

    /// The same of a paper of which something else is known.
    #[must_use]
    pub fn knowing(&self, facts: Facts) -> Self {
        Self {
            facts: Arc::new(facts),
            ..self.clone()
        }
    }

    /// The same whose settings take effect in that way.
    #[must_use]
    pub fn renewed_by(mut self, renewal: Renewal) -> Self {
        Arc::make_mut(&mut self.facts).renewal = Some(renewal);
        self
    }

    /// What letters say of the paper.
    fn paper_facts(&self) -> PaperFacts {
        match &self.office {
            Some(office) => office.facts.clone(),
            None => PaperFacts {
                name: self.facts.name.clone(),
                url: self.facts.url.clone(),
                language: self.facts.language.clone(),
                time_zone: self.facts.time_zone.clone(),
                postal_address: None,
            },
        }
    }

    /// What stories have to pass; `in_spite` of what it only warns of.
    fn gate(&self, in_spite: bool) -> Gate<'_> {
        Gate {
            strictness: &self.facts.strictness,
            url: &self.facts.url,
            other_sites: self.facts.asks_other_sites.then(|| OtherSites {
                now: self.clock.now(),
                zone: &self.facts.time_zone,
            }),
            in_spite,
        }
    }

    /// Whether browsers reach it by HTTPS, so that a cookie must not travel in the clear.
    fn is_secure(&self) -> bool {
        self.facts.url.starts_with("https://")
    }
}
