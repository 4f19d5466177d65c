//! The sign-up page: where the form leads without script, and where links to it lead.

use domain::{AddressProblem, Language, Slug};
use leptos::context::Provider;
use leptos::prelude::*;

use super::offers::{Choice, Offer, wording};
use super::sign_up_form::Box;
use super::sign_up_island::SignUp;
use crate::failure::{Failure, or_log};
use crate::head::Head;
use crate::paper::Paper;
use crate::words::{Words, words};

/// What the sign-up page answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StayInTouchPage {
    /// A reader came to sign up.
    Asked {
        /// What there is to choose from.
        offers: Vec<Offer>,
    },
    /// The address was taken.
    Taken,
    /// The address was not taken.
    Refused {
        /// What was typed, so that nobody has to type it again.
        typed: String,
        /// What there is to choose from.
        offers: Vec<Offer>,
        /// What was chosen.
        chosen: Vec<Slug>,
        /// Why not.
        problem: Problem,
    },
}

/// Why an address was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// It cannot be one.
    Address(AddressProblem),
    /// The paper wants nobody with an address of that domain.
    Domain,
    /// No letter was chosen.
    NoLetter,
    /// There were too many from that network.
    TooOften,
    /// It could not be kept; trying again may help.
    NotKept,
}

impl Problem {
    /// The problem in a sentence for the reader of a paper in `language`.
    #[must_use]
    pub fn sentence(self, language: &Language) -> &'static str {
        self.in_words(Words::of(language))
    }

    fn in_words(self, words: &Words) -> &'static str {
        match self {
            Self::Address(problem) => (words.address_problem)(problem),
            Self::Domain => words.letters.refused_domain,
            Self::NoLetter => words.letters.choose_one,
            Self::TooOften => words.letters.too_often,
            Self::NotKept => words.not_kept,
        }
    }
}

/// What the reader of a paper in `language` is told after signing up, whether or not the address
/// was known.
#[must_use]
pub fn thanks(language: &Language) -> &'static str {
    Words::of(language).thanks
}

/// What the reader of a paper in `language` agrees to by choosing these of the letters on offer.
#[must_use]
pub fn agreed(language: &Language, offers: &[Offer], chosen: &[Slug]) -> String {
    wording(Words::of(language), offers, chosen)
}

impl StayInTouchPage {
    pub(crate) async fn asked(paper: &Paper) -> Result<Self, Failure> {
        let offers = Offer::all(&paper.store).await?;
        Ok(Self::Asked { offers })
    }

    /// The page that says what is wrong, with what was typed and chosen.
    pub async fn refused(
        paper: &Paper,
        typed: String,
        chosen: Vec<Slug>,
        problem: Problem,
    ) -> Self {
        Self::Refused {
            typed,
            offers: or_log(Offer::all(&paper.store).await).unwrap_or_default(),
            chosen,
            problem,
        }
    }

    pub(crate) fn head(words: &Words) -> Head {
        Head {
            title: Some(words.stay_in_touch.to_owned()),
            description: words.promise.to_owned(),
            path: Some("/stay-in-touch".to_owned()),
            ..Head::default()
        }
    }
}

#[component]
pub(crate) fn StayInTouchView(page: StayInTouchPage) -> impl IntoView {
    let words = words();
    let inside = match page {
        StayInTouchPage::Taken => view! {
            <p class="sign-up__done" role="status">
                {words.thanks}
            </p>
        }
        .into_any(),
        StayInTouchPage::Asked { offers } => {
            let chosen = offers.iter().take(1).map(|it| it.slug.clone()).collect();
            view! { <PageBox typed=String::new() offers chosen problem="" /> }.into_any()
        }
        StayInTouchPage::Refused {
            typed,
            offers,
            chosen,
            problem,
        } => {
            let problem = problem.in_words(words);
            view! { <PageBox typed offers chosen problem /> }.into_any()
        }
    };
    view! {
        <div class="stay-in-touch-page">
            <h1 class="listing__name">{words.stay_in_touch}</h1>
            <p class="stay-in-touch-page__promise">{words.promise}</p>
            <div class="stay-in-touch-page__form">{inside}</div>
            <p class="stay-in-touch-page__small-print">{words.not_passed_on}</p>
            <p class="stay-in-touch-page__small-print">
                <a href="/letters">{words.letters.letters_promise}</a>
            </p>
        </div>
    }
}

/// Names the form that the boxes to tick belong to. They stand outside the island, so that a reader's browser need not
/// know what letters there are.
const ID: &str = "page-sign-up-email";
const FORM: &str = "page-sign-up-email-form";

/// The form in the middle of its page. What it starts with is for it alone, not for the box beside.
#[component]
fn PageBox(
    typed: String,
    offers: Vec<Offer>,
    chosen: Vec<Slug>,
    problem: &'static str,
) -> impl IntoView {
    let words = words();
    let start = Box {
        typed,
        problem,
        ..Box::empty(ID, words)
    };
    let choice = (!offers.is_empty()).then(|| {
        view! { <Choice offers chosen legend=words.letters.choose form=FORM /> }
    });
    view! {
        <input type="hidden" name="form" value="page" form=FORM />
        {choice}
        <Provider value=start>
            <SignUp />
        </Provider>
    }
}
