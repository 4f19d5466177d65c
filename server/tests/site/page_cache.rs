//! The page cache: what is sent is what a page made now would be, in every form, and it is made once.

mod browser;
mod forms;
mod freshness;
mod made_anew;
mod missing_parts;
mod stand_ins;

use axum::body::Body;
use axum::http::Request;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::coverage::{add, site_with_coverage};
use crate::test_site::{Answer, TestSite};

/// What `/metrics` says of requests for pages with that outcome.
async fn outcomes(site: &TestSite, outcome: &str) -> u64 {
    figure(
        site,
        &format!("dateline_page_cache_requests_total{{outcome=\"{outcome}\"}}"),
    )
    .await
}

/// How many pages were rendered.
pub async fn made(site: &TestSite) -> u64 {
    figure(site, "dateline_pages_made_total").await
}

async fn figure(site: &TestSite, name: &str) -> u64 {
    let metrics = site.get("/metrics").await.body;
    let line = metrics.lines().find_map(|line| line.strip_prefix(name));
    line.unwrap_or_else(|| panic!("no {name} in {metrics}"))
        .trim()
        .parse()
        .unwrap()
}

#[tokio::test]
async fn a_page_is_made_once_for_all_who_ask_for_it() {
    let site = TestSite::start().await;
    site.article("ferry").save().await;
    let first = site.get("/world/ferry").await;
    for _ in 0..5 {
        let again = site.get("/world/ferry").await;
        assert_eq!(again.body, first.body);
    }
    assert_eq!(made(&site).await, 1);
    assert_eq!(outcomes(&site, "hit").await, 5);
}

#[tokio::test]
async fn a_page_is_made_once_for_all_who_ask_for_it_at_the_same_time() {
    let site = TestSite::start().await;
    site.article("ferry").save().await;
    let mut asking = tokio::task::JoinSet::new();
    for _ in 0..50 {
        let request = Request::get("/world/ferry").body(Body::empty()).unwrap();
        asking.spawn(site.asking(request));
    }
    for answer in asking.join_all().await {
        assert_eq!(answer.status(), 200);
    }
    assert_eq!(made(&site).await, 1);
}

#[tokio::test]
async fn what_a_page_does_not_ask_for_in_an_address_makes_no_other_page() {
    let site = TestSite::start().await;
    site.article("ferry").save().await;
    let page = site.get("/world/ferry").await;
    let long = format!("/world/ferry?q={}", "a".repeat(5_000));
    for address in [
        "/world/ferry?",
        "/world/ferry?utm_source=letter&utm_medium=mail",
        "/world/ferry?fbclid=1",
        "/world/ferry?fbclid=2&fbclid=3",
        "/world/ferry?%00",
        &long,
    ] {
        assert_eq!(site.get(address).await.body, page.body, "{address}");
    }
    assert_eq!(made(&site).await, 1);
}

#[tokio::test]
async fn what_a_page_asks_for_makes_another_one_whatever_stands_beside_it() {
    let site = TestSite::start().await;
    for number in 0..30 {
        site.article(&format!("story-{number}"))
            .hours_ago(number)
            .save()
            .await;
    }
    let first = site.get("/world").await;
    let next = first.body.split("/world?after=").nth(1).unwrap();
    let cursor = next.split('"').next().unwrap();
    let second = site.get(&format!("/world?after={cursor}")).await;
    assert_ne!(second.body, first.body);
    let beside = site
        .get(&format!("/world?x=1&after={cursor}&after=2&y"))
        .await;
    assert_eq!(beside.body, second.body);
    assert_eq!(made(&site).await, 2);
}

#[tokio::test]
async fn what_is_asked_for_twice_in_an_address_leaves_no_wrong_page_for_others() {
    let site = site_with_coverage().await;
    for number in 1..=45 {
        add(&site, "", &format!("Update {number}.")).await;
    }
    for name in ["entry", "before", "after"] {
        let twice = site.get(&format!("/world/storm?{name}=44&{name}=10")).await;
        for number in [44, 10] {
            let address = format!("/world/storm?{name}={number}");
            let kept = site.get(&address).await;
            let made = site.unkept(&address).await;
            assert_eq!(kept.body, made.body, "{address} after {}", twice.status);
        }
    }
    // One of them is none: that is no page, whoever asked for a good one before.
    assert_eq!(site.get("/world/storm?entry=44").await.status, 200);
    assert_eq!(site.get("/world/storm?entry=44&entry=x").await.status, 400);
    assert_eq!(site.get("/world/storm?entry=44").await.status, 200);
}

#[tokio::test]
async fn headers_that_are_not_of_the_address_change_no_page_for_others() {
    let site = TestSite::start().await;
    site.article("ferry").save().await;
    let odd = [
        ("host", "evil.example"),
        ("x-forwarded-host", "evil.example"),
        ("x-forwarded-proto", "gopher"),
        ("x-original-url", "/desk"),
        ("x-rewrite-url", "/desk"),
        ("forwarded", "host=evil.example"),
        ("cookie", "dateline=evil"),
        ("accept-language", "ar"),
        ("authorization", "Basic ZXZpbDpldmls"),
        ("range", "bytes=0-9"),
    ];
    let poisoned = site.get_with("/world/ferry", &odd).await;
    assert_eq!(poisoned.status, 200);
    let page = site.get("/world/ferry").await;
    assert_eq!(page.body, poisoned.body);
    let of_the_page = |answer: &Answer| {
        let mut headers = answer.headers.clone();
        headers.remove("x-request-id");
        headers
    };
    assert_eq!(of_the_page(&page), of_the_page(&poisoned));
    assert!(!page.has("evil"), "{}", page.body);
}

#[tokio::test]
async fn what_is_not_there_is_not_kept() {
    let site = TestSite::start().await;
    assert_eq!(site.get("/world/ferry").await.status, 404);
    site.article("ferry").save().await;
    assert_eq!(site.get("/world/ferry").await.status, 200);
    assert_eq!(site.get("/world/none").await.status, 404);
    assert_eq!(site.get("/world/none").await.status, 404);
    assert_eq!(outcomes(&site, "hit").await, 0);
}

#[tokio::test]
async fn who_is_sent_elsewhere_keeps_their_own_query() {
    let site = TestSite::start().await;
    site.article("ferry").in_section("city").save().await;
    for query in ["a=1", "b=2"] {
        let moved = site.get(&format!("/world/ferry?{query}")).await;
        assert_eq!(moved.status, 301);
        assert_eq!(moved.header("location"), format!("/city/ferry?{query}"));
    }
}

#[tokio::test]
async fn every_answer_on_a_connection_has_a_number_of_its_own_unless_it_was_given_one() {
    let site = TestSite::start().await;
    let address = site.at_a_port().await;
    let mut stream = TcpStream::connect(address).await.unwrap();
    let mut numbers = Vec::new();
    for given in ["", "", "", "x-request-id: from-the-proxy\r\n"] {
        let request = format!("HEAD / HTTP/1.1\r\nhost: paper.example\r\n{given}\r\n");
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            assert_ne!(stream.read_buf(&mut head).await.unwrap(), 0);
        }
        let head = String::from_utf8(head).unwrap();
        let number = head
            .lines()
            .find_map(|line| line.strip_prefix("x-request-id: "));
        numbers.push(number.unwrap_or_else(|| panic!("{head}")).to_owned());
    }
    assert_eq!(numbers.pop().unwrap(), "from-the-proxy");
    numbers.sort();
    numbers.dedup();
    assert_eq!(numbers.len(), 3, "{numbers:?}");
}

#[tokio::test]
async fn reading_counts_though_the_page_was_made_before() {
    let site = TestSite::start().await;
    let browser = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    for slug in ["ferry", "bridge", "tunnel"] {
        site.article(slug).save().await;
    }
    for address in ["/world/ferry", "/world/bridge", "/world/tunnel"] {
        site.get(address).await;
        site.get_with(address, &[("user-agent", browser)]).await;
    }
    assert_eq!(made(&site).await, 3);
    site.readership
        .write(&site.store, &site.clock)
        .await
        .unwrap();
    assert!(site.get("/").await.has("most-read__list"));
}
