//! How much one network may have of what costs, and what becomes of readers while somebody wants everything.

use std::net::SocketAddr;
use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use server::settings::Limits;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::test_site::{Answer, TestSite};

const ONE: &str = "203.0.113.7";
const OTHER: &str = "203.0.113.8";

async fn site(limits: Limits) -> TestSite {
    TestSite::start().await.with_limits(limits)
}

async fn get(site: &TestSite, from: &str, address: &str) -> Answer {
    let request = Request::get(address).header("x-forwarded-for", from);
    site.ask(request.body(Body::empty()).unwrap()).await
}

async fn post(site: &TestSite, from: &str, address: &str) -> Answer {
    let request = Request::post(address)
        .header("x-forwarded-for", from)
        .header("content-type", "application/x-www-form-urlencoded");
    site.ask(request.body(Body::from("email=x")).unwrap()).await
}

#[tokio::test]
async fn who_has_too_many_pages_made_is_told_when_to_come_back_and_others_are_not() {
    let site = site(Limits {
        pages: 2,
        ..Limits::default()
    })
    .await;
    for slug in ["ferry", "storm", "bridge"] {
        site.article(slug).save().await;
    }
    assert_eq!(get(&site, ONE, "/world/ferry").await.status, StatusCode::OK);
    // There is nothing there, which has to be found out.
    let nothing = get(&site, ONE, "/world/nothing").await;
    assert_eq!(nothing.status, StatusCode::NOT_FOUND);
    let refused = get(&site, ONE, "/world/storm").await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(refused.header("retry-after"), "30");
    assert_eq!(refused.header("cache-control"), "no-store");
    assert!(refused.has("Too many requests from your network"));
    assert!(refused.has("The Test") && refused.has("dateline.css"));
    // What is kept, and files, are for everybody.
    assert_eq!(get(&site, ONE, "/world/ferry").await.status, StatusCode::OK);
    assert_eq!(get(&site, ONE, "/favicon.svg").await.status, StatusCode::OK);
    assert_eq!(
        get(&site, OTHER, "/world/storm").await.status,
        StatusCode::OK
    );
    assert_eq!(get(&site, ONE, "/world/storm").await.status, StatusCode::OK);
    let again = get(&site, ONE, "/world/bridge").await;
    assert_eq!(again.status, StatusCode::TOO_MANY_REQUESTS);
    site.clock.set(site.clock.now().shifted(30_000_000));
    assert_eq!(
        get(&site, ONE, "/world/bridge").await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn searches_and_forms_are_counted_by_themselves() {
    let site = site(Limits {
        searches: 1,
        forms: 1,
        ..Limits::default()
    })
    .await;
    let searched = get(&site, ONE, "/search?q=ferry").await;
    assert_eq!(searched.status, StatusCode::OK);
    let again = get(&site, ONE, "/search?q=storm").await;
    assert_eq!(again.status, StatusCode::TOO_MANY_REQUESTS);
    let sent = post(&site, ONE, "/stay-in-touch").await;
    assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
    let again = post(&site, ONE, "/stay-in-touch").await;
    assert_eq!(again.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(again.header("retry-after"), "60");
    let read = post(&site, ONE, "/read").await;
    assert_eq!(read.status, StatusCode::TOO_MANY_REQUESTS);
    // The desk counts for itself.
    let desk = post(&site, ONE, "/desk/sign-in").await;
    assert_ne!(desk.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(get(&site, ONE, "/").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_limit_of_nothing_is_none() {
    let site = site(Limits {
        pages: 0,
        searches: 0,
        forms: 0,
        connections: 0,
    })
    .await;
    for number in 0..50 {
        let nothing = get(&site, ONE, &format!("/world/nothing-{number}")).await;
        assert_eq!(nothing.status, StatusCode::NOT_FOUND);
        let searched = get(&site, ONE, &format!("/search?q={number}")).await;
        assert_eq!(searched.status, StatusCode::OK);
    }
}

/// Connections on which somebody sends as slowly as can be.
async fn slow(site: &TestSite) -> (SocketAddr, Vec<TcpStream>) {
    let address = site.at_a_port().await;
    let mut slow = Vec::new();
    for number in 0..300 {
        let mut stream = TcpStream::connect(address).await.unwrap();
        let begin = match number % 3 {
            0 => "GET / HTTP/1.1\r\nhost: paper.example\r\nx-a: b",
            1 => {
                "POST /stay-in-touch HTTP/1.1\r\nhost: paper.example\r\n\
                 content-type: application/x-www-form-urlencoded\r\ncontent-length: 900\r\n\r\ne"
            }
            _ => "P",
        };
        stream.write_all(begin.as_bytes()).await.unwrap();
        slow.push(stream);
    }
    (address, slow)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn readers_are_served_while_hundreds_send_as_slowly_as_they_can() {
    let site = TestSite::start().await;
    for number in 0..20 {
        site.article(&format!("story-{number}")).save().await;
    }
    let (address, mut slow) = slow(&site).await;
    for round in 0..3 {
        for stream in &mut slow {
            stream.write_all(b"x").await.unwrap();
        }
        for number in 0..20 {
            let mut stream = TcpStream::connect(address).await.unwrap();
            let request = format!(
                "GET /world/story-{number} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n"
            );
            stream.write_all(request.as_bytes()).await.unwrap();
            let mut answer = String::new();
            stream.read_to_string(&mut answer).await.unwrap();
            assert!(
                answer.starts_with("HTTP/1.1 200 OK\r\n"),
                "{round}: {answer}"
            );
        }
    }
    // A form comes through as well, with as many waiting for the rest of theirs.
    let signed_up = tokio::time::timeout(
        Duration::from_secs(60),
        site.post_form("/stay-in-touch", None, "email=ann%40example.org"),
    );
    assert_eq!(signed_up.await.unwrap().status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn pages_are_for_the_paper_alone_and_pictures_and_feeds_for_everybody() {
    let site = TestSite::start().await;
    site.article("ferry").save().await;
    std::fs::write(site.folder.path().join("media/0af3.png"), "picture").unwrap();
    for (address, wanted) in [
        ("/media/0af3.png", "cross-origin"),
        ("/", "same-origin"),
        ("/world/ferry", "same-origin"),
        ("/nothing", "same-origin"),
        ("/healthz", "same-origin"),
        ("/desk/sign-in", "same-origin"),
        ("/search?q=ferry", "same-origin"),
        ("/favicon.svg", "cross-origin"),
        ("/feed.rss", "cross-origin"),
        ("/world/feed.json", "cross-origin"),
    ] {
        let answer = site.get(address).await;
        let policy = answer.header("cross-origin-resource-policy");
        assert_eq!(policy, wanted, "{address}");
        let opener = answer.header("cross-origin-opener-policy");
        assert_eq!(opener, "same-origin", "{address}");
    }
    let style = format!(
        "/{}",
        site.paper()
            .build
            .path("dateline.css")
            .trim_start_matches('/')
    );
    let style = site.get(&style).await;
    assert_eq!(style.header("cross-origin-resource-policy"), "same-origin");
    // The page names a picture that is drawn for previews.
    let page = site.get("/world/ferry").await;
    let preview = page.body.split("https://paper.example/og/").nth(1).unwrap();
    let preview = preview.split('"').next().unwrap();
    let preview = site.get(&format!("/og/{preview}")).await;
    assert_eq!(preview.status, StatusCode::OK);
    assert_eq!(
        preview.header("cross-origin-resource-policy"),
        "cross-origin"
    );
}
