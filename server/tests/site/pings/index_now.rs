//! Search engines, by IndexNow.

use axum::http::StatusCode;
use newsroom::publishing;
use server::settings::Discovery;
use tokio::net::TcpListener;

use super::listening::{Ears, KEY, Telling, at, begun, engine, to_engine};
use crate::test_site::{TestSite, until};

#[tokio::test]
async fn search_engines_are_told_of_what_is_new_changed_moved_or_withdrawn() {
    let site = TestSite::start().await;
    site.article("of-the-archive").save().await;
    let (ears, discovery) = engine().await;
    begun(&site, "indexnow").await;
    let telling = Telling::start(&site, &discovery);
    site.article("bridge").save().await;
    site.article("unfinished").draft().save().await;
    until("the first message", || ears.messages().len() == 1).await;
    site.article("bridge").in_section("city").save().await;
    until("the second", || ears.messages().len() == 2).await;
    let reason = "Wrong.".parse().unwrap();
    publishing::withdraw(&site.store, &site.clock, &"bridge".parse().unwrap(), reason)
        .await
        .unwrap();
    until("the third", || ears.messages().len() == 3).await;
    telling.stop().await;
    assert_eq!(
        ears.messages(),
        [
            at(&["/world/bridge"]),
            at(&["/city/bridge"]),
            at(&["/city/bridge"])
        ]
    );
}

#[tokio::test]
async fn a_restart_misses_nothing_and_repeats_nothing() {
    let site = TestSite::start().await;
    let (ears, discovery) = engine().await;
    begun(&site, "indexnow").await;
    let telling = Telling::start(&site, &discovery);
    site.article("one").save().await;
    until("the first message", || telling.facts().told == 1).await;
    telling.stop().await;
    site.article("two").save().await;
    site.article("three").save().await;
    site.article("two").body("More.").save().await;
    let telling = Telling::start(&site, &discovery);
    until("the second message", || telling.facts().told == 2).await;
    until("the end of the log", || telling.facts().behind == 0).await;
    telling.stop().await;
    assert_eq!(
        ears.messages(),
        [at(&["/world/one"]), at(&["/world/two", "/world/three"])]
    );
}

#[tokio::test]
async fn an_engine_that_is_busy_or_broken_is_told_later() {
    let site = TestSite::start().await;
    let (ears, discovery) = engine().await;
    ears.with(|heard| heard.moods.extend([429, 500, 503]));
    begun(&site, "indexnow").await;
    let telling = Telling::start(&site, &discovery);
    site.article("bridge").save().await;
    until("the message", || telling.facts().told == 1).await;
    let facts = telling.facts();
    assert_eq!((facts.failures, facts.problem), (3, None));
    telling.stop().await;
    assert_eq!(ears.messages(), [at(&["/world/bridge"])]);
}

#[tokio::test]
async fn an_engine_that_is_not_there_is_told_once_it_is() {
    let site = TestSite::start().await;
    let free = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = free.local_addr().unwrap();
    drop(free);
    begun(&site, "indexnow").await;
    let telling = Telling::start(&site, &to_engine(address));
    site.article("bridge").save().await;
    until("a failure", || telling.facts().problem.is_some()).await;
    let ears = Ears::default();
    ears.with(|heard| heard.key = KEY.to_owned());
    ears.listen(&address.to_string()).await;
    until("the message", || telling.facts().problem.is_none()).await;
    telling.stop().await;
    assert_eq!(ears.messages(), [at(&["/world/bridge"])]);
}

#[tokio::test]
async fn a_key_that_is_not_believed_holds_everything_back_until_it_is() {
    let site = TestSite::start().await;
    let (ears, discovery) = engine().await;
    ears.with(|heard| heard.key = "another-key".to_owned());
    begun(&site, "indexnow").await;
    let telling = Telling::start(&site, &discovery);
    site.article("bridge").save().await;
    until("a refusal", || telling.facts().failures > 1).await;
    let problem = telling.facts().problem.unwrap();
    assert!(
        problem.starts_with("403") && !problem.contains(KEY),
        "{problem}"
    );
    assert!(telling.facts().behind > 0);
    ears.with(|heard| heard.key = KEY.to_owned());
    until("the message", || telling.facts().told == 1).await;
    telling.stop().await;
    assert_eq!(ears.messages(), [at(&["/world/bridge"])]);
}

#[tokio::test]
async fn a_message_that_is_refused_for_good_does_not_hold_up_the_next() {
    let site = TestSite::start().await;
    let (ears, discovery) = engine().await;
    ears.with(|heard| heard.moods.push_back(400));
    begun(&site, "indexnow").await;
    let telling = Telling::start(&site, &discovery);
    site.article("one").save().await;
    until("the refusal", || telling.facts().failures == 1).await;
    until("the end of the log", || telling.facts().behind == 0).await;
    site.article("two").save().await;
    until("the message", || telling.facts().told == 1).await;
    telling.stop().await;
    assert_eq!(ears.with(|heard| heard.asked), 2);
    assert_eq!(ears.messages(), [at(&["/world/two"])]);
}

#[tokio::test]
async fn the_key_is_shown_to_search_engines_where_there_is_one() {
    let site = TestSite::start_with(Discovery {
        index_now_key: Some(KEY.to_owned()),
        ..Discovery::default()
    })
    .await;
    let shown = site.get("/0123-abcd-key.txt").await;
    assert_eq!(shown.status, StatusCode::OK);
    assert_eq!(shown.header("content-type"), "text/plain; charset=utf-8");
    assert_eq!(shown.body, KEY);
    for (site, address) in [
        (&site, "/0123-abcd-kez.txt"),
        (&site, "/0123-abcd-key"),
        (&site, "/.txt"),
        (&TestSite::start().await, "/0123-abcd-key.txt"),
    ] {
        assert_eq!(
            site.get(address).await.status,
            StatusCode::NOT_FOUND,
            "{address}"
        );
    }
}

#[tokio::test]
async fn whoever_watches_the_server_sees_how_telling_others_goes() {
    let (ears, discovery) = engine().await;
    ears.with(|heard| heard.moods.extend([503; 3]));
    let site = TestSite::start().await;
    begun(&site, "indexnow").await;
    let telling = Telling::start(&site, &discovery);
    let site = site.with_pings(telling.standings.clone());
    assert_eq!(site.get("/healthz").await.body, "ok\nindexnow: ok\n");
    site.article("bridge").save().await;
    until("a failure", || telling.facts().failures == 3).await;
    until("the message", || telling.facts().told == 1).await;
    let metrics = site.get("/metrics").await;
    assert!(metrics.has("dateline_pings_addresses_total{to=\"indexnow\"} 1\n"));
    assert!(metrics.has("dateline_pings_failures_total{to=\"indexnow\"} 3\n"));
    telling.stop().await;
    let alone = TestSite::start().await;
    assert_eq!(alone.get("/healthz").await.body, "ok\n");
    assert!(!alone.get("/metrics").await.has("dateline_pings"));
}
