use leptos::prelude::*;

use super::SignUp;

/// What signing up promises, in the words every sign-up box uses.
pub(super) const PROMISE: &str =
    "To be updated with all the latest news, offers and special announcements.";

/// The sign-up box beside every page.
#[component]
pub(crate) fn StayInTouch() -> impl IntoView {
    view! {
        <section class="stay-in-touch" aria-labelledby="stay-in-touch-name">
            <h2 class="stay-in-touch__name" id="stay-in-touch-name">
                "Stay in touch"
            </h2>
            <p class="stay-in-touch__promise">{PROMISE}</p>
            <SignUp />
        </section>
    }
}
