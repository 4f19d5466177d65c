//! The archive, day by day.

use axum::http::StatusCode;

use crate::test_site::TestSite;

#[tokio::test]
async fn a_day_shows_what_was_published_on_it_where_the_paper_is_at_home() {
    let site = TestSite::start().await;
    site.article("today").save().await;
    // 22:00 of the day before in New York, and already this day in UTC.
    site.article("last-night").hours_ago(12).save().await;
    site.article("older").hours_ago(100).save().await;
    let page = site.get("/archive/2023-02-04").await;
    let main = &page.body[page.place("<main")..page.place("</main>")];
    assert!(main.contains("/world/last-night\""));
    assert!(!main.contains("/world/today\"") && !main.contains("/world/older\""));
    assert!(main.contains("February 4, 2023"));
    assert!(main.contains("href=\"/archive/2023-02-01\" rel=\"prev\""));
    assert!(main.contains("href=\"/archive/2023-02-05\" rel=\"next\""));
}

#[tokio::test]
async fn the_archive_opens_on_the_newest_day_and_goes_to_the_one_that_is_asked_for() {
    let site = TestSite::start().await;
    assert_eq!(site.get("/archive").await.status, StatusCode::OK);
    site.article("older").hours_ago(100).save().await;
    assert!(site.get("/archive").await.has("February 1, 2023"));
    let empty = site.get("/archive?day=2022-12-24").await;
    assert_eq!(empty.status, StatusCode::OK);
    assert!(empty.has("Nothing was published that day.") && empty.has("noindex"));
}

#[tokio::test]
async fn what_is_no_day_has_no_page() {
    let site = TestSite::start().await;
    for wrong in [
        "2023-02-30",
        "2023-2-5",
        "yesterday",
        "20230205",
        "2023-02-05T10:00",
        "+002023-02-05",
    ] {
        let status = site.get(&format!("/archive/{wrong}")).await.status;
        assert_eq!(status, StatusCode::NOT_FOUND, "{wrong}");
    }
    for far in ["9999-12-31", "-009999-01-01"] {
        let status = site.get(&format!("/archive/{far}")).await.status;
        assert_ne!(status, StatusCode::INTERNAL_SERVER_ERROR, "{far}");
    }
}
