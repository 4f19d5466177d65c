//! The live stream: what those hear who come back, do not keep up, or ask now and then.

use axum::http::StatusCode;
use newsroom::events::EventKind;

use crate::live::messages;
use crate::live_reader::{Message, Reader};
use crate::test_site::TestSite;

async fn newest(site: &TestSite) -> i64 {
    site.store.newest_event().await.unwrap().0
}

/// Fills the log with events that no article is part of.
async fn log_many(site: &TestSite, events: usize) {
    let mut writing = site.store.write().await.unwrap();
    for _ in 0..events {
        let now = site.clock.now();
        writing
            .log(EventKind::MostReadChanged, None, now)
            .await
            .unwrap();
    }
    writing.commit().await.unwrap();
}

#[tokio::test]
async fn who_comes_back_is_told_what_they_missed() {
    let site = TestSite::start().await;
    for slug in ["a", "b", "c", "d"] {
        site.article(slug).save().await;
    }
    let mut asked = Reader::open(&site, "/live?after=2").await;
    let ids = |messages: Vec<Message>| messages.iter().map(|it| it.id).collect::<Vec<_>>();
    assert_eq!(ids(messages(&mut asked, 2).await), [3, 4]);
    // The address stays as it was when a browser comes back by itself; the header knows better.
    let mut back = Reader::back(&site, "/live?after=0", "3").await;
    assert_eq!(ids(messages(&mut back, 1).await), [4]);
    let mut first = Reader::open(&site, "/live?after=0&channel=paper").await;
    assert_eq!(ids(messages(&mut first, 4).await), [1, 2, 3, 4]);
    let mut now = Reader::open(&site, "/live").await;
    site.article("e").save().await;
    assert_eq!(ids(messages(&mut now, 1).await), [5]);
}

#[tokio::test]
async fn who_says_nonsense_or_was_away_for_too_long_starts_anew() {
    let site = TestSite::start().await;
    site.article("old").save().await;
    log_many(&site, 1001).await;
    let newest = newest(&site).await;
    for last in [
        "text",
        "-1",
        "+5",
        "1.5",
        "",
        "9999999",
        "99999999999999999999",
        "0",
        "1",
    ] {
        let mut back = Reader::back(&site, "/live", last).await;
        let message = back.next().await.unwrap();
        assert_eq!(
            (message.event.as_str(), message.id),
            ("reset", newest),
            "{last:?}"
        );
    }
    for after in ["x", "-1", "9999999", "", "%00", "%F0"] {
        let mut reader = Reader::open(&site, &format!("/live?after={after}")).await;
        assert_eq!(reader.next().await.unwrap().event, "reset", "{after:?}");
    }
    let mut reset = Reader::back(&site, "/live", "nonsense").await;
    reset.next().await.unwrap();
    site.article("new").save().await;
    let message = reset.next().await.unwrap();
    assert_eq!(
        (message.id, message.event.as_str()),
        (newest + 1, "article-published")
    );
}

#[tokio::test]
async fn a_reader_who_does_not_keep_up_starts_anew() {
    let site = TestSite::start().await;
    let mut reader = Reader::open(&site, "/live").await;
    site.article("story").save().await;
    assert_eq!(reader.next().await.unwrap().id, 1);
    log_many(&site, 1500).await;
    let mut other = Reader::open(&site, "/live?after=1400").await;
    other.next().await.unwrap();
    assert_eq!(reader.next().await.unwrap().event, "reset");
}

#[tokio::test]
async fn who_polls_gets_what_the_stream_tells() {
    let site = TestSite::start().await;
    for slug in ["a", "b", "c"] {
        site.article(slug).save().await;
    }
    let mut reader = Reader::open(&site, "/live?after=1").await;
    let streamed = messages(&mut reader, 2).await;
    let answer = site.get("/live/since?after=1").await;
    let polled: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(
        (&polled["newest"], &polled["reset"]),
        (&3.into(), &false.into())
    );
    let events = polled["events"].as_array().unwrap();
    assert_eq!(events.len(), streamed.len());
    for (polled, streamed) in events.iter().zip(&streamed) {
        assert_eq!(polled["id"], streamed.id);
        assert_eq!(polled["event"], streamed.event.as_str());
        let data: serde_json::Value = serde_json::from_str(&streamed.data).unwrap();
        assert_eq!(polled["data"], data);
    }
    assert_eq!(answer.header("content-type"), "application/json");
    assert!(!answer.header("cache-control").contains("immutable"));

    let past = site.get("/live/since?after=0&upto=2").await;
    assert!(past.header("cache-control").contains("immutable"));
    let polled: serde_json::Value = serde_json::from_str(&past.body).unwrap();
    let ids: Vec<i64> = polled["events"]
        .as_array()
        .unwrap()
        .iter()
        .map(|event| event["id"].as_i64().unwrap())
        .collect();
    assert_eq!(ids, [1, 2]);
    assert_eq!(polled["newest"], 2);
    for nonsense in ["", "?after=x", "?after=-1", "?after=99", "?after="] {
        let answer = site.get(&format!("/live/since{nonsense}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{nonsense}");
        assert!(answer.has("\"reset\":true,\"events\":[]"), "{nonsense}");
        assert!(!answer.header("cache-control").contains("immutable"));
    }
}
