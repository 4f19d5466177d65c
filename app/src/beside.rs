//! What is the same on every page, written once: the side column and the foot; and what is the same on many, the cards below
//! stories.
//!
//! They are most of what there is to write on a page, and change only with what they are read from, or with the day.

use std::sync::{Arc, PoisonError};

use domain::ArticleId;
use jiff::civil::Date;
use leptos::prelude::*;
use newsroom::memo::Memo;

use crate::colophon::Colophon;
use crate::dates::date_of;
use crate::dont_miss::DontMiss;
use crate::latest::Latest;
use crate::most_read::MostRead;
use crate::navigation::unmarked;
use crate::paper::Paper;
use crate::stay_in_touch::StayInTouch;
use crate::surroundings::Surroundings;

/// What stands beside pages, as HTML.
#[derive(Debug)]
pub(crate) struct Beside {
    /// Times are said as of that day.
    pub(crate) day: Date,
    /// What stands in the side column.
    pub(crate) side: String,
    /// What stands in the foot.
    pub(crate) foot: String,
    cards: Memo<ArticleId, Arc<str>>,
}

impl Beside {
    /// Writes them, where a page is written: words and dates are those of its context.
    pub(crate) fn write(paper: &Paper, around: &Surroundings) -> Self {
        let side = view! {
            <Latest articles=around.latest.clone() />
            <MostRead articles=around.most_read.clone() />
            <DontMiss articles=around.dont_miss.clone() />
            <StayInTouch />
        };
        let (masthead, sections) = (paper.masthead.clone(), around.sections.clone());
        let foot = view! { <Colophon masthead sections /> };
        Self {
            day: day_of(paper),
            side: unmarked(&side.to_html()),
            foot: unmarked(&foot.to_html()),
            cards: Memo::default(),
        }
    }

    /// The card of that article below a story, written with `write` unless it stood below another one.
    pub(crate) fn card(&self, article: ArticleId, write: impl FnOnce() -> String) -> Arc<str> {
        if let Some(card) = self.cards.get(&article) {
            return card;
        }
        let card: Arc<str> = write().into();
        self.cards.put(article, card.clone());
        card
    }
}

impl Surroundings {
    /// What stands beside every page, written with `write` unless that was done today already.
    pub(crate) fn written(&self, paper: &Paper, write: impl FnOnce() -> Beside) -> Arc<Beside> {
        let today = day_of(paper);
        let mut written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        match &*written {
            Some(beside) if beside.day == today => beside.clone(),
            Some(_) | None => written.insert(Arc::new(write())).clone(),
        }
    }
}

fn day_of(paper: &Paper) -> Date {
    date_of(paper.clock.now(), &paper.masthead.time_zone)
}
