//! What the three kinds of list show.

use domain::Slug;
use newsroom::store::{Cursor, Listing, Page};

use crate::article::CardLook;
use crate::failure::Failure;
use crate::head::{FeedsOf, Head};
use crate::paper::{Masthead, Paper};
use crate::words::Words;

/// Articles on one page of a list.
const ON_A_PAGE: u32 = 20;

/// One page of a list of articles.
#[derive(Debug)]
pub struct List {
    /// What kind of list it is, where its name does not say so.
    pub(super) kind: Option<fn(&Words) -> &'static str>,
    pub(super) name: String,
    /// The address of its first page.
    pub(super) path: String,
    pub(super) page: Page,
    pub(super) look: CardLook,
}

impl List {
    pub(crate) async fn of_section(
        paper: &Paper,
        slug: &Slug,
        after: Cursor,
    ) -> Result<Self, Failure> {
        let section = paper.store.section(slug).await?.ok_or(Failure::NotFound)?;
        Ok(Self {
            kind: None,
            name: section.name().to_owned(),
            path: section.path(),
            page: paper
                .store
                .list(Listing::Section(slug), after, ON_A_PAGE)
                .await?,
            look: CardLook::LISTED,
        })
    }

    pub(crate) async fn on_topic(
        paper: &Paper,
        slug: &Slug,
        after: Cursor,
    ) -> Result<Self, Failure> {
        let topic = paper.store.topic(slug).await?.ok_or(Failure::NotFound)?;
        Ok(Self {
            kind: Some(|words| words.topic),
            name: topic.name().to_owned(),
            path: topic.path(),
            page: paper
                .store
                .list(Listing::Topic(slug), after, ON_A_PAGE)
                .await?,
            look: CardLook::ACROSS,
        })
    }

    pub(crate) async fn by_author(
        paper: &Paper,
        slug: &Slug,
        after: Cursor,
    ) -> Result<Self, Failure> {
        let author = paper.store.author(slug).await?.ok_or(Failure::NotFound)?;
        Ok(Self {
            kind: Some(|words| words.author),
            name: author.name().to_owned(),
            path: author.path(),
            page: paper
                .store
                .list(Listing::Author(slug), after, ON_A_PAGE)
                .await?,
            look: CardLook::ACROSS,
        })
    }

    pub(crate) fn head(&self, masthead: &Masthead) -> Head {
        Head {
            title: Some(self.name.clone()),
            description: (masthead.words().list_description)(&self.name, &masthead.name),
            path: Some(self.path.clone()),
            feeds: FeedsOf::list_and_paper(&self.name, self.path.clone()),
            ..Head::default()
        }
    }
}
