//! Addresses that articles had before they were renamed.

use axum::http::{Method, StatusCode};
use newsroom::publishing;

use crate::test_site::TestSite;

async fn renamed(site: &TestSite, names: &[&str]) {
    for name in names {
        let article = site.article(name).headline("Ferry late");
        article.filed_from("ferry.md").save().await;
    }
}

#[tokio::test]
async fn every_former_address_leads_to_the_newest_in_one_step() {
    let site = TestSite::start().await;
    renamed(&site, &["one", "two", "three"]).await;
    site.article("three")
        .headline("Ferry late")
        .in_section("city")
        .filed_from("ferry.md")
        .save()
        .await;
    for former in ["/world/one", "/world/two", "/city/one", "/world/three"] {
        for method in [Method::GET, Method::HEAD] {
            let answer = site.method(method, former).await;
            assert_eq!(answer.status, StatusCode::MOVED_PERMANENTLY, "{former}");
            assert_eq!(answer.header("location"), "/city/three", "{former}");
            // Or, renamed back, two kept redirects would lead in a circle.
            assert_eq!(answer.header("cache-control"), "public, no-cache");
        }
    }
    let answer = site.get("/world/one?from=letter").await;
    assert_eq!(answer.header("location"), "/city/three?from=letter");
    assert_eq!(site.get("/city/three").await.status, StatusCode::OK);
    assert_eq!(site.get("/").await.body.matches("/city/three").count(), 2);
}

#[tokio::test]
async fn the_former_address_of_a_withdrawn_article_says_why_too() {
    let site = TestSite::start().await;
    renamed(&site, &["one", "two"]).await;
    let reason = "The figures were wrong.".parse().unwrap();
    publishing::withdraw(&site.store, &site.clock, &"two".parse().unwrap(), reason)
        .await
        .unwrap();
    let page = site.get("/world/one").await;
    assert_eq!(page.status, StatusCode::GONE);
    assert!(page.has("The figures were wrong."));
}

#[tokio::test]
async fn the_former_address_of_what_is_a_draft_again_tells_nothing() {
    let site = TestSite::start().await;
    renamed(&site, &["one"]).await;
    site.article("two")
        .filed_from("ferry.md")
        .draft()
        .save()
        .await;
    assert_eq!(site.get("/world/one").await.status, StatusCode::NOT_FOUND);
    assert_eq!(site.get("/world/two").await.status, StatusCode::NOT_FOUND);
}
