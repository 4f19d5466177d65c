//! A story that was chosen for the front and that readers cannot open, or no longer.

use axum::http::StatusCode;
use newsroom::desk::role::Role;
use newsroom::publishing;

use crate::desk::{Browser, paper, problem};

#[tokio::test]
async fn a_story_that_readers_cannot_open_is_named_by_its_headline_with_its_place() {
    let site = paper().await;
    site.article("second").save().await;
    site.article("hidden").draft().save().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    eve.post("/desk/front", &[("lead", "first"), ("do", "now")])
        .await;
    publishing::withdraw(
        &site.store,
        &site.clock,
        &"first".parse().unwrap(),
        "Wrong.".parse().unwrap(),
    )
    .await
    .unwrap();

    let marked = "<option value=\"first\" selected>Headline of first (recalled)</option>";
    let hint = "Readers cannot open this story, so another one stands here.";
    let page = eve.get("/desk/front").await;
    assert!(page.has(marked) && page.has(hint), "{}", page.body);
    assert_eq!(page.body.matches(hint).count(), 1);

    let change = [
        ("lead", "first"),
        ("second-1", "second"),
        ("base", "1"),
        ("do", "now"),
    ];
    let refused = eve.post("/desk/front", &change).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        problem(&refused),
        "Not done: “Headline of first” in “Lead” is not published by then, so it cannot stand there. Choose another story, or “The newest”."
    );
    assert!(refused.has(marked) && refused.has(hint));

    let draft = [("second-2", "hidden"), ("base", "1"), ("do", "now")];
    let refused = eve.post("/desk/front", &draft).await;
    assert!(problem(&refused).starts_with("Not done: “Headline of hidden” in “Below it, 2” is"));
    assert!(refused.has("<option value=\"hidden\" selected>Headline of hidden (not published)"));
    let gone = [("dont-miss-1", "first"), ("base", "1"), ("do", "now")];
    let refused = eve.post("/desk/front", &gone).await;
    assert!(problem(&refused).contains("in “Don’t Miss, place 1” is not published"));
}
