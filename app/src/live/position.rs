//! How far this tab has heard, and what it missed.

use std::cell::Cell;

use gloo_net::http::Request;
use js_sys::{Array, JSON};
use leptos::prelude::window;
use wasm_bindgen::JsValue;
use web_sys::{Document, DomParser, SupportedType};

use super::{ears, told};

/// From this status on an answer says nothing of the page.
const BROKEN: u16 = 500;

thread_local! {
    /// The number of the last event that was heard of.
    static LAST: Cell<u32> = const { Cell::new(0) };
    static CATCHING_UP: Cell<bool> = const { Cell::new(false) };
}

/// The number of the last event that was heard of.
pub(super) fn last() -> u32 {
    LAST.get()
}

/// Hears an event, which is the next one.
pub(super) fn hear(id: u32, event: &str, data: &JsValue) {
    LAST.set(id);
    if event == "reset" {
        leptos::task::spawn_local(async { look_at_page().await.unwrap_or_default() });
    } else {
        ears::each(|ears| (ears.news)(event, data));
    }
}

/// Asks the server for what was missed.
pub(super) fn catch_up() {
    if CATCHING_UP.replace(true) {
        return;
    }
    leptos::task::spawn_local(async {
        let _ = missed().await;
        CATCHING_UP.set(false);
    });
}

async fn missed() -> Option<()> {
    let request = Request::get(&format!("/live/since?after={}", last()));
    let missed = request.send().await.ok()?.text().await.ok()?;
    let missed = JSON::parse(&missed).ok()?;
    if told::get(&missed, "reset").is_truthy() {
        return look_at_page().await;
    }
    for told in Array::from(&told::get(&missed, "events")) {
        let id = told::number(&told, "id")?;
        if id > last() {
            let event = told::text(&told, "event")?;
            hear(id, &event, &told::get(&told, "data"));
        }
    }
    let newest = told::number(&missed, "newest")?;
    LAST.set(last().max(newest));
    Some(())
}

/// Looks at the page anew, for what was missed.
async fn look_at_page() -> Option<()> {
    let page = page_now().await?;
    // What happened since was told meanwhile, or will be.
    hear_of_page(&page);
    ears::each(|ears| (ears.page)(&page));
    Some(())
}

/// The page as it is at its address now, or what is there instead.
pub(crate) async fn page_now() -> Option<Document> {
    page_at(&window().location().pathname().ok()?).await
}

/// The page at an address, or what is there instead; none if the server cannot say. Nobody reads it a second time.
pub(crate) async fn page_at(address: &str) -> Option<Document> {
    let request = Request::get(address).header("purpose", "prefetch");
    let answer = request.send().await.ok()?;
    if answer.status() >= BROKEN {
        return None;
    }
    let html = answer.text().await.ok()?;
    let page = DomParser::new().ok()?;
    page.parse_from_string(&html, SupportedType::TextHtml).ok()
}

/// A page was opened in place, which may know more than was heard. One that knows less, as it was fetched ahead, has parts that
/// were not there when the rest was told.
pub(super) fn see_page(page: &Document) {
    if hear_of_page(page) {
        ears::each(|ears| (ears.page)(page));
    } else if made_after(page).is_some() {
        leptos::task::spawn_local(async { look_for_newer_page().await.unwrap_or_default() });
    }
}

async fn look_for_newer_page() -> Option<()> {
    let page = page_now().await?;
    if hear_of_page(&page) {
        ears::each(|ears| (ears.page)(&page));
    }
    Some(())
}

/// Whether the page is as new as what was heard, or newer.
pub(super) fn hear_of_page(page: &Document) -> bool {
    let made_after = made_after(page).unwrap_or_default();
    let is_newer = made_after >= last();
    LAST.set(last().max(made_after));
    is_newer
}

/// The event that a page was made after; none for one that shows no news.
pub(super) fn made_after(page: &Document) -> Option<u32> {
    let root = page.document_element()?;
    root.get_attribute("data-event")?.parse().ok()
}
