//! What the gate keeps in at the desk, so that readers never meet it.

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
