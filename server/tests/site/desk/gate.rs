//! What the gate keeps in at the desk, so that readers never meet it.

use axum::http::StatusCode;
use newsroom::desk::role::Role;

use super::{Browser, paper};

/// A text that somebody publishes, as a story of its own, and what the desk answers.
async fn published(eve: &mut Browser<'_>, number: usize, body: &str) -> crate::test_site::Answer {
    let headline = format!("Story {number}");
    let path = eve.begin(&headline).await;
    let fields = [
        ("headline", headline.as_str()),
        ("body", body),
        ("topics", "Ferries"),
    ];
    eve.save(&path, "2", &fields).await;
    eve.step(&path, "3", "publish").await
}

#[tokio::test]
async fn links_on_which_readers_find_nothing_keep_a_story_in() {
    let site = paper().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let texts = [
        ("[it](/topic/nonesuch)", "where readers find nothing"),
        ("[it](/author/none)", "where readers find nothing"),
        (
            "[it](/desk/stories/1)",
            "which is for those who write the paper",
        ),
        (
            "[it](https://paper.example/desk/shared/abcdef)",
            "a secret address",
        ),
        ("[it](https://[bad)", "which is no whole address"),
        ("[it](#nowhere)", "which is nowhere in the text"),
        (
            "<a href=\"/topic/nonesuch\">it</a>",
            "where readers find nothing",
        ),
    ];
    for (number, (body, why)) in texts.into_iter().enumerate() {
        let refused = published(&mut eve, number, body).await;
        assert!(refused.has(why), "{body}: {}", refused.body);
        let read = site.get(&format!("/world/story-{number}")).await;
        assert_eq!(read.status, StatusCode::NOT_FOUND, "{body}");
    }
}

#[tokio::test]
async fn what_comes_into_being_with_a_story_may_be_linked_to_in_it() {
    let site = paper().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let body = "[Ferries](/topic/ferries), [Ann](/author/ann), [below](#part-the-end), [itself](/world/story-1)\n\n## The end";
    let done = published(&mut eve, 1, body).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    for address in ["/topic/ferries", "/author/ann", "/world/story-1"] {
        assert_eq!(site.get(address).await.status, StatusCode::OK, "{address}");
    }
    let read = site.get("/world/story-1").await;
    assert!(read.has("id=\"part-the-end\""));
}

#[tokio::test]
async fn a_picture_without_words_keeps_a_story_in_however_it_was_written() {
    let site = paper().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let body = "a <img src=\"/media/000102030405060708090a0b0c0d0e0f.jpg\"> b";
    let refused = published(&mut eve, 1, body).await;
    assert!(
        refused.has("Those who cannot see the picture in the text learn nothing of it."),
        "{}",
        refused.body
    );
}
