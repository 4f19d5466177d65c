//! Only an open page can hear what happens after it was sent.

use leptos::prelude::*;

/// Keeps the list that the server wrote in it up to date. The browser works on that, so there the view is empty.
#[island]
pub fn LiveLatest() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    {
        super::list::begin();
        // Beside it, and of the same kind: an island of its own would cost more than it does.
        crate::most_read::begin();
    }
    #[cfg(feature = "ssr")]
    let list = super::view::list();
    #[cfg(not(feature = "ssr"))]
    let list = ();
    view! { <div>{list}</div> }
}
