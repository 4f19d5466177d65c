//! Two people in one story.

use axum::http::StatusCode;
use newsroom::desk::role::Role;

use super::{Browser, paper};

const TEXT: &str = "One.\n\nTwo.\n\nThree.";

#[tokio::test]
async fn who_else_is_in_a_story_is_shown() {
    let site = paper().await;
    let mut ann = Browser::signed_in(&site, "Ann", Role::Editor).await;
    let path = ann.begin("A bridge").await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    ann.get(&path).await;
    assert!(eve.get(&path).await.has("Also here: Ann"));
    let told = ann.script(&format!("{path}/here"), &[]).await;
    assert!(told.has("\"others\":[\"Eve\"]") && told.has("\"save\":2"));
    site.clock.set(site.clock.now().shifted(60_000_000));
    assert!(
        ann.script(&format!("{path}/here"), &[])
            .await
            .has("\"others\":[]")
    );
}

#[tokio::test]
async fn what_two_people_changed_in_different_paragraphs_is_brought_together() {
    let site = paper().await;
    let mut ann = Browser::signed_in(&site, "Ann", Role::Editor).await;
    let path = ann.begin("A bridge").await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    ann.save(&path, "2", &[("headline", "A bridge"), ("body", TEXT)])
        .await;
    let hers = "One, she wrote.\n\nTwo.\n\nThree.";
    ann.save(&path, "3", &[("headline", "A bridge"), ("body", hers)])
        .await;
    let fields = [
        ("base", "3"),
        ("kind", "news"),
        ("section", "world"),
        ("headline", "A bridge"),
        ("body", "One.\n\nTwo.\n\nThree, too."),
        ("do", "autosave"),
    ];
    let merged = eve.script(&path, &fields).await;
    assert!(merged.has("\"merged\":true"), "{}", merged.body);
    assert!(
        merged.has("One, she wrote.\\n\\nTwo.\\n\\nThree, too."),
        "{}",
        merged.body
    );
    assert!(
        ann.get(&path)
            .await
            .has("One, she wrote.\n\nTwo.\n\nThree, too.")
    );
}

#[tokio::test]
async fn where_both_changed_the_same_words_both_are_shown_and_neither_is_lost() {
    let site = paper().await;
    let mut ann = Browser::signed_in(&site, "Ann", Role::Editor).await;
    let path = ann.begin("A bridge").await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    ann.save(&path, "2", &[("headline", "A bridge"), ("body", TEXT)])
        .await;
    ann.save(
        &path,
        "3",
        &[
            ("headline", "A bridge"),
            ("body", "One.\n\nTwo of hers.\n\nThree."),
        ],
    )
    .await;
    let mine = [
        ("headline", "A bridge"),
        ("body", "One.\n\nTwo of mine.\n\nThree."),
    ];
    let disputed = eve.save(&path, "3", &mine).await;
    let merge = disputed.header("location").to_owned();
    assert_eq!(merge, format!("{path}/merge/5"));
    let question = eve.get(&merge).await;
    assert!(question.has("Two of hers.") && question.has("Two of mine."));
    // Whoever opens the story sees that something is to be chosen.
    assert!(ann.get(&path).await.has(&merge));
    let unchosen = eve.post(&merge, &[("seen", "4")]).await;
    assert_eq!(unchosen.status, StatusCode::UNPROCESSABLE_ENTITY);
    let settled = eve
        .post(&merge, &[("seen", "4"), ("choice-0", "both")])
        .await;
    assert_eq!(settled.status, StatusCode::SEE_OTHER, "{}", settled.body);
    let story = ann.get(&path).await;
    assert!(story.has("Two of hers.\n\nTwo of mine."), "{}", story.body);
    assert!(!story.has(&merge));

    let late = eve
        .post(&merge, &[("seen", "4"), ("choice-0", "mine")])
        .await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    for (save, words) in [("4", "hers"), ("5", "mine")] {
        assert!(ann.get(&format!("{path}/saves/{save}")).await.has(words));
    }
}

#[tokio::test]
async fn the_script_is_led_to_the_choice() {
    let site = paper().await;
    let mut ann = Browser::signed_in(&site, "Ann", Role::Editor).await;
    let path = ann.begin("A bridge").await;
    ann.save(&path, "2", &[("headline", "A bridge"), ("body", "Hers.")])
        .await;
    let fields = [
        ("base", "2"),
        ("headline", "A bridge"),
        ("body", "Mine."),
        ("section", "world"),
        ("kind", "news"),
        ("do", "autosave"),
    ];
    let disputed = ann.script(&path, &fields).await;
    assert_eq!(disputed.status, StatusCode::CONFLICT);
    assert!(
        disputed.has(&format!("\"disputes\":\"{path}/merge/4\"")),
        "{}",
        disputed.body
    );
}
