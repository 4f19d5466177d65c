//! How much of the live stream anybody may have, and how it ends.

use std::process::Command;
use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use axum::response::Response;
use server::settings::Live;

use crate::live_reader::Reader;
use crate::test_site::TestSite;

async fn from(site: &TestSite, address: &str) -> Response {
    let request = Request::get("/live").header("x-forwarded-for", address);
    site.open(request.body(Body::empty()).unwrap()).await
}

fn sharing(streams: u32, per_address: u32) -> Live {
    Live {
        streams,
        per_address,
        ..Live::default()
    }
}

#[tokio::test]
async fn a_stream_too_many_is_told_when_to_come_back() {
    let site = TestSite::start().await.with_live(sharing(2, 100));
    let one = Reader::open(&site, "/live").await;
    let _other = Reader::open(&site, "/live").await;
    let full = site.get("/live").await;
    assert_eq!(full.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(full.header("retry-after"), "30");
    assert!(
        full.has("Too many readers follow the paper live"),
        "{}",
        full.body
    );
    assert!(site.get("/metrics").await.has("dateline_live_streams 2"));
    drop(one);
    Reader::open(&site, "/live").await;
}

#[tokio::test]
async fn nobody_has_all_streams_for_themselves() {
    let site = TestSite::start().await.with_live(sharing(100, 2));
    let status = |answer: &Response| answer.status();
    let mut open = Vec::new();
    for _ in 0..2 {
        open.push(from(&site, "203.0.113.7").await);
    }
    let refused = from(&site, "10.0.0.1, 203.0.113.7").await;
    assert_eq!(status(&refused), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(refused.headers()["retry-after"], "30");
    let said = axum::body::to_bytes(refused.into_body(), 1000)
        .await
        .unwrap();
    assert!(String::from_utf8_lossy(&said).contains("from your network"));
    assert_eq!(status(&from(&site, "203.0.113.8").await), StatusCode::OK);
    // A network of IPv6 counts as one address, and one of IPv4 is the same however it is written.
    for address in ["2001:db8::1", "2001:db8::ffff:1"] {
        open.push(from(&site, address).await);
    }
    for (address, expected) in [
        ("2001:db8::2:3", StatusCode::SERVICE_UNAVAILABLE),
        ("::ffff:203.0.113.7", StatusCode::SERVICE_UNAVAILABLE),
        ("2001:db8:0:1::1", StatusCode::OK),
        ("nobody knows", StatusCode::OK),
    ] {
        assert_eq!(status(&from(&site, address).await), expected, "{address}");
    }
    assert!(open.iter().all(|answer| status(answer) == StatusCode::OK));
    drop(open);
    assert_eq!(status(&from(&site, "203.0.113.7").await), StatusCode::OK);
}

#[tokio::test]
async fn a_stream_without_news_gives_signs_of_life() {
    let heartbeat = Duration::from_secs(1);
    let site = TestSite::start().await.with_live(Live {
        heartbeat,
        ..Live::default()
    });
    let mut reader = Reader::open(&site, "/live").await;
    for _ in 0..2 {
        assert_eq!(reader.block().await.unwrap(), ":");
    }
}

#[tokio::test]
async fn streams_end_with_the_server_and_say_when_to_come_back() {
    let site = TestSite::start().await;
    let mut open = Vec::new();
    for _ in 0..5 {
        open.push(Reader::open(&site, "/live").await);
    }
    site.article("last").save().await;
    for reader in &mut open {
        assert_eq!(reader.next().await.unwrap().id, 1);
    }
    site.end_live_streams();
    let mut back = Vec::new();
    for reader in &mut open {
        let said = reader.block().await.unwrap();
        let wait: u32 = said.strip_prefix("retry: ").unwrap().parse().unwrap();
        assert!((1_000..10_000).contains(&wait), "{wait}");
        back.push(wait);
        assert!(reader.block().await.is_none());
    }
    back.dedup();
    assert!(back.len() > 1, "all come back at once");
    assert_eq!(
        site.get("/live").await.status,
        StatusCode::SERVICE_UNAVAILABLE
    );
}

#[tokio::test]
async fn what_another_process_publishes_reaches_the_stream() {
    let site = TestSite::start().await;
    site.article("held")
        .headline("Held until now")
        .draft()
        .save()
        .await;
    let mut reader = Reader::open(&site, "/live").await;
    let database = site.folder.path().join("paper.sqlite");
    let done = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(["publish", "held"])
        .current_dir(site.folder.path())
        .env_clear()
        .env("DATABASE_URL", format!("sqlite:{}", database.display()))
        .status()
        .unwrap();
    assert!(done.success());
    let message = reader.next().await.unwrap();
    assert_eq!(message.event, "article-published");
    assert!(message.data.contains("Held until now"));
}
