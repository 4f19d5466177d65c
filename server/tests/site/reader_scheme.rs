//! Readers of whom a proxy says that they came unencrypted are sent on, and nobody else is, whatever they say.

use std::net::SocketAddr;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Method, Request, StatusCode};
use server::settings::{Forwarding, Proxies};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::test_site::{Answer, TestSite};

const PROXY: &str = "10.1.2.3";
const STRANGER: &str = "203.0.113.7";
const SCHEME: &str = "x-forwarded-proto";

async fn site(header: Forwarding) -> TestSite {
    let site = TestSite::start().await.with_https_only();
    let site = site.with_proxies(Proxies {
        networks: vec!["10.0.0.0/8".parse().unwrap()],
        header,
    });
    site.article("ferry").save().await;
    site
}

async fn ask(
    site: &TestSite,
    peer: &str,
    (method, address): (Method, &str),
    headers: &[(&str, &str)],
) -> Answer {
    let request = Request::builder().method(method).uri(address);
    let request = headers.iter().fold(request, |request, (name, value)| {
        request.header(*name, *value)
    });
    let mut request = request.body(Body::empty()).unwrap();
    let peer = SocketAddr::new(peer.parse().unwrap(), 40_000);
    request.extensions_mut().insert(ConnectInfo(peer));
    site.ask(request).await
}

async fn get(site: &TestSite, peer: &str, address: &str, headers: &[(&str, &str)]) -> Answer {
    ask(site, peer, (Method::GET, address), headers).await
}

#[tokio::test]
async fn who_came_unencrypted_to_a_proxy_is_sent_on() {
    let site = site(Forwarding::XForwardedFor).await;
    let http = [(SCHEME, "http")];
    // Whether the page is kept or not.
    for _ in 0..2 {
        let sent = get(&site, PROXY, "/world/ferry?entry=3", &http).await;
        assert_eq!(sent.status, StatusCode::MOVED_PERMANENTLY);
        assert_eq!(
            sent.header("location"),
            "https://paper.example/world/ferry?entry=3"
        );
        assert_eq!(sent.header("cache-control"), "no-store");
        assert_eq!(sent.header("strict-transport-security"), "");
        let page = get(&site, PROXY, "/world/ferry", &[(SCHEME, "https")]).await;
        assert_eq!(page.status, StatusCode::OK);
    }
    let sent = ask(&site, PROXY, (Method::POST, "/stay-in-touch"), &http).await;
    assert_eq!(sent.status, StatusCode::PERMANENT_REDIRECT);
    for address in ["/live", "/desk", "/favicon.svg", "/feed.rss"] {
        let sent = get(&site, PROXY, address, &http).await;
        assert_eq!(sent.status, StatusCode::MOVED_PERMANENTLY, "{address}");
    }
    // Who watches the server asks past whatever encrypts.
    for address in ["/healthz", "/metrics"] {
        let answer = get(&site, PROXY, address, &http).await;
        assert_eq!(answer.status, StatusCode::OK, "{address}");
    }
    for unknown in [
        &[][..],
        &[(SCHEME, "")],
        &[(SCHEME, "wss")],
        &[(SCHEME, "http, https")],
    ] {
        let page = get(&site, PROXY, "/world/ferry", unknown).await;
        assert_eq!(page.status, StatusCode::OK, "{unknown:?}");
    }
}

#[tokio::test]
async fn a_kept_page_is_not_sent_at_once_to_whoever_is_to_be_sent_on() {
    let site = TestSite::start().await.with_https_only();
    site.article("ferry").save().await;
    let address = site.at_a_port().await;
    for (scheme, wanted) in [
        ("https", "HTTP/1.1 200 OK\r\n"),
        ("http", "HTTP/1.1 301 Moved Permanently\r\n"),
        ("https", "HTTP/1.1 200 OK\r\n"),
    ] {
        let mut stream = TcpStream::connect(address).await.unwrap();
        let request = format!(
            "GET /world/ferry HTTP/1.1\r\nhost: x\r\nx-forwarded-proto: {scheme}\r\nconnection: close\r\n\r\n"
        );
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        assert!(answer.starts_with(wanted), "{scheme}: {answer}");
    }
}

#[tokio::test]
async fn only_the_header_that_the_proxies_set_says_so() {
    let site = site(Forwarding::Forwarded).await;
    for (forwarded, wanted) in [
        ("for=203.0.113.7;proto=http", StatusCode::MOVED_PERMANENTLY),
        (
            "for=203.0.113.7;Proto=\"HTTP\"",
            StatusCode::MOVED_PERMANENTLY,
        ),
        ("for=203.0.113.7;proto=https", StatusCode::OK),
        (
            "for=203.0.113.7;proto=https, for=10.0.0.2;proto=http",
            StatusCode::OK,
        ),
        ("for=203.0.113.7", StatusCode::OK),
    ] {
        let headers = [("forwarded", forwarded), (SCHEME, "http")];
        let answer = get(&site, PROXY, "/world/ferry", &headers).await;
        assert_eq!(answer.status, wanted, "{forwarded}");
    }
}

#[tokio::test]
async fn what_a_stranger_says_of_it_changes_nothing_for_anybody() {
    let site = site(Forwarding::XForwardedFor).await;
    for said in ["http", "https", "gopher"] {
        let headers = [(SCHEME, said), ("forwarded", "proto=http")];
        // Whether it is the first who asks for the page, or a later one.
        for _ in 0..2 {
            let told = get(&site, STRANGER, "/world/ferry", &headers).await;
            let page = get(&site, STRANGER, "/world/ferry", &[]).await;
            assert_eq!(told.status, StatusCode::OK, "{said}");
            assert_eq!(told.body, page.body, "{said}");
            assert_eq!(told.header("etag"), page.header("etag"), "{said}");
            assert!(!page.has("gopher:") && !page.has("http://paper.example"));
        }
        site.article(&format!("after-{said}")).save().await;
    }
    let sent = get(&site, PROXY, "/world/ferry", &[(SCHEME, "http")]).await;
    assert_eq!(sent.status, StatusCode::MOVED_PERMANENTLY);
    let page = get(&site, STRANGER, "/world/ferry", &[]).await;
    assert_eq!(page.status, StatusCode::OK);
}

#[tokio::test]
async fn nobody_is_sent_on_where_it_is_not_asked_for() {
    let site = TestSite::start().await;
    site.article("ferry").save().await;
    let page = get(&site, "127.0.0.1", "/world/ferry", &[(SCHEME, "http")]).await;
    assert_eq!(page.status, StatusCode::OK);
}
