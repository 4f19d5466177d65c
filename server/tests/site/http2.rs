//! HTTP/2 without encryption, as a proxy on the same machine speaks it that knows that it may (RFC 9113 section 3.3).

use std::time::Duration;

use axum::http::{Method, Request, StatusCode};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::http2_reader::{Http2Reader, PAPER, get, piece, rest};
use crate::test_site::TestSite;

const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
const SETTINGS: u8 = 4;
const GO_AWAY: u8 = 7;
const HEADERS: u8 = 1;
const RESET: u8 = 3;

async fn reader(site: &TestSite) -> Http2Reader {
    let address = site.at_a_port().await;
    Http2Reader::over(TcpStream::connect(address).await.unwrap()).await
}

async fn hits(site: &TestSite) -> String {
    let metrics = site.get("/metrics").await.body;
    let hits = metrics.split("outcome=\"hit\"} ").nth(1).unwrap();
    hits.lines().next().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_is_the_same_over_http_2_when_it_is_made_and_when_it_is_kept() {
    let site = TestSite::start().await;
    site.article("ferry").save().await;
    let mut reader = reader(&site).await;
    let made = reader.get("/world/ferry").await;
    assert_eq!(hits(&site).await, "0");
    let kept = reader.get("/world/ferry").await;
    assert_eq!(hits(&site).await, "1");
    let page = site.get("/world/ferry").await;
    for read in [&made, &kept] {
        assert_eq!(read.status, StatusCode::OK);
        assert_eq!(read.body, page.body.as_bytes());
        assert_eq!(read.header("etag"), page.header("etag"));
        assert!(!read.header("x-request-id").is_empty());
    }
    let mut head = get("/world/ferry");
    *head.method_mut() = Method::HEAD;
    let head = reader.ask(head, "").await;
    assert_eq!((head.status, head.body.len()), (StatusCode::OK, 0));
    assert_eq!(head.header("content-length"), kept.body.len().to_string());
    let mut again = get("/world/ferry");
    let tag = page.headers["etag"].clone();
    again.headers_mut().insert("if-none-match", tag);
    let unchanged = reader.ask(again, "").await;
    assert_eq!(unchanged.status, StatusCode::NOT_MODIFIED);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_is_taken_over_http_2_and_who_is_asked_is_known() {
    let site = TestSite::start().await;
    let mut reader = reader(&site).await;
    let form = |path: &str| {
        Request::post(format!("{PAPER}{path}"))
            .header("content-type", "application/x-www-form-urlencoded")
            .header("origin", PAPER)
            .body(())
            .unwrap()
    };
    let signed_up = form("/stay-in-touch");
    let signed_up = reader.ask(signed_up, "email=ann%40example.org").await;
    assert_eq!(signed_up.status, StatusCode::SEE_OTHER);
    // The desk refuses forms of other sites, which it tells by who was asked.
    let mut same = form("/desk/sign-in");
    *same.uri_mut() = "http://10.0.0.7:3000/desk/sign-in".parse().unwrap();
    let origin = "http://10.0.0.7:3000".parse().unwrap();
    same.headers_mut().insert("origin", origin);
    let taken = reader.ask(same, "name=ann").await;
    assert_ne!(taken.status, StatusCode::FORBIDDEN);
    let mut foreign = form("/desk/sign-in");
    let origin = "https://other.example".parse().unwrap();
    foreign.headers_mut().insert("origin", origin);
    let other = "other.example".parse().unwrap();
    let mut pretended = foreign.clone();
    pretended.headers_mut().insert("host", other);
    for foreign in [foreign, pretended] {
        let foreign = reader.ask(foreign, "name=ann").await;
        assert_eq!(foreign.status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_live_stream_and_pages_share_a_connection() {
    let site = TestSite::start().await;
    let mut reader = reader(&site).await;
    let live = reader.send(get("/live"), "").await.await.unwrap();
    assert_eq!(live.headers()["content-type"], "text/event-stream");
    let mut live = live.into_body();
    let begin = piece(&mut live).await.unwrap();
    assert!(begin.starts_with("retry: "), "{begin}");
    for (number, slug) in ["first", "second"].into_iter().enumerate() {
        site.article(slug).save().await;
        let message = piece(&mut live).await.unwrap();
        let id = format!("id: {}\n", number + 1);
        assert!(
            message.starts_with(&id) && message.contains(slug),
            "{message}"
        );
        let page = reader.get(&format!("/world/{slug}")).await;
        assert_eq!(page.status, StatusCode::OK);
    }
    site.end_live_streams();
    let rest = String::from_utf8(rest(live).await).unwrap();
    assert!(rest.starts_with("retry: "), "{rest}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_takes_a_live_stream_back_gives_its_place_back() {
    let site = TestSite::start().await;
    let mut reader = reader(&site).await;
    let live = reader.send(get("/live"), "").await.await.unwrap();
    let open = |count: u32| format!("dateline_live_streams {count}\n");
    assert!(site.get("/metrics").await.has(&open(1)));
    drop(live);
    for _ in 0..3000 {
        if site.get("/metrics").await.has(&open(0)) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("the place is not free again");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hundred_requests_at_once_are_answered_and_each_as_it_was_asked() {
    let site = TestSite::start().await;
    for number in 0..10 {
        site.article(&format!("story-{number}")).save().await;
    }
    let mut reader = reader(&site).await;
    let mut asked = tokio::task::JoinSet::new();
    for number in 0..100 {
        let path = format!("/world/story-{}", number % 10);
        let answer = reader.send(get(&path), "").await;
        asked.spawn(async move {
            let page = rest(answer.await.unwrap().into_body()).await;
            let page = String::from_utf8(page).unwrap();
            let title = format!("<title>Headline of story-{} ", number % 10);
            assert!(page.contains(&title), "{page}");
        });
    }
    assert_eq!(asked.join_all().await.len(), 100);
}

/// One frame (RFC 9113 section 4.1).
fn frame(kind: u8, flags: u8, stream: u32, payload: &[u8]) -> Vec<u8> {
    let length = u32::try_from(payload.len()).unwrap().to_be_bytes();
    let mut frame = length[1..].to_vec();
    frame.extend([kind, flags]);
    frame.extend(stream.to_be_bytes());
    frame.extend(payload);
    frame
}

/// The payload of the next frame of a kind.
async fn next(stream: &mut TcpStream, wanted: u8) -> Vec<u8> {
    loop {
        let mut head = [0; 9];
        stream.read_exact(&mut head).await.unwrap();
        let length = u32::from_be_bytes([0, head[0], head[1], head[2]]);
        let mut payload = vec![0; length as usize];
        stream.read_exact(&mut payload).await.unwrap();
        if head[3] == wanted {
            return payload;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_connection_is_told_how_much_it_may_ask() {
    let site = TestSite::start().await;
    let mut stream = TcpStream::connect(site.at_a_port().await).await.unwrap();
    stream.write_all(PREFACE).await.unwrap();
    stream.write_all(&frame(SETTINGS, 0, 0, &[])).await.unwrap();
    let settings = next(&mut stream, SETTINGS).await;
    let settings: Vec<(u16, u32)> = settings
        .chunks(6)
        .map(|it| {
            let value = u32::from_be_bytes([it[2], it[3], it[4], it[5]]);
            (u16::from_be_bytes([it[0], it[1]]), value)
        })
        .collect();
    // SETTINGS_MAX_CONCURRENT_STREAMS and SETTINGS_MAX_HEADER_LIST_SIZE.
    assert!(settings.contains(&(3, 100)), "{settings:?}");
    assert!(settings.contains(&(6, 32 * 1024)), "{settings:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_flood_of_requests_that_are_taken_back_ends_its_connection_and_no_other() {
    let site = TestSite::start().await;
    let address = site.at_a_port().await;
    let mut other = Http2Reader::over(TcpStream::connect(address).await.unwrap()).await;
    let mut stream = TcpStream::connect(address).await.unwrap();
    let mut flood = [PREFACE, &frame(SETTINGS, 0, 0, &[])].concat();
    for number in 0..500 {
        // GET, http, / and a host, out of the table of RFC 7541; its headers and its body end here.
        let ask = frame(HEADERS, 5, number * 2 + 1, b"\x82\x86\x84\x41\x01x");
        flood.extend(ask);
        flood.extend(frame(RESET, 0, number * 2 + 1, &8_u32.to_be_bytes()));
    }
    stream.write_all(&flood).await.unwrap();
    let away = next(&mut stream, GO_AWAY).await;
    let code = u32::from_be_bytes([away[4], away[5], away[6], away[7]]);
    assert_eq!(code, 0xb, "ENHANCE_YOUR_CALM");
    assert_eq!(other.get("/").await.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_head_that_is_too_long_is_refused_and_the_connection_goes_on() {
    let site = TestSite::start().await;
    let mut reader = reader(&site).await;
    let mut long = get("/");
    for number in 0..40 {
        let name: axum::http::HeaderName = format!("x-{number}").parse().unwrap();
        let value = "a".repeat(1000).parse().unwrap();
        long.headers_mut().insert(name, value);
    }
    let refused = reader.ask(long, "").await;
    assert_eq!(refused.status, StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE);
    assert_eq!(reader.get("/").await.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_begins_like_http_2_and_goes_on_otherwise_is_refused() {
    let site = TestSite::start().await;
    let mut stream = TcpStream::connect(site.at_a_port().await).await.unwrap();
    stream
        .write_all(b"PRI * HTTP/2.0\r\n\r\nXX\r\n\r\n")
        .await
        .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 400 "), "{answer}");
}
