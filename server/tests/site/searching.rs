//! Searching as a reader meets it.

use axum::http::StatusCode;

use crate::test_site::TestSite;

#[tokio::test]
async fn a_search_shows_the_stories_with_the_words_marked_and_keeps_what_was_typed() {
    let site = TestSite::start().await;
    site.article("ferry")
        .body("The old <b>ferry</b> & the sea.")
        .save()
        .await;
    let page = site.get("/search?q=old+ferry").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.has("<mark>old</mark>") && page.has("href=\"/world/ferry\""));
    assert!(page.has("value=\"old ferry\"") && page.has("1 story"));
    assert!(page.has("name=\"robots\" content=\"noindex\""));
}

#[tokio::test]
async fn what_is_typed_is_shown_as_text_and_never_as_markup() {
    let site = TestSite::start().await;
    let page = site
        .get("/search?q=%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E")
        .await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.has("<script>alert"));
}

#[tokio::test]
async fn a_search_that_is_none_says_so_and_is_never_an_error() {
    let site = TestSite::start().await;
    assert!(site.get("/search").await.has("role=\"search\""));
    let emoji = site.get("/search?q=%F0%9F%8E%89").await;
    assert_eq!(emoji.status, StatusCode::OK);
    assert!(emoji.has("Please type a word to look for."));
    let endless = site.get(&format!("/search?q={}", "a".repeat(10_000))).await;
    assert_eq!(endless.status, StatusCode::OK);
    assert!(endless.has("too long to look for"));
    let day = site.get("/search?q=ferry&from=yesterday").await;
    assert!(day.has("A day is written like 2023-02-05."));
    for odd in [
        "%",
        "%FF%FE",
        "q=%00",
        "q=NEAR(&q=)",
        "q=a&section=%20",
        "q=-",
        "q=%22",
    ] {
        let status = site.get(&format!("/search?{odd}")).await.status;
        assert!(
            status == StatusCode::OK || status == StatusCode::NOT_FOUND,
            "{odd}: {status}"
        );
    }
}

#[tokio::test]
async fn days_are_those_of_the_papers_own_time_zone() {
    let site = TestSite::start().await;
    // Published at 08:00 of 5 February in New York; 13 hours before that it is still the 4th.
    site.article("today").body("The ferry.").save().await;
    site.article("yesterday")
        .body("The ferry.")
        .hours_ago(13)
        .save()
        .await;
    let today = site
        .get("/search?q=ferry&from=2023-02-05&to=2023-02-05")
        .await;
    assert!(today.has("/world/today\"") && today.has("1 story"));
    let nothing = site.get("/search?q=ferry&section=sport").await;
    assert!(nothing.has("Nothing was found."));
}
