//! Nobody is sent a page that is older than what happened.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use newsroom::publishing;
use newsroom::store::{DatabaseUrl, Store};

use super::browser::Browser;
use super::{made, outcomes};
use crate::coverage::{add, site_with_coverage};
use crate::test_site::{NOW, TestSite};

const HOUR: i64 = 3_600_000_000;
const READS: usize = 10_000;
const READERS: usize = 4;

/// The number in the headline of the story.
async fn reads(browser: &mut Browser, path: &str) -> usize {
    let (_, page) = browser.get(path).await;
    let headline = page.split("Number ").nth(1).unwrap();
    headline.split(' ').next().unwrap().parse().unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_thousand_reads_under_load_while_it_is_published_are_never_older_than_what_was_told_to_be_out()
 {
    let site = TestSite::start().await;
    site.article("ferry")
        .headline("Number 0 it is")
        .save()
        .await;
    let address = site.at_a_port().await;
    let published = Arc::new(AtomicUsize::new(0));
    let left = Arc::new(AtomicUsize::new(READS));
    let mut readers = tokio::task::JoinSet::new();
    for path in ["/world/ferry", "/", "/world", "/world/ferry?utm_source=x"]
        .into_iter()
        .cycle()
        .take(READERS)
    {
        let (published, left) = (published.clone(), left.clone());
        readers.spawn(async move {
            let mut browser = Browser::at(address).await;
            while left
                .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| {
                    left.checked_sub(1)
                })
                .is_ok()
            {
                let out = published.load(Ordering::SeqCst);
                let read = reads(&mut browser, path).await;
                assert!(read >= out, "{path} was of {read} when {out} was out");
            }
        });
    }
    let mut number = 0;
    while left.load(Ordering::Relaxed) > 0 {
        number += 1;
        let headline = format!("Number {number} it is");
        site.article("ferry").headline(&headline).save().await;
        published.store(number, Ordering::SeqCst);
    }
    while let Some(reader) = readers.join_next().await {
        reader.unwrap();
    }
    assert!(number > 10, "only {number} were published meanwhile");
}

#[tokio::test]
async fn what_another_program_publishes_is_shown_soon() {
    let site = TestSite::start().await;
    site.article("ferry").save().await;
    site.get("/world/ferry").await;
    let database = DatabaseUrl::file(&site.folder.path().join("paper.sqlite"));
    let other = Store::open(&database).await.unwrap();
    let reason = "It was wrong.".parse().unwrap();
    publishing::withdraw(&other, &site.clock, &"ferry".parse().unwrap(), reason)
        .await
        .unwrap();
    for _ in 0..3_000 {
        if site.get("/world/ferry").await.status == 410 {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("it was never gone");
}

#[tokio::test]
async fn an_update_of_coverage_makes_its_own_page_anew_and_no_other() {
    let site = site_with_coverage().await;
    let path = "/world/storm";
    for address in ["/", path] {
        assert_eq!(site.get(address).await.status, 200);
    }
    add(&site, "The sea wall holds", "So far.").await;
    assert!(site.get(path).await.has("The sea wall holds"));
    let before = made(&site).await;
    site.get("/").await;
    assert_eq!(made(&site).await, before);
}

#[tokio::test]
async fn when_the_day_turns_the_page_from_before_is_sent_while_the_next_is_made() {
    let site = TestSite::start().await;
    assert!(site.get("/").await.has("February 5, 2023"));
    // Ten in the morning; midnight is fourteen hours off.
    site.clock.set(NOW.shifted(14 * HOUR + 1));
    assert!(site.get("/").await.has("February 5, 2023"));
    assert_eq!(outcomes(&site, "late").await, 1);
    for _ in 0..3_000 {
        if site.get("/").await.has("February 6, 2023") {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    site.clock.set(NOW.shifted(62 * HOUR));
    assert!(
        site.get("/").await.has("February 8, 2023"),
        "that long after, nobody is sent it"
    );
}

#[tokio::test]
async fn a_clock_that_is_put_back_shows_no_page_from_the_future() {
    let site = TestSite::start().await;
    site.clock.set(NOW.shifted(48 * HOUR));
    assert!(site.get("/").await.has("February 7, 2023"));
    site.clock.set(NOW);
    assert!(site.get("/").await.has("February 5, 2023"));
}
