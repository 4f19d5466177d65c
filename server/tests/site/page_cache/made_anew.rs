//! Readers who keep their connections ask at the same time for a page that something has happened to.

use std::collections::HashSet;

use newsroom::publishing;
use tokio::task::JoinSet;

use super::browser::Browser;
use super::{made, outcomes};
use crate::test_site::{NOW, TestSite};

const HOUR: i64 = 3_600_000_000;
const READERS: usize = 40;
const PATH: &str = "/world/ferry";

/// What each of them gets who had the page before, if `happened` happens then.
async fn after<F: Future<Output = ()>>(
    site: &TestSite,
    happened: impl FnOnce() -> F,
) -> Vec<(String, String)> {
    let address = site.at_a_port().await;
    let mut browsers = Vec::new();
    for _ in 0..READERS {
        let mut browser = Browser::at(address).await;
        assert!(browser.get(PATH).await.0.starts_with("HTTP/1.1 200"));
        browsers.push(browser);
    }
    happened().await;
    let mut asking = JoinSet::new();
    for mut browser in browsers {
        asking.spawn(async move { browser.get(PATH).await });
    }
    asking.join_all().await
}

/// The numbers of the requests.
fn numbers(answers: &[(String, String)]) -> HashSet<&str> {
    let number = |line: &&str| line.starts_with("x-request-id: ");
    let heads = answers.iter().map(|(head, _)| head);
    heads.filter_map(|head| head.lines().find(number)).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn all_who_ask_after_an_event_get_the_page_that_is_made_anew_once() {
    let site = TestSite::start().await;
    site.article("ferry").headline("Late").save().await;
    let answers = after(&site, async || {
        let before = made(&site).await;
        site.article("ferry").headline("It came").save().await;
        assert_eq!(made(&site).await, before);
    })
    .await;
    for (head, page) in &answers {
        assert!(head.starts_with("HTTP/1.1 200"), "{head}");
        assert!(page.contains("<h1") && page.contains("It came"), "{head}");
    }
    assert_eq!(numbers(&answers).len(), READERS);
    assert_eq!(made(&site).await, 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn all_who_ask_after_a_story_was_taken_back_are_told_why() {
    let site = TestSite::start().await;
    site.article("ferry").save().await;
    let answers = after(&site, async || {
        let (slug, reason) = (
            "ferry".parse().unwrap(),
            "There was no ferry.".parse().unwrap(),
        );
        let withdrawn = publishing::withdraw(&site.paper().store, &site.clock, &slug, reason).await;
        withdrawn.unwrap();
    })
    .await;
    for (head, page) in &answers {
        assert!(head.starts_with("HTTP/1.1 410"), "{head}");
        assert!(page.contains("There was no ferry."));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn all_who_ask_after_a_story_was_moved_are_led_there() {
    let site = TestSite::start().await;
    site.article("ferry").save().await;
    let answers = after(&site, async || {
        site.article("ferry").in_section("city").save().await;
    })
    .await;
    for (head, _) in &answers {
        assert!(head.starts_with("HTTP/1.1 301"), "{head}");
        assert!(head.contains("location: /city/ferry\r\n"), "{head}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_that_nobody_has_asked_for_is_made_once_for_all_who_ask_at_the_same_time() {
    let site = TestSite::start().await;
    site.article("ferry").save().await;
    let address = site.at_a_port().await;
    let mut asking = JoinSet::new();
    for _ in 0..READERS {
        let mut browser = Browser::at(address).await;
        asking.spawn(async move { browser.get(PATH).await });
    }
    for (head, _) in asking.join_all().await {
        assert!(head.starts_with("HTTP/1.1 200"), "{head}");
    }
    assert_eq!(made(&site).await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_no_story_there_is_looked_for_once() {
    let site = TestSite::start().await;
    site.article("ferry").save().await;
    let mut browser = Browser::at(site.at_a_port().await).await;
    let (head, page) = browser.get("/world/nobody-wrote-it").await;
    assert!(head.starts_with("HTTP/1.1 404"), "{head}");
    assert!(page.contains("<h1"), "{page}");
    let (head, _) = browser.get("/city/ferry").await;
    assert!(head.starts_with("HTTP/1.1 301"), "{head}");
    assert!(head.contains("location: /world/ferry\r\n"), "{head}");
    assert_eq!(made(&site).await, 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_story_is_looked_for_where_the_site_has_something_else() {
    let site = TestSite::start().await;
    let mut browser = Browser::at(site.at_a_port().await).await;
    let (head, _) = browser.get("/desk/sign-in").await;
    assert!(head.starts_with("HTTP/1.1 200"), "{head}");
    assert_eq!(made(&site).await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_keeps_a_connection_over_midnight_gets_the_page_from_before_once_more_and_then_the_next()
 {
    let site = TestSite::start().await;
    let mut browser = Browser::at(site.at_a_port().await).await;
    assert!(browser.get("/").await.1.contains("February 5, 2023"));
    // Ten in the morning; midnight is fourteen hours off.
    site.clock.set(NOW.shifted(14 * HOUR + 1));
    assert!(browser.get("/").await.1.contains("February 5, 2023"));
    assert_eq!(outcomes(&site, "late").await, 1);
    for _ in 0..3_000 {
        if browser.get("/").await.1.contains("February 6, 2023") {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("the next page was never sent");
}
