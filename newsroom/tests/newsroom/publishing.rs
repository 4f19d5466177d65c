//! What happens to an article, and what the event log says of it.

use domain::{Publication, VersionNumber};
use newsroom::events::{EventKind, EventNumber};
use newsroom::publishing::{self, Filed, Filing, PublishingError, When};

use crate::paper::{TestPaper, at, filing, section, slug};

async fn publish(paper: &TestPaper, name: &str) -> Result<(), PublishingError> {
    publishing::publish(&paper.store, &paper.clock, &slug(name)).await
}

async fn withdraw(paper: &TestPaper, name: &str) -> Result<(), PublishingError> {
    let reason = "Our report was wrong.".parse().unwrap();
    publishing::withdraw(&paper.store, &paper.clock, &slug(name), reason).await
}

fn draft(name: &str) -> Filing {
    Filing {
        when: When::Draft,
        ..filing(name)
    }
}

#[tokio::test]
async fn publishing_writes_version_state_and_event_together() {
    let paper = TestPaper::start().await;
    assert_eq!(paper.publish_new("ferry").await, Filed::Added);
    let article = paper.article("ferry").await.unwrap();
    assert_eq!(article.number, VersionNumber(1));
    assert!(article.publication.is_public());
    let events = paper.store.events(EventNumber(0), 10).await.unwrap();
    assert_eq!(events.len(), 1);
    assert_eq!(events[0].kind, EventKind::ArticlePublished);
    assert_eq!(events[0].article, Some(article.id));
    assert_eq!(events[0].at, paper.clock.now());
}

#[tokio::test]
async fn a_write_that_is_dropped_leaves_nothing() {
    let paper = TestPaper::start().await;
    let now = paper.clock.now();
    let mut writing = paper.store.write().await.unwrap();
    let article = writing
        .add_article(&slug("ferry"), &section("City"), now)
        .await
        .unwrap();
    let version = filing("ferry").version;
    writing
        .add_version(article, VersionNumber(1), &version, now)
        .await
        .unwrap();
    writing
        .log(EventKind::ArticlePublished, Some(article), now)
        .await
        .unwrap();
    drop(writing);
    assert_eq!(paper.article("ferry").await, None);
    assert_eq!(paper.events().await, []);
    assert_eq!(paper.store.sections().await.unwrap(), []);
}

#[tokio::test]
async fn the_numbers_of_events_only_grow() {
    let paper = TestPaper::start().await;
    paper.publish_new("one").await;
    withdraw(&paper, "one").await.unwrap();
    let newest = paper.store.health().await.unwrap().newest_event;
    paper.publish_new("two").await;
    let later = paper.store.events(newest, 10).await.unwrap();
    assert_eq!(later.len(), 1);
    assert!(later[0].number > newest);
}

#[tokio::test]
async fn filing_the_same_again_changes_nothing() {
    let paper = TestPaper::start().await;
    paper.publish_new("ferry").await;
    paper.clock.set(at("2023-02-06T00:00:00Z"));
    assert_eq!(paper.publish_new("ferry").await, Filed::Unchanged);
    assert_eq!(paper.events().await.len(), 1);
}

#[tokio::test]
async fn a_changed_article_gets_the_next_version_and_keeps_its_first_date() {
    let paper = TestPaper::start().await;
    let mut filing = filing("ferry");
    paper.file(&filing).await;
    let first = paper.article("ferry").await.unwrap().publication;
    for number in 2..5 {
        paper.clock.set(paper.clock.now().shifted(60_000_000));
        filing.version.headline = format!("Take {number}").parse().unwrap();
        assert_eq!(
            paper.file(&filing).await,
            Filed::Updated(VersionNumber(number))
        );
    }
    assert_eq!(paper.article("ferry").await.unwrap().publication, first);
    assert_eq!(paper.events().await[1..], [EventKind::ArticleUpdated; 3]);
}

#[tokio::test]
async fn a_moved_article_is_logged_as_moved() {
    let paper = TestPaper::start().await;
    paper.publish_new("ferry").await;
    let moved = Filing {
        section: section("World"),
        ..filing("ferry")
    };
    assert_eq!(paper.file(&moved).await, Filed::Moved);
    assert_eq!(paper.article("ferry").await.unwrap().path(), "/world/ferry");
    assert_eq!(paper.events().await[1..], [EventKind::ArticleMoved]);
}

#[tokio::test]
async fn picks_are_an_event_only_where_readers_see_them() {
    let paper = TestPaper::start().await;
    let picked = Filing {
        dont_miss: true,
        ..draft("ferry")
    };
    paper.file(&picked).await;
    assert_eq!(paper.events().await, []);
    publish(&paper, "ferry").await.unwrap();
    let both = [EventKind::ArticlePublished, EventKind::PicksChanged];
    assert_eq!(paper.events().await, both);
}

#[tokio::test]
async fn a_withdrawn_article_says_why_and_leaves_the_lists() {
    let paper = TestPaper::start().await;
    paper.publish_new("ferry").await;
    paper.clock.set(at("2023-02-06T00:00:00Z"));
    withdraw(&paper, "ferry").await.unwrap();
    assert_eq!(paper.latest().await, []);
    assert_eq!(
        paper.article("ferry").await.unwrap().publication,
        Publication::Withdrawn {
            at: at("2023-02-06T00:00:00Z"),
            reason: "Our report was wrong.".parse().unwrap(),
        }
    );
    assert_eq!(paper.events().await[1..], [EventKind::ArticleWithdrawn]);
}

#[tokio::test]
async fn publishing_again_brings_an_article_back_with_its_first_date() {
    let paper = TestPaper::start().await;
    let first = paper.clock.now();
    paper.publish_new("ferry").await;
    paper.clock.set(at("2023-02-06T00:00:00Z"));
    withdraw(&paper, "ferry").await.unwrap();
    paper.clock.set(at("2023-02-07T00:00:00Z"));
    publish(&paper, "ferry").await.unwrap();
    publish(&paper, "ferry").await.unwrap();
    let article = paper.article("ferry").await.unwrap();
    assert_eq!(article.publication, Publication::Published { at: first });
    let kinds = paper.events().await;
    assert_eq!(
        kinds[1..],
        [EventKind::ArticleWithdrawn, EventKind::ArticlePublished]
    );
}

#[tokio::test]
async fn what_is_not_out_cannot_be_withdrawn() {
    let paper = TestPaper::start().await;
    paper.file(&draft("ferry")).await;
    let error = withdraw(&paper, "ferry").await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "`ferry` is not published, so there is nothing to withdraw"
    );
    let error = withdraw(&paper, "nobody").await.unwrap_err();
    assert_eq!(error.to_string(), "there is no article `nobody`");
    assert!(matches!(
        publish(&paper, "nobody").await,
        Err(PublishingError::Unknown(_))
    ));
    assert_eq!(paper.events().await, []);
}

#[tokio::test]
async fn a_scheduled_article_comes_out_once() {
    let paper = TestPaper::start().await;
    for (name, time) in [("late", "14:00"), ("early", "13:00"), ("tomorrow", "23:00")] {
        let scheduled = Filing {
            when: When::At(at(&format!("2023-02-05T{time}:00Z"))),
            ..filing(name)
        };
        paper.file(&scheduled).await;
    }
    assert_eq!(paper.events().await, []);
    paper.clock.set(at("2023-02-05T15:00:00Z"));
    let due = publishing::publish_due(&paper.store, &paper.clock)
        .await
        .unwrap();
    assert_eq!(due, [slug("early"), slug("late")]);
    let again = publishing::publish_due(&paper.store, &paper.clock)
        .await
        .unwrap();
    assert_eq!(again, []);
    assert_eq!(paper.events().await, [EventKind::ArticlePublished; 2]);
    let late = paper.article("late").await.unwrap();
    let at = at("2023-02-05T14:00:00Z");
    assert_eq!(late.publication, Publication::Published { at });
}

#[tokio::test]
async fn two_schedulers_at_once_publish_each_article_once() {
    let paper = TestPaper::start().await;
    for number in 0..10 {
        let scheduled = Filing {
            when: When::At(at("2023-02-05T13:00:00Z")),
            ..filing(&format!("story-{number}"))
        };
        paper.file(&scheduled).await;
    }
    paper.clock.set(at("2023-02-05T13:00:00Z"));
    let one = publishing::publish_due(&paper.store, &paper.clock);
    let other = publishing::publish_due(&paper.store, &paper.clock);
    let (one, other) = tokio::join!(one, other);
    assert!(one.is_ok() && other.is_ok());
    assert_eq!(paper.events().await, [EventKind::ArticlePublished; 10]);
}
