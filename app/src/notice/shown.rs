//! The notice at the edge of the window: one at a time, told once, and gone when it was closed or another page is opened.

use std::cell::Cell;

use js_sys::Date;
use leptos::prelude::window_event_listener_untyped;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;

use super::{cards, front, story};
use crate::latest::relative_times;
use crate::live::{Ears, follow, piece};

thread_local! {
    static BEGUN: Cell<bool> = const { Cell::new(false) };
    /// Whether the reader wants to hear no more of it on this page.
    static CLOSED: Cell<bool> = const { Cell::new(false) };
}

/// Follows the paper and says what it means for the page that is open.
pub(crate) fn begin() {
    if BEGUN.replace(true) {
        return;
    }
    let heard = |news, page| Ears {
        news,
        page,
        tick,
        ..Ears::DEAF
    };
    follow("story", heard(story::news, story::page));
    follow("front", heard(front::news, |_| {}));
    follow("cards", heard(cards::news, |_| {}));
    drop(window_event_listener_untyped("click", |event| {
        let pressed = event.target().and_then(|it| it.dyn_into::<Element>().ok());
        if pressed.is_some_and(|it| it.matches(".notice__close").unwrap_or_default()) {
            CLOSED.set(true);
            hide();
        }
    }));
    drop(window_event_listener_untyped("dateline-page", |_| {
        CLOSED.set(false);
        hide();
    }));
}

/// A word that the server wrote for notices.
pub(super) fn word(name: &str) -> String {
    let word = piece(".notice").and_then(|it| it.get_attribute(&format!("data-{name}")));
    word.unwrap_or_default()
}

/// Shows the notice of that name with where it leads, and `at` which moment of 1970 and on it happened, in milliseconds.
///
/// Whether it was not there before.
pub(super) fn show(name: &str, at: &JsValue, path: &str) -> bool {
    let (Some(notice), Some(text), Some(time), Some(link)) = (
        piece(".notice").filter(|_| !CLOSED.get()),
        piece(".notice__text"),
        piece(".notice time"),
        piece(".notice__link"),
    ) else {
        return false;
    };
    text.set_text_content(Some(&word(name)));
    let _ = time.set_attribute(
        "datetime",
        &Date::new(at)
            .to_iso_string()
            .as_string()
            .unwrap_or_default(),
    );
    link.set_text_content(Some(&word(&format!("{name}-link"))));
    let _ = link.set_attribute("href", path);
    let is_news = notice.hidden();
    notice.set_hidden(false);
    tick();
    is_news
}

fn hide() {
    if let Some(notice) = piece(".notice") {
        notice.set_hidden(true);
    }
}

fn tick() {
    if let Some(notice) = piece(".notice") {
        relative_times::tell(&notice);
    }
}
