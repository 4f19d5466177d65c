//! The top of a front: the story that leads, and those next to it.

use domain::{ArticleId, Section, Slug, Summary};
use leptos::prelude::*;
use newsroom::front::{Slot, Slots};
use newsroom::store::{Store, StoreError};

use super::lead::Lead;
use crate::article::{Card, CardLook, HeadlineLevel};

/// What stands on top.
#[derive(Debug, Clone)]
pub(crate) struct Top {
    /// The story that leads; none where there is nothing.
    pub(crate) lead: Option<Summary>,
    /// The stories next in weight.
    pub(crate) secondary: Vec<Summary>,
}

/// What somebody chose, as far as readers can open it.
pub(crate) struct Chosen {
    lead: Option<Summary>,
    seconds: Vec<Option<Summary>>,
}

impl Chosen {
    pub(crate) async fn load(store: &Store, slots: &Slots<ArticleId>) -> Result<Self, StoreError> {
        let ids: Vec<ArticleId> = slots.on_the_page().map(|(_, article)| article).collect();
        let mut public = store.public_among(&ids).await?;
        let mut take = |slot| {
            let article = slots.get(slot)?;
            public.remove(&article).map(|(summary, _)| summary)
        };
        Ok(Self {
            lead: take(Slot::Lead),
            seconds: (1..=Slot::SECONDS)
                .map(|place| take(Slot::Second(place)))
                .collect(),
        })
    }

    /// Whether nobody chose anything that readers can open.
    pub(crate) fn is_empty(&self) -> bool {
        self.ids().next().is_none()
    }

    fn ids(&self) -> impl Iterator<Item = ArticleId> {
        let chosen = self.lead.iter().chain(self.seconds.iter().flatten());
        chosen.map(|summary| summary.id)
    }
}

impl Top {
    /// The stories that were chosen, in their places. The others are taken out of `newest`, in which no chosen one is left: the
    /// first with a picture leads, the next ones stand below.
    pub(crate) fn fill(chosen: Chosen, newest: &mut Vec<Summary>) -> Self {
        newest.retain(|summary| chosen.ids().all(|id| id != summary.id));
        let lead = chosen.lead.or_else(|| {
            let with_picture = newest.iter().position(|summary| summary.picture.is_some());
            (!newest.is_empty()).then(|| newest.remove(with_picture.unwrap_or(0)))
        });
        let mut secondary = Vec::with_capacity(Slot::SECONDS);
        for second in chosen.seconds {
            let newest_left =
                |newest: &mut Vec<Summary>| (!newest.is_empty()).then(|| newest.remove(0));
            secondary.extend(second.or_else(|| newest_left(newest)));
        }
        Self { lead, secondary }
    }
}

/// `here` is the section whose front it is: what lives elsewhere says where.
#[component]
pub(crate) fn TopView(top: Top, here: Option<Slug>) -> impl IntoView {
    let Top { lead, secondary } = top;
    let is_here = |section: &Section| here.as_ref() == Some(section.slug());
    let lead = lead.map(|summary| {
        let says_where = !is_here(&summary.section);
        view! { <Lead summary says_where /> }
    });
    let cards = secondary.into_iter().map(|summary| {
        let look = match is_here(&summary.section) {
            true => CardLook::LISTED,
            false => CardLook::ACROSS,
        };
        view! {
            <li class="stories__item">
                <Card summary level=HeadlineLevel::Second look />
            </li>
        }
    });
    let cards: Vec<_> = cards.collect();
    let row = (!cards.is_empty()).then(|| {
        view! {
            <ul class="stories stories--row" role="list">
                {cards}
            </ul>
        }
    });
    view! {
        {lead}
        {row}
    }
}
