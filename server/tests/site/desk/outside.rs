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

const THREE: &str = "One.\n\nTwo.\n\nThree.";

/// A story of three paragraphs that was taken up, and to which somebody changed the last.
async fn taken_up(eve: &mut Browser<'_>, changed: Option<&str>) -> String {
    eve.site.article("walls").body(THREE).save().await;
    let taken = eve.post("/desk/published/walls", &[]).await;
    let path = taken.header("location").to_owned();
    if let Some(body) = changed {
        let fields = [
            ("headline", "Headline of walls"),
            ("body", body),
            ("slug", "walls"),
            ("byline", ""),
        ];
        let saved = eve.save(&path, "1", &fields).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER);
    }
    path
}

#[tokio::test]
async fn what_was_imported_again_is_told_of_and_brought_together() {
    let site = paper().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let path = taken_up(&mut eve, Some("One.\n\nTwo.\n\nThree, at the desk.")).await;
    assert!(!eve.get(&path).await.has("from outside the desk"));
    site.article("walls")
        .body("One, by file.\n\nTwo.\n\nThree.")
        .save()
        .await;
    assert!(eve.get(&path).await.has("changed from outside the desk"));
    let outside = format!("{path}/outside");
    let shown = eve.get(&outside).await;
    assert!(shown.has("<ins>, by file</ins>"), "{}", shown.body);
    let stale = eve.post(&outside, &[("seen", "1")]).await;
    assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY);
    let brought = eve.post(&outside, &[("seen", "2")]).await;
    assert_eq!(brought.header("location"), format!("{path}?saved"));
    let story = eve.get(&path).await;
    assert!(story.has("One, by file.\n\nTwo.\n\nThree, at the desk."));
    assert!(!story.has("from outside the desk"));
    assert_eq!(eve.get(&outside).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_was_imported_again_takes_the_place_of_what_nobody_changed() {
    let site = paper().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let path = taken_up(&mut eve, None).await;
    site.article("walls").body("All new.").save().await;
    eve.post(&format!("{path}/outside"), &[("seen", "2")]).await;
    let story = eve.get(&path).await;
    assert!(story.has("All new.") && story.has("desk-stage--out"));
}

#[tokio::test]
async fn who_changed_the_same_words_as_an_import_chooses() {
    let site = paper().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let path = taken_up(&mut eve, Some("One, at the desk.\n\nTwo.\n\nThree.")).await;
    site.article("walls")
        .body("One, by file.\n\nTwo.\n\nThree.")
        .save()
        .await;
    let mut gus = Browser::signed_in(&site, "Gus", Role::Guest).await;
    let outside = format!("{path}/outside");
    assert_eq!(gus.get(&outside).await.status, StatusCode::NOT_FOUND);
    let refused = gus.post(&outside, &[("seen", "2")]).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
    let brought = eve.post(&outside, &[("seen", "2")]).await;
    assert_eq!(brought.header("location"), format!("{path}/merge/3"));
    let choice = eve.get(brought.header("location")).await;
    assert!(choice.has("One, at the desk.") && choice.has("One, by file."));
    assert!(eve.get(&path).await.has("Choose what stays"));
}
