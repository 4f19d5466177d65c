//! What the three kinds of list show.

use domain::{Author, Profile, Slug, Summary};
use newsroom::store::{Cursor, Listing, Page};

use super::profile::Told;
use crate::article::CardLook;
use crate::failure::Failure;
use crate::head::{FeedsOf, Head};
use crate::paper::{Masthead, Paper};
use crate::structured_data;
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
    /// What readers are told of the author whose list it is.
    pub(super) author: Option<Told>,
    pub(super) page: Page,
    pub(super) look: CardLook,
    /// The topic whose stories they are, if they are of one.
    pub(super) topic: Option<Slug>,
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
            author: None,
            page: paper
                .store
                .list(Listing::Section(slug), after, ON_A_PAGE)
                .await?,
            look: CardLook::LISTED,
            topic: None,
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
            author: None,
            page: paper
                .store
                .list(Listing::Topic(slug), after, ON_A_PAGE)
                .await?,
            look: CardLook::ACROSS,
            topic: Some(slug.clone()),
        })
    }

    pub(crate) async fn by_author(
        paper: &Paper,
        slug: &Slug,
        after: Cursor,
    ) -> Result<Self, Failure> {
        let author = paper.store.author(slug).await?.ok_or(Failure::NotFound)?;
        Ok(Self {
            kind: None,
            name: author.name().to_owned(),
            path: author.path(),
            author: Some(Told::load(paper, author).await),
            page: paper
                .store
                .list(Listing::Author(slug), after, ON_A_PAGE)
                .await?,
            look: CardLook::ACROSS,
            topic: None,
        })
    }

    /// A list of these stories, for the catalogue.
    pub(crate) fn made_up(
        name: &str,
        path: &str,
        articles: Vec<Summary>,
        next: Option<Cursor>,
    ) -> Self {
        Self {
            kind: None,
            name: name.to_owned(),
            path: path.to_owned(),
            author: None,
            page: Page { articles, next },
            look: CardLook::ACROSS,
            topic: None,
        }
    }

    /// The same as the list of an author of whom that is told.
    pub(crate) fn by(self, author: Author, profile: Option<Profile>) -> Self {
        Self {
            author: Some(Told::made_up(author, profile)),
            ..self
        }
    }

    /// Whether it is the list of a section.
    pub(crate) fn is_of_section(&self) -> bool {
        self.author.is_none() && self.topic.is_none()
    }

    pub(crate) fn head(&self, masthead: &Masthead) -> Head {
        let told = self.author.as_ref();
        let description = (masthead.words().list_description)(&self.name, &masthead.name);
        Head {
            title: Some(self.name.clone()),
            description: told.and_then(|told| told.role()).map_or_else(
                || description.clone(),
                |role| format!("{role}. {description}"),
            ),
            path: Some(self.path.clone()),
            picture: told.and_then(Told::picture).cloned(),
            feeds: FeedsOf::list_and_paper(&self.name, self.path.clone()),
            structured_data: told
                .map(|told| structured_data::of_author(told.author(), told.profile(), masthead)),
            ..Head::default()
        }
    }
}
