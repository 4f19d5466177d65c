//! Where requests come from, seen by what is counted by it: live streams of one network.

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode};
use axum::response::Response;
use server::settings::{Forwarding, Live, Proxies};

use crate::test_site::TestSite;

/// A site behind proxies in those networks, where one network may have one stream.
async fn behind(networks: &[&str], header: Forwarding) -> TestSite {
    let networks = networks.iter().map(|it| it.parse().unwrap()).collect();
    let live = Live {
        per_address: 1,
        ..Live::default()
    };
    let site = TestSite::start().await.with_live(live);
    site.with_proxies(Proxies { networks, header })
}

/// A stream asked for over a connection of `peer`, with those headers.
async fn open(site: &TestSite, peer: &str, headers: &[(&str, &str)]) -> Response {
    let request = headers
        .iter()
        .fold(Request::get("/live"), |request, (name, value)| {
            request.header(*name, *value)
        });
    let mut request = request.body(Body::empty()).unwrap();
    let peer = std::net::SocketAddr::new(peer.parse().unwrap(), 40_000);
    request.extensions_mut().insert(ConnectInfo(peer));
    site.open(request).await
}

/// Whether two requests come from one network.
async fn are_one(
    site: &TestSite,
    (peer, headers): (&str, &[(&str, &str)]),
    (other_peer, other_headers): (&str, &[(&str, &str)]),
) -> bool {
    let one = open(site, peer, headers).await;
    assert_eq!(one.status(), StatusCode::OK, "{peer} {headers:?}");
    let other = open(site, other_peer, other_headers).await;
    other.status() == StatusCode::SERVICE_UNAVAILABLE
}

const CHAIN: &str = "x-forwarded-for";

#[tokio::test]
async fn a_stranger_is_not_believed() {
    let site = behind(&["10.0.0.0/8"], Forwarding::XForwardedFor).await;
    let stranger = "203.0.113.7";
    for told in ["198.51.100.1", "10.0.0.1", "127.0.0.1", "nonsense"] {
        let telling = (stranger, &[(CHAIN, told)][..]);
        assert!(are_one(&site, (stranger, &[]), telling).await, "{told}");
    }
    // This machine is one as well where it is not among the proxies.
    let here = ("127.0.0.1", &[(CHAIN, "198.51.100.1")][..]);
    assert!(are_one(&site, here, ("127.0.0.1", &[])).await);
}

#[tokio::test]
async fn the_last_address_that_is_no_proxy_is_the_readers() {
    let networks = ["10.0.0.0/8", "fd00::/8"];
    let site = behind(&networks, Forwarding::XForwardedFor).await;
    let reader = ("203.0.113.7", &[][..]);
    for chain in [
        "203.0.113.7",
        "198.51.100.1, 203.0.113.7",
        "198.51.100.1,203.0.113.7 , 10.0.0.2",
        "203.0.113.7, fd00::1, 10.0.0.2",
        "198.51.100.1, 203.0.113.7:50123",
        "::ffff:203.0.113.7",
        "nonsense, 203.0.113.7",
    ] {
        let through = ("10.1.2.3", &[(CHAIN, chain)][..]);
        assert!(are_one(&site, reader, through).await, "{chain}");
    }
    let lines = [(CHAIN, "198.51.100.1"), (CHAIN, "203.0.113.7")];
    assert!(are_one(&site, reader, ("10.1.2.3", &lines)).await);
    let other = ("10.1.2.3", &[(CHAIN, "203.0.113.8")][..]);
    assert!(!are_one(&site, reader, other).await);
}

#[tokio::test]
async fn who_asks_from_a_proxy_itself_is_not_counted() {
    let site = behind(&["10.0.0.0/8"], Forwarding::XForwardedFor).await;
    let mut open_ones = Vec::new();
    for chain in [
        None,
        Some("10.0.0.1"),
        Some("nonsense"),
        Some("203.0.113.7, unknown"),
    ] {
        let headers: Vec<_> = chain.iter().map(|chain| (CHAIN, *chain)).collect();
        let stream = open(&site, "10.1.2.3", &headers).await;
        assert_eq!(stream.status(), StatusCode::OK, "{chain:?}");
        open_ones.push(stream);
    }
}

#[tokio::test]
async fn only_the_header_that_the_proxies_set_is_believed() {
    let site = behind(&["10.0.0.0/8"], Forwarding::Forwarded).await;
    let reader = ("203.0.113.7", &[][..]);
    for value in [
        "for=203.0.113.7",
        "for=198.51.100.1, For=\"203.0.113.7:4711\";proto=https;by=10.0.0.1",
        "proto=https;for=203.0.113.7, for=10.0.0.2",
    ] {
        let through = [("forwarded", value), (CHAIN, "198.51.100.99")];
        assert!(
            are_one(&site, reader, ("10.1.2.3", &through)).await,
            "{value}"
        );
    }
    let six = ("2001:db8::1", &[][..]);
    let through = [("forwarded", "for=\"[2001:db8::2]:4711\"")];
    assert!(are_one(&site, six, ("10.1.2.3", &through)).await);
    let site = behind(&["10.0.0.0/8"], Forwarding::XForwardedFor).await;
    let through = [("forwarded", "for=198.51.100.99"), (CHAIN, "203.0.113.7")];
    assert!(are_one(&site, reader, ("10.1.2.3", &through)).await);
}
