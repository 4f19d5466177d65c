//! How a part of the page behaves when it hears something: nothing moves under its reader, and what is said is said
//! in one place.

use leptos::prelude::{document, window};
use web_sys::Element;

/// Whether the reader wants to be told a number before anything changes.
pub(crate) fn counts_first() -> bool {
    let root = document().document_element();
    root.and_then(|root| root.get_attribute("data-live"))
        .as_deref()
        == Some("count")
}

/// Whether a list may change now: nothing may move under a reader's eyes, finger or keyboard, nor when they asked to be told
/// a number only.
pub(crate) fn may_move(list: &Element) -> bool {
    if counts_first() {
        return false;
    }
    if document().hidden() {
        return true;
    }
    let top = list.get_bounding_client_rect().top();
    let height = window()
        .inner_height()
        .ok()
        .and_then(|height| height.as_f64());
    let in_view = top >= 0.0 && top < height.unwrap_or_default();
    let in_use = list.matches(":hover, :focus-within").unwrap_or_default();
    in_view && !in_use
}

/// In the one place of the page that screen readers listen to.
pub(crate) fn announce(what: &str) {
    if let Some(announcer) = document().get_element_by_id("announcer") {
        announcer.set_text_content(Some(what));
    }
}
