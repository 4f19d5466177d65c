//! What stands on the page of a story goes along with every step: the text, the terms, and what was typed for another step.

use axum::http::StatusCode;
use newsroom::desk::role::Role;
use newsroom::desk::story::StoryId;

use super::{Browser, paper, problem};

const HOUR: i64 = 3_600_000_000;
const READ: &str = "/world/a-bridge";

#[tokio::test]
async fn an_embargo_that_was_typed_and_not_kept_keeps_a_story_from_going_out() {
    let site = paper().await;
    let (mut eve, path) = Browser::with_story(&site, "Eve", Role::Editor).await;
    let terms = [
        ("embargo_until_before", ""),
        ("embargo_until", "2023-02-07T10:00"),
    ];
    let refused = eve.step_with(&path, "2", "publish", &terms).await;
    assert!(problem(&refused).contains("under an embargo"));
    assert_eq!(site.get(READ).await.status, StatusCode::NOT_FOUND);
    // Nor is it gone: it is kept as if somebody had pressed "Keep".
    assert!(eve.get(&path).await.has("value=\"2023-02-07T10:00\""));
}

#[tokio::test]
async fn a_link_to_the_draft_that_cannot_be_made_leaves_all_that_was_typed() {
    let site = paper().await;
    let (mut eve, path) = Browser::with_story(&site, "Eve", Role::Editor).await;
    for days in ["365", "0", "", "a week"] {
        let typed = [("days", days), ("note_text", "Who opened it?")];
        let refused = eve.post(&format!("{path}/shares"), &typed).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{days}");
        assert_eq!(problem(&refused), "A draft is shared for 1 to 30 days.");
        let field = refused.body.split("id=\"days\"").nth(1).unwrap();
        let field = field.split('>').next().unwrap();
        assert!(field.contains(&format!("value=\"{days}\"")), "{field}");
        assert!(refused.has("Who opened it?"), "{}", refused.body);
    }
}

#[tokio::test]
async fn an_end_and_a_correction_that_were_typed_go_out_with_the_story() {
    let site = paper().await;
    let (mut eve, path) = Browser::with_story(&site, "Eve", Role::Editor).await;
    let end = [("expires_at", "2023-02-07T10:00")];
    eve.step_with(&path, "2", "publish", &end).await;
    assert_eq!(site.get(READ).await.status, StatusCode::OK);
    assert!(eve.get(&path).await.has("value=\"2023-02-07T10:00\""));

    site.clock.set(site.clock.now().shifted(HOUR));
    let correction = [("correction", "It is 312 m long, not 321.")];
    let out = eve
        .step_from(&path, ("2", "It is 312 m long."), "publish", &correction)
        .await;
    assert_eq!(out.header("location"), format!("{path}?done=publish"));
    let read = site.get(READ).await;
    assert!(read.has("It is 312 m long.") && read.has("not 321"));
    assert!(site.get("/corrections").await.has("not 321"));
}

#[tokio::test]
async fn terms_that_are_refused_stop_the_step_and_stand_where_they_were_typed() {
    let site = paper().await;
    let (mut eve, path) = Browser::with_story(&site, "Eve", Role::Editor).await;
    let terms = [
        ("embargo_until", "the day after tomorrow"),
        ("correction", "It was <another> bridge."),
    ];
    let refused = eve
        .step_from(&path, ("2", "It opened."), "publish", &terms)
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(problem(&refused).contains("`the day after tomorrow` is no time"));
    let block = refused.body.split("id=\"beside-terms\"").nth(1).unwrap();
    let block = block.split("</details>").next().unwrap();
    assert!(block.contains("is no time"), "{block}");
    assert!(
        block.contains("value=\"the day after tomorrow\""),
        "{block}"
    );
    assert!(block.contains("It was &lt;another&gt; bridge."), "{block}");
    assert_eq!(site.get(READ).await.status, StatusCode::NOT_FOUND);
    // What was written is saved all the same.
    assert!(refused.has("data-save=\"3\"") && refused.has("It opened."));
}

#[tokio::test]
async fn an_old_page_does_not_take_away_the_embargo_of_somebody_else() {
    let site = paper().await;
    let (mut eve, path) = Browser::with_story(&site, "Eve", Role::Editor).await;
    let mut ann = Browser::signed_in(&site, "Ann", Role::Editor).await;
    let hers = [("embargo_until", "2023-02-07T10:00")];
    ann.step_with(&path, "2", "terms", &hers).await;

    let untouched = [("embargo_until_before", ""), ("embargo_until", "")];
    let refused = eve.step_with(&path, "2", "publish", &untouched).await;
    assert!(problem(&refused).contains("under an embargo"));

    let mine = [
        ("embargo_until_before", ""),
        ("embargo_until", "2023-02-05T11:00"),
    ];
    let refused = eve.step_with(&path, "2", "terms", &mine).await;
    assert!(problem(&refused).contains("Somebody else changed “Not before”"));
    assert!(refused.has("value=\"2023-02-05T11:00\""));
    // They have seen it now.
    let mine = [
        ("embargo_until_before", "2023-02-07T10:00"),
        ("embargo_until", "2023-02-05T11:00"),
    ];
    eve.step_with(&path, "2", "terms", &mine).await;
    assert!(ann.get(&path).await.has("value=\"2023-02-05T11:00\""));
}

#[tokio::test]
async fn a_recall_does_not_wait_for_terms_that_are_wrong() {
    let site = paper().await;
    let (mut eve, path) = Browser::with_story(&site, "Eve", Role::Editor).await;
    eve.step(&path, "2", "publish").await;
    let fields = [
        ("reason", "It was about another bridge."),
        ("expires_at", "soon"),
    ];
    let page = eve.step_with(&path, "2", "recall", &fields).await;
    assert_eq!(site.get(READ).await.status, StatusCode::GONE);
    assert!(page.has("Recalled. Its address now says why."));
    assert!(problem(&page).contains("`soon` is no time") && page.has("value=\"soon\""));
}

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
