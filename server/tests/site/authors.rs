//! The page of an author, and what it tells of them.

use axum::http::StatusCode;
use domain::{Author, MediaType, Picture, Profile, Slug};
use newsroom::publishing;

use crate::test_site::TestSite;

fn portrait() -> Picture {
    Picture {
        id: "abc123".parse().unwrap(),
        media_type: MediaType::Webp,
        width: 640,
        height: 640,
        prepared: None,
        focus: None,
        alt: "Ada at her desk".parse().unwrap(),
        caption: None,
        credit: None,
    }
}

async fn ada(site: &TestSite) {
    let profile = Profile {
        author: Author::new("ada-low".parse::<Slug>().unwrap(), "Ada Low").unwrap(),
        role: Some("Harbour <b>reporter</b>".parse().unwrap()),
        picture: Some(portrait()),
        biography: "She *writes*. <script>alert(1)</script>".parse().unwrap(),
        language: Some("en-GB".parse().unwrap()),
    };
    publishing::file_profile(&site.store, &site.clock, &profile, "ada.md")
        .await
        .unwrap();
}

#[tokio::test]
async fn an_authors_page_says_who_they_are_above_what_they_wrote() {
    let site = TestSite::start().await;
    ada(&site).await;
    site.article("ferry").by(&["Ada Low"]).save().await;
    let page = site.get("/author/ada-low").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.has("Harbour &lt;b&gt;reporter&lt;/b&gt;"));
    assert!(page.has("She <em>writes</em>.") && !page.body.contains("<script>alert"));
    assert!(page.has("alt=\"Ada at her desk\""));
    assert!(page.has("lang=\"en-GB\""));
    assert!(page.place("She <em>writes") < page.place("Headline of ferry"));
    for part in [
        "\"ProfilePage\"",
        "\"jobTitle\"",
        "\"description\":\"She writes.",
    ] {
        assert!(page.has(part), "{part}");
    }
}

#[tokio::test]
async fn an_author_without_stories_or_without_a_profile_has_a_page_too() {
    let site = TestSite::start().await;
    ada(&site).await;
    site.article("ferry").by(&["Bo Kay"]).save().await;
    let page = site.get("/author/ada-low").await;
    assert!(page.has("Nothing has been published here yet."));
    let page = site.get("/author/bo-kay").await;
    assert!(page.has("Bo Kay") && page.has("Headline of ferry"));
    assert!(!page.has("class=\"profile__role\""));
}

#[tokio::test]
async fn a_changed_profile_is_on_the_page_at_once() {
    let site = TestSite::start().await;
    site.article("ferry").by(&["Ada Low"]).save().await;
    let before = site.get("/author/ada-low").await;
    ada(&site).await;
    let after = site.get("/author/ada-low").await;
    assert_ne!(before.header("etag"), after.header("etag"));
}
