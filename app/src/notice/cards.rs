//! Stories in the lists of the page: a corrected headline is corrected there, and the editors' picks follow.

use js_sys::Array;
use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;

use crate::live::told::{get, number, text};
use crate::live::{lead_to, piece};

pub(super) fn news(event: &str, told: &JsValue) {
    match event {
        "article-updated" | "article-moved" => correct(told),
        "picks-changed" => pick(&get(told, "stories")),
        _ => {}
    }
}

fn correct(told: &JsValue) {
    let article = number(told, "article").unwrap_or_default();
    let cards = format!("main [data-article=\"{article}\"]:not([data-version])");
    let Ok(cards) = document().query_selector_all(&cards) else {
        return;
    };
    for place in 0..cards.length() {
        let Some(Ok(card)) = cards.get(place).map(JsCast::dyn_into::<Element>) else {
            continue;
        };
        if let Ok(Some(link)) = card.query_selector(":is(h2, h3) a") {
            lead_to(&link, told, "headline");
            let _ = card.set_attribute("aria-label", &text(told, "headline").unwrap_or_default());
        }
    }
}

/// Puts the picks in their order, unless the list is in use. A story that comes in has its picture from the next page on.
fn pick(stories: &JsValue) {
    let list = piece(".dont-miss__list");
    let Some(list) = list.filter(|list| !list.matches(":hover, :focus-within").unwrap_or_default())
    else {
        return;
    };
    let items: Vec<Element> = Array::from(stories)
        .iter()
        .filter_map(|told| item(&list, &told))
        .collect();
    list.set_inner_html("");
    for item in items {
        let _ = list.append_child(&item);
    }
}

/// What stands in the list for a story, or is made for it in the likeness of the first.
fn item(list: &Element, told: &JsValue) -> Option<Element> {
    let path = text(told, "path")?;
    if let Ok(Some(link)) = list.query_selector(&format!("a[href=\"{path}\"]")) {
        lead_to(&link, told, "headline");
        return link.closest("li").ok()?;
    }
    let first = list.first_element_child()?;
    let item: Element = first.clone_node_with_deep(true).ok()?.dyn_into().ok()?;
    if let Ok(Some(picture)) = item.query_selector("picture, img") {
        picture.remove();
    }
    lead_to(&item.query_selector("a").ok()??, told, "headline");
    Some(item)
}
