//! The desk: the part that editors use, under `/desk`.
//!
//! Its pages are plain HTML of forms and links that work without script, written on the server for one person at a time, so
//! nothing of what readers get is in them and nothing of them in what readers get. What may be done, and by whom, is decided in
//! [`newsroom::desk`]; here is how it is asked for. [`doors`] lists every address with who may open it.

mod account;
mod answer;
mod beside;
mod clock_time;
mod codes;
mod coming_in;
mod compare;
mod doors;
mod editor;
mod editor_page;
mod files;
mod form;
mod frame;
mod guard;
mod kept_form;
mod lists;
mod log;
mod merging;
mod passkeys;
mod people;
mod pictures;
mod qr;
mod saves;
mod saving;
mod second_step;
mod sharing;
mod turns;
mod welcome;

use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::Arc;

use axum::extract::Request;
use domain::Language;
use jiff::tz::TimeZone;
use newsroom::clock::Clock;
use newsroom::desk::passkeys::Passkeys;
use newsroom::store::Store;

pub use doors::{Door, Who, doors, routes};
use turns::Turns;

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
}

/// What the desk knows of its paper.
#[derive(Debug, Clone)]
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
    /// The folder of pictures.
    pub media: PathBuf,
    /// The network that a request comes from, if that is known.
    pub from: fn(&Request) -> Option<IpAddr>,
}

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
        }
    }

    /// Whether browsers reach it by HTTPS, so that a cookie must not travel in the clear.
    fn is_secure(&self) -> bool {
        self.facts.url.starts_with("https://")
    }
}
