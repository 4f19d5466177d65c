//! Which sheets there are, and the page that is on each.

use std::sync::Arc;

use newsroom::search::NoSearch;
use newsroom::store::{Corrected, CorrectionsPage};

use super::{articles, coverage, letters, specimens};
use crate::archive::Day;
use crate::corrections::Corrections;
use crate::failure::Failure;
use crate::listing::List;
use crate::page::Page;
use crate::search::{Asked, Outcome, SearchPage};
use crate::stay_in_touch::{LinkPage, Problem, StayInTouchPage};

/// Gives each sheet its word, which is its address.
macro_rules! sheets {
    ($($name:ident $word:literal $about:literal),+ $(,)?) => {
        /// A sheet of the catalogue.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Sheet {
            $(#[doc = $about] $name),+
        }

        impl Sheet {
            /// Every sheet there is.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The last part of its address.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $word),+
                }
            }

            /// What is on it, for whoever looks for something.
            pub(crate) fn about(self) -> &'static str {
                match self {
                    $(Self::$name => $about),+
                }
            }
        }
    };
}

sheets! {
    Contents "contents" "All sheets",
    Cards "cards" "Cards in each look and of each kind of article",
    Front "front" "A front page with a lead, four stories and a strip",
    Article "article" "An article with all that one can have",
    PlainArticle "plain-article" "An article with nothing but what it must have",
    ForeignArticle "foreign-article" "An article that runs the other way than the paper",
    Coverage "coverage" "Coverage that goes on, with a pinned update, one that is new, and key events",
    ForeignCoverage "foreign-coverage" "Coverage that is over and runs the other way than the paper",
    Changes "changes" "What changed in an article",
    Breaking "breaking" "The breaking bar, and what an open page says at its edge",
    Section "section" "A section, and the way to older stories",
    ArrangedSection "arranged-section" "A section whose front somebody arranged, with a story of another one",
    EmptySection "empty-section" "A section without stories",
    Author "author" "An author with a profile",
    SearchFound "search" "What a search found",
    SearchProblem "search-problem" "A search that is none",
    Day "day" "A day of the archive",
    Corrections "corrections" "What the paper had wrong",
    Saved "saved-stories" "What is kept on the device, where nothing is",
    SignUp "sign-up" "The sign-up page",
    SignUpProblem "sign-up-problem" "An address that is none",
    SignedUp "signed-up" "An address that was taken",
    Confirm "confirm" "What a link to confirm opens",
    Preferences "letter-preferences" "How a reader has their letters",
    Unsubscribed "unsubscribed" "A letter that was stopped",
    Letters "letters" "All letters",
    Letter "letter" "A letter and its past issues",
    Issue "issue" "An issue of a letter",
    Missing "missing" "A page that is not there",
    Withdrawn "withdrawn" "An article that was taken back",
    Broken "broken" "A page that broke",
}

impl Sheet {
    /// The sheet of that word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|sheet| sheet.as_str() == word)
    }

    /// Where it stands.
    pub(crate) fn path(self) -> String {
        format!("/desk/catalogue/{}", self.as_str())
    }

    /// The page of the paper that is on it; none where it shows components by themselves.
    pub(super) fn page(self) -> Option<Page> {
        Some(match self {
            Self::Contents | Self::Cards | Self::Breaking => return None,
            Self::Front => Page::Front(Arc::new(specimens::front())),
            Self::Article => Page::Article(articles::full().into()),
            Self::PlainArticle => Page::Article(articles::plain().into()),
            Self::ForeignArticle => Page::Article(articles::foreign().into()),
            Self::Coverage => Page::Article(coverage::open().into()),
            Self::ForeignCoverage => Page::Article(coverage::foreign().into()),
            Self::Changes => Page::Changes(articles::changed().into()),
            Self::Section => list(specimens::section_list()),
            Self::ArrangedSection => list(specimens::arranged_section()),
            Self::EmptySection => list(specimens::empty_list()),
            Self::Author => list(specimens::author_list()),
            Self::SearchFound => search("old ferry", Outcome::Found(specimens::hits())),
            Self::SearchProblem => search("!?", Outcome::Unasked(NoSearch::Wordless)),
            Self::Day => Page::Day(Box::new(Day {
                date: jiff::civil::date(2023, 2, 5),
                articles: specimens::stories(3),
                earlier: Some(jiff::civil::date(2023, 2, 4)),
                later: Some(jiff::civil::date(2023, 2, 6)),
            })),
            Self::Corrections => Page::Corrections(Corrections {
                goes_on: false,
                page: CorrectionsPage {
                    corrections: specimens::stories(2)
                        .into_iter()
                        .filter_map(|article| {
                            let correction = specimens::correction()?;
                            Some(Corrected {
                                correction,
                                article,
                            })
                        })
                        .collect(),
                    next: Some(specimens::cursor()),
                },
            }),
            Self::Saved => Page::Offline,
            Self::SignUp => Page::StayInTouch(StayInTouchPage::Asked {
                offers: letters::offers(),
            }),
            Self::SignUpProblem => Page::StayInTouch(StayInTouchPage::Refused {
                typed: "reader@example".to_owned(),
                offers: letters::offers(),
                chosen: Vec::new(),
                problem: Problem::NotKept,
            }),
            Self::SignedUp => Page::StayInTouch(StayInTouchPage::Taken),
            Self::Confirm => Page::ByLink(LinkPage::Confirm {
                link: "made-up".to_owned(),
            }),
            Self::Preferences => Page::ByLink(letters::preferences()),
            Self::Unsubscribed => Page::ByLink(letters::unsubscribed()),
            Self::Letters => Page::Letters(letters::all()),
            Self::Letter => Page::Letter(letters::one()?.into()),
            Self::Issue => Page::Issue(letters::issue()?.into()),
            Self::Missing => Page::Failure(Failure::NotFound),
            Self::Withdrawn => Page::Failure(Failure::Gone(
                "The ferry did not sail. We had this from one person who was not there."
                    .parse()
                    .ok()?,
            )),
            Self::Broken => Page::Failure(Failure::Broken),
        })
    }
}

fn list(list: List) -> Page {
    Page::List(Box::new(list))
}

fn search(words: &str, outcome: Outcome) -> Page {
    Page::Search(Box::new(SearchPage {
        asked: Asked {
            words: words.to_owned(),
            ..Asked::default()
        },
        outcome,
    }))
}
