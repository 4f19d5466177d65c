//! Which story stands where.
//!
//! What editors chose stands where they put it. Of every other place the newest story with a picture leads, the next
//! ones stand below it, and each section shows its newest that are not above already: a reader meets every story once.

use std::sync::Arc;

use domain::{ArticleId, Section, Summary};
use newsroom::front::{Slot, Slots};
use newsroom::store::{Cursor, Listing, Store, StoreError};

use crate::head::{FeedsOf, Head};
use crate::paper::{Masthead, Paper};
use crate::structured_data;

/// How many stories a section's strip holds: one large, the others as headlines.
const IN_STRIP: usize = 4;

/// The front page's stories in their places.
#[derive(Debug, Clone)]
pub struct Front {
    /// The story that leads; none in an empty paper.
    pub(crate) lead: Option<Summary>,
    /// The stories next in weight.
    pub(crate) secondary: Vec<Summary>,
    /// Each section that has stories left, with them.
    pub(crate) strips: Vec<(Section, Vec<Summary>)>,
}

impl Front {
    pub(crate) async fn load(paper: &Paper) -> Result<Arc<Self>, StoreError> {
        let read = async |_| {
            let slots = paper.store.front_slots().await?;
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
        let chosen: Vec<(Slot, ArticleId)> = slots.on_the_page().collect();
        let ids: Vec<ArticleId> = chosen.iter().map(|(_, article)| *article).collect();
        let mut chosen_public = store.public_among(&ids).await?;
        let mut take = |slot| {
            let article = slots.get(slot)?;
            chosen_public.remove(&article).map(|(summary, _)| summary)
        };
        let chosen_lead = take(Slot::Lead);
        let chosen_seconds: Vec<Option<Summary>> = (1..=Slot::SECONDS)
            .map(|place| take(Slot::Second(place)))
            .collect();

        let wanted = u32::try_from(Slot::SECONDS * 3 + chosen.len()).unwrap_or(u32::MAX);
        let mut newest = store
            .list(Listing::Everything, Cursor::START, wanted)
            .await?
            .articles;
        newest.retain(|summary| !ids.contains(&summary.id));
        let lead = chosen_lead.or_else(|| {
            let with_picture = newest.iter().position(|summary| summary.picture.is_some());
            (!newest.is_empty()).then(|| newest.remove(with_picture.unwrap_or(0)))
        });
        let mut newest = newest.into_iter();
        let secondary: Vec<Summary> = chosen_seconds
            .into_iter()
            .filter_map(|second| second.or_else(|| newest.next()))
            .collect();

        let shown: Vec<ArticleId> = lead
            .iter()
            .chain(&secondary)
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
        Ok(Self {
            lead,
            secondary,
            strips,
        })
    }

    pub(crate) fn head(masthead: &Masthead) -> Head {
        let describe = masthead.words().front_description;
        Head {
            title: None,
            description: describe(&masthead.name, masthead.place.as_deref()),
            path: Some("/".to_owned()),
            feeds: vec![FeedsOf::paper()],
            structured_data: Some(structured_data::of_front(masthead)),
            ..Head::default()
        }
    }
}
