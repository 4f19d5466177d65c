//! The front page that is open: when there is another one, it is offered.

use js_sys::Date;
use leptos::prelude::window;
use wasm_bindgen::JsValue;

use super::shown::{show, word};
use crate::latest::relative_times::moment;
use crate::live::told::{get, number, text};
use crate::live::{announce, piece};

const FRONT: &str = "/";

pub(super) fn news(event: &str, told: &JsValue) {
    let path = window().location().pathname().unwrap_or_default();
    let changes = match event {
        "article-published" => path == FRONT && is_newer(told),
        "front-changed" => path == FRONT,
        "article-withdrawn" => path == FRONT && stands_here(told),
        _ => false,
    };
    if changes && show("front", &get(told, "at"), FRONT) {
        announce(&word("front"));
    }
}

/// Whether a story is newer than the last of those that stand on top by their age, or there are too few to tell.
fn is_newer(told: &JsValue) -> bool {
    let last = piece("main .stories--row .stories__item:last-child time");
    let published = Date::parse(&text(told, "published").unwrap_or_default());
    last.is_none_or(|last| moment(&last) < published)
}

fn stands_here(told: &JsValue) -> bool {
    let article = number(told, "article").unwrap_or_default();
    piece(&format!("main [data-article=\"{article}\"]")).is_some()
}
