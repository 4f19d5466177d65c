//! The bar in an open page: it comes, changes, goes, and is closed. Nothing that is being read moves: one that comes in stands
//! at the lower edge of the window and takes its place below the name of the paper on the next page; where one went away, its place
//! stays empty until then.

use std::cell::Cell;

use js_sys::Date;
use leptos::prelude::{document, window, window_event_listener_untyped};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element};

use crate::live::told::{number, text};
use crate::live::{Ears, announce, counts_only, follow, lead_to, of_root, piece};

/// On the page's first element: the number of the bar that stands. The style shows none without it.
const STANDS: &str = "data-breaking";
/// There too: the number of the bar that the reader closed last, as the script in the head puts it there.
const CLOSED: &str = "data-bar";
/// The same in what the browser keeps.
const KEPT: &str = "bar";
const UNTIL: &str = "data-until";

thread_local! {
    static BEGUN: Cell<bool> = const { Cell::new(false) };
}

/// Follows the paper and keeps the bar up to date.
pub(super) fn begin() {
    let ears = Ears {
        news,
        page,
        tick,
        ..Ears::DEAF
    };
    follow("breaking", ears);
    if !BEGUN.replace(true) {
        drop(window_event_listener_untyped("click", |event| {
            let pressed = event.target().and_then(|it| it.dyn_into::<Element>().ok());
            if pressed.is_some_and(|it| it.matches(".breaking__close").unwrap_or_default()) {
                close();
            }
        }));
        drop(window_event_listener_untyped("dateline-page", |_| settle()));
    }
}

fn news(event: &str, told: &JsValue) {
    match event {
        "breaking-set" => {
            let number = number(told, "bar").unwrap_or_default().to_string();
            let until = text(told, "until").unwrap_or_default();
            if counts_only() && of_root(STANDS).as_ref() != Some(&number) {
                // The next page has it.
                return take_down();
            }
            let comes = put_up(&number, &until, &|bar| {
                if let Ok(Some(link)) = bar.query_selector(".breaking__text") {
                    lead_to(&link, told, "text");
                }
            });
            if comes && let Some(line) = piece(".breaking__line") {
                announce(&line.text_content().unwrap_or_default());
            }
        }
        "breaking-cleared" => take_down(),
        _ => {}
    }
}

/// A page that is newer than all that was heard says what stands.
fn page(page: &Document) {
    let root = page.document_element();
    let number = root.and_then(|root| root.get_attribute(STANDS));
    let theirs = page.query_selector(".breaking__bar").ok().flatten();
    let (Some(number), Some(theirs)) = (number, theirs) else {
        return take_down();
    };
    let until = theirs.get_attribute(UNTIL).unwrap_or_default();
    put_up(&number, &until, &|bar| {
        bar.set_inner_html(&theirs.inner_html())
    });
}

/// Its time may be over while nothing is heard from the server.
fn tick() {
    let until = piece(".breaking__bar").and_then(|bar| bar.get_attribute(UNTIL));
    if until.is_some_and(|until| Date::parse(&until) <= Date::now()) {
        take_down();
    }
}

/// Shows a bar, unless it was closed. Whether it comes in now.
fn put_up(number: &str, until: &str, fill: &dyn Fn(&Element)) -> bool {
    let Some(bar) = piece(".breaking__bar") else {
        return false;
    };
    let _ = bar.set_attribute(UNTIL, until);
    if of_root(STANDS).as_deref() == Some(number) {
        return false;
    }
    take_down();
    if of_root(CLOSED).as_deref() == Some(number) {
        return false;
    }
    fill(&bar);
    let (Some(edge), Some(root)) = (piece(".edge"), document().document_element()) else {
        return false;
    };
    let _ = edge.append_child(&bar);
    let _ = root.set_attribute(STANDS, number);
    true
}

/// Shows no bar. What is below it stays where it is.
fn take_down() {
    if let (Some(place), Some(root)) = (piece(".breaking"), document().document_element()) {
        let height = format!("{}px", place.offset_height());
        let _ = place.style().set_property("min-block-size", &height);
        let _ = root.remove_attribute(STANDS);
    }
}

/// Another page was opened: the bar takes its place.
fn settle() {
    if let (Some(place), Some(bar)) = (piece(".breaking"), piece(".breaking__bar")) {
        let _ = place.style().remove_property("min-block-size");
        let _ = place.append_child(&bar);
    }
}

/// The reader wants to see this one no more, here and on the pages to come.
fn close() {
    let (Some(root), Some(number)) = (document().document_element(), of_root(STANDS)) else {
        return;
    };
    let _ = root.remove_attribute(STANDS);
    let _ = root.set_attribute(CLOSED, &number);
    if let Ok(Some(kept)) = window().local_storage() {
        let _ = kept.set_item(KEPT, &number);
    }
}
