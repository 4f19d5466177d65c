//! The story that is open: it says that it was updated, corrects its headline, goes to another address, or goes.

use std::time::Duration;

use js_sys::Math;
use leptos::prelude::{document, set_timeout, window};
use wasm_bindgen::JsValue;
use web_sys::{Document, Element};

use super::shown::{show, word};
use crate::live::told::{get, number, text};
use crate::live::{announce, page_now, piece};

const STORY: &str = "main [data-version]";
/// Nobody has this version: what stands there is no story any more.
const GONE: &str = "0";
/// Milliseconds over which the readers of a story that was taken back ask why.
const SPREAD: f64 = 4_000.0;

pub(super) fn news(event: &str, told: &JsValue) {
    let Some(story) = piece(STORY) else {
        return;
    };
    if number(told, "article").map(|article| article.to_string())
        != story.get_attribute("data-article")
    {
        return;
    }
    match event {
        "article-withdrawn" => withdraw(&story),
        "article-updated" => {
            let version = number(told, "version").unwrap_or_default();
            let path = text(told, "path").unwrap_or_default();
            update(
                &story,
                version,
                &text(told, "headline").unwrap_or_default(),
                &path,
                &get(told, "at"),
            );
        }
        "article-moved" => {
            let path = text(told, "path");
            if let Ok(history) = window().history() {
                let state = history.state().unwrap_or(JsValue::NULL);
                let _ = history.replace_state_with_url(&state, "", path.as_deref());
            }
        }
        _ => {}
    }
}

/// A page that came: the one that was opened, which is what the reader sees, or this one again because something was missed.
pub(super) fn page(page: &Document) {
    let Some(story) = piece(STORY) else {
        return;
    };
    let theirs = page.query_selector(STORY).ok().flatten();
    let Some(theirs) = theirs else {
        if page
            .query_selector("main .failure")
            .is_ok_and(|it| it.is_some())
        {
            withdraw(&story);
        }
        return;
    };
    if theirs.get_attribute("data-article") == story.get_attribute("data-article") {
        let headline = theirs.query_selector("h1").ok().flatten();
        let headline = headline
            .and_then(|it| it.text_content())
            .unwrap_or_default();
        let path = window().location().pathname().unwrap_or_default();
        let now = js_sys::Date::now().into();
        update(&story, version_of(&theirs), &headline, &path, &now);
    }
}

fn version_of(story: &Element) -> u32 {
    let version = story.get_attribute("data-version");
    version
        .and_then(|version| version.parse().ok())
        .unwrap_or_default()
}

/// Says so, unless this page has that version already.
fn update(story: &Element, version: u32, headline: &str, path: &str, at: &JsValue) {
    let ours = version_of(story);
    if version <= ours {
        return;
    }
    let is_news = show("story", at, &format!("{path}/changes?since={ours}"));
    let before = story.query_selector("h1").ok().flatten();
    let before = before.and_then(|it| it.text_content()).unwrap_or_default();
    if before != headline {
        correct(story, &before, headline);
        announce(&format!("{}: {headline}", word("story")));
    } else if is_news {
        announce(&word("story"));
    }
}

/// Another headline, above the story and in the name of the page.
fn correct(story: &Element, before: &str, headline: &str) {
    if let Ok(Some(heading)) = story.query_selector("h1") {
        heading.set_text_content(Some(headline));
        let _ = heading.class_list().add_1("article__headline--corrected");
    }
    let title = document().title();
    let after = title.strip_prefix(before).unwrap_or_default();
    document().set_title(&format!("{headline}{after}"));
}

/// The paper does not stand by it any more, so nothing of it is left; why, the page at its address says.
fn withdraw(story: &Element) {
    let Ok(Some(heading)) = story.query_selector("h1") else {
        return;
    };
    let said = word("withdrawn");
    heading.set_text_content(Some(&said));
    story.replace_children_with_node_1(&heading);
    let _ = story.set_attribute("data-version", GONE);
    document().set_title(&said);
    announce(&said);
    let pause = Duration::from_millis((Math::random() * SPREAD) as u64);
    set_timeout(
        || leptos::task::spawn_local(async { say_why().await.unwrap_or_default() }),
        pause,
    );
}

async fn say_why() -> Option<()> {
    let page = page_now().await?;
    let theirs = page.query_selector("main").ok()??;
    // The reader may have gone on meanwhile.
    let story = piece(STORY)?;
    if version_of(&story) == 0 {
        piece("main")?.set_inner_html(&theirs.inner_html());
        document().set_title(&page.title());
    }
    Some(())
}
