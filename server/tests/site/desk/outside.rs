//! Stories that came from outside the desk: imported, or published from the command line.

use axum::http::StatusCode;
use newsroom::desk::role::Role;

use super::{Browser, paper};

#[tokio::test]
async fn a_published_article_is_taken_up_once_as_readers_have_it() {
    let site = paper().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    assert!(eve.get("/desk/published").await.has("Headline of first"));
    let taken = eve.post("/desk/published/first", &[]).await;
    let path = taken.header("location").to_owned();
    let again = eve.post("/desk/published/first", &[]).await;
    assert_eq!(again.header("location"), path);
    let story = eve.get(&path).await;
    assert!(story.has("The story.") && story.has("Published"));
    let fields = [
        ("headline", "Headline of first"),
        ("body", "The story, mended."),
        ("slug", "first"),
    ];
    eve.save(&path, "1", &fields).await;
    assert!(site.get("/world/first").await.has("The story."));
    eve.step(&path, "2", "publish").await;
    assert!(site.get("/world/first").await.has("The story, mended."));
}

#[tokio::test]
async fn published_stories_are_found_by_words_and_section() {
    let site = paper().await;
    site.article("match")
        .in_section("sport")
        .headline("A match")
        .save()
        .await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let found = eve.get("/desk/published?words=match").await;
    assert!(found.has("A match") && !found.has("Headline of first"));
    let found = eve.get("/desk/published?section=world").await;
    assert!(!found.has("A match") && found.has("Headline of first"));
    assert!(
        eve.get("/desk/published?words=zebra")
            .await
            .has("No story is like that")
    );
    for odd in [
        "/desk/published?after=x",
        "/desk/published?after=1",
        "/desk?after=-",
        "/desk/published?words=%22%22%22",
    ] {
        assert_eq!(eve.get(odd).await.status, StatusCode::OK, "{odd}");
    }
}
