//! What a page shows, loaded before anything is rendered.
//!
//! So a page is whole before its first byte is sent: its status is known, a store that is slow or
//! broken never leaves half a page, and rendering is one plain function call.

use std::sync::Arc;

use crate::address::Address;
use crate::article::ArticlePage;
use crate::failure::Failure;
use crate::front::Front;
use crate::head::Head;
use crate::listing::List;
use crate::paper::{Masthead, Paper};
use crate::stay_in_touch::StayInTouchPage;

/// The part of the document that changes from page to page.
#[derive(Debug)]
pub enum Page {
    /// The front page.
    Front(Arc<Front>),
    /// One article.
    Article(Box<ArticlePage>),
    /// Articles of a section, on a topic, by an author.
    List(Box<List>),
    /// The sign-up page.
    StayInTouch(StayInTouchPage),
    /// What went wrong.
    Failure(Failure),
}

impl Page {
    /// Loads what `address` shows; without one, the page that says that there is nothing.
    pub async fn load(paper: &Paper, address: Option<Address>) -> Self {
        match Self::found(paper, address).await {
            Ok(page) => page,
            Err(failure) => Self::Failure(failure),
        }
    }

    async fn found(paper: &Paper, address: Option<Address>) -> Result<Self, Failure> {
        Ok(match address.ok_or(Failure::NotFound)? {
            Address::Front => Self::Front(Front::load(paper).await?),
            Address::StayInTouch { noted: true } => Self::StayInTouch(StayInTouchPage::Taken),
            Address::StayInTouch { noted: false } => Self::StayInTouch(StayInTouchPage::Asked),
            Address::Section { slug, after } => {
                Self::List(List::of_section(paper, &slug, after).await?.into())
            }
            Address::Topic { slug, after } => {
                Self::List(List::on_topic(paper, &slug, after).await?.into())
            }
            Address::Author { slug, after } => {
                Self::List(List::by_author(paper, &slug, after).await?.into())
            }
            Address::Article { section, slug } => {
                Self::Article(ArticlePage::load(paper, &section, &slug).await?.into())
            }
        })
    }

    /// What kept the page from being shown, if anything did.
    #[must_use]
    pub fn failure(&self) -> Option<&Failure> {
        match self {
            Self::Failure(failure) => Some(failure),
            Self::Front(_) | Self::Article(_) | Self::List(_) | Self::StayInTouch(_) => None,
        }
    }

    pub(crate) fn head(&self, masthead: &Masthead) -> Head {
        match self {
            Self::Front(_) => Front::head(masthead),
            Self::Article(page) => page.head(masthead),
            Self::List(list) => list.head(masthead),
            Self::StayInTouch(_) => StayInTouchPage::head(),
            Self::Failure(failure) => failure.head(),
        }
    }
}
