//! When a story may go out and until when, and what is told beside it.

use axum::http::StatusCode;
use newsroom::desk::role::Role;

use super::{HOUR, READ};
use crate::desk::{Browser, paper, problem};

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
