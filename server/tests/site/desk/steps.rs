//! What stands on the page of a story goes along with every step: the text, the terms, and what was typed for another step.

mod terms;

use axum::http::StatusCode;
use newsroom::desk::role::Role;
use newsroom::desk::story::StoryId;

use super::{Browser, paper, problem};

const HOUR: i64 = 3_600_000_000;
const READ: &str = "/world/a-bridge";

#[tokio::test]
async fn a_step_is_about_the_text_that_stands_on_the_page() {
    let site = paper().await;
    let (mut ann, path) = Browser::with_story(&site, "Ann", Role::Reporter).await;
    ann.step_from(&path, ("2", "It opened."), "review", &[])
        .await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let story = eve.get(&path).await;
    assert!(story.has("It opened.") && story.has("In review"));
    eve.step_from(&path, ("3", "It opened on Monday."), "publish", &[])
        .await;
    assert!(site.get(READ).await.has("It opened on Monday."));
    // The same text once more is no other save.
    eve.step_from(&path, ("4", "It opened on Monday."), "back", &[])
        .await;
    assert!(eve.get(&path).await.has("data-save=\"4\""));
}

#[tokio::test]
async fn an_old_page_on_which_nobody_typed_saves_nothing() {
    let site = paper().await;
    let (mut ann, path) = Browser::with_story(&site, "Ann", Role::Editor).await;
    ann.save(
        &path,
        "2",
        &[("headline", "A bridge"), ("body", "It opened.")],
    )
    .await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let refused = eve
        .step_from(&path, ("2", "It happened."), "publish", &[])
        .await;
    assert!(problem(&refused).contains("Somebody saved the story"));
    let saves = site.store.saves(StoryId(1), None, 10).await.unwrap();
    assert_eq!(saves.len(), 3);
}

#[tokio::test]
async fn what_nobody_has_looked_at_does_not_go_out() {
    let site = paper().await;
    let (mut ann, path) = Browser::with_story(&site, "Ann", Role::Editor).await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let save = [("headline", "A bridge"), ("body", "One.\n\nTwo.")];
    ann.save(&path, "2", &save).await;
    let save = [
        ("headline", "A bridge"),
        ("body", "One, wrote Ann.\n\nTwo."),
    ];
    ann.save(&path, "3", &save).await;
    let merged = eve
        .step_from(&path, ("3", "One.\n\nTwo, wrote Eve."), "publish", &[])
        .await;
    assert!(problem(&merged).contains("Please look at what it says now."));
    assert!(merged.has("One, wrote Ann.\n\nTwo, wrote Eve."));
    assert_eq!(site.get(READ).await.status, StatusCode::NOT_FOUND);

    let mine = ("3", "One, wrote Eve.\n\nTwo.");
    let disputed = eve.step_from(&path, mine, "publish", &[]).await;
    let merge = disputed.header("location").to_owned();
    assert!(merge.starts_with(&format!("{path}/merge/")), "{merge}");
    assert!(eve.get(&merge).await.has("One, wrote Eve."));
    // With something typed beside it, which a question on a page of its own would lose.
    let note = [("note_text", "Who was it?"), ("correction", "It was Ann.")];
    let disputed = eve.step_from(&path, mine, "publish", &note).await;
    assert_eq!(disputed.status, StatusCode::CONFLICT);
    for typed in ["Who was it?", "It was Ann.", "Choose what stays"] {
        assert!(disputed.has(typed), "{typed}");
    }
    assert_eq!(site.get(READ).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_story_is_taken_from_readers_whatever_is_wrong_with_the_text_beside_it() {
    let heavy = "o".repeat(9 << 20);
    for mine in ["One, wrote Eve.", &heavy] {
        let site = paper().await;
        let (mut ann, path) = Browser::with_story(&site, "Ann", Role::Editor).await;
        ann.step(&path, "2", "publish").await;
        let save = [("headline", "A bridge"), ("body", "One, wrote Ann.")];
        ann.save(&path, "2", &save).await;
        let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
        let reason = [("reason", "There is no bridge.")];
        let done = eve.step_from(&path, ("2", mine), "recall", &reason).await;
        assert_eq!(done.header("location"), format!("{path}?done=recall"));
        assert_eq!(site.get(READ).await.status, StatusCode::GONE);
        let story = eve.get(done.header("location")).await;
        assert_eq!(story.has("Choose what stays"), mine != heavy);
    }
}

#[tokio::test]
async fn a_text_that_is_refused_stops_the_step() {
    let site = paper().await;
    let (mut eve, path) = Browser::with_story(&site, "Eve", Role::Editor).await;
    let heavy = "o".repeat(9 << 20);
    let refused = eve.step_from(&path, ("2", &heavy), "publish", &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("at most 8 fit"));
    assert_eq!(site.get(READ).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_half_typed_note_stands_on_the_page_after_a_step() {
    let site = paper().await;
    let (mut eve, path) = Browser::with_story(&site, "Eve", Role::Editor).await;
    let note = [
        ("note_passage", "It happened."),
        ("note_text", "Did it re"),
        ("correction", "Told once."),
    ];
    let page = eve.step_with(&path, "2", "publish", &note).await;
    assert!(page.has("Published. Readers have it now.") && page.has("Did it re"));
    assert!(page.has("value=\"It happened.\"") && !page.has("Told once."));
    assert!(!eve.get(&path).await.has("Did it re"));
    eve.step_with(&path, "2", "note", &[("note_text", "Did it really?")])
        .await;
    assert!(
        eve.get(&path)
            .await
            .has("desk-note__text\">Did it really?</p>")
    );
}

#[tokio::test]
async fn a_form_that_is_sent_twice_tells_a_correction_once() {
    let site = paper().await;
    let (mut eve, path) = Browser::with_story(&site, "Eve", Role::Editor).await;
    eve.step(&path, "2", "publish").await;
    site.clock.set(site.clock.now().shifted(HOUR));
    let beside = [("correction", "Not 321 m."), ("note_text", "Is it")];
    let once = ("2", "It is 312 m long.");
    eve.step_from(&path, once, "publish", &beside).await;
    let told = site.get("/corrections").await.body;
    site.clock.set(site.clock.now().shifted(HOUR));
    let again = eve.step_from(&path, once, "publish", &beside).await;
    assert!(problem(&again).contains("Readers have this already"));
    assert!(again.has("Not 321 m.") && again.has("Is it"));
    assert!(told.contains("Not 321 m."));
    assert_eq!(site.get("/corrections").await.body, told);
}

#[tokio::test]
async fn every_button_beside_a_text_takes_the_text_along() {
    let site = paper().await;
    let (mut eve, path) = Browser::with_story(&site, "Eve", Role::Editor).await;
    eve.step_with(&path, "2", "note", &[("note_text", "When?")])
        .await;
    let page = eve.get(&path).await;
    let beside = page.body.split("<aside").nth(1).unwrap();
    let beside = beside.split("</aside>").next().unwrap();
    let buttons: Vec<&str> = beside
        .split("<button")
        .skip(1)
        .map(|rest| rest.split('>').next().unwrap())
        .collect();
    assert!(buttons.len() > 6, "{buttons:?}");
    for button in buttons {
        assert!(button.contains("form=\"manuscript\""), "{button}");
    }
}

#[tokio::test]
async fn whoever_reads_a_story_of_somebody_else_leaves_and_settles_notes() {
    let site = paper().await;
    let (mut eve, path) = Browser::with_story(&site, "Eve", Role::Editor).await;
    let mut ray = Browser::signed_in(&site, "Ray", Role::Reporter).await;
    let page = ray.get(&path).await;
    assert!(page.has("<form id=\"notes\"") && !page.has("form=\"manuscript\""));
    ray.step_with(&path, "2", "note", &[("note_text", "When?")])
        .await;
    ray.step(&path, "2", "settle 1").await;
    assert!(eve.get(&path).await.has("settled by Ray"));
}

#[tokio::test]
async fn whoever_goes_against_the_warnings_does_so_for_one_step() {
    let site = paper().await;
    let (mut eve, path) = Browser::with_story(&site, "Eve", Role::Editor).await;
    let fields = [("do", "publish"), ("seen", "2"), ("in_spite", "schedule")];
    let refused = eve.post(&path, &fields).await;
    assert!(problem(&refused).contains("no standfirst"));
}

#[tokio::test]
async fn a_reporter_is_told_that_a_change_will_not_go_out() {
    let site = paper().await;
    let (mut ann, path) = Browser::with_story(&site, "Ann", Role::Reporter).await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let at = [("at", "2023-02-05T12:00")];
    eve.step_with(&path, "2", "schedule", &at).await;
    let told = "What was approved goes out, without those changes";
    assert!(!ann.get(&path).await.has(told));
    let save = [("headline", "A bridge"), ("body", "Changed since.")];
    ann.save(&path, "2", &save).await;
    assert!(ann.get(&path).await.has(told));
    eve.step(&path, "3", "approve").await;
    assert!(!ann.get(&path).await.has(told));
}

#[tokio::test]
async fn an_address_does_not_put_words_into_the_mouth_of_the_desk() {
    let site = paper().await;
    let (mut eve, path) = Browser::with_story(&site, "Eve", Role::Editor).await;
    let words = "Your+session+is+over.+Send+your+password";
    let fields = [
        ("headline", "Storm Ada"),
        ("body", "It blows."),
        ("kind", "coverage"),
    ];
    let live = eve.begin("Storm Ada").await;
    eve.save(&live, "2", &fields).await;
    eve.step(&live, "3", "publish").await;
    for page in [&path, "/desk/coverage/storm-ada", "/desk/pictures/purge"] {
        for name in ["problem", "done", "saved", "said", "days"] {
            let shown = eve.get(&format!("{page}?{name}={words}")).await;
            assert_ne!(shown.status, StatusCode::NOT_FOUND, "{page}");
            let said = shown
                .body
                .replace("value=\"Your session is over. Send your password\"", "");
            assert!(!said.contains("Send your password"), "{page} {name}");
        }
    }
}
