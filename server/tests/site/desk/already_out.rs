//! A story that readers have already: it is corrected, taken back, and gets another address.

use axum::http::StatusCode;
use newsroom::desk::role::Role;

use super::{Browser, paper, problem};

const HOUR: i64 = 3_600_000_000;

#[tokio::test]
async fn a_correction_is_told_below_the_story_and_on_the_page_of_corrections() {
    let site = paper().await;
    let (mut eve, path) = Browser::with_story(&site, "Eve", Role::Editor).await;
    eve.step(&path, "2", "publish").await;
    site.clock.set(site.clock.now().shifted(HOUR));
    eve.save(
        &path,
        "2",
        &[("headline", "A bridge"), ("body", "It is 312 m long.")],
    )
    .await;
    let terms = [("correction", "It is 312 m long, not 321.")];
    eve.step_with(&path, "3", "terms", &terms).await;
    // Not before it goes out.
    assert!(!site.get("/corrections").await.has("not 321"));
    eve.step(&path, "3", "publish").await;
    for address in [
        "/corrections",
        "/world/a-bridge",
        "/feed.rss",
        "/world/feed.json",
    ] {
        assert!(
            site.get(address).await.has("It is 312 m long, not 321."),
            "{address}"
        );
    }
    let changes = site.get("/world/a-bridge/changes").await;
    assert!(changes.has("312"));
    // It is told once, not with every update after it.
    let told = |page: &str| page.matches("It is 312 m long, not 321.").count();
    let before = told(&site.get("/world/a-bridge").await.body);
    site.clock.set(site.clock.now().shifted(HOUR));
    eve.save(
        &path,
        "3",
        &[
            ("headline", "A bridge"),
            ("body", "It is 312 m long. It is new."),
        ],
    )
    .await;
    eve.step(&path, "4", "publish").await;
    let read = site.get("/world/a-bridge").await;
    assert!(read.has("It is new."));
    assert_eq!(told(&read.body), before);
    assert!(eve.log().await.contains("corrected A bridge"));
}

#[tokio::test]
async fn a_recall_takes_a_story_back_everywhere_and_says_why() {
    let site = paper().await;
    let (mut eve, path) = Browser::with_story(&site, "Eve", Role::Editor).await;
    eve.step(&path, "2", "publish").await;
    assert!(site.get("/feed.rss").await.has("A bridge"));
    let reason = [("reason", "It was about another bridge.")];
    eve.step_with(&path, "2", "recall", &reason).await;
    let gone = site.get("/world/a-bridge").await;
    assert_eq!(gone.status, StatusCode::GONE);
    assert!(gone.has("It was about another bridge."));
    for address in [
        "/",
        "/world",
        "/feed.rss",
        "/sitemap-articles-0.xml",
        "/search?q=bridge",
    ] {
        assert!(!site.get(address).await.has("a-bridge"), "{address}");
    }
    assert!(eve.get(&path).await.has("Recalled"));
    let again = eve.step_with(&path, "2", "recall", &reason).await;
    assert!(problem(&again).contains("nothing to recall"));
    eve.step(&path, "2", "publish").await;
    assert_eq!(site.get("/world/a-bridge").await.status, StatusCode::OK);
}

#[tokio::test]
async fn an_address_that_readers_keep_leads_on_after_it_was_changed() {
    let site = paper().await;
    let (mut eve, path) = Browser::with_story(&site, "Eve", Role::Editor).await;
    eve.step(&path, "2", "publish").await;
    let fields = [
        ("headline", "A bridge"),
        ("body", "It happened."),
        ("slug", "the-bridge"),
    ];
    eve.save(&path, "2", &fields).await;
    eve.step(&path, "3", "publish").await;
    let old = site.get("/world/a-bridge").await;
    assert_eq!(old.status, StatusCode::MOVED_PERMANENTLY);
    assert_eq!(old.header("location"), "/world/the-bridge");
    let taken = eve.begin("Another").await;
    let fields = [
        ("headline", "Another"),
        ("body", "Text."),
        ("slug", "a-bridge"),
    ];
    eve.save(&taken, "2", &fields).await;
    let refused = eve.step(&taken, "3", "publish").await;
    assert!(
        problem(&refused).contains("former address"),
        "{}",
        refused.body
    );
}

#[tokio::test]
async fn what_it_had_wrong_is_told_after_the_right_words_are_out() {
    let site = paper().await;
    let (mut eve, path) = Browser::with_story(&site, "Eve", Role::Editor).await;
    eve.step(&path, "2", "publish").await;
    assert!(!eve.get(&path).await.has("Publish the correction"));
    site.clock.set(site.clock.now().shifted(HOUR));
    let note = [("correction", "It is 312 m long, not 321.")];
    eve.step_with(&path, "2", "terms", &note).await;
    assert!(eve.get(&path).await.has("Publish the correction"));
    for _ in 0..2 {
        eve.step(&path, "2", "publish").await;
        let corrections = site.get("/corrections").await.body;
        assert_eq!(corrections.matches("not 321.").count(), 1, "{corrections}");
    }
    assert!(!eve.get(&path).await.has("Publish the correction"));
    assert!(site.get("/world/a-bridge").await.has("not 321."));
    // Typed and published in one step, and sent twice.
    site.clock.set(site.clock.now().shifted(HOUR));
    let note = [("correction", "It opened in May, not in March.")];
    for _ in 0..2 {
        eve.step_with(&path, "2", "publish", &note).await;
        let corrections = site.get("/corrections").await.body;
        assert_eq!(
            corrections.matches("not in March.").count(),
            1,
            "{corrections}"
        );
    }
}

#[tokio::test]
async fn an_address_that_nobody_typed_stays_when_the_headline_is_corrected() {
    let site = paper().await;
    let (mut eve, path) = Browser::with_story(&site, "Eve", Role::Editor).await;
    eve.step(&path, "2", "publish").await;
    let fields = [("headline", "Two bridges"), ("body", "It happened.")];
    eve.save(&path, "2", &fields).await;
    eve.step(&path, "3", "publish").await;
    let read = site.get("/world/a-bridge").await;
    assert_eq!(read.status, StatusCode::OK);
    assert!(read.has("Two bridges"));
}

#[tokio::test]
async fn what_was_withdrawn_on_the_command_line_is_brought_back_at_the_desk() {
    let site = paper().await;
    let (mut eve, path) = Browser::with_story(&site, "Eve", Role::Editor).await;
    eve.step(&path, "2", "publish").await;
    let slug = "a-bridge".parse().unwrap();
    let reason = "The bridge asked for it.".parse().unwrap();
    newsroom::publishing::withdraw(&site.store, &site.clock, &slug, reason)
        .await
        .unwrap();
    let page = eve.get(&path).await;
    assert!(page.has("Recalled") && page.has("value=\"publish\""));
    eve.step(&path, "2", "publish").await;
    assert_eq!(site.get("/world/a-bridge").await.status, StatusCode::OK);
}
