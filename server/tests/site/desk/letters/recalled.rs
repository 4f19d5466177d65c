//! A story that somebody chose for an issue, and that is withdrawn before it goes out.

use axum::http::StatusCode;
use newsroom::desk::role::Role;
use newsroom::publishing;

use super::{id, issues, paper};
use crate::desk::{Browser, value_of};
use crate::test_site::TestSite;

const LEFT_OUT: &str = "“<bdi>Headline of ferry</bdi>” was withdrawn; it is left out.";

async fn withdraw(site: &TestSite, slug: &str) {
    let reason = "Wrong.".parse().unwrap();
    publishing::withdraw(&site.store, &site.clock, &slug.parse().unwrap(), reason)
        .await
        .unwrap();
}

/// Keeps an issue of the ferry and the bridge.
async fn compose(site: &TestSite, eve: &mut Browser<'_>) {
    let (ferry, bridge) = (id(site, "ferry").await, id(site, "bridge").await);
    let fields = [
        ("base", "0"),
        ("story", ferry.as_str()),
        ("story", bridge.as_str()),
        ("goes", "next"),
        ("do", "save"),
    ];
    let saved = eve.post("/desk/letters/morning/compose", &fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_withdrawn_story_is_named_wherever_the_issue_is_seen_before_it_is_sent() {
    let site = paper().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    compose(&site, &mut eve).await;
    let pages =
        ["", "/next", "/compose", "/send"].map(|page| format!("/desk/letters/morning{page}"));
    for page in &pages {
        assert!(!eve.get(page).await.has("left out"), "{page}");
    }
    withdraw(&site, "ferry").await;
    for page in &pages {
        let shown = eve.get(page).await;
        assert!(shown.has(LEFT_OUT), "{page}: {}", shown.body);
        assert!(!shown.has("Headline of bridge</bdi>” was"), "{page}");
    }
    let composing = eve.get("/desk/letters/morning/compose").await;
    assert!(composing.has("aria-label=\"Take out: Headline of ferry\""));
}

#[tokio::test]
async fn who_was_about_to_send_an_issue_is_told_which_story_was_withdrawn_meanwhile() {
    let site = paper().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    compose(&site, &mut eve).await;
    let asked = eve.get("/desk/letters/morning/send").await;
    let mark = value_of(&asked.body, "name=\"mark\"");
    withdraw(&site, "ferry").await;
    let press = [("after", "0"), ("mark", mark.as_str())];
    let told = eve.post("/desk/letters/morning/send", &press).await;
    assert_eq!(told.status, StatusCode::CONFLICT);
    assert!(told.has(LEFT_OUT), "{}", told.body);
    assert_eq!(issues(&site).await, []);
    // Who has read that sends what is left.
    let mark = value_of(&told.body, "name=\"mark\"");
    let press = [("after", "0"), ("mark", mark.as_str())];
    eve.post("/desk/letters/morning/send", &press).await;
    let sent = issues(&site).await.remove(0);
    assert!(sent.contents.plain.contains("Headline of bridge"));
    assert!(!sent.contents.plain.contains("Headline of ferry"));
}
