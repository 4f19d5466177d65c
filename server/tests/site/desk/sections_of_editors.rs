//! Editors of sections: who decides about a story that is in one section on the desk and in another with readers.

use axum::http::StatusCode;
use newsroom::desk::role::{Role, Sections};

use super::{Browser, paper, problem};
use crate::test_site::TestSite;

const READ: &str = "/world/a-bridge";
const WHY: [(&str, &str); 1] = [("reason", "It was wrong.")];

/// A paper with two sections, each with an editor of its own, and a reporter who may write for both.
async fn editors(site: &TestSite) -> (Browser<'_>, Browser<'_>, Browser<'_>, String) {
    site.article("a-match").in_section("sport").save().await;
    let of = |section: &str| Sections::of(vec![section.parse().unwrap()]);
    let will = Browser::working_in(site, "Will", Role::Editor, of("world")).await;
    let sam = Browser::working_in(site, "Sam", Role::Editor, of("sport")).await;
    let (ann, path) = Browser::with_story(site, "Ann", Role::Reporter).await;
    (will, sam, ann, path)
}

async fn move_to(section: &str, browser: &mut Browser<'_>, path: &str, base: &str) {
    let fields = [
        ("headline", "A bridge"),
        ("body", "It happened."),
        ("section", section),
    ];
    browser.save(path, base, &fields).await;
}

#[tokio::test]
async fn whoever_answers_for_what_readers_have_takes_it_back_wherever_its_draft_was_moved() {
    let site = paper().await;
    let (mut will, mut sam, mut ann, path) = editors(&site).await;
    will.step(&path, "2", "publish").await;
    move_to("sport", &mut ann, &path, "2").await;
    for (step, fields) in [("recall", &WHY[..]), ("publish", &[])] {
        let refused = sam.step_with(&path, "3", step, fields).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{step}");
    }
    assert!(!sam.get(&path).await.has("value=\"recall\""));
    assert_eq!(site.get(READ).await.status, StatusCode::OK);
    assert!(will.get(&path).await.has("value=\"recall\""));
    will.step_with(&path, "3", "recall", &WHY).await;
    assert_eq!(site.get(READ).await.status, StatusCode::GONE);
}

#[tokio::test]
async fn a_story_whose_draft_is_in_no_section_is_not_for_everybody_to_take() {
    let site = paper().await;
    let (mut will, mut sam, mut ann, path) = editors(&site).await;
    will.step(&path, "2", "publish").await;
    move_to("", &mut ann, &path, "2").await;
    let refused = sam.step_with(&path, "3", "recall", &WHY).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert_eq!(site.get(READ).await.status, StatusCode::OK);
}

#[tokio::test]
async fn whoever_scheduled_a_story_keeps_it_back_wherever_its_draft_was_moved() {
    let site = paper().await;
    let (mut will, _, mut ann, path) = editors(&site).await;
    will.step_with(&path, "2", "schedule", &[("at", "2023-02-05T12:00")])
        .await;
    move_to("sport", &mut ann, &path, "2").await;
    assert!(will.get(&path).await.has("value=\"unschedule\""));
    let done = will.step(&path, "3", "unschedule").await;
    assert!(done.header("location").ends_with("done=unschedule"));
}

#[tokio::test]
async fn a_reporter_does_not_throw_away_what_an_editor_scheduled() {
    let site = paper().await;
    let (mut will, _, mut ann, path) = editors(&site).await;
    will.step_with(&path, "2", "schedule", &[("at", "2023-02-05T12:00")])
        .await;
    assert!(!ann.get(&path).await.has("value=\"bin\""));
    let refused = ann.step(&path, "2", "bin").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(ann.get(&path).await.has("Scheduled for"));
}

#[tokio::test]
async fn a_story_in_the_bin_goes_nowhere_from_an_older_page() {
    let site = paper().await;
    let (mut eve, path) = Browser::with_story(&site, "Eve", Role::Editor).await;
    eve.step(&path, "2", "bin").await;
    let at = [("at", "2023-02-05T12:00")];
    for step in ["review", "approve", "schedule"] {
        let refused = eve.step_with(&path, "2", step, &at).await;
        assert!(problem(&refused).contains("in the bin"), "{step}");
    }
    let shared = eve.post(&format!("{path}/shares"), &[("days", "7")]).await;
    assert!(problem(&shared).contains("in the bin"));
    eve.step(&path, "2", "unbin").await;
    eve.step_with(&path, "2", "schedule", &at).await;
    assert!(eve.get(&path).await.has("Scheduled for"));
}
