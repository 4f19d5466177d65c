//! The list in an open page.

use js_sys::Array;
use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;

use crate::live::told::get;
use crate::live::{Ears, follow, lead_to};

/// Follows the paper, if the page has the list. It has as many stories as before, or is left for the next page.
pub(crate) fn begin() {
    let ears = Ears { news, ..Ears::DEAF };
    follow("most-read", ears);
}

fn news(event: &str, told: &JsValue) {
    if event != "most-read-changed" {
        return;
    }
    let stories = Array::from(&get(told, "stories"));
    let Ok(links) = document().query_selector_all(".most-read__item a") else {
        return;
    };
    if links.length() != stories.length() {
        return;
    }
    for (place, told) in (0..).zip(stories.iter()) {
        if let Some(Ok(link)) = links.get(place).map(JsCast::dyn_into::<Element>) {
            lead_to(&link, &told, "headline");
        }
    }
}
