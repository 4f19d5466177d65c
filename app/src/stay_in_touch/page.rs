//! The sign-up page: where the form leads without script, and where links to it lead.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::attempt::{Attempt, THANKS};
use super::section::PROMISE;
use super::sign_up_island::{Place, SignUp};
use crate::head::Head;
use crate::outcome::{self, Outcome};

#[component]
pub(crate) fn StayInTouchPage() -> impl IntoView {
    let noted = use_query_map().get_untracked().get("noted").is_some();
    let attempt = use_context::<Attempt>();
    if matches!(attempt, Some(Attempt::Refused { .. })) {
        outcome::report(Outcome::Invalid);
    }
    let taken = noted || attempt == Some(Attempt::Taken);
    provide_context(Place::Page(attempt));
    let inside = if taken {
        view! {
            <p class="sign-up__done" role="status">
                {THANKS}
            </p>
        }
        .into_any()
    } else {
        view! { <SignUp /> }.into_any()
    };
    view! {
        <Head title="Stay in touch" description=PROMISE path="/stay-in-touch" />
        <div class="stay-in-touch-page">
            <h1 class="listing__name">
                "Stay in touch"
            </h1>
            <p class="stay-in-touch-page__promise">{PROMISE}</p>
            <div class="stay-in-touch-page__form">{inside}</div>
            <p class="stay-in-touch-page__small-print">"We do not pass your address on."</p>
        </div>
    }
}
