//! A form that comes twice: by a second press, or from a browser that heard no answer.

use axum::http::StatusCode;

use super::{STORM, send, with_a_live_story};
use crate::desk::{Browser, paper, value_of};

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
async fn an_entry_becomes_one_story_however_often_its_button_is_pressed() {
    let site = paper().await;
    let (_, mut eve) = with_a_live_story(&site).await;
    send(&mut eve, "The roof is off.").await;
    let page = eve.get(STORM).await;
    let form = &page.body[page.place("action=\"/desk/coverage/storm-ada/entries/1\"")..];
    let once = value_of(form, "name=\"once\"");
    let press = [("once", once.as_str()), ("do", "promote")];
    for _ in 0..2 {
        let promoted = eve.post(&format!("{STORM}/entries/1"), &press).await;
        assert_eq!(promoted.header("location"), "/desk/stories/2");
    }
    let third = eve.get("/desk/stories/3").await;
    assert_eq!(third.status, StatusCode::NOT_FOUND);
}
