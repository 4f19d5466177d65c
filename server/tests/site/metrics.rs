//! `/metrics`, read as Prometheus reads it.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::http::{Method, Request};

use crate::test_site::TestSite;

/// The figures by name and labels; fails the test where something is not in the format.
async fn figures(site: &TestSite) -> BTreeMap<String, f64> {
    let answer = site.get("/metrics").await;
    assert_eq!(answer.header("content-type"), "text/plain; version=0.0.4");
    let mut figures = BTreeMap::new();
    let mut family = (String::new(), String::new());
    let mut families = Vec::new();
    for line in answer.body.lines() {
        if let Some(help) = line.strip_prefix("# HELP ") {
            let (name, text) = help.split_once(' ').unwrap();
            assert!(
                !families.contains(&name.to_owned()),
                "{name} is there twice"
            );
            assert!(text.ends_with('.'), "{line}");
            families.push(name.to_owned());
            family.0 = name.to_owned();
        } else if let Some(kind) = line.strip_prefix("# TYPE ") {
            let (name, kind) = kind.split_once(' ').unwrap();
            assert_eq!(name, family.0);
            family.1 = kind.to_owned();
        } else {
            let (name, value) = line.rsplit_once(' ').unwrap();
            let bare = name.split('{').next().unwrap();
            let ending = bare.strip_prefix(family.0.as_str()).unwrap();
            let fits = match family.1.as_str() {
                "counter" => ending.is_empty() && bare.ends_with("_total"),
                "gauge" => ending.is_empty(),
                "summary" => matches!(ending, "_sum" | "_count"),
                "histogram" => matches!(ending, "_bucket" | "_sum" | "_count"),
                other => panic!("{other}"),
            };
            assert!(fits, "{line} in a {}", family.1);
            let known = figures.insert(name.to_owned(), value.parse().unwrap());
            assert_eq!(known, None, "{name} is there twice");
        }
    }
    figures
}

fn requests(figures: &BTreeMap<String, f64>, kind: &str, status: &str) -> f64 {
    figures[&format!("dateline_requests_total{{kind=\"{kind}\",status=\"{status}\"}}")]
}

#[tokio::test]
async fn requests_are_counted_by_what_was_asked_for() {
    let site = TestSite::start().await;
    site.article("ferry").save().await;
    for address in ["/", "/world/ferry", "/archive", "/stay-in-touch"] {
        site.get(address).await;
    }
    site.get("/world/nothing").await;
    for address in [
        "/favicon.svg",
        "/robots.txt",
        "/world/feed.rss",
        "/feed.json",
    ] {
        site.get(address).await;
    }
    site.get("/search?q=ferry").await;
    site.get("/media/0af3.png").await;
    site.get("/desk").await;
    site.get("/live/since?after=0").await;
    site.get("/healthz").await;
    site.post_form("/stay-in-touch", None, "email=nobody").await;
    site.method(Method::DELETE, "/world").await;
    let figures = figures(&site).await;
    for (kind, status, count) in [
        ("page", "2xx", 4.0),
        ("page", "4xx", 1.0),
        ("file", "2xx", 2.0),
        ("feed", "2xx", 2.0),
        ("search", "2xx", 1.0),
        ("picture", "4xx", 1.0),
        ("desk", "3xx", 1.0),
        ("live", "2xx", 1.0),
        ("watch", "2xx", 1.0),
        ("form", "4xx", 2.0),
        ("form", "5xx", 0.0),
    ] {
        assert_eq!(requests(&figures, kind, status), count, "{kind} {status}");
    }
    assert_eq!(figures["dateline_request_seconds_count"], 16.0);
}

#[tokio::test]
async fn making_pages_reading_and_writing_are_told_apart_by_how_long_they_took() {
    let site = TestSite::start().await;
    let before = figures(&site).await;
    site.article("ferry").save().await;
    site.get("/world/ferry").await;
    site.get("/world/ferry").await;
    site.get("/search?q=ferry").await;
    let after = figures(&site).await;
    let more = |name: &str| after[name] - before[name];
    assert_eq!(more("dateline_page_making_seconds_count"), 1.0);
    assert_eq!(more("dateline_page_reading_seconds_count"), 2.0);
    assert!(more("dateline_store_write_seconds_count") >= 1.0);
    for name in [
        "dateline_page_making_seconds",
        "dateline_page_reading_seconds",
        "dateline_store_write_seconds",
    ] {
        let mut buckets: Vec<(f64, f64)> = after
            .iter()
            .filter_map(|(key, count)| {
                let bound = key.strip_prefix(name)?.strip_prefix("_bucket{le=\"")?;
                let bound = bound.strip_suffix("\"}")?;
                let bound = bound.replace("+Inf", "inf").parse().unwrap();
                Some((bound, *count))
            })
            .collect();
        buckets.sort_by(|one, other| one.partial_cmp(other).unwrap());
        assert!(
            buckets.is_sorted_by(|one, other| one.1 <= other.1),
            "{buckets:?}"
        );
        let (bound, all) = buckets.last().unwrap();
        assert!(bound.is_infinite());
        assert_eq!(*all, after[&format!("{name}_count")]);
        assert!(after[&format!("{name}_sum")] > 0.0);
    }
}

#[tokio::test]
async fn what_waits_and_how_far_the_log_is_known_is_told() {
    let site = TestSite::start().await;
    let live = Request::get("/live").body(Body::empty()).unwrap();
    let _live = site.open(live).await;
    site.article("ferry").save().await;
    let figures = figures(&site).await;
    for (name, value) in [
        ("dateline_live_streams", 1.0),
        ("dateline_newest_event", 1.0),
        ("dateline_events_behind", 0.0),
        ("dateline_events_behind_seconds", 0.0),
        ("dateline_pages_waiting", 0.0),
        ("dateline_page_copies_waiting", 0.0),
        ("dateline_letters_waiting", 0.0),
    ] {
        assert_eq!(figures[name], value, "{name}");
    }
}

#[tokio::test]
async fn events_that_another_process_wrote_are_behind_until_they_are_read() {
    let site = TestSite::start().await;
    let other = site.on_the_same_database().await;
    site.article("ferry").save().await;
    site.clock.set(site.clock.now().shifted(5_000_000));
    let behind = figures(&other).await;
    assert_eq!(behind["dateline_events_behind"], 1.0);
    assert_eq!(behind["dateline_events_behind_seconds"], 5.0);
}
