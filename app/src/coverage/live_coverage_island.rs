//! Only an open page can hear of updates that were written after it was sent.

use leptos::prelude::*;

/// What stands on the button before how many updates wait. Empty in the browser, which keeps what the server wrote.
#[derive(Clone, Copy, Default)]
pub(crate) struct ToastWords(pub(crate) &'static str);

/// Keeps the updates of the page up to date. The browser works on what the server wrote around it; of its own it has
/// the button that says how many there are more.
#[island]
pub fn LiveCoverage() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    super::following::begin();
    let ToastWords(words) = use_context().unwrap_or_default();
    view! {
        <button class="coverage__toast" type="button" hidden=true>
            {words}
        </button>
    }
}
