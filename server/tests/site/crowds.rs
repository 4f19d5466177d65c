//! Crowds: one network that opens all the connections it can, and many who all want the same dear thing. Everybody else is served.

use std::net::SocketAddr;
use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use axum::response::Response;
use server::settings::{Forwarding, Limits, Proxies};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio::task::JoinHandle;

use crate::test_site::TestSite;

/// A connection from that address of this machine, and the answer to what is asked for on it.
async fn ask_from(from: [u8; 4], site: SocketAddr) -> (TcpStream, String) {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind(SocketAddr::from((from, 0))).unwrap();
    let mut stream = socket.connect(site).await.unwrap();
    let request = b"GET /favicon.svg HTTP/1.1\r\nhost: x\r\n\r\n";
    stream.write_all(request).await.unwrap();
    let mut answer = Vec::new();
    while !answer.windows(4).any(|end| end == b"\r\n\r\n") {
        assert_ne!(stream.read_buf(&mut answer).await.unwrap(), 0, "closed");
    }
    (stream, String::from_utf8(answer).unwrap())
}

const GREEDY: [u8; 4] = [127, 0, 0, 7];
const NEIGHBOUR: [u8; 4] = [127, 0, 0, 8];
const PROXY: [u8; 4] = [127, 0, 0, 9];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_has_all_connections_for_themselves() {
    let limits = Limits {
        connections: 3,
        ..Limits::default()
    };
    let site = TestSite::start()
        .await
        .with_limits(limits)
        .with_proxies(Proxies {
            networks: vec!["127.0.0.9/32".parse().unwrap()],
            header: Forwarding::XForwardedFor,
        });
    let address = site.at_a_port().await;
    let mut open = Vec::new();
    for _ in 0..3 {
        let (stream, answer) = ask_from(GREEDY, address).await;
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
        open.push(stream);
    }
    let (mut refused, answer) = ask_from(GREEDY, address).await;
    assert!(answer.starts_with("HTTP/1.1 503 "), "{answer}");
    assert!(answer.contains("\r\nretry-after: 30\r\n"), "{answer}");
    let mut said = answer;
    let _ = refused.read_to_string(&mut said).await;
    assert!(
        said.contains("connections come from your network"),
        "{said}"
    );
    // Others come in, and a proxy brings as many as there are.
    for from in [NEIGHBOUR, PROXY, PROXY, PROXY, PROXY] {
        let (stream, answer) = ask_from(from, address).await;
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{from:?}");
        open.push(stream);
    }
    let turned_away = "dateline_turned_away_total{what=\"connection\"} 1";
    assert!(site.get("/metrics").await.has(turned_away));
    // One that is closed leaves its place.
    drop(open.swap_remove(0));
    for _ in 0..500 {
        let (_stream, answer) = ask_from(GREEDY, address).await;
        if answer.starts_with("HTTP/1.1 200 OK\r\n") {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("the place stays taken");
}

/// Far more than may wait anywhere.
const MANY: usize = 2_000;

/// Sends many requests at once.
fn crowd(site: &TestSite, request: impl Fn(usize) -> Request<Body>) -> Vec<JoinHandle<Response>> {
    (0..MANY)
        .map(|number| tokio::spawn(site.asking(request(number))))
        .collect()
}

/// What became of them: how many were answered so, and how many told to come back.
async fn outcome(crowd: Vec<JoinHandle<Response>>, wanted: StatusCode) -> (usize, usize) {
    let mut counts = (0, 0);
    for asking in crowd {
        let answer = asking.await.unwrap();
        if answer.status() == wanted {
            counts.0 += 1;
        } else {
            assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
            assert_eq!(answer.headers()["retry-after"], "5");
            counts.1 += 1;
        }
    }
    assert_eq!(counts.0 + counts.1, MANY);
    counts
}

async fn turned_away(site: &TestSite, what: &str) -> usize {
    let metrics = site.get("/metrics").await.body;
    let name = format!("dateline_turned_away_total{{what=\"{what}\"}} ");
    let (_, count) = metrics.split_once(&name).unwrap();
    count.lines().next().unwrap().parse().unwrap()
}

fn search(number: usize) -> Request<Body> {
    let request = Request::get(format!("/search?q=ferry+{number}"));
    request.body(Body::empty()).unwrap()
}

fn feed(number: usize) -> Request<Body> {
    let request = Request::get(format!("/topic/nothing-{number}/feed.atom"));
    request.body(Body::empty()).unwrap()
}

fn sign_up(number: usize) -> Request<Body> {
    let form = format!("email=reader{number}%40example.org");
    Request::post("/stay-in-touch")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(form))
        .unwrap()
}

#[tokio::test]
async fn a_crowd_that_searches_takes_no_place_from_pages_feeds_and_forms() {
    let site = TestSite::start().await;
    site.article("ferry").save().await;
    let crowd = crowd(&site, search);
    for address in ["/", "/world/ferry", "/feed.rss", "/sitemap.xml", "/about"] {
        assert_eq!(site.get(address).await.status, StatusCode::OK, "{address}");
    }
    let signed_up = site.post_form("/stay-in-touch", None, "email=ann%40example.org");
    assert_eq!(signed_up.await.status, StatusCode::SEE_OTHER);
    let (found, told_to_wait) = outcome(crowd, StatusCode::OK).await;
    assert!(found >= 250 && told_to_wait > 0, "{found}, {told_to_wait}");
    assert_eq!(turned_away(&site, "search").await, told_to_wait);
    assert_eq!(turned_away(&site, "page").await, 0);
}

#[tokio::test]
async fn a_crowd_at_the_feeds_takes_no_place_from_feeds_that_are_kept_and_from_pages() {
    let site = TestSite::start().await;
    site.article("ferry").save().await;
    assert_eq!(site.get("/feed.rss").await.status, StatusCode::OK);
    let crowd = crowd(&site, feed);
    for address in ["/feed.rss", "/world/ferry", "/search?q=ferry"] {
        assert_eq!(site.get(address).await.status, StatusCode::OK, "{address}");
    }
    let (nothing, told_to_wait) = outcome(crowd, StatusCode::NOT_FOUND).await;
    assert!(nothing >= 250, "{nothing}");
    assert_eq!(turned_away(&site, "list").await, told_to_wait);
}

#[tokio::test]
async fn forms_that_wait_for_the_store_keep_nobody_from_reading_and_none_that_is_acknowledged_is_lost()
 {
    let site = TestSite::start().await;
    site.article("ferry").save().await;
    let writing = site.another_program_that_writes().await;
    let crowd = crowd(&site, sign_up);
    for address in ["/", "/world/ferry", "/search?q=ferry", "/feed.rss"] {
        assert_eq!(site.get(address).await.status, StatusCode::OK, "{address}");
    }
    assert!(turned_away(&site, "form").await > 0);
    drop(writing);
    let (kept, told_to_wait) = outcome(crowd, StatusCode::SEE_OTHER).await;
    assert!(kept >= 250 && told_to_wait > 0, "{kept}, {told_to_wait}");
    let known = site.store.health().await.unwrap().subscribers;
    assert_eq!(usize::try_from(known).unwrap(), kept);
}
