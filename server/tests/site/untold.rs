//! Names that only a story has which readers do not: of its topics, and of who wrote it.

use axum::http::StatusCode;
use domain::{Author, Byline, EntryVersion};
use newsroom::{coverage, publishing};

use crate::coverage::{STORM, remove, site_with_coverage};
use crate::test_site::TestSite;

/// The lists of them, and the feeds of these lists.
const ADDRESSES: [&str; 6] = [
    "/topic/merger-of-banks",
    "/topic/merger-of-banks/feed.rss",
    "/topic/merger-of-banks/feed.json",
    "/author/hal-hidden",
    "/author/hal-hidden/feed.rss",
    "/author/hal-hidden/feed.atom",
];

async fn asked(site: &TestSite, expected: StatusCode) {
    for address in ADDRESSES {
        let answer = site.get(address).await;
        assert_eq!(answer.status, expected, "{address}");
        if expected == StatusCode::NOT_FOUND {
            assert!(!answer.has("Merger of Banks") && !answer.has("Hal Hidden"));
        }
    }
}

#[tokio::test]
async fn whoever_guesses_what_a_story_is_about_that_is_not_out_is_told_nothing() {
    let site = TestSite::start().await;
    let (by, topic) = (["Hal Hidden"], "Merger of Banks");
    site.article("rumour")
        .by(&by)
        .topic(topic)
        .draft()
        .save()
        .await;
    site.article("ahead")
        .by(&by)
        .topic(topic)
        .hours_ago(-48)
        .save()
        .await;
    asked(&site, StatusCode::NOT_FOUND).await;

    let slug = "rumour".parse().unwrap();
    publishing::publish(&site.store, &site.clock, &slug)
        .await
        .unwrap();
    asked(&site, StatusCode::OK).await;

    let reason = "It was none.".parse().unwrap();
    publishing::withdraw(&site.store, &site.clock, &slug, reason)
        .await
        .unwrap();
    asked(&site, StatusCode::NOT_FOUND).await;
}

#[tokio::test]
async fn whoever_is_named_at_an_entry_of_coverage_has_a_page_as_long_as_it_stands() {
    let site = site_with_coverage().await;
    let ida = Author::new("ida-marsh".parse().unwrap(), "Ida Marsh").unwrap();
    let version = EntryVersion {
        headline: None,
        text: "It blows harder.".parse().unwrap(),
        byline: Byline::try_from(vec![ida]).unwrap(),
        is_key: false,
    };
    let page = site.get("/author/ida-marsh").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    let storm = "storm".parse().unwrap();
    let added = coverage::add(&site.store, &site.clock, &storm, &version, false);
    added.await.unwrap();
    assert!(site.get(STORM).await.has("href=\"/author/ida-marsh\""));
    let page = site.get("/author/ida-marsh").await;
    assert_eq!(page.status, StatusCode::OK);
    remove(&site, 1).await;
    let page = site.unkept("/author/ida-marsh").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
}
