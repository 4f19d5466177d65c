//! Only an open page can hear of a bar that is put up after it was sent, and only the browser knows which one was closed.

use leptos::prelude::*;

/// Keeps the bar that the server wrote in it up to date. The browser works on that, so there the view is empty.
#[island]
pub fn LiveBreaking() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    {
        super::bar::begin();
        // Its place is in this island too: each costs every reader some code.
        crate::notice::begin();
    }
    #[cfg(feature = "ssr")]
    let bar = super::view::bar();
    #[cfg(not(feature = "ssr"))]
    let bar = ();
    view! { <div>{bar}</div> }
}
