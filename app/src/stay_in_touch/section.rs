use leptos::context::Provider;
use leptos::prelude::*;

use super::sign_up_form::Box;
use super::sign_up_island::SignUp;
use crate::words::words;

/// The sign-up box beside every page.
#[component]
pub(crate) fn StayInTouch() -> impl IntoView {
    let words = words();
    let start = Box::empty("sign-up-email", words);
    view! {
        <section class="stay-in-touch" aria-labelledby="stay-in-touch-name">
            <h2 class="stay-in-touch__name" id="stay-in-touch-name">
                {words.stay_in_touch}
            </h2>
            <p class="stay-in-touch__promise">{words.promise}</p>
            <Provider value=start>
                <SignUp />
            </Provider>
        </section>
    }
}
