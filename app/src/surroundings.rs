//! What stands around every page: the sections and the side column.
//!
//! It is the same on every page until something happens to the paper, so it is read once for each
//! event of the log and kept.

use std::sync::{Arc, Mutex};

use domain::{ArticleId, Breaking, Moment, Section, Slug, Summary};
use newsroom::events::EventNumber;
use newsroom::front::{FrontOf, Slot};
use newsroom::store::{Cursor, InCommon, Listing, Store, StoreError};
use newsroom::weather::Shown;

use crate::beside::Beside;
use crate::dates::{date_of, midnight};
use crate::failure::or_log;
use crate::paper::Paper;

/// Enough to fill the side of an article, few enough to read.
const LATEST: u32 = 10;
/// So many that some are left below a story when those above it are taken out.
const OF_SECTION: u32 = 10;

/// Sections, the breaking bar, "Latest Posts" and "Don't Miss".
#[derive(Debug, Default)]
pub struct Surroundings {
    /// What they show is at least as new as this event, and an open page hears of those after it. None where nothing
    /// was read from the store: such a page stays as it is.
    pub(crate) newest_event: Option<EventNumber>,
    pub(crate) sections: Vec<Section>,
    /// The newest stories of each of them.
    pub(crate) newest: Vec<Vec<Summary>>,
    pub(crate) latest: Vec<Summary>,
    pub(crate) dont_miss: Vec<Summary>,
    pub(crate) most_read: Vec<Summary>,
    /// It may be too old by the time it is shown.
    pub(crate) weather: Option<Shown>,
    /// The breaking bar that stood when the rest was read.
    pub(crate) breaking: Option<Breaking>,
    /// What stands below stories, as far as it was read for one of them.
    pub(crate) in_common: InCommon,
    /// The part of them that is the same on every page, as HTML.
    pub(crate) written: Mutex<Option<Arc<Beside>>>,
}

impl Surroundings {
    /// What stands around a page now. A page can do without it: what cannot be read is logged and
    /// left out.
    pub async fn load(paper: &Paper) -> Arc<Self> {
        let now = paper.clock.now();
        let read = |newest| Self::read(paper, newest, now);
        or_log(paper.surroundings.current(&paper.store, read).await).unwrap_or_default()
    }

    /// The breaking bar, unless its time is over: that no event may have said yet.
    pub(crate) fn breaking_at(&self, now: Moment) -> Option<&Breaking> {
        self.breaking.as_ref().filter(|bar| bar.until > now)
    }

    /// Until when a page with this around it is right, if nothing happens to the paper: then the day turns, it gets too old how
    /// warm it is, or the time of the breaking bar is over. None where it is not known what happened.
    #[must_use]
    pub fn holds_until(&self, paper: &Paper) -> Option<Moment> {
        self.newest_event?;
        let now = paper.clock.now();
        let zone = &paper.masthead.time_zone;
        let tomorrow = date_of(now, zone).tomorrow().ok();
        let midnight = tomorrow.and_then(|day| midnight(day, zone));
        let ends = [
            midnight,
            self.weather.map(|shown| shown.until),
            self.breaking.as_ref().map(|bar| bar.until),
        ];
        ends.into_iter().flatten().filter(|end| *end > now).min()
    }

    /// What the editors picked: in the places that they chose for them, else newest first.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn picks(store: &Store) -> Result<Vec<Summary>, StoreError> {
        let slots = store.front_slots(&FrontOf::Paper).await?;
        let chosen: Vec<ArticleId> = slots.picks().map(|(_, article)| article).collect();
        let mut chosen_public = store.public_among(&chosen).await?;
        let wanted = u32::try_from(Slot::PICKS + chosen.len()).unwrap_or(u32::MAX);
        let page = store.list(Listing::DontMiss, Cursor::START, wanted).await?;
        let mut newest = page
            .articles
            .into_iter()
            .filter(|summary| !chosen.contains(&summary.id));
        let picks = (1..=Slot::PICKS).filter_map(|place| {
            let article = slots.get(Slot::DontMiss(place));
            let chosen = article.and_then(|article| chosen_public.remove(&article));
            chosen.map(|(summary, _)| summary).or_else(|| newest.next())
        });
        Ok(picks.collect())
    }

    /// The newest stories of a section.
    pub(crate) fn newest_of(&self, section: &Slug) -> &[Summary] {
        let place = self.sections.iter().position(|one| one.slug() == section);
        place
            .and_then(|place| self.newest.get(place))
            .map_or(&[], Vec::as_slice)
    }

    async fn read(
        paper: &Paper,
        newest_event: EventNumber,
        now: Moment,
    ) -> Result<Self, StoreError> {
        let store = &paper.store;
        let sections = paper.masthead.in_order(store.sections().await?);
        let mut newest = Vec::with_capacity(sections.len());
        for section in &sections {
            let listing = Listing::Section(section.slug());
            let page = store.list(listing, Cursor::START, OF_SECTION).await?;
            newest.push(page.articles);
        }
        Ok(Self {
            newest_event: Some(newest_event),
            sections,
            newest,
            latest: store
                .list(Listing::Everything, Cursor::START, LATEST)
                .await?
                .articles,
            most_read: store.most_read().await?,
            weather: paper.weather().await?,
            breaking: store.breaking(now).await?,
            dont_miss: Self::picks(store).await?,
            in_common: InCommon::default(),
            written: Mutex::default(),
        })
    }
}
