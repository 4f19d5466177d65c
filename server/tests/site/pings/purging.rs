//! A content delivery network: what it may keep, and when it has to let go of it.

use axum::http::StatusCode;
use newsroom::front::{self, FrontOf, Slot, Wish};
use newsroom::publishing;
use server::settings::{Cdn, Discovery};

use super::listening::{Ears, Telling, begun};
use crate::coverage::{add, site_with_coverage};
use crate::test_site::{TestSite, until};

const SECRET: &str = "Bearer of-the-paper";

async fn network() -> (Ears, Cdn) {
    let ears = Ears::default();
    ears.with(|heard| heard.key = SECRET.to_owned());
    let address = ears.listen("127.0.0.1:0").await;
    let cdn = Cdn {
        purge_url: format!("http://{address}/purge"),
        purge_header: Some(("authorization".to_owned(), SECRET.to_owned())),
        max_age: 60,
    };
    (ears, cdn)
}

fn telling(site: &TestSite, cdn: &Cdn) -> Telling {
    Telling::with(site, &Discovery::default(), Some(cdn))
}

#[tokio::test]
async fn pages_say_how_long_a_network_may_keep_them_and_what_they_are_called() {
    let (_, cdn) = network().await;
    let site = TestSite::start().await.behind_a_network(cdn);
    site.article("ferry").save().await;
    let front = site.get("/").await;
    assert_eq!(front.header("surrogate-key"), "site front");
    assert_eq!(front.header("cache-tag"), "site,front");
    assert_eq!(
        front.header("cdn-cache-control"),
        "public, max-age=60, stale-if-error=86400"
    );
    assert_eq!(front.header("cache-control"), "public, no-cache");
    let tags = site.get("/world/ferry").await;
    let tags = tags.header("surrogate-key");
    assert!(tags.starts_with("site section-world article-"), "{tags}");
    let section = site.get("/world").await;
    assert_eq!(
        section.header("cache-tag"),
        "site,section-world,front-world"
    );
    for address in ["/nothing", "/search?q=ferry"] {
        let page = site.get(address).await;
        assert_eq!(page.header("cdn-cache-control"), "", "{address}");
    }
}

#[tokio::test]
async fn without_a_network_pages_have_no_tags() {
    let site = TestSite::start().await;
    let front = site.get("/").await;
    assert_eq!(front.header("surrogate-key"), "");
    assert_eq!(front.header("cdn-cache-control"), "");
}

#[tokio::test]
async fn a_page_that_stands_in_for_another_is_not_to_be_kept() {
    let (_, cdn) = network().await;
    let site = TestSite::start().await.behind_a_network(cdn);
    site.article("ferry").save().await;
    site.get("/world/ferry").await;
    site.article("bridge").save().await;
    site.store.close().await;
    let old = site.get("/world/ferry").await;
    assert_eq!(old.status, StatusCode::OK);
    assert_eq!(old.header("cache-control"), "no-store");
    assert_eq!(old.header("cdn-cache-control"), "");
    assert_eq!(old.header("surrogate-control"), "");
}

#[tokio::test]
async fn a_network_lets_go_of_everything_that_an_event_changes() {
    let site = site_with_coverage().await;
    let (ears, cdn) = network().await;
    begun(&site, "cdn").await;
    let telling = telling(&site, &cdn);
    site.article("bridge").save().await;
    until("the first message", || ears.messages().len() == 1).await;
    add(&site, "The sea wall holds", "So far.").await;
    until("the second", || ears.messages().len() == 2).await;
    let reason = "Wrong.".parse().unwrap();
    publishing::withdraw(&site.store, &site.clock, &"bridge".parse().unwrap(), reason)
        .await
        .unwrap();
    until("the third", || ears.messages().len() == 3).await;
    let wish = Wish {
        of: FrontOf::Section("world".parse().unwrap()),
        slots: vec![(Slot::Lead, "storm".parse().unwrap())],
        ..Wish::default()
    };
    front::arrange(&site.store, &site.clock, &wish)
        .await
        .unwrap();
    until("the fourth", || ears.messages().len() == 4).await;
    telling.stop().await;
    let [first, second, third, fourth] = ears.messages().try_into().unwrap();
    assert_eq!(first, ["site"]);
    assert!(
        second[0].starts_with("article-") && second.len() == 1,
        "{second:?}"
    );
    assert_eq!(third, ["site"]);
    assert_eq!(fourth, ["front-world"]);
}

#[tokio::test]
async fn a_network_that_is_busy_is_told_again_and_one_that_believes_nobody_is_said_to() {
    let site = TestSite::start().await;
    let (ears, cdn) = network().await;
    ears.with(|heard| heard.moods.extend([429, 500, 503]));
    begun(&site, "cdn").await;
    let busy = telling(&site, &cdn);
    site.article("bridge").save().await;
    until("the message", || busy.facts().told == 1).await;
    assert_eq!(busy.facts().failures, 3);
    busy.stop().await;

    let stranger = Cdn {
        purge_header: None,
        ..cdn
    };
    let refused = telling(&site, &stranger);
    site.article("harbour").save().await;
    until("the refusal", || refused.facts().problem.is_some()).await;
    let problem = refused.facts().problem.unwrap();
    assert!(
        problem.contains("403") && problem.contains("cdn.purge_header"),
        "{problem}"
    );
    refused.stop().await;
    assert_eq!(ears.messages().len(), 1);
}
