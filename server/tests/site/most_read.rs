//! "Most Read": who counts as a reader, and what becomes of it.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};

use crate::test_site::TestSite;

const BROWSER: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
const CRAWLER: &str = "Mozilla/5.0 (compatible; Examplebot/2.1; +https://bot.example/)";

async fn open(site: &TestSite, address: &str, headers: &[(&str, &str)]) -> StatusCode {
    let request = headers
        .iter()
        .fold(Request::get(address), |request, (name, value)| {
            request.header(*name, *value)
        });
    site.ask(request.body(Body::empty()).unwrap()).await.status
}

/// The slugs of the list on the front page, in order.
async fn listed(site: &TestSite) -> Vec<String> {
    site.readership
        .write(&site.store, &site.clock)
        .await
        .unwrap();
    let page = site.get("/").await;
    let Some((_, list)) = page.body.split_once("most-read__list") else {
        return Vec::new();
    };
    let list = list.split_once("</ol>").unwrap().0;
    let links = list.split("href=\"/world/").skip(1);
    links
        .map(|link| link.split('"').next().unwrap().to_owned())
        .collect()
}

async fn site_of(slugs: &[&str]) -> TestSite {
    let site = TestSite::start().await;
    for slug in slugs {
        site.article(slug).save().await;
    }
    site
}

#[tokio::test]
async fn what_is_opened_most_leads_the_list() {
    let site = site_of(&["a", "b", "c", "d"]).await;
    assert!(listed(&site).await.is_empty());
    for (slug, times) in [("a", 2), ("b", 3), ("c", 1)] {
        for _ in 0..times {
            open(&site, &format!("/world/{slug}"), &[("user-agent", BROWSER)]).await;
        }
    }
    assert_eq!(listed(&site).await, ["b", "a", "c"]);
    for _ in 0..5 {
        open(&site, "/world/d", &[("user-agent", BROWSER)]).await;
    }
    assert_eq!(listed(&site).await, ["d", "b", "a", "c"]);
}

#[tokio::test]
async fn programs_and_pages_fetched_ahead_do_not_count() {
    let site = site_of(&["a", "b", "c", "d"]).await;
    for slug in ["a", "b", "c"] {
        open(&site, &format!("/world/{slug}"), &[("user-agent", BROWSER)]).await;
    }
    for headers in [
        vec![],
        vec![("user-agent", CRAWLER)],
        vec![("user-agent", "curl/8.5.0")],
        vec![("user-agent", BROWSER), ("purpose", "prefetch")],
        vec![
            ("user-agent", BROWSER),
            ("sec-purpose", "prefetch;prerender"),
        ],
    ] {
        open(&site, "/world/d", &headers).await;
        open(&site, "/world/d", &headers).await;
    }
    site.method(Method::HEAD, "/world/d").await;
    assert!(!listed(&site).await.contains(&"d".to_owned()));
}

#[tokio::test]
async fn a_page_fetched_ahead_counts_when_it_is_read() {
    let site = site_of(&["a", "b", "c"]).await;
    let read = |body: &'static str| {
        let request = Request::post("/read").header("user-agent", BROWSER);
        site.ask(request.body(Body::from(body)).unwrap())
    };
    for path in ["/world/a", "/world/b", "/world/c", "/world/c"] {
        assert_eq!(read(path).await.status, StatusCode::NO_CONTENT);
    }
    assert_eq!(listed(&site).await[0], "c");
    for other in ["/", "/world", "/search", "/world/nothing"] {
        assert_eq!(read(other).await.status, StatusCode::NO_CONTENT, "{other}");
    }
    for wrong in ["", "world", "\u{FFFD}", "/a/b/c"] {
        assert_eq!(
            read(wrong).await.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{wrong}"
        );
    }
}

#[tokio::test]
async fn yesterdays_readers_no_longer_count() {
    let site = site_of(&["a", "b", "c", "old"]).await;
    for _ in 0..9 {
        open(&site, "/world/old", &[("user-agent", BROWSER)]).await;
    }
    for slug in ["a", "b", "c"] {
        open(&site, &format!("/world/{slug}"), &[("user-agent", BROWSER)]).await;
    }
    assert_eq!(listed(&site).await[0], "old");
    site.clock.set(site.clock.now().shifted(26 * 3_600_000_000));
    for slug in ["a", "b", "c"] {
        open(&site, &format!("/world/{slug}"), &[("user-agent", BROWSER)]).await;
    }
    let listed = listed(&site).await;
    assert_eq!(listed.len(), 3);
    assert!(!listed.contains(&"old".to_owned()));
}

#[tokio::test]
async fn a_withdrawn_story_leaves_the_list() {
    let site = site_of(&["a", "b", "c", "d"]).await;
    for slug in ["a", "b", "c", "d", "d"] {
        open(&site, &format!("/world/{slug}"), &[("user-agent", BROWSER)]).await;
    }
    assert_eq!(listed(&site).await[0], "d");
    let reason = "It was wrong.".parse().unwrap();
    newsroom::publishing::withdraw(&site.store, &site.clock, &"d".parse().unwrap(), reason)
        .await
        .unwrap();
    assert!(!listed(&site).await.contains(&"d".to_owned()));
}
