//! What every part that is kept live does with the page: finding its pieces, leading somewhere, saying something.

use std::cell::RefCell;
use std::time::Duration;

use leptos::prelude::{document, set_timeout};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement};

use super::told;

thread_local! {
    /// What is about to be said.
    static SAID: RefCell<String> = const { RefCell::new(String::new()) };
}

/// The first piece of the page that the selector names.
pub(crate) fn piece(selector: &str) -> Option<HtmlElement> {
    let piece = document().query_selector(selector).ok()??;
    piece.dyn_into().ok()
}

/// What the page says of itself and its reader in its first element.
pub(crate) fn of_root(attribute: &str) -> Option<String> {
    document().document_element()?.get_attribute(attribute)
}

/// Whether the reader asked to be told a number only.
pub(crate) fn counts_only() -> bool {
    of_root("data-live").as_deref() == Some("count")
}

/// Makes a link say what was told by that name and lead where it belongs, in its language.
pub(crate) fn lead_to(link: &Element, told: &JsValue, name: &str) {
    link.set_text_content(told::text(told, name).as_deref());
    for (attribute, name) in [("href", "path"), ("lang", "lang"), ("dir", "dir")] {
        let _ = match told::text(told, name) {
            Some(value) => link.set_attribute(attribute, &value),
            None => link.remove_attribute(attribute),
        };
    }
}

/// In the one place of the page that screen readers listen to. What several parts have to say of one event is said
/// together, or the last would be heard alone.
pub(crate) fn announce(what: &str) {
    let is_first = SAID.with_borrow_mut(|said| {
        let is_first = said.is_empty();
        if !is_first {
            said.push_str(". ");
        }
        said.push_str(what);
        is_first
    });
    if is_first {
        set_timeout(say, Duration::ZERO);
    }
}

fn say() {
    if let Some(announcer) = document().get_element_by_id("announcer") {
        announcer.set_text_content(Some(&SAID.take()));
    }
}
