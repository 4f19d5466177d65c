//! The breaking bar: one at a time, and it comes down when it has to.

use domain::{Breaking, Moment};
use newsroom::breaking::{self, Announced, Announcement, BreakingError};
use newsroom::events::EventKind;
use newsroom::publishing::{self, Filing, When};

use crate::paper::{TestPaper, at, filing, slug};

const NOON: &str = "2023-02-05T12:00:00Z";
const THREE: &str = "2023-02-05T15:00:00Z";

fn announcement(text: &str, until: &str) -> Announcement {
    Announcement {
        text: text.parse().unwrap(),
        language: None,
        article: None,
        until: at(until),
    }
}

fn about(name: &str) -> Announcement {
    Announcement {
        article: Some(slug(name)),
        ..announcement("The ferry sails", THREE)
    }
}

async fn set(paper: &TestPaper, what: &Announcement) -> Result<Announced, BreakingError> {
    breaking::set(&paper.store, &paper.clock, what).await
}

async fn clear_due(paper: &TestPaper) -> bool {
    let cleared = breaking::clear_due(&paper.store, &paper.clock).await;
    cleared.unwrap()
}

async fn standing_at(paper: &TestPaper, now: Moment) -> Option<Breaking> {
    paper.store.breaking(now).await.unwrap()
}

async fn standing(paper: &TestPaper) -> Option<Breaking> {
    standing_at(paper, paper.clock.now()).await
}

#[tokio::test]
async fn at_most_one_bar_stands_and_each_has_a_number_of_its_own() {
    let paper = TestPaper::start().await;
    assert_eq!(standing(&paper).await, None);
    let first = announcement("Bridge closed", THREE);
    assert_eq!(set(&paper, &first).await.unwrap(), Announced::PutUp);
    let one = standing(&paper).await.unwrap();
    assert_eq!(
        (one.text.as_str(), one.set_at, one.until),
        ("Bridge closed", at(NOON), at(THREE))
    );
    let second = announcement("Bridge open", THREE);
    assert_eq!(set(&paper, &second).await.unwrap(), Announced::PutUp);
    let other = standing(&paper).await.unwrap();
    assert_eq!(other.text.as_str(), "Bridge open");
    assert!(other.number > one.number);
    assert_eq!(paper.events().await, [EventKind::BreakingSet; 2]);
}

#[tokio::test]
async fn saying_the_same_again_prolongs_it_and_changes_nothing_else() {
    let paper = TestPaper::start().await;
    let first = announcement("Bridge closed", THREE);
    set(&paper, &first).await.unwrap();
    let number = standing(&paper).await.unwrap().number;
    assert_eq!(set(&paper, &first).await.unwrap(), Announced::Unchanged);
    assert_eq!(paper.events().await, [EventKind::BreakingSet]);
    let longer = announcement("Bridge closed", "2023-02-05T18:00:00Z");
    assert_eq!(set(&paper, &longer).await.unwrap(), Announced::Prolonged);
    let bar = standing(&paper).await.unwrap();
    assert_eq!((bar.number, bar.until), (number, longer.until));
    assert_eq!(paper.events().await, [EventKind::BreakingSet; 2]);
}

#[tokio::test]
async fn a_bar_comes_down_once_when_its_time_is_over() {
    let paper = TestPaper::start().await;
    set(&paper, &announcement("Bridge closed", THREE))
        .await
        .unwrap();
    assert!(!clear_due(&paper).await);
    // Nobody sees it from then on, whether or not anything has run since: the server may have been down.
    paper.clock.set(at(THREE));
    assert_eq!(standing(&paper).await, None);
    paper.clock.set(at("2023-02-07T03:00:00Z"));
    assert!(clear_due(&paper).await);
    assert!(!clear_due(&paper).await);
    let events = [EventKind::BreakingSet, EventKind::BreakingCleared];
    assert_eq!(paper.events().await, events);
    // The same words later are a new bar.
    let again = announcement("Bridge closed", "2023-02-07T04:00:00Z");
    assert_eq!(set(&paper, &again).await.unwrap(), Announced::PutUp);
}

#[tokio::test]
async fn words_that_are_over_but_not_down_yet_are_put_up_anew() {
    let paper = TestPaper::start().await;
    set(&paper, &announcement("Bridge closed", THREE))
        .await
        .unwrap();
    let before = standing(&paper).await.unwrap().number;
    paper.clock.set(at("2023-02-05T16:00:00Z"));
    let again = announcement("Bridge closed", "2023-02-05T17:00:00Z");
    assert_eq!(set(&paper, &again).await.unwrap(), Announced::PutUp);
    assert!(standing(&paper).await.unwrap().number > before);
    assert!(!clear_due(&paper).await);
}

#[tokio::test]
async fn an_editor_takes_it_down_once() {
    let paper = TestPaper::start().await;
    let clear = || breaking::clear(&paper.store, &paper.clock);
    assert!(!clear().await.unwrap());
    set(&paper, &announcement("Bridge closed", THREE))
        .await
        .unwrap();
    assert!(clear().await.unwrap());
    assert!(!clear().await.unwrap());
    assert_eq!(standing(&paper).await, None);
    let events = [EventKind::BreakingSet, EventKind::BreakingCleared];
    assert_eq!(paper.events().await, events);
}

#[tokio::test]
async fn it_leads_to_a_story_that_readers_can_open_and_to_no_other() {
    let paper = TestPaper::start().await;
    let draft = Filing {
        when: When::Draft,
        ..filing("draft")
    };
    publishing::file(&paper.store, &paper.clock, &draft)
        .await
        .unwrap();
    assert!(matches!(
        set(&paper, &about("draft")).await,
        Err(BreakingError::NotPublished(_))
    ));
    assert!(matches!(
        set(&paper, &about("nothing")).await,
        Err(BreakingError::Unknown(_))
    ));
    let past = announcement("Too late", NOON);
    assert!(matches!(set(&paper, &past).await, Err(BreakingError::Over)));
    assert_eq!(standing(&paper).await, None);

    paper.publish_new("ferry").await;
    set(&paper, &about("ferry")).await.unwrap();
    let story = standing(&paper).await.unwrap().story.unwrap();
    let ferry = paper.article("ferry").await.unwrap();
    assert_eq!((story.id, story.path), (ferry.id, ferry.path()));
}

#[tokio::test]
async fn a_bar_comes_down_with_the_story_that_it_leads_to_and_with_no_other() {
    let paper = TestPaper::start().await;
    paper.publish_new("ferry").await;
    paper.publish_new("tram").await;
    set(&paper, &about("ferry")).await.unwrap();
    let withdraw = async |name| {
        let reason = "Our report was wrong.".parse().unwrap();
        publishing::withdraw(&paper.store, &paper.clock, &slug(name), reason)
            .await
            .unwrap();
    };
    withdraw("tram").await;
    assert!(standing(&paper).await.is_some());
    withdraw("ferry").await;
    assert_eq!(standing(&paper).await, None);
    let events = paper.events().await;
    let last = [EventKind::ArticleWithdrawn, EventKind::BreakingCleared];
    assert_eq!(events[events.len() - 2..], last);

    // A story that a file makes a draft again is taken back as well.
    paper.publish_new("bridge").await;
    set(&paper, &about("bridge")).await.unwrap();
    let draft = Filing {
        when: When::Draft,
        ..filing("bridge")
    };
    publishing::file(&paper.store, &paper.clock, &draft)
        .await
        .unwrap();
    assert_eq!(standing(&paper).await, None);
}

#[test]
fn a_bar_says_one_line_of_160_characters_at_most() {
    let parse = |text: &str| text.parse::<domain::BreakingText>();
    assert_eq!(parse("  Two\n words ").unwrap().as_str(), "Two words");
    assert!(parse(&"é".repeat(160)).is_ok());
    for bad in ["", " \n", "bell\u{7}", "abc\u{202E}", &"a".repeat(161)] {
        assert!(parse(bad).is_err(), "{bad:?}");
    }
}
