//! Pictures: always with their size, so that nothing moves when they arrive.

use domain::Picture;
use leptos::prelude::*;

/// A small picture beside a headline. The headline says it all, so it has no text of its own.
#[component]
pub(crate) fn Thumbnail(picture: Picture, class: &'static str) -> impl IntoView {
    view! {
        <img
            class=class
            src=picture.path()
            width=picture.width
            height=picture.height
            alt=""
            loading="lazy"
            decoding="async"
        />
    }
}

/// The picture a page opens with: loaded first, described in full.
#[component]
pub(crate) fn LeadPicture(picture: Picture) -> impl IntoView {
    view! {
        <img
            src=picture.path()
            width=picture.width
            height=picture.height
            alt=picture.alt.to_string()
            fetchpriority="high"
            decoding="async"
        />
    }
}
