//! The updates on a page of coverage, loaded and rendered.

use domain::{Article, CoverageState, Entry, EntryNumber, Language, Moment, Picture, SafeHtml};
use newsroom::coverage::MOST_PINNED;
use newsroom::store::{EntriesPage, Stretch};

use super::Asked;
use crate::article::render_entry;
use crate::failure::{Failure, or_log};
use crate::paper::Paper;

/// Updates on one page.
const ON_A_PAGE: u32 = 20;
/// Key events in the list: more would be a story of its own.
const KEY_EVENTS: u32 = 12;

/// What a page shows of the updates of an article.
#[derive(Debug)]
pub(crate) struct Updates {
    /// The article's address.
    pub(crate) path: String,
    pub(crate) article: i64,
    pub(crate) language: Option<Language>,
    pub(crate) state: CoverageState,
    pub(crate) closed_at: Option<Moment>,
    pub(crate) key_events: Vec<Entry>,
    /// Those that stand above the others; on the first page only.
    pub(crate) pinned: Vec<Update>,
    pub(crate) entries: Vec<Update>,
    pub(crate) newer: Option<Stretch>,
    pub(crate) older: Option<Stretch>,
    /// The highest number there ever was: what comes after it is new to whoever has this page.
    pub(crate) newest: EntryNumber,
    pub(crate) since: Option<Since>,
    /// The update that a link led to.
    pub(crate) asked: Option<EntryNumber>,
    /// The update that was asked for was taken back.
    pub(crate) is_missing: bool,
    /// Whether these are the newest, so that what comes in belongs here.
    pub(crate) is_first: bool,
}

/// What came after an update that the reader has seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Since {
    pub(crate) after: EntryNumber,
    pub(crate) count: u32,
}

/// An update as a page shows it.
#[derive(Debug, Clone)]
pub(crate) struct Update {
    pub(crate) entry: Entry,
    pub(crate) html: SafeHtml,
}

impl Updates {
    /// The updates of `article` that `asked` asks for; none if it is no coverage.
    pub(crate) async fn load(
        paper: &Paper,
        article: &Article,
        asked: Asked,
    ) -> Result<Option<Self>, Failure> {
        let Some(coverage) = article.coverage else {
            return Ok(None);
        };
        if asked.is_tampered {
            return Err(Failure::Tampered);
        }
        let store = &paper.store;
        let pinned = store.pinned_entries(article.id, MOST_PINNED).await?;
        let found = Found::look(paper, article, asked, &pinned).await?;
        let after = asked.after.unwrap_or(EntryNumber(0));
        let (newest, count) = store.newest_entry(article.id, after).await?;
        let pinned = if found.is_first { pinned } else { Vec::new() };
        let EntriesPage {
            entries,
            newer,
            older,
        } = found.page;
        Ok(Some(Self {
            path: article.path(),
            article: article.id.0,
            language: article.version.language.clone(),
            state: coverage.state,
            closed_at: coverage.closed_at,
            key_events: or_log(store.key_events(article.id, KEY_EVENTS).await).unwrap_or_default(),
            pinned: rendered(paper, article, pinned).await,
            entries: rendered(paper, article, entries).await,
            newer,
            older,
            newest,
            since: asked.after.map(|after| Since { after, count }),
            asked: asked.entry,
            is_missing: found.is_missing,
            is_first: found.is_first,
        }))
    }

    /// All updates on the page.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Update> {
        self.pinned.iter().chain(&self.entries)
    }

    /// The address of a page of them.
    pub(crate) fn path_of(&self, stretch: Stretch) -> String {
        match stretch {
            Stretch::Newest => self.path.clone(),
            Stretch::Before(number) => format!("{}?before={number}", self.path),
        }
    }
}

/// The page that was asked for.
struct Found {
    page: EntriesPage,
    is_first: bool,
    is_missing: bool,
}

impl Found {
    async fn look(
        paper: &Paper,
        article: &Article,
        asked: Asked,
        pinned: &[Entry],
    ) -> Result<Self, Failure> {
        let store = &paper.store;
        let page = |stretch| store.entries(article.id, stretch, ON_A_PAGE);
        let first = |page, is_missing| Self {
            page,
            is_first: true,
            is_missing,
        };
        if let Some(number) = asked.before {
            return Ok(Self {
                page: page(Stretch::Before(number)).await?,
                is_first: false,
                is_missing: false,
            });
        }
        let newest = page(Stretch::Newest).await?;
        let Some(number) = asked.entry else {
            return Ok(first(newest, false));
        };
        let is_it = |entry: &Entry| entry.number == number;
        if newest.entries.iter().any(is_it) || pinned.iter().any(is_it) {
            return Ok(first(newest, false));
        }
        let beginning = page(Stretch::beginning_with(number)).await?;
        if beginning.entries.first().is_some_and(is_it) {
            return Ok(Self {
                page: beginning,
                is_first: false,
                is_missing: false,
            });
        }
        if store.was_removed(article.id, number).await? {
            return Ok(first(newest, true));
        }
        Err(Failure::NotFound)
    }
}

/// Without what is known of their pictures, updates still read well.
async fn rendered(paper: &Paper, article: &Article, entries: Vec<Entry>) -> Vec<Update> {
    let mut ids = Vec::new();
    for entry in &entries {
        ids.extend(entry.version.text.markdown().picture_ids());
    }
    let pictures: Vec<Picture> = or_log(paper.store.pictures(&ids).await).unwrap_or_default();
    let language = article.version.language.as_ref();
    let language = language.unwrap_or(&paper.masthead.language);
    entries
        .into_iter()
        .map(|entry| Update {
            html: render_entry(&entry, language, &pictures),
            entry,
        })
        .collect()
}
