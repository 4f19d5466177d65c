//! The sign-up page: where the form leads without script, and where links to it lead.

use domain::{AddressProblem, Language};
use leptos::context::Provider;
use leptos::prelude::*;

use super::sign_up_island::{Box, SignUp};
use crate::head::Head;
use crate::words::{Words, words};

/// What the sign-up page answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StayInTouchPage {
    /// A reader came to sign up.
    Asked,
    /// The address was taken.
    Taken,
    /// The address was not taken.
    Refused {
        /// What was typed, so that nobody has to type it again.
        typed: String,
        /// Why not.
        problem: Problem,
    },
}

/// Why an address was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// It cannot be one.
    Address(AddressProblem),
    /// It could not be kept; trying again may help.
    NotKept,
}

impl Problem {
    /// The problem in a sentence for the reader of a paper in `language`.
    #[must_use]
    pub fn sentence(self, language: &Language) -> &'static str {
        let words = Words::of(language);
        match self {
            Self::Address(problem) => (words.address_problem)(problem),
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

impl StayInTouchPage {
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
        StayInTouchPage::Asked => view! { <PageBox typed=String::new() problem="" /> }.into_any(),
        StayInTouchPage::Refused { typed, problem } => {
            let problem = match problem {
                Problem::Address(problem) => (words.address_problem)(problem),
                Problem::NotKept => words.not_kept,
            };
            view! { <PageBox typed problem /> }.into_any()
        }
    };
    view! {
        <div class="stay-in-touch-page">
            <h1 class="listing__name">{words.stay_in_touch}</h1>
            <p class="stay-in-touch-page__promise">{words.promise}</p>
            <div class="stay-in-touch-page__form">{inside}</div>
            <p class="stay-in-touch-page__small-print">{words.not_passed_on}</p>
        </div>
    }
}

/// The form in the middle of its page. What it starts with is for it alone, not for the box beside.
#[component]
fn PageBox(typed: String, problem: &'static str) -> impl IntoView {
    let start = Box {
        typed,
        problem,
        ..Box::empty("page-sign-up-email", words())
    };
    view! {
        <Provider value=start>
            <SignUp />
        </Provider>
    }
}
