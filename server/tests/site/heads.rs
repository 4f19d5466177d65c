//! Whatever stands in the head of a request, it is answered, and never with a failure of ours.

use axum::body::Body;
use axum::http::{HeaderValue, Request, StatusCode};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::test_site::TestSite;

const ADDRESSES: [&str; 9] = [
    "/",
    "/world/story",
    "/world",
    "/feed.rss",
    "/favicon.svg",
    "/search?q=story",
    "/live/since?after=1",
    "/desk",
    "/sitemap.xml",
];
const NAMES: [&str; 16] = [
    "if-none-match",
    "if-modified-since",
    "if-range",
    "range",
    "accept-encoding",
    "accept",
    "accept-language",
    "forwarded",
    "x-forwarded-for",
    "x-forwarded-proto",
    "x-request-id",
    "host",
    "referer",
    "cookie",
    "last-event-id",
    "sec-purpose",
];
/// What such values are made of, so that more than nonsense is tried.
const PIECES: [&str; 34] = [
    "*",
    "\"",
    "W/",
    "W/\"x\"",
    "\"\"",
    ",",
    ";",
    "=",
    " ",
    "bytes=",
    "bytes=0-",
    "-",
    "0",
    "1",
    "18446744073709551615",
    "-1",
    "gzip",
    "br",
    "zstd",
    "identity",
    "q=0",
    "q=1.5",
    "q=NaN",
    "for=",
    "[::1]",
    "127.0.0.1:99999",
    "203.0.113.7",
    "https",
    "://",
    "%00",
    "\t",
    "é",
    "a=b",
    "Thu, 01 Jan 1970 00:00:00 GMT",
];

fn value() -> impl Strategy<Value = HeaderValue> {
    let pieces = vec(prop::sample::select(PIECES.as_slice()), 0..12)
        .prop_map(|all| all.concat().into_bytes());
    let bytes = vec(prop_oneof![Just(b'\t'), 32_u8..=126, 128_u8..=255], 0..60);
    prop_oneof![3 => pieces, 1 => bytes].prop_filter_map("no such value", |bytes| {
        HeaderValue::from_bytes(&bytes).ok()
    })
}

#[test]
fn every_head_is_answered() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let site = runtime.block_on(async {
        let site = TestSite::start().await;
        site.article("story").save().await;
        site
    });
    let heads = vec((prop::sample::select(NAMES.as_slice()), value()), 1..5);
    let asked = (prop::sample::select(ADDRESSES.as_slice()), heads);
    let mut runner = TestRunner::new(Config {
        failure_persistence: None,
        ..Config::with_cases(1500)
    });
    runner
        .run(&asked, |(address, heads)| {
            let mut request = Request::get(address);
            for (name, value) in heads {
                request = request.header(name, value);
            }
            let answer = runtime.block_on(site.open(request.body(Body::empty()).unwrap()));
            prop_assert!(
                answer.status() < StatusCode::INTERNAL_SERVER_ERROR,
                "{answer:?}"
            );
            Ok(())
        })
        .unwrap();
}
