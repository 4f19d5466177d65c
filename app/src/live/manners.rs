//! How a part of the page behaves when it hears something: nothing moves under its reader.

use leptos::prelude::{document, window};
use web_sys::Element;

use super::on_page::counts_only;

/// Whether a list may change now: nothing may move under a reader's eyes, finger or keyboard, nor when they asked to be told
/// a number only.
pub(crate) fn may_move(list: &Element) -> bool {
    if counts_only() {
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
