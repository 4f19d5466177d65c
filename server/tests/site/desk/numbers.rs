//! What is read, in numbers.

use axum::body::Body;
use axum::http::{Method, Request};
use newsroom::clock::Clock;
use newsroom::desk::role::Role;

use super::{Browser, paper};
use crate::test_site::TestSite;

const HOUR: i64 = 3_600_000_000;

async fn read(site: &TestSite, path: &str, referer: Option<&str>) {
    let mut request = Request::builder()
        .method(Method::GET)
        .uri(path)
        .header("host", "paper.example")
        .header(
            "user-agent",
            "Mozilla/5.0 (X11; Linux x86_64) Firefox/150.0",
        );
    if let Some(referer) = referer {
        request = request.header("referer", referer);
    }
    site.ask(request.body(Body::empty()).unwrap()).await;
}

#[tokio::test]
async fn what_was_read_and_where_its_readers_came_from_is_shown() {
    let site = paper().await;
    site.article("second").save().await;
    let mut ann = Browser::signed_in(&site, "Ann", Role::Reporter).await;
    let before = ann.get("/desk/numbers").await;
    assert!(before.has("Nothing was opened yet.") && before.has("of the last 48 hours: none"));
    assert!(!before.has("at most"), "{}", before.body);
    for referer in [
        Some("https://www.search.example/find?q=secret"),
        Some("https://search.example/"),
        Some("https://paper.example/"),
        Some("android-app://com.example/"),
        Some("https://user:pass@evil.example:8443/<script>"),
        None,
    ] {
        read(&site, "/world/first", referer).await;
    }
    read(&site, "/world/second", None).await;
    site.readership
        .write(&site.store, &site.clock)
        .await
        .unwrap();
    let numbers = ann.get("/desk/numbers").await;
    assert!(numbers.place("Headline of first") < numbers.place("Headline of second"));
    assert!(numbers.place("Being read now") < numbers.place("Headline of first"));
    assert!(numbers.place("Headline of second") < numbers.place("Read most in the last day"));
    for line in [
        "direct<strong>3</strong>",
        "search.example<strong>2</strong>",
        "the paper<strong>1</strong>",
        "evil.example<strong>1</strong>",
    ] {
        assert!(numbers.has(line), "{line} in {}", numbers.body);
    }
    assert!(!numbers.has("secret") && !numbers.has("pass@"));
    assert!(numbers.has("of the last 48 hours, at most 7 an hour"));
    // The same numbers as a chart and as a table.
    assert!(numbers.has("<rect") && numbers.has("<td>7</td>"));
}

#[tokio::test]
async fn names_that_somebody_makes_up_do_not_fill_the_store() {
    let site = paper().await;
    for number in 0..300 {
        read(
            &site,
            "/world/first",
            Some(&format!("https://made-up-{number}.example/")),
        )
        .await;
    }
    site.readership
        .write(&site.store, &site.clock)
        .await
        .unwrap();
    let sources = site.store.read_sources(0, 1000).await.unwrap();
    assert_eq!(sources.len(), 201);
    assert_eq!(sources[0].name, "other sites");
    assert_eq!(sources.iter().map(|source| source.count).sum::<i64>(), 300);
}

#[tokio::test]
async fn what_was_read_hours_ago_is_not_being_read_now() {
    let site = paper().await;
    let mut ann = Browser::signed_in(&site, "Ann", Role::Reporter).await;
    read(&site, "/world/first", None).await;
    let earlier = Clock::standing_at(site.clock.now().shifted(-3 * HOUR));
    site.readership.write(&site.store, &earlier).await.unwrap();
    let numbers = ann.get("/desk/numbers").await;
    let (now, day) = (
        numbers.place("Nothing was opened yet."),
        numbers.place("Read most in the last day"),
    );
    assert!(numbers.place("Being read now") < now && now < day);
    assert!(day < numbers.place("Headline of first"));
}

#[tokio::test]
async fn how_many_readers_each_issue_went_to_is_a_chart_the_oldest_first() {
    let site = TestSite::with_letters().await;
    let mut ann = Browser::signed_in(&site, "Ann", Role::Editor).await;
    site.confirmed("ann@example.org", &["morning"]).await;
    for subject in ["Monday", "Tuesday"] {
        site.issue("morning", subject, &[]).await;
    }
    let numbers = ann.get("/desk/numbers").await;
    let chart = numbers.place("Readers of each issue");
    assert!(chart < numbers.place(": Monday</th><td>"));
    assert!(numbers.place(": Monday</th><td>") < numbers.place(": Tuesday</th><td>"));
}
