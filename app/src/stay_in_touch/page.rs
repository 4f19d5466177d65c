//! The sign-up page: where the form leads without script, and where links to it lead.

use leptos::context::Provider;
use leptos::prelude::*;

use super::section::PROMISE;
use super::sign_up_island::{Box, SignUp};
use crate::head::Head;

/// What a reader is told after signing up, whether or not the address was known.
///
/// It must not tell the two apart: anybody could find out who reads the paper by trying addresses.
pub const THANKS: &str = "Thank you. Your address is noted.";

/// What the sign-up page answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StayInTouchPage {
    /// A reader came to sign up.
    Asked,
    /// The address was taken.
    Taken,
    /// The address cannot be one.
    Refused {
        /// What was typed, so that nobody has to type it again.
        typed: String,
        /// What is wrong with it, in a sentence.
        problem: String,
    },
}

impl StayInTouchPage {
    pub(crate) fn head() -> Head {
        Head {
            title: Some("Stay in touch".to_owned()),
            description: PROMISE.to_owned(),
            path: Some("/stay-in-touch".to_owned()),
            ..Head::default()
        }
    }
}

#[component]
pub(crate) fn StayInTouchView(page: StayInTouchPage) -> impl IntoView {
    let inside = match page {
        StayInTouchPage::Taken => view! {
            <p class="sign-up__done" role="status">
                {THANKS}
            </p>
        }
        .into_any(),
        StayInTouchPage::Asked => {
            view! { <PageBox typed=String::new() problem=String::new() /> }.into_any()
        }
        StayInTouchPage::Refused { typed, problem } => {
            view! { <PageBox typed problem /> }.into_any()
        }
    };
    view! {
        <div class="stay-in-touch-page">
            <h1 class="listing__name">"Stay in touch"</h1>
            <p class="stay-in-touch-page__promise">{PROMISE}</p>
            <div class="stay-in-touch-page__form">{inside}</div>
            <p class="stay-in-touch-page__small-print">"We do not pass your address on."</p>
        </div>
    }
}

/// The form in the middle of its page. What it starts with is for it alone, not for the box beside.
#[component]
fn PageBox(typed: String, problem: String) -> impl IntoView {
    let start = Box {
        id: "page-sign-up-email",
        typed,
        problem,
    };
    view! {
        <Provider value=start>
            <SignUp />
        </Provider>
    }
}
