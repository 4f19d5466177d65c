//! What a page shows, loaded before anything is rendered.
//!
//! So a page is whole before its first byte is sent: its status is known, a store that is slow or
//! broken never leaves half a page, and rendering is one plain function call.

use std::sync::Arc;

use domain::{Article, ArticleId, Publication};
use newsroom::front::{FrontOf, Slots};
use newsroom::vitals::PageKind;

use crate::about::AboutPage;
use crate::address::Address;
use crate::archive::Day;
use crate::article::ArticlePage;
use crate::catalogue::Catalogue;
use crate::changes::ChangesPage;
use crate::corrections::Corrections;
use crate::coverage::Asked;
use crate::failure::{Failure, with_its_parts};
use crate::front::Front;
use crate::head::Head;
use crate::letters::{IssuePage, LetterPage, LettersPage};
use crate::listing::List;
use crate::offline;
use crate::paper::{Masthead, Paper};
use crate::search::SearchPage;
use crate::stay_in_touch::{LinkPage, StayInTouchPage};
use crate::surroundings::Surroundings;

/// The part of the document that changes from page to page.
#[derive(Debug)]
pub enum Page {
    /// The front page.
    Front(Arc<Front>),
    /// One article.
    Article(Box<ArticlePage>),
    /// What changed in an article.
    Changes(Box<ChangesPage>),
    /// Articles of a section, on a topic, by an author.
    List(Box<List>),
    /// A day of the archive.
    Day(Box<Day>),
    /// What the paper says of itself.
    About(Box<AboutPage>),
    /// What is shown where there is no network.
    Offline,
    /// What the paper had wrong.
    Corrections(Corrections),
    /// What a search found.
    Search(Box<SearchPage>),
    /// The sign-up page.
    StayInTouch(StayInTouchPage),
    /// What a link from a letter opens.
    ByLink(LinkPage),
    /// All letters.
    Letters(LettersPage),
    /// A letter and its past issues.
    Letter(Box<LetterPage>),
    /// An issue of a letter.
    Issue(Box<IssuePage>),
    /// A sheet of the catalogue.
    Catalogue(Catalogue),
    /// What went wrong.
    Failure(Failure),
}

impl Page {
    /// Loads what `address` shows; without one, the page that says that there is nothing. Also whether all of its parts are
    /// there: what stands beside a story is left out where it cannot be read.
    pub async fn load(
        paper: &Paper,
        around: &Surroundings,
        address: Option<Address>,
    ) -> (Self, bool) {
        let (page, is_whole) = with_its_parts(Self::found(paper, around, address)).await;
        (page.unwrap_or_else(Self::Failure), is_whole)
    }

    /// The page of an article as readers would get it, if it came out now as it is.
    ///
    /// # Errors
    /// [`Failure::Broken`] when the store does not answer.
    pub async fn proof(
        paper: &Paper,
        around: &Surroundings,
        article: Article,
    ) -> Result<Self, Failure> {
        let now = paper.clock.now();
        let at = match article.publication {
            Publication::Published { at } => at,
            Publication::Draft | Publication::Scheduled { .. } | Publication::Withdrawn { .. } => {
                now
            }
        };
        let asked = Asked::default();
        let page = ArticlePage::of(paper, around, article, at, asked).await?;
        Ok(Self::Article(page.into()))
    }

    /// A front as it would be with these stories chosen by hand.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when there is no such section, [`Failure::Broken`] when the store does not answer.
    pub async fn front_proof(
        paper: &Paper,
        of: &FrontOf,
        slots: &Slots<ArticleId>,
    ) -> Result<Self, Failure> {
        Ok(match of {
            FrontOf::Paper => Self::Front(Front::arranged(paper, slots).await?),
            FrontOf::Section(slug) => {
                Self::List(List::section_proof(paper, slug, slots).await?.into())
            }
        })
    }

    async fn found(
        paper: &Paper,
        around: &Surroundings,
        address: Option<Address>,
    ) -> Result<Self, Failure> {
        Ok(match address.ok_or(Failure::NotFound)? {
            Address::Front => Self::Front(Front::load(paper).await?),
            Address::StayInTouch { noted: true } => Self::StayInTouch(StayInTouchPage::Taken),
            Address::StayInTouch { noted: false } => {
                Self::StayInTouch(StayInTouchPage::asked(paper).await?)
            }
            Address::Letters => Self::Letters(LettersPage::load(paper).await?),
            Address::Letter { slug, before } => {
                Self::Letter(LetterPage::load(paper, &slug, before).await?.into())
            }
            Address::Issue { slug, number } => {
                Self::Issue(IssuePage::load(paper, &slug, number).await?.into())
            }
            Address::Archive { day } => Self::Day(Day::load(paper, day).await?.into()),
            Address::About(subject) => Self::About(AboutPage::load(paper, subject).await?.into()),
            Address::Offline => Self::Offline,
            Address::Corrections { after } => {
                Self::Corrections(Corrections::load(paper, after).await?)
            }
            Address::Search(asked) => Self::Search(SearchPage::load(paper, asked).await?.into()),
            Address::Catalogue(sheet) if paper.has_catalogue => Self::Catalogue(sheet),
            Address::Catalogue(_) => Self::Failure(Failure::NotFound),
            Address::Tampered => Self::Failure(Failure::Tampered),
            Address::Section { slug, after } => {
                Self::List(List::of_section(paper, &slug, after).await?.into())
            }
            Address::Topic { slug, after } => {
                Self::List(List::on_topic(paper, &slug, after).await?.into())
            }
            Address::Author { slug, after } => {
                Self::List(List::by_author(paper, &slug, after).await?.into())
            }
            Address::Changes {
                section,
                slug,
                since,
            } => Self::Changes(
                ChangesPage::load(paper, &section, &slug, since)
                    .await?
                    .into(),
            ),
            Address::Article {
                section,
                slug,
                updates,
            } => Self::Article(
                ArticlePage::load(paper, around, &section, &slug, updates)
                    .await?
                    .into(),
            ),
        })
    }

    /// What kept the page from being shown, if anything did.
    #[must_use]
    pub fn failure(&self) -> Option<&Failure> {
        match self {
            Self::Failure(failure) => Some(failure),
            Self::Front(_)
            | Self::Article(_)
            | Self::Changes(_)
            | Self::List(_)
            | Self::Day(_)
            | Self::About(_)
            | Self::Offline
            | Self::Corrections(_)
            | Self::Search(_)
            | Self::Catalogue(_)
            | Self::ByLink(_)
            | Self::Letters(_)
            | Self::Letter(_)
            | Self::Issue(_)
            | Self::StayInTouch(_) => None,
        }
    }

    /// What kind of page it is to whoever measures how fast pages are.
    pub(crate) fn kind(&self) -> PageKind {
        match self {
            Self::Front(_) => PageKind::Front,
            Self::Article(page) if page.is_coverage() => PageKind::Coverage,
            Self::Article(_) => PageKind::Article,
            Self::List(list) if list.is_of_section() => PageKind::Section,
            Self::Search(_) => PageKind::Search,
            Self::List(_)
            | Self::Changes(_)
            | Self::Day(_)
            | Self::About(_)
            | Self::Offline
            | Self::Corrections(_)
            | Self::Catalogue(_)
            | Self::ByLink(_)
            | Self::Letters(_)
            | Self::Letter(_)
            | Self::Issue(_)
            | Self::StayInTouch(_)
            | Self::Failure(_) => PageKind::Other,
        }
    }

    pub(crate) fn head(&self, masthead: &Masthead) -> Head {
        match self {
            Self::Front(_) => Front::head(masthead),
            Self::Article(page) => page.head(masthead),
            Self::Changes(page) => page.head(masthead),
            Self::List(list) => list.head(masthead),
            Self::Day(day) => day.head(masthead),
            Self::About(page) => page.head(masthead),
            Self::Offline => offline::head(masthead.words()),
            Self::Corrections(_) => Corrections::head(masthead),
            Self::Search(page) => page.head(masthead.words()),
            Self::StayInTouch(_) => StayInTouchPage::head(masthead.words()),
            Self::ByLink(page) => page.head(masthead.words()),
            Self::Letters(_) => LettersPage::head(masthead),
            Self::Letter(page) => page.head(),
            Self::Issue(page) => page.head(),
            Self::Catalogue(sheet) => sheet.head(),
            Self::Failure(failure) => failure.head(masthead.words()),
        }
    }
}
