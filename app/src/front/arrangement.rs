//! Which story stands where.
//!
//! What editors chose stands where they put it. Of every other place the newest story with a picture leads, the next
//! ones stand below it, and each section shows its newest that are not above already: a reader meets every story once.

use std::sync::Arc;

use domain::{ArticleId, Section, Summary};
use newsroom::front::{FrontOf, Slot, Slots};
use newsroom::store::{Cursor, Listing, Store, StoreError};

use super::top::{Chosen, Top};
use crate::head::{FeedsOf, Head};
use crate::paper::{Masthead, Paper};
use crate::structured_data;

/// How many stories a section's strip holds: one large, the others as headlines.
const IN_STRIP: usize = 4;

/// The front page's stories in their places.
#[derive(Debug, Clone)]
pub struct Front {
    pub(crate) top: Top,
    /// Each section that has stories left, with them.
    pub(crate) strips: Vec<(Section, Vec<Summary>)>,
}

impl Front {
    pub(crate) async fn load(paper: &Paper) -> Result<Arc<Self>, StoreError> {
        let read = async |_| {
            let slots = paper.store.front_slots(&FrontOf::Paper).await?;
            Self::read(&paper.store, &paper.masthead, &slots).await
        };
        paper.front.current(&paper.store, read).await
    }

    /// The front as it would be with these stories chosen by hand.
    pub(crate) async fn arranged(
        paper: &Paper,
        slots: &Slots<ArticleId>,
    ) -> Result<Arc<Self>, StoreError> {
        let read = Self::read(&paper.store, &paper.masthead, slots).await?;
        Ok(Arc::new(read))
    }

    async fn read(
        store: &Store,
        masthead: &Masthead,
        slots: &Slots<ArticleId>,
    ) -> Result<Self, StoreError> {
        let chosen = Chosen::load(store, slots).await?;
        let wanted = Slot::SECONDS * 3 + slots.on_the_page().count();
        let wanted = u32::try_from(wanted).unwrap_or(u32::MAX);
        let mut newest = store
            .list(Listing::Everything, Cursor::START, wanted)
            .await?
            .articles;
        let top = Top::fill(chosen, &mut newest);
        let shown: Vec<ArticleId> = top
            .lead
            .iter()
            .chain(&top.secondary)
            .map(|summary| summary.id)
            .collect();
        let enough = u32::try_from(shown.len() + IN_STRIP).unwrap_or(u32::MAX);
        let mut strips = Vec::new();
        for section in masthead.in_order(store.sections().await?) {
            let listing = Listing::Section(section.slug());
            let mut articles = store.list(listing, Cursor::START, enough).await?.articles;
            articles.retain(|summary| !shown.contains(&summary.id));
            articles.truncate(IN_STRIP);
            // The large place is made for a picture.
            if let Some(with_picture) = articles
                .iter()
                .position(|summary| summary.picture.is_some())
            {
                articles[..=with_picture].rotate_right(1);
            }
            if !articles.is_empty() {
                strips.push((section, articles));
            }
        }
        Ok(Self { top, strips })
    }

    pub(crate) fn head(masthead: &Masthead) -> Head {
        let describe = masthead.words().front_description;
        Head {
            title: None,
            description: describe(&masthead.name, masthead.place.as_deref()),
            path: Some("/".to_owned()),
            feeds: vec![FeedsOf::paper()],
            structured_data: structured_data::of_front(masthead),
            ..Head::default()
        }
    }
}
