//! What becomes of each notification that is sent.

use newsroom::breaking;

use super::notifying::{MINUTE, Notifying, until};
use crate::test_site::NOW;

#[tokio::test]
async fn breaking_news_is_sent_signed_and_encrypted_to_each_reader_who_asked() {
    let paper = Notifying::start().await;
    paper.begin("ann", "breaking").await;
    paper.begin("ben", "breaking").await;
    paper.begin("cem", "topic/harbour").await;
    paper.announce("Bridge closed").await;
    paper.sent().await;
    let taken = paper.service.taken();
    let mut readers: Vec<&str> = taken.iter().map(|taken| taken.reader.as_str()).collect();
    readers.sort_unstable();
    assert_eq!(readers, ["ann", "ben"]);
    let one = &taken[0];
    assert_eq!(one.claims["aud"], paper.service.address);
    assert_eq!(one.claims["sub"], "mailto:desk@paper.example");
    let expires = one.claims["exp"].as_i64().unwrap();
    let now = NOW.micros() / 1_000_000;
    assert!(now < expires && expires <= now + 24 * 3600);
    assert_eq!(one.headers["ttl"], "3600", "as long as the bar stands");
    assert_eq!(one.headers["urgency"], "high");
    assert_eq!(one.headers["topic"], "breaking");
    assert!(!String::from_utf8_lossy(&one.body).contains("Bridge"));
    assert_ne!(taken[0].body, taken[1].body);
    assert_eq!(paper.standing.facts().told, 2);
    paper.stop().await;
}

#[tokio::test]
async fn a_new_story_is_sent_to_those_who_follow_its_topic() {
    let paper = Notifying::start().await;
    paper.begin("ann", "topic/harbour").await;
    paper.begin("ben", "breaking").await;
    paper.site.article("crane").topic("Harbour").save().await;
    paper.site.article("tram").topic("Trams").save().await;
    paper.sent().await;
    let taken = paper.service.taken();
    assert_eq!(taken.len(), 1);
    assert_eq!(taken[0].reader, "ann");
    paper.stop().await;
}

#[tokio::test]
async fn readers_who_are_gone_are_forgotten_at_once() {
    for status in [404, 410] {
        let paper = Notifying::start().await;
        paper.begin("ann", "breaking").await;
        paper.service.answer(&[status]);
        paper.announce("Bridge closed").await;
        until("forgetting", async || paper.readers().await == 0).await;
        paper.announce("Bridge open").await;
        paper.sent().await;
        assert_eq!(paper.service.asked(), 1, "nobody is there to be told");
        assert_eq!(paper.standing.facts().problem, None);
        paper.stop().await;
    }
}

#[tokio::test]
async fn a_service_that_is_busy_or_broken_is_asked_again_when_it_says_so() {
    for status in [429, 500] {
        let paper = Notifying::start().await;
        paper.begin("ann", "breaking").await;
        paper.service.answer(&[status]);
        paper.announce("Bridge closed").await;
        let facts = async || paper.standing.facts().problem.is_some();
        until("the failure", facts).await;
        let store = &paper.site.store;
        let due_at = async |minutes: i64| {
            let due = store
                .due_deliveries(NOW.shifted(minutes * MINUTE), 10)
                .await;
            due.unwrap().len()
        };
        // 60 seconds, as it said, which is more than half a minute.
        until("putting off", async || due_at(0).await == 0).await;
        assert_eq!(due_at(1).await, 1);
        paper.site.clock.set(NOW.shifted(MINUTE));
        paper.sent().await;
        assert_eq!(paper.service.taken().len(), 1);
        assert_eq!(paper.standing.facts().problem, None);
        paper.stop().await;
    }
}

#[tokio::test]
async fn what_a_service_refuses_is_left_out_and_the_reader_stays() {
    for status in [400, 403, 413] {
        let paper = Notifying::start().await;
        paper.begin("ann", "breaking").await;
        paper.service.answer(&[status]);
        paper.announce("Bridge closed").await;
        paper.sent().await;
        assert_eq!((paper.service.asked(), paper.readers().await), (1, 1));
        assert_eq!(paper.standing.facts().failures, 1);
        paper.stop().await;
    }
}

#[tokio::test]
async fn what_is_no_news_any_more_is_not_sent() {
    let paper = Notifying::start().await;
    paper.begin("ann", "breaking").await;
    paper.service.answer(&[503]);
    paper.announce("Bridge closed").await;
    until("the failure", async || paper.service.asked() == 1).await;
    let failed = async || paper.standing.facts().failures == 1;
    until("the note of it", failed).await;
    breaking::clear(&paper.site.store, &paper.site.clock)
        .await
        .unwrap();
    until("putting off", async || {
        let due = paper.site.store.due_deliveries(NOW, 10).await;
        due.unwrap().is_empty()
    })
    .await;
    paper.site.clock.set(NOW.shifted(2 * MINUTE));
    paper.sent().await;
    assert_eq!(paper.service.asked(), 1);
    paper.stop().await;
}
