//! Only an open page lives to see midnight, and the weather change.

use leptos::prelude::*;

/// Keeps the strip that the server wrote in it up to date. The browser works on that, so there the view is empty.
#[island]
pub fn LiveStrip() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    super::strip::begin();
    #[cfg(feature = "ssr")]
    let strip = super::view::strip();
    #[cfg(not(feature = "ssr"))]
    let strip = ();
    view! { <div>{strip}</div> }
}
