//! The catalogue: pages and components in their states, made up and the same every day.
//!
//! It is for whoever changes how the paper looks, and for the tests that compare pictures of it. It stands at
//! `/desk/catalogue` where a setting asks for it. A sheet is a page of the paper as readers get it, around it a made-up
//! paper on a day that never passes, in any of the paper's languages: `/desk/catalogue/article?lang=ar`.

mod articles;
mod coverage;
mod letters;
mod sheet;
mod specimens;
mod view;

use std::sync::Arc;

use domain::Language;
use newsroom::clock::Clock;

use crate::head::Head;
use crate::page::Page;
use crate::paper::{Masthead, Paper};
use crate::surroundings::Surroundings;

pub use sheet::Sheet;
pub use specimens::keep_pictures;
pub(crate) use view::{BreakingView, CardsView, ContentsView};

/// A sheet of the catalogue in a language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Catalogue {
    /// What is on it.
    pub(crate) sheet: Sheet,
    /// In which language; the paper's own where none is asked for.
    pub(crate) language: Option<Language>,
}

impl Catalogue {
    pub(crate) fn head(&self) -> Head {
        Head {
            title: Some(format!("Catalogue: {}", self.sheet.as_str())),
            description: "What the paper is made of.".to_owned(),
            ..Head::default()
        }
    }

    /// What is shown in the place of the paper: another paper, a page of it, and what stands around it.
    pub(crate) fn open(self, paper: &Paper) -> (Paper, Page, Arc<Surroundings>) {
        let language = self.language.clone();
        let masthead = Masthead {
            name: "The Specimen".to_owned(),
            motto: Some("A line that says what it is".to_owned()),
            place: Some("New York".to_owned()),
            language: language.unwrap_or_else(|| paper.masthead.language.clone()),
            time_zone: jiff::tz::TimeZone::UTC,
            menu: None,
            outdoors: None,
            ..(*paper.masthead).clone()
        };
        let shown = Paper {
            masthead: Arc::new(masthead),
            clock: Clock::standing_at(specimens::NOW),
            ..paper.clone()
        };
        let mut around = specimens::surroundings();
        if self.sheet == Sheet::Breaking {
            around.breaking = specimens::breaking(true);
        }
        let page = self.sheet.page().unwrap_or(Page::Catalogue(self));
        (shown, page, Arc::new(around))
    }
}
