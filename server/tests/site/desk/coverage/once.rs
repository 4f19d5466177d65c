//! A form that comes twice: by a second press, or from a browser that heard no answer.

use axum::http::StatusCode;
use newsroom::desk::role::Role;

use super::{STORM, send, with_a_live_story, with_a_live_story_of};
use crate::desk::{Browser, paper, problem, value_of};

async fn drawn(browser: &mut Browser<'_>) -> String {
    value_of(&browser.get(STORM).await.body, "name=\"once\"")
}

/// How many entries say that.
async fn times(browser: &mut Browser<'_>, text: &str) -> usize {
    let page = browser.get(STORM).await.body;
    page.matches(&format!("<p>{text}</p>")).count()
}

fn entry<'a>(once: &'a str, text: &'a str) -> [(&'a str, &'a str); 3] {
    [("once", once), ("text", text), ("byline", "Eve")]
}

#[tokio::test]
async fn an_entry_that_one_form_sends_twice_is_there_once() {
    let site = paper().await;
    let (_, mut eve) = with_a_live_story(&site).await;
    let once = drawn(&mut eve).await;
    for _ in 0..3 {
        let sent = eve.post(STORM, &entry(&once, "A gust.")).await;
        assert_eq!(sent.header("location"), format!("{STORM}?done=added"));
    }
    assert_eq!(times(&mut eve, "A gust.").await, 1);
    assert_eq!(eve.log().await.matches("added entry").count(), 1);
    // As readers have it, it may be closed by the time at which the browser asks again.
    eve.post(&format!("{STORM}/state"), &[("state", "closed")])
        .await;
    let again = eve.post(STORM, &entry(&once, "A gust.")).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn the_same_words_from_another_page_and_other_words_from_the_same_one_are_entries_of_their_own()
 {
    let site = paper().await;
    let (_, mut eve) = with_a_live_story(&site).await;
    let (first, second) = (drawn(&mut eve).await, drawn(&mut eve).await);
    for (once, text) in [
        (&first, "Goal!"),
        (&second, "Goal!"),
        (&first, "No goal after all."),
    ] {
        eve.post(STORM, &entry(once, text)).await;
    }
    assert_eq!(times(&mut eve, "Goal!").await, 2);
    assert_eq!(times(&mut eve, "No goal after all.").await, 1);
}

#[tokio::test]
async fn an_entry_becomes_one_story_however_many_make_it_an_article() {
    let site = paper().await;
    let (mut ann, mut eve) = with_a_live_story(&site).await;
    send(&mut eve, "The roof is off.").await;
    send(&mut eve, "The tower, too.").await;
    let press = [("do", "promote")];
    for browser in [&mut eve, &mut ann] {
        for _ in 0..2 {
            let promoted = browser.post(&format!("{STORM}/entries/1"), &press).await;
            assert_eq!(promoted.header("location"), "/desk/stories/2");
        }
    }
    let other = ann.post(&format!("{STORM}/entries/2"), &press).await;
    assert_eq!(other.header("location"), "/desk/stories/3");
    let fourth = eve.get("/desk/stories/4").await;
    assert_eq!(fourth.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn whoever_cannot_open_the_article_of_an_entry_is_told_that_there_is_one() {
    let site = paper().await;
    let (mut ann, mut eve) = with_a_live_story_of(&site, Role::Guest).await;
    send(&mut eve, "The roof is off.").await;
    let entry = format!("{STORM}/entries/1");
    let press = [("do", "promote")];
    eve.post(&entry, &press).await;
    let refused = ann.post(&entry, &press).await;
    let sentence = problem(&refused);
    assert!(
        sentence.starts_with("Somebody else has made an article of this entry."),
        "{sentence}"
    );
}
