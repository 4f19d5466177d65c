//! A front that is open, the paper's or a section's: when there is another one, it is offered.

use js_sys::Date;
use leptos::prelude::window;
use wasm_bindgen::JsValue;

use super::shown::{show, word};
use crate::latest::relative_times::moment;
use crate::live::told::{get, number, text};
use crate::live::{announce, piece};

const FRONT: &str = "/";

pub(super) fn news(event: &str, told: &JsValue) {
    let location = window().location();
    let path = location.pathname().unwrap_or_default();
    let is_front = path == FRONT;
    let is_later_page = location.search().is_ok_and(|query| !query.is_empty());
    if !is_front && (is_later_page || piece("main[data-page=section]").is_none()) {
        return;
    }
    let story = || text(told, "path").unwrap_or_default();
    let changes = match event {
        "article-published" => {
            let story = story();
            let rest = story.strip_prefix(&path);
            (is_front || rest.is_some_and(|rest| rest.starts_with('/'))) && is_newer(told, is_front)
        }
        "front-changed" => is_front,
        "section-front-changed" => story() == path,
        "article-withdrawn" => stands_here(told),
        _ => false,
    };
    let name = if is_front { "front" } else { "section" };
    if changes && show(name, &get(told, "at"), &path) {
        announce(&word(name));
    }
}

/// Whether a story is newer than the last of those that stand there by their age, or there are too few to tell.
fn is_newer(told: &JsValue, is_front: bool) -> bool {
    let last = piece(if is_front {
        "main .stories--row .stories__item:last-child time"
    } else {
        "main .stories--list .stories__item:last-child time"
    });
    let published = Date::parse(&text(told, "published").unwrap_or_default());
    last.is_none_or(|last| moment(&last) < published)
}

fn stands_here(told: &JsValue) -> bool {
    let article = number(told, "article").unwrap_or_default();
    piece(&format!("main [data-article=\"{article}\"]")).is_some()
}
