//! The list in an open page: what comes in, what changes, what goes. It works on what the server wrote, so that
//! the page looks the same whether a story was there from the start or came in.

use std::cell::RefCell;

use js_sys::Date;
use leptos::prelude::document;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element};

use super::relative_times::{self, moment};
use crate::live::told::{number, text};
use crate::live::{Ears, State, announce, follow, lead_to, may_move, piece};

/// The attribute with an article's number.
const ARTICLE: &str = "data-article";
const ITEM: &str = "latest__item";

thread_local! {
    /// Stories that wait until the reader wants to see them, in the order they came.
    static WAITING: RefCell<Vec<JsValue>> = const { RefCell::new(Vec::new()) };
}

/// Follows the paper and keeps the list up to date.
pub(super) fn begin() {
    let ears = Ears {
        news,
        state,
        page,
        tick,
    };
    follow("latest", ears);
    if let Some(button) = piece(".latest__more") {
        let pressed = Closure::<dyn Fn()>::new(show_waiting).into_js_value();
        let _ = button.add_event_listener_with_callback("click", pressed.unchecked_ref());
    }
    tick();
}

fn list() -> Option<Element> {
    piece(".latest__list").map(Into::into)
}

/// One of the list's own words, which the server has written beside it.
fn word(name: &str) -> String {
    let list = list().and_then(|list| list.get_attribute(&format!("data-{name}")));
    list.unwrap_or_default()
}

fn tick() {
    if let Some(list) = list() {
        relative_times::tell(&list);
    }
}

fn state(state: State) {
    let Some(shown) = piece(".latest__state") else {
        return;
    };
    let name = match state {
        State::Live => "live",
        State::Waiting => "waiting",
        State::Off => "off",
    };
    let _ = shown.set_attribute("data-state", name);
    shown.set_text_content(Some(&word(name)));
}

fn news(event: &str, told: &JsValue) {
    let Some(article) = number(told, "article") else {
        return;
    };
    if event == "article-withdrawn" {
        withdraw(article);
    } else if let Some(item) = item(article) {
        fill(&item, told);
        tick();
    } else if replace_waiting(article, told) || event != "article-published" {
        // It is told of when it is shown, or nobody sees it here.
    } else if list().is_some_and(|list| may_move(&list)) {
        show_waiting_quietly();
        if insert(told) {
            let headline = text(told, "headline").unwrap_or_default();
            announce(&format!("{}: {headline}", word("new")));
        }
    } else {
        WAITING.with_borrow_mut(|waiting| waiting.push(told.clone()));
        count();
    }
}

/// The list of a page that is newer than all that was heard of.
fn page(page: &Document) {
    let theirs = page.query_selector(".latest__list").ok().flatten();
    if let (Some(list), Some(theirs)) = (list(), theirs) {
        list.set_inner_html(&theirs.inner_html());
        WAITING.take();
        count();
        tick();
    }
}

fn item(article: u32) -> Option<Element> {
    list()?
        .query_selector(&format!("[{ARTICLE}=\"{article}\"]"))
        .ok()?
}

fn withdraw(article: u32) {
    if let Some(item) = item(article) {
        item.remove();
    }
    WAITING.with_borrow_mut(|waiting| {
        waiting.retain(|told| number(told, "article") != Some(article));
    });
    count();
}

fn replace_waiting(article: u32, told: &JsValue) -> bool {
    WAITING.with_borrow_mut(|waiting| {
        let mut waiting = waiting.iter_mut();
        let known = waiting.find(|told| number(told, "article") == Some(article));
        known.map(|known| *known = told.clone()).is_some()
    })
}

/// Puts a story where its time belongs. Whether it is new enough for the list.
fn insert(told: &JsValue) -> bool {
    let Some(list) = list() else {
        return false;
    };
    let Some(first) = list.first_element_child() else {
        return false;
    };
    let Some(new) = first
        .clone_node_with_deep(true)
        .ok()
        .and_then(|it| it.dyn_into::<Element>().ok())
    else {
        return false;
    };
    fill(&new, told);
    let published = Date::parse(&text(told, "published").unwrap_or_default());
    let items = list.children();
    let most = items.length();
    let place = (0..most).find(|place| {
        let time = items
            .item(*place)
            .and_then(|item| item.query_selector("time").ok()?);
        time.is_some_and(|time| moment(&time) <= published)
    });
    let Some(before) = place.and_then(|place| items.item(place)) else {
        return false;
    };
    let _ = new.class_list().add_1("latest__item--new");
    mark_new(&new);
    let _ = list.insert_before(&new, Some(&before));
    if let Some(last) = list.last_element_child() {
        last.remove();
    }
    tick();
    true
}

/// Says in words what the colour says.
fn mark_new(item: &Element) {
    let Ok(Some(section)) = item.query_selector(".latest__section") else {
        return;
    };
    let Ok(mark) = document().create_element("b") else {
        return;
    };
    mark.set_class_name("latest__new");
    mark.set_text_content(Some(&word("new")));
    let _ = section.prepend_with_node_2(&mark, &document().create_text_node(" "));
}

/// Makes an item tell of a story.
fn fill(item: &Element, told: &JsValue) {
    let say = |name: &str| text(told, name).unwrap_or_default();
    let _ = item.set_attribute(
        ARTICLE,
        &number(told, "article").unwrap_or_default().to_string(),
    );
    item.set_class_name(ITEM);
    let find = |class: &str| {
        item.query_selector(&format!(".latest__{class}"))
            .ok()
            .flatten()
    };
    if let Some(link) = find("headline") {
        lead_to(&link, told, "headline");
    }
    if let Some(section) = find("section") {
        section.set_text_content(Some(&say("section")));
    }
    if let Some(time) = find("time") {
        let _ = time.set_attribute("datetime", &say("published"));
        let _ = time.remove_attribute("data-clock");
        time.set_text_content(Some(&say("time")));
    }
}

/// How many stories wait, on the button that shows them.
fn count() {
    let waiting = WAITING.with_borrow(Vec::len);
    if let Some(button) = piece(".latest__more") {
        let said = format!("{}: {waiting}", word("count"));
        button.set_hidden(waiting == 0);
        if waiting > 0 && button.text_content().as_deref() != Some(&said) {
            button.set_text_content(Some(&said));
            announce(&said);
        }
    }
}

fn show_waiting_quietly() {
    for told in WAITING.take() {
        insert(&told);
    }
    count();
}

/// The reader wants to see what is new, so that is where they go on.
fn show_waiting() {
    show_waiting_quietly();
    let first = piece(".latest__headline");
    if let Some(first) = first {
        let _ = first.focus();
    }
}
