//! The live stream: what is told, and to whom.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use newsroom::publishing;
use newsroom::readership::Source;

use crate::live_reader::{Message, Reader};
use crate::test_site::TestSite;

async fn withdraw(site: &TestSite, slug: &str) {
    let reason = "It was wrong.".parse().unwrap();
    publishing::withdraw(&site.store, &site.clock, &slug.parse().unwrap(), reason)
        .await
        .unwrap();
}

/// The next `count` messages.
pub async fn messages(reader: &mut Reader, count: usize) -> Vec<Message> {
    let mut messages = Vec::new();
    for _ in 0..count {
        messages.push(reader.next().await.unwrap());
    }
    messages
}

fn names(messages: &[Message]) -> Vec<&str> {
    messages.iter().map(|it| it.event.as_str()).collect()
}

#[tokio::test]
async fn who_has_the_stream_open_is_told_what_happens_to_a_story() {
    let site = TestSite::start().await;
    let mut reader = Reader::open(&site, "/live").await;
    site.article("storm")
        .headline("Storm \"Ada\"\u{2028}lands <here>")
        .language("ar")
        .save()
        .await;
    let published = reader.next().await.unwrap();
    assert_eq!(
        (published.id, published.event.as_str()),
        (1, "article-published")
    );
    let data: serde_json::Value = serde_json::from_str(&published.data).unwrap();
    assert_eq!(data["path"], "/world/storm");
    assert!(
        data["headline"]
            .as_str()
            .unwrap()
            .starts_with("Storm \"Ada\"")
    );
    assert_eq!((&data["lang"], &data["dir"]), (&"ar".into(), &"rtl".into()));
    assert_eq!(
        (&data["section"], &data["time"]),
        (&"World".into(), &"08:00".into())
    );
    assert_eq!(data["published"], "2023-02-05T08:00:00-05:00");
    assert_eq!((&data["article"], &data["version"]), (&1.into(), &1.into()));

    // Each is awaited: a message tells how things stand when it is written.
    site.article("storm").headline("Storm passes").save().await;
    let updated = reader.next().await.unwrap();
    assert_eq!(updated.event, "article-updated");
    assert!(updated.data.contains("Storm passes") && updated.data.contains("\"version\":2"));
    site.article("storm")
        .headline("Storm passes")
        .in_section("city")
        .save()
        .await;
    let moved = reader.next().await.unwrap();
    assert_eq!(moved.event, "article-moved");
    assert!(moved.data.contains("/city/storm"));
    withdraw(&site, "storm").await;
    let withdrawn = reader.next().await.unwrap();
    assert_eq!(withdrawn.event, "article-withdrawn");
    assert!(!withdrawn.data.contains("Storm") && withdrawn.data.contains("\"article\":1"));
}

#[tokio::test]
async fn the_stream_says_to_browsers_and_proxies_what_it_is() {
    let site = TestSite::start().await;
    let request = Request::get("/live").header("accept-encoding", "gzip, br");
    let answer = site.open(request.body(Body::empty()).unwrap()).await;
    let header = |name| answer.headers()[name].to_str().unwrap();
    assert_eq!(header("content-type"), "text/event-stream");
    assert_eq!(header("cache-control"), "no-cache, no-transform");
    assert_eq!(header("x-accel-buffering"), "no");
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert!(!header("x-request-id").is_empty());
    assert!(!answer.headers().contains_key("content-encoding"));
}

#[tokio::test]
async fn a_message_is_written_once_and_shared() {
    let site = TestSite::start().await;
    let mut one = Reader::open(&site, "/live").await;
    let mut other = Reader::open(&site, "/live").await;
    site.article("story").save().await;
    let (one, other) = (one.news().await.unwrap(), other.news().await.unwrap());
    assert_eq!(one.as_ptr(), other.as_ptr());
}

#[tokio::test]
async fn an_unknown_channel_is_refused_with_those_there_are() {
    let site = TestSite::start().await;
    for channel in ["sport", "", "paper&channel=x"] {
        let answer = site.get(&format!("/live?channel={channel}")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{channel}");
        assert!(answer.has("no such channel") && answer.has("paper"));
    }
}

#[tokio::test]
async fn nothing_is_told_of_what_is_not_public() {
    let site = TestSite::start().await;
    let mut reader = Reader::open(&site, "/live").await;
    site.article("secret")
        .headline("Secret draft")
        .draft()
        .save()
        .await;
    site.article("secret")
        .headline("Secret again")
        .draft()
        .save()
        .await;
    site.article("wrong").headline("Wrong claim").save().await;
    site.article("wrong")
        .headline("Wrong claim, longer")
        .save()
        .await;
    withdraw(&site, "wrong").await;
    site.article("wrong")
        .headline("Wrong claim, at the desk")
        .save()
        .await;
    site.article("right").headline("Right").save().await;
    let live = messages(&mut reader, 4).await;
    assert!(
        live.iter()
            .all(|it| !it.data.contains("ecret") && !it.data.contains("desk"))
    );
    assert_eq!(live[3].event, "article-published");

    let mut later = Reader::open(&site, "/live?after=0").await;
    let told = messages(&mut later, 4).await;
    assert_eq!(
        names(&told),
        [
            "article-withdrawn",
            "article-withdrawn",
            "article-withdrawn",
            "article-published"
        ]
    );
    assert!(told.iter().all(|it| !it.data.contains("Wrong")));
    let since = site.get("/live/since?after=0").await;
    assert!(!since.has("Wrong") && !since.has("ecret") && since.has("Right"));
}

#[tokio::test]
async fn a_story_that_came_back_is_told_of_again() {
    let site = TestSite::start().await;
    site.article("story").save().await;
    withdraw(&site, "story").await;
    let mut reader = Reader::open(&site, "/live?after=0").await;
    messages(&mut reader, 2).await;
    publishing::publish(&site.store, &site.clock, &"story".parse().unwrap())
        .await
        .unwrap();
    let back = reader.next().await.unwrap();
    assert_eq!(back.event, "article-published");
    assert!(back.data.contains("Headline of story"));
}

#[tokio::test]
async fn the_list_of_what_is_read_most_comes_with_its_event() {
    let site = TestSite::start().await;
    for slug in ["a", "b", "c"] {
        site.article(slug).save().await;
    }
    let mut reader = Reader::open(&site, "/live").await;
    for (slug, times) in [("a", 1), ("b", 3), ("c", 2)] {
        let article = site.store.article(&slug.parse().unwrap()).await.unwrap();
        for _ in 0..times {
            site.readership
                .count(article.as_ref().unwrap().id, Source::direct());
        }
    }
    site.readership
        .write(&site.store, &site.clock)
        .await
        .unwrap();
    let message = reader.next().await.unwrap();
    assert_eq!(message.event, "most-read-changed");
    let data: serde_json::Value = serde_json::from_str(&message.data).unwrap();
    let paths: Vec<&str> = data["stories"]
        .as_array()
        .unwrap()
        .iter()
        .map(|story| story["path"].as_str().unwrap())
        .collect();
    assert_eq!(paths, ["/world/b", "/world/c", "/world/a"]);
}
