//! The updates in an open page: what comes in, what changes, what goes. What an update looks like is asked of the
//! server, so that it looks the same whether it was there from the start or came in.

use std::cell::RefCell;

use leptos::prelude::{document, window};
use leptos::task::spawn_local;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlElement};

use crate::live::told::{number, text};
use crate::live::{Ears, announce, counts_only, follow, may_move, page_at, piece};

thread_local! {
    /// Updates that wait until the reader wants to see them, each with its article's number.
    static WAITING: RefCell<Vec<(u32, u32)>> = const { RefCell::new(Vec::new()) };
}

/// Follows the paper and keeps the updates up to date.
pub(super) fn begin() {
    let ears = Ears {
        news,
        page,
        ..Ears::DEAF
    };
    follow("coverage", ears);
    if let Some(button) = part("coverage__toast") {
        let pressed = Closure::<dyn Fn()>::new(|| spawn_local(take_in(true))).into_js_value();
        let _ = button.add_event_listener_with_callback("click", pressed.unchecked_ref());
    }
}

fn part(class: &str) -> Option<HtmlElement> {
    find(&document(), class)?.dyn_into().ok()
}

fn find(page: &Document, class: &str) -> Option<Element> {
    page.query_selector(&format!(".{class}")).ok()?
}

/// A number that the server has written into an attribute.
fn counted(element: &Element, name: &str) -> Option<u32> {
    element.get_attribute(name)?.parse().ok()
}

/// The article whose updates the page shows, and the newest that it knows of.
fn known(page: &Document) -> Option<(u32, u32)> {
    let coverage = find(page, "coverage")?;
    let article = counted(&coverage, "data-article")?;
    Some((article, counted(&coverage, "data-newest")?))
}

/// One of the words that the server has written beside the updates.
fn word(name: &str) -> String {
    let coverage = part("coverage");
    let word = coverage.and_then(|it| it.get_attribute(&format!("data-{name}")));
    word.unwrap_or_default()
}

/// Whether a page shows the newest updates.
fn is_first(page: &Document) -> bool {
    find(page, "coverage").is_some_and(|it| it.has_attribute("data-first"))
}

fn news(event: &str, told: &JsValue) {
    let article = number(told, "article").unwrap_or_default();
    if known(&document()).is_none_or(|(shown, _)| shown != article) {
        return;
    }
    let entry = number(told, "entry").unwrap_or_default();
    match event {
        "coverage-entry-added" => {
            WAITING.with_borrow_mut(|waiting| waiting.push((article, entry)));
            let list = part("coverage__entries").filter(|_| is_first(&document()));
            if list.is_some_and(|list| may_move(&list)) {
                spawn_local(take_in(false));
            } else {
                count();
            }
        }
        "coverage-entry-removed" => remove(entry),
        "coverage-changed" => show_state(&text(told, "state").unwrap_or_default()),
        "coverage-entry-edited" | "coverage-entry-pinned" if !counts_only() => {
            spawn_local(async move {
                let _ = look_at(&format!("?entry={entry}"), false).await;
            });
        }
        _ => {}
    }
}

/// Says whether the coverage goes on, unless that is said already.
fn show_state(state: &str) {
    let shown = part("coverage__state")
        .filter(|it| it.get_attribute("data-state").as_deref() != Some(state));
    let Some(shown) = shown else {
        return;
    };
    let said = word(state);
    let _ = shown.set_attribute("data-state", state);
    shown.set_text_content(Some(&said));
    // It stands above the headline too.
    if let Some(kind) = piece(".article__kicker .kind") {
        kind.set_text_content(Some(&said));
        let _ = kind
            .class_list()
            .toggle_with_force("kind--live", state == "open");
    }
    announce(&said);
}

/// A page that is newer than all that was heard of: whatever is on it that is not here waits.
fn page(page: &Document) {
    let (Some(here), Some(there)) = (known(&document()), known(page)) else {
        return;
    };
    if here.0 == there.0 {
        let numbers = entries(page).into_iter().map(|it| (here.0, number_of(&it)));
        WAITING.replace(numbers.collect());
        merge(page, false);
        let state = find(page, "coverage__state").and_then(|it| it.get_attribute("data-state"));
        if let Some(state) = state {
            show_state(&state);
        }
    }
    count();
}

/// How many updates wait, on the button that shows them.
fn count() {
    let known = known(&document()).unwrap_or_default();
    let waiting = WAITING.with_borrow_mut(|waiting| {
        waiting.retain(|(article, entry)| *article == known.0 && *entry > known.1);
        waiting.len()
    });
    if let Some(toast) = part("coverage__toast") {
        let said = format!("{}: {waiting}", word("count"));
        toast.set_hidden(waiting == 0);
        if waiting > 0 && toast.text_content().as_deref() != Some(&said) {
            toast.set_text_content(Some(&said));
            announce(&said);
        }
    }
}

fn remove(entry: u32) {
    WAITING.with_borrow_mut(|waiting| waiting.retain(|it| it.1 != entry));
    let anchor = format!("#entry-{entry}");
    let key_event = format!(".key-events__item:has([href$=\"{anchor}\"])");
    for gone in [anchor, key_event] {
        if let Ok(Some(gone)) = document().query_selector(&gone) {
            gone.remove();
        }
    }
    count();
}

/// Shows what waits. A reader who asked for it goes on there.
async fn take_in(asked: bool) {
    let (_, newest) = known(&document()).unwrap_or_default();
    let fresh = match is_first(&document()) {
        true => look_at(&format!("?after={newest}"), true).await,
        false => None,
    };
    count();
    match fresh {
        Some(first) if asked => {
            if let Ok(Some(link)) = first.query_selector("a") {
                let _ = link.unchecked_into::<HtmlElement>().focus();
            }
        }
        Some(first) => {
            let name = first.query_selector(".entry__name").ok().flatten();
            let name = name.and_then(|name| name.text_content());
            announce(&format!("{}: {}", word("new"), name.unwrap_or_default()));
        }
        // Elsewhere than on the first page, or when that cannot be fetched, the link leads to it.
        None if asked => {
            if let Some(check) = part("coverage__check") {
                check.click();
            }
        }
        None => {}
    }
}

/// Fetches the page with that query, and takes from it what is to be seen. The first of the updates that came in.
async fn look_at(query: &str, all: bool) -> Option<Element> {
    let path = window().location().pathname().ok()?;
    let page = page_at(&format!("{path}{query}")).await?;
    merge(&page, all)
}

fn entries(page: &Document) -> Vec<Element> {
    let children = find(page, "coverage__entries").map(|list| list.children());
    let place = |place| children.as_ref()?.item(place);
    (0..).map_while(place).collect()
}

fn number_of(entry: &Element) -> u32 {
    counted(entry, "data-entry").unwrap_or_default()
}

/// Makes the updates of this page those of a newer one, as far as both have them; `all` takes in what is new too.
/// The first of those.
fn merge(page: &Document, all: bool) -> Option<Element> {
    let (article, newest) = known(&document())?;
    let there = known(page).filter(|there| there.0 == article)?;
    let list = part("coverage__entries")?;
    let theirs = entries(page);
    let both_first = is_first(&document()) && is_first(page);
    // A page that is the last of all leaves nothing out.
    let oldest = theirs
        .last()
        .filter(|_| find(page, "coverage__older").is_some());
    let oldest = oldest.map(number_of).unwrap_or_default();
    if both_first {
        exchange(page, "coverage__top");
        if all && oldest > newest {
            // There are more in between than a page has.
            list.set_inner_html("");
            exchange(page, "coverage__older");
        }
        for mine in entries(&document()) {
            unmark(&mine, all);
            let number = number_of(&mine);
            // One that was pinned stands above the list now, however old it is.
            let has_risen = page.get_element_by_id(&mine.id()).is_some();
            let is_listed = theirs.iter().any(|it| number_of(it) == number);
            if !is_listed && (number >= oldest || has_risen) {
                mine.remove();
            }
        }
    }
    let mut first_new = None;
    for entry in theirs {
        // It is the one that was asked for by this page, not by its reader.
        let _ = entry.class_list().remove_1("entry--asked");
        let number = number_of(&entry);
        let mine = entries(&document());
        match mine.iter().find(|mine| number_of(mine) == number) {
            Some(mine) => {
                let saved = |it: &Element| it.get_attribute("data-saved");
                if saved(mine) != saved(&entry) {
                    let _ = mine.replace_with_with_node_1(&entry);
                }
            }
            None if both_first && (all || number <= newest) => {
                let before = mine.iter().find(|mine| number_of(mine) < number);
                let _ = list.insert_before(&entry, before.map(AsRef::as_ref));
                if number > newest && first_new.is_none() {
                    first_new = Some(entry);
                }
            }
            None => {}
        }
    }
    if all && both_first {
        let coverage = part("coverage")?;
        let check = find(page, "coverage__check")?.get_attribute("href")?;
        let _ = part("coverage__check")?.set_attribute("href", &check);
        let _ = coverage.set_attribute("data-newest", &there.1.to_string());
        if let Some(nothing) = part("coverage__note") {
            nothing.remove();
        }
    }
    first_new
}

/// What was new is not when something newer comes.
fn unmark(entry: &Element, all: bool) {
    if all && let Ok(Some(mark)) = entry.query_selector(".entry__mark--new") {
        mark.remove();
        let _ = entry.class_list().remove_1("entry--new");
    }
}

/// Puts what another page has in a place there into the same place here, if that is different.
fn exchange(page: &Document, class: &str) {
    if let (Some(mine), Some(theirs)) = (part(class), find(page, class)) {
        let theirs = theirs.inner_html();
        if mine.inner_html() != theirs {
            mine.set_inner_html(&theirs);
        }
    }
}
