//! Notifications: the button that asks for them, and the browser's side of them.
//!
//! The server writes the button for everybody alike; the start script shows it where the browser has what it needs. What
//! is told while no page is open, the service worker shows. See `docs/decisions/0028-notifications.md`.

use leptos::prelude::*;

use crate::words::words;

/// The page's side: a part of the start script.
pub(crate) const ASKING: &str = include_str!("asking.js");
/// The service worker's side.
pub(crate) const TELLING: &str = include_str!("telling.js");

/// Whether this paper notifies its readers, for the parts of a page.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Offered(pub(crate) bool);

/// A button that asks to be told about `about` (a word of `newsroom::notifications::Subject`), called `name`. It takes its
/// room before it is shown, so that nothing moves.
#[component]
pub(crate) fn Notify(about: String, name: String) -> impl IntoView {
    let is_offered = use_context::<Offered>().is_some_and(|offered| offered.0);
    let words = words();
    is_offered.then(|| {
        view! {
            <div class="notify" data-notify=about data-refused=words.notify_refused data-failed=words.notify_failed>
                <button class="notify__button" type="button" aria-pressed="false">
                    {name}
                </button>
                <p class="notify__said" role="status"></p>
            </div>
        }
    })
}
