//! What caches between the paper and its readers are told: what they may keep, and for which requests an answer is right.

use axum::http::{Method, StatusCode};
use newsroom::publishing;

use crate::test_site::TestSite;

#[tokio::test]
async fn what_is_not_there_or_not_done_is_kept_by_nothing() {
    let site = TestSite::start().await;
    site.article("ferry").save().await;
    for (method, address, status) in [
        (Method::GET, "/nothing", 404),
        (Method::GET, "/nothing/at/all/there", 404),
        (Method::GET, "/world/bridge", 404),
        (Method::GET, "/world/ferry/feed.rss", 404),
        (Method::GET, "/media/0af3.png", 404),
        (Method::GET, "/og/99-none.png", 404),
        (Method::GET, "/pkg/none.css", 404),
        (Method::GET, "/desk/files/none.js", 404),
        (Method::GET, "/sitemap-99.xml", 404),
        (Method::GET, "/world?after=none", 400),
        (Method::GET, "/live?channel=none", 400),
        (Method::DELETE, "/world/ferry", 405),
        (Method::POST, "/nothing", 405),
        (Method::POST, "/nothing/at/all/there", 404),
        (Method::POST, "/stay-in-touch", 415),
        (Method::POST, "/live", 405),
    ] {
        let answer = site.method(method, address).await;
        assert_eq!(answer.status, status, "{address}");
        assert_eq!(answer.header("cache-control"), "no-store", "{address}");
    }
    site.store.close().await;
    for (address, status) in [
        ("/", 500),
        ("/healthz", 503),
        ("/feed.rss", 500),
        ("/live", 500),
    ] {
        let answer = site.get(address).await;
        assert_eq!(answer.status, status, "{address}");
        assert_eq!(answer.header("cache-control"), "no-store", "{address}");
    }
}

#[tokio::test]
async fn a_story_that_was_withdrawn_is_kept_as_before() {
    let site = TestSite::start().await;
    site.article("ferry").save().await;
    let (slug, reason) = ("ferry".parse().unwrap(), "It was wrong.".parse().unwrap());
    publishing::withdraw(&site.store, &site.clock, &slug, reason)
        .await
        .unwrap();
    for _ in 0..2 {
        let gone = site.get("/world/ferry").await;
        assert_eq!(gone.status, StatusCode::GONE);
        assert_eq!(gone.header("cache-control"), "public, no-cache");
    }
}

#[tokio::test]
async fn what_has_not_changed_says_what_it_depends_on_as_the_whole_of_it_does() {
    let site = TestSite::start().await;
    site.article("ferry").save().await;
    for address in [
        "/world/ferry",
        "/feed.rss",
        "/world/feed.json",
        "/sitemap.xml",
        "/news-sitemap.xml",
        "/site.webmanifest",
        "/service-worker.js",
        "/search?q=ferry",
        "/stay-in-touch",
        "/stay-in-touch?noted",
        "/desk/files/desk.css",
        "/notifications/key",
    ] {
        for taken in ["br", "gzip", "identity"] {
            let whole = site.get_with(address, &[("accept-encoding", taken)]).await;
            let tag = whole.header("etag");
            if whole.status != StatusCode::OK || tag.is_empty() {
                continue;
            }
            let asked = [("accept-encoding", taken), ("if-none-match", tag)];
            let unchanged = site.get_with(address, &asked).await;
            assert_eq!(unchanged.status, StatusCode::NOT_MODIFIED, "{address}");
            assert_eq!(whole.header("vary"), "accept-encoding", "{address}");
            for name in ["vary", "etag", "cache-control"] {
                assert_eq!(unchanged.header(name), whole.header(name), "{address}");
                let lines = unchanged.headers.get_all(name).iter().count();
                assert_eq!(lines, 1, "{name} of {address}");
            }
        }
    }
}

#[tokio::test]
async fn what_somebody_has_may_stand_in_any_line_of_their_request() {
    let site = TestSite::start().await;
    site.article("ferry").save().await;
    std::fs::write(site.folder.path().join("media/0af3.png"), "picture").unwrap();
    for address in ["/world/ferry", "/feed.rss", "/media/0af3.png"] {
        let whole = site.get(address).await;
        let asked = [
            ("if-none-match", "\"another\""),
            ("if-none-match", whole.header("etag")),
        ];
        let unchanged = site.get_with(address, &asked).await;
        assert_eq!(unchanged.status, StatusCode::NOT_MODIFIED, "{address}");
    }
}
