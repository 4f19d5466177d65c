//! What somebody types while composing an issue is in it, wherever it is read.

use axum::http::StatusCode;
use newsroom::desk::role::Role;

use super::{id, paper, send_with};
use crate::desk::Browser;

#[tokio::test]
async fn a_story_that_is_chosen_or_typed_is_added_when_the_issue_is_saved() {
    let site = paper().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let path = "/desk/letters/morning/compose";
    let ferry = id(&site, "ferry").await;
    let bridge = id(&site, "bridge").await;
    // The Enter key in that field saves.
    let saved = eve
        .post(
            path,
            &[
                ("base", "0"),
                ("story", &ferry),
                ("more", &bridge),
                ("address", "https://paper.example/world/museum"),
                ("do", "save"),
            ],
        )
        .await;
    assert_eq!(
        saved.header("location"),
        "/desk/letters/morning/next?done=saved"
    );
    let letter = site.letter("morning").await;
    let draft = site.store.letter_draft(letter.id).await.unwrap().unwrap();
    let kept: Vec<String> = draft
        .made
        .articles
        .iter()
        .map(|it| it.0.to_string())
        .collect();
    assert_eq!(kept, [ferry, bridge, id(&site, "museum").await]);
}

#[tokio::test]
async fn an_address_without_a_story_is_not_saved_and_comes_back() {
    let site = paper().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let ferry = id(&site, "ferry").await;
    let bridge = id(&site, "bridge").await;
    let refused = eve
        .post(
            "/desk/letters/morning/compose",
            &[
                ("base", "0"),
                ("story", &ferry),
                ("subject", "Kept"),
                ("more", &bridge),
                ("address", "/world/nothing"),
                ("do", "save"),
            ],
        )
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("Readers have no story at the address `/world/nothing`."));
    assert!(refused.has("value=\"/world/nothing\"") && refused.has("value=\"Kept\""));
    assert!(refused.has(&format!("name=\"story\" value=\"{bridge}\"")));
    let letter = site.letter("morning").await;
    assert_eq!(site.store.letter_draft(letter.id).await.unwrap(), None);
}

#[tokio::test]
async fn whoever_follows_a_letter_in_a_feed_reads_what_somebody_wrote_above_an_issue() {
    let site = paper().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    send_with(&site, &mut eve, "Dear **reader**, see [the map](/map).").await;
    let feed = site.get("/letters/morning/feed.json").await;
    let feed: serde_json::Value = serde_json::from_str(&feed.body).unwrap();
    let html = feed["items"][0]["content_html"].as_str().unwrap();
    let (above, stories) = html.split_once("<ul>").unwrap();
    assert!(
        above.contains("Dear <strong>reader</strong>, see <a href=\"https://paper.example/map\""),
        "{above}"
    );
    assert!(stories.contains("Headline of ferry"), "{stories}");
}
