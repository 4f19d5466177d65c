//! What every page knows: the paper's name and place, its store, and what time it is there.

use std::path::PathBuf;
use std::sync::Arc;

use domain::{Language, Section, Slug, TemperatureUnit};
use jiff::tz::TimeZone;
use newsroom::clock::Clock;
use newsroom::letters::{BadLink, Link, LinkKey};
use newsroom::settings::{Menu, in_order};
use newsroom::store::{Store, StoreError};
use newsroom::vitals::Sample;
use newsroom::weather::{Shown, Whereabouts};
use tokio::sync::OnceCell;

use crate::front::Front;
use crate::kept::Kept;
use crate::surroundings::Surroundings;
use crate::words::Words;

/// The paper as its pages see it. Cheap to clone.
#[derive(Clone)]
pub struct Paper {
    /// What stands above every page.
    pub masthead: Arc<Masthead>,
    /// Where the articles are.
    pub store: Store,
    /// What time it is.
    pub clock: Clock,
    /// Which files of the site this server serves.
    pub build: Arc<Build>,
    /// The folder of what the paper says of itself in its own words.
    pub pages: PathBuf,
    /// Whether the catalogue of its parts can be opened.
    pub has_catalogue: bool,
    /// Whether readers can be notified of news.
    pub has_notifications: bool,
    /// Which share of page loads browsers measure; none where they are not asked to.
    pub vitals: Option<Sample>,
    /// What stands around every page.
    pub(crate) surroundings: Kept<Surroundings>,
    /// The front page's stories.
    pub(crate) front: Kept<Front>,
    /// What links in letters are signed with, once one was asked for.
    pub(crate) link_key: Arc<OnceCell<LinkKey>>,
}

impl Paper {
    /// The paper in `store`, with what it says of itself in the folder `pages`.
    #[must_use]
    pub fn new(
        masthead: Masthead,
        store: Store,
        clock: Clock,
        build: Arc<Build>,
        pages: PathBuf,
    ) -> Self {
        Self {
            masthead: Arc::new(masthead),
            store,
            clock,
            build,
            pages,
            has_catalogue: false,
            has_notifications: false,
            vitals: None,
            surroundings: Kept::default(),
            front: Kept::default(),
            link_key: Arc::default(),
        }
    }

    /// The same paper called something else, at home elsewhere. What was read for its pages is read anew.
    #[must_use]
    pub fn with_masthead(&self, masthead: Masthead) -> Self {
        Self {
            masthead: Arc::new(masthead),
            surroundings: Kept::default(),
            front: Kept::default(),
            ..self.clone()
        }
    }

    /// The last part of the address of a link, made now.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn link(&self, link: Link) -> Result<String, StoreError> {
        Ok(self.link_key().await?.write(link, self.clock.now()))
    }

    /// What a link is for, if it is good now.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn read_link(&self, raw: &str) -> Result<Result<Link, BadLink>, StoreError> {
        Ok(self.link_key().await?.read(raw, self.clock.now()))
    }

    async fn link_key(&self) -> Result<&LinkKey, StoreError> {
        let key = self.link_key.get_or_try_init(|| self.store.link_key());
        key.await
    }

    /// What pages say of how warm it is, until it is too old.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn weather(&self) -> Result<Option<Shown>, StoreError> {
        match &self.masthead.outdoors {
            Some(outdoors) => self.store.weather(&outdoors.place).await,
            None => Ok(None),
        }
    }
}

/// What the paper is called and where it is at home.
#[derive(Debug, Clone, PartialEq)]
pub struct Masthead {
    /// The paper's name.
    pub name: String,
    /// The line under it.
    pub motto: Option<String>,
    /// The place in the dateline.
    pub place: Option<String>,
    /// The language most of it is written in.
    pub language: Language,
    /// The zone that decides which day it is.
    pub time_zone: TimeZone,
    /// The sections that go first, in that order.
    pub sections: Vec<Slug>,
    /// What stands in the menus, if somebody chose it; else every section.
    pub menu: Option<Menu>,
    /// Where readers reach the paper, without a slash at the end.
    pub url: String,
    /// Where it is asked how warm it is; none where that is not shown.
    pub outdoors: Option<Outdoors>,
}

/// Where the weather in the dateline is from, and how it is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outdoors {
    /// The place it is that of.
    pub place: Whereabouts,
    /// In what degrees are counted.
    pub unit: TemperatureUnit,
}

impl Masthead {
    /// Puts sections in the editors' order; those that it does not name follow as they are.
    pub(crate) fn in_order(&self, sections: Vec<Section>) -> Vec<Section> {
        in_order(&self.sections, sections)
    }

    /// What the pages say for themselves, in the paper's language.
    pub(crate) fn words(&self) -> &'static Words {
        Words::of(&self.language)
    }
}

/// The browser's files of one build. The name changes with any of them, so they can be kept for ever.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Build {
    /// A hash over all of them.
    pub id: String,
    /// The folder they are served from, without slashes at its ends.
    pub folder: String,
}

impl Build {
    /// The address of one of the files.
    #[must_use]
    pub fn path(&self, file: &str) -> String {
        format!("/{}/{file}", self.folder)
    }
}
