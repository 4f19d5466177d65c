//! What the three kinds of list show.

use domain::{ArticleId, Author, Profile, Section, Slug, Summary};
use newsroom::front::{FrontOf, Slots};
use newsroom::store::{Cursor, Listing, Page, StoreError};

use super::profile::Told;
use crate::article::CardLook;
use crate::failure::Failure;
use crate::front::{Chosen, Top};
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
    /// What stands above the list, where somebody arranged the front of a section.
    pub(super) top: Option<Top>,
    pub(super) page: Page,
    /// Whether it is what is older than the list's first page.
    pub(super) goes_on: bool,
    /// The section whose front it is, if it is one.
    pub(super) front_of: Option<Slug>,
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
        let slots = match after {
            Cursor::START => {
                let of = FrontOf::Section(slug.clone());
                paper.store.front_slots(&of).await?
            }
            _ => Slots::default(),
        };
        Ok(Self::arranged(paper, section, after, &slots).await?)
    }

    /// The front of a section as it would be with these stories chosen by hand.
    pub(crate) async fn section_proof(
        paper: &Paper,
        slug: &Slug,
        slots: &Slots<ArticleId>,
    ) -> Result<Self, Failure> {
        let section = paper.store.section(slug).await?.ok_or(Failure::NotFound)?;
        Ok(Self::arranged(paper, section, Cursor::START, slots).await?)
    }

    /// What was chosen stands above the newest stories, and is not among them there. The next page goes on after the last of these,
    /// so it is the same whatever was chosen: an old story that was chosen has its own place in time as well.
    async fn arranged(
        paper: &Paper,
        section: Section,
        after: Cursor,
        slots: &Slots<ArticleId>,
    ) -> Result<Self, StoreError> {
        let store = &paper.store;
        let listing = Listing::Section(section.slug());
        let mut page = store.list(listing, after, ON_A_PAGE).await?;
        let chosen = Chosen::load(store, slots).await?;
        let top = (!chosen.is_empty()).then(|| Top::fill(chosen, &mut page.articles));
        Ok(Self {
            kind: None,
            name: section.name().to_owned(),
            path: section.path(),
            author: None,
            top,
            page,
            goes_on: after != Cursor::START,
            front_of: (after == Cursor::START).then(|| section.slug().clone()),
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
            top: None,
            front_of: None,
            page: paper
                .store
                .list(Listing::Topic(slug), after, ON_A_PAGE)
                .await?,
            goes_on: after != Cursor::START,
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
            top: None,
            front_of: None,
            page: paper
                .store
                .list(Listing::Author(slug), after, ON_A_PAGE)
                .await?,
            goes_on: after != Cursor::START,
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
            top: None,
            front_of: None,
            page: Page { articles, next },
            goes_on: false,
            look: CardLook::ACROSS,
            topic: None,
        }
    }

    /// The same below what somebody chose for the front of a section.
    pub(crate) fn below(self, top: Top, front_of: Option<Slug>) -> Self {
        Self {
            top: Some(top),
            front_of,
            ..self
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

    /// The section whose front it is, if it is one.
    #[must_use]
    pub fn front_of(&self) -> Option<&Slug> {
        self.front_of.as_ref()
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
            structured_data: told.and_then(|told| {
                structured_data::of_author(told.author(), told.profile(), masthead)
            }),
            ..Head::default()
        }
    }
}
