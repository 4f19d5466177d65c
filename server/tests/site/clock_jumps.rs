//! A clock that is put back an hour, or was a year ahead for a while.

use domain::Moment;
use newsroom::desk::flow;
use newsroom::desk::role::Role;
use newsroom::events::EventNumber;
use newsroom::publishing;

use crate::desk::Browser;
use crate::test_site::{NOW, TestSite};

const HOUR: i64 = 3_600_000_000;
const YEAR: i64 = 365 * 24 * HOUR;

async fn numbers(site: &TestSite) -> Vec<i64> {
    let events = site.store.events(EventNumber(0), 1_000).await.unwrap();
    events.into_iter().map(|event| event.number.0).collect()
}

fn at(site: &TestSite, moment: Moment) {
    site.clock.set(moment);
}

#[tokio::test]
async fn what_happens_after_the_clock_was_put_back_is_told_and_shown() {
    let site = TestSite::start().await;
    site.article("ferry").save().await;
    assert!(!site.get("/").await.has("Headline of bridge"));
    let before = site.get("/live/since?after=0").await.body;
    let newest = site.store.newest_event().await.unwrap();
    at(&site, NOW.shifted(-HOUR));
    site.article("bridge").save().await;
    for path in ["/", "/world/bridge", "/feed.rss", "/world"] {
        assert!(site.get(path).await.has("Headline of bridge"), "{path}");
    }
    let told = site
        .get(&format!("/live/since?after={}", newest.0))
        .await
        .body;
    assert!(told.contains("/world/bridge") && told.contains("\"reset\":false"));
    assert!(!before.contains("/world/bridge"));
    let numbers = numbers(&site).await;
    let count = i64::try_from(numbers.len()).unwrap();
    assert_eq!(numbers, (1..=count).collect::<Vec<_>>());
}

#[tokio::test]
async fn no_page_of_a_year_ahead_is_sent_once_the_clock_is_right_again() {
    let site = TestSite::start().await;
    site.article("ferry").save().await;
    assert!(site.get("/").await.has("February 5, 2023"));
    at(&site, NOW.shifted(YEAR));
    assert!(site.get("/").await.has("February 5, 2024"));
    at(&site, NOW.shifted(HOUR));
    let page = site.get("/").await;
    assert!(page.has("February 5, 2023") && !page.has("2024"));
}

#[tokio::test]
async fn what_is_scheduled_comes_out_once_whatever_the_clock_does() {
    let site = TestSite::start().await;
    site.article("ferry").hours_ago(-2).save().await;
    let mut out = 0;
    for moment in [
        NOW.shifted(-HOUR),
        NOW.shifted(YEAR),
        NOW,
        NOW.shifted(3 * HOUR),
    ] {
        at(&site, moment);
        let published = publishing::publish_due(&site.store, &site.clock).await;
        out += published.unwrap().len();
    }
    assert_eq!(out, 1);
    assert!(site.get("/world/ferry").await.has("The story."));
}

#[tokio::test]
async fn an_editor_stays_signed_in_when_the_clock_is_put_back_and_signs_in_anew_after_a_year() {
    let site = TestSite::start().await;
    site.article("first").save().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    at(&site, NOW.shifted(-HOUR));
    let path = eve.begin("A bridge").await;
    let done = eve.step(&path, "2", "publish").await;
    assert_eq!(done.header("location"), format!("{path}?done=publish"));
    assert!(site.get("/world/a-bridge").await.has("It happened."));
    at(&site, NOW.shifted(YEAR));
    let turned_away = eve.get("/desk").await;
    assert!(turned_away.header("location").starts_with("/desk/sign-in"));
    // Nothing of the desk's own schedule is lost or done twice.
    at(&site, NOW);
    assert!(
        flow::publish_due(&site.store, &site.clock)
            .await
            .unwrap()
            .is_empty()
    );
}
