//! When issues are made: once for each time that one is due.

mod by_hand;

use newsroom::breaking::{self, Announcement};
use newsroom::letters::{Definition, Gathers, LetterState, PaperFacts, issue_due};
use newsroom::store::Store;

use crate::letter_office::{HOUR, definition, facts, headlines};
use crate::paper::{TestPaper, at, database, slug};

const MINUTE: i64 = 60_000_000;

async fn look(paper: &TestPaper, facts: &PaperFacts) -> usize {
    let issued = issue_due(&paper.store, &paper.clock, facts).await;
    issued.unwrap().len()
}

async fn put(paper: &TestPaper, name: &str, state: LetterState) {
    let letter = paper.letter(name).await;
    let mut writing = paper.store.write().await.unwrap();
    let now = paper.clock.now();
    writing
        .put_letter_in_state(letter.id, state, now)
        .await
        .unwrap();
    writing.commit().await.unwrap();
}

#[tokio::test]
async fn each_issue_tells_what_the_one_before_did_not() {
    let paper = TestPaper::start().await;
    let letter = paper.define(&definition("noon", "daily 07:05")).await;
    paper.story("older", "2023-02-04T11:00:00Z").await;
    paper.story("one", "2023-02-05T11:00:00Z").await;
    paper.pass(5 * MINUTE);
    assert_eq!(look(&paper, &facts()).await, 1);
    paper.publish_new("two").await;
    // Dated before the first issue, and not there yet when that was made.
    paper.story("late", "2023-02-05T11:30:00Z").await;
    paper.pass(24 * HOUR);
    assert_eq!(look(&paper, &facts()).await, 1);
    let told: Vec<Vec<String>> = paper
        .issues(&letter)
        .await
        .iter()
        .map(|issue| headlines(&issue.contents))
        .collect();
    assert_eq!(told, [vec!["one"], vec!["two", "late"]]);
}

#[tokio::test]
async fn a_time_without_news_passes_and_is_not_made_up_for() {
    let paper = TestPaper::start().await;
    let letter = paper.define(&definition("noon", "daily 07:05")).await;
    paper.pass(5 * MINUTE);
    assert_eq!(look(&paper, &facts()).await, 0);
    paper.pass(MINUTE);
    paper.publish_new("one").await;
    assert_eq!(look(&paper, &facts()).await, 0);
    paper.pass(24 * HOUR);
    assert_eq!(look(&paper, &facts()).await, 1);
    assert_eq!(paper.issues(&letter).await.len(), 1);
}

#[tokio::test]
async fn an_issue_is_made_late_rather_than_not_but_not_after_half_a_day() {
    for (hours_late, made) in [(11, 1), (13, 0)] {
        let paper = TestPaper::start().await;
        paper.define(&definition("noon", "daily 07:05")).await;
        paper.publish_new("one").await;
        paper.pass(5 * MINUTE + hours_late * HOUR);
        assert_eq!(look(&paper, &facts()).await, made, "{hours_late}");
        assert_eq!(look(&paper, &facts()).await, 0);
    }
}

#[tokio::test]
async fn a_letter_does_not_go_out_while_it_waits_and_makes_up_for_nothing() {
    let paper = TestPaper::start().await;
    paper.define(&definition("noon", "daily 07:05")).await;
    paper.publish_new("one").await;
    for state in [LetterState::Paused, LetterState::Retired] {
        put(&paper, "noon", state).await;
        paper.pass(24 * HOUR);
        assert_eq!(look(&paper, &facts()).await, 0);
        paper.pass(6 * MINUTE);
        put(&paper, "noon", LetterState::Running).await;
        assert_eq!(look(&paper, &facts()).await, 0);
    }
    paper.publish_new("two").await;
    paper.pass(24 * HOUR - 7 * MINUTE);
    assert_eq!(look(&paper, &facts()).await, 1);
}

#[tokio::test]
async fn another_schedule_counts_from_when_it_is_set() {
    let paper = TestPaper::start().await;
    let letter = paper.define(&definition("noon", "daily 07:05")).await;
    paper.publish_new("one").await;
    paper.pass(5 * MINUTE);
    assert_eq!(look(&paper, &facts()).await, 1);
    paper.publish_new("two").await;
    // Half an hour ago: today's is gone, and the next is tomorrow's.
    paper.define(&definition("noon", "daily 06:35")).await;
    assert_eq!(look(&paper, &facts()).await, 0);
    paper.define(&definition("noon", "daily 07:30")).await;
    assert_eq!(look(&paper, &facts()).await, 0);
    paper.pass(25 * MINUTE);
    assert_eq!(look(&paper, &facts()).await, 1);
    assert_eq!(paper.issues(&letter).await.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn many_processes_that_look_at_once_make_one_issue_with_every_reader_once() {
    let paper = TestPaper::start().await;
    let letter = paper.define(&definition("noon", "daily 07:05")).await;
    for number in 0..20 {
        let address = format!("reader{number}@example.org");
        paper.subscriber(&address, &[slug("noon")]).await;
    }
    paper.publish_new("one").await;
    paper.pass(5 * MINUTE);
    let mut lookers = Vec::new();
    for _ in 0..8 {
        // A store of its own, as another process has.
        let store = Store::open(&database(paper.folder())).await.unwrap();
        let clock = paper.clock.clone();
        lookers.push(tokio::spawn(async move {
            issue_due(&store, &clock, &facts()).await.unwrap()
        }));
    }
    let mut issued = Vec::new();
    for looker in lookers {
        issued.extend(looker.await.unwrap());
    }
    let [(issue, queued)] = issued.as_slice() else {
        panic!("{issued:?}");
    };
    assert_eq!(*queued, 20);
    let due = paper
        .store
        .due_letters(Some(*issue), paper.clock.now(), 100)
        .await
        .unwrap();
    assert_eq!(due.len(), 20);
    assert_eq!(paper.issues(&letter).await.len(), 1);
}

#[tokio::test]
async fn whoever_is_stopped_half_way_has_written_nothing_and_the_next_makes_the_issue() {
    let paper = TestPaper::start().await;
    let letter = paper.define(&definition("noon", "daily 07:05")).await;
    paper.subscriber("ann@example.org", &[slug("noon")]).await;
    paper.publish_new("one").await;
    paper.pass(5 * MINUTE);
    let contents = paper.composed(&letter).await.unwrap();
    let mut writing = paper.store.write().await.unwrap();
    let now = paper.clock.now();
    let added = writing.add_issue(letter.id, "2023-02-05T07:05", &contents, now, now);
    assert!(added.await.unwrap().is_some());
    drop(writing);
    assert_eq!(paper.issues(&letter).await, []);
    let whole = facts();
    // Stopped while it waits: its future is dropped wherever it stands.
    for polls in 1..6 {
        let mut stopped = Box::pin(issue_due(&paper.store, &paper.clock, &whole));
        let mut polled = 0;
        std::future::poll_fn(|context| {
            polled += 1;
            let ended = stopped.as_mut().poll(context).is_ready();
            match ended || polled >= polls {
                true => std::task::Poll::Ready(()),
                false => std::task::Poll::Pending,
            }
        })
        .await;
    }
    look(&paper, &facts()).await;
    let issues = paper.issues(&letter).await;
    let progress = paper.store.progress(issues[0].id).await.unwrap();
    assert_eq!((issues.len(), progress.waiting), (1, 1));
}

#[tokio::test]
async fn each_breaking_bar_has_one_issue_unless_it_stood_before_the_letter() {
    let paper = TestPaper::start().await;
    let announce = async |text: &str, until: &str| {
        let announcement = Announcement {
            text: text.parse().unwrap(),
            language: None,
            article: None,
            until: at(until),
        };
        breaking::set(&paper.store, &paper.clock, &announcement)
            .await
            .unwrap();
    };
    announce("Before", "2023-02-05T13:00:00Z").await;
    paper.pass(MINUTE);
    let letter = Definition {
        gathers: vec![Gathers::Breaking],
        ..definition("breaking", "breaking")
    };
    let letter = paper.define(&letter).await;
    assert_eq!(look(&paper, &facts()).await, 0);
    paper.pass(MINUTE);
    announce("One", "2023-02-05T13:00:00Z").await;
    assert_eq!(look(&paper, &facts()).await, 1);
    assert_eq!(look(&paper, &facts()).await, 0);
    // The same bar for longer is no other news.
    announce("One", "2023-02-05T14:00:00Z").await;
    assert_eq!(look(&paper, &facts()).await, 0);
    paper.pass(MINUTE);
    announce("Two", "2023-02-05T14:00:00Z").await;
    assert_eq!(look(&paper, &facts()).await, 1);
    // Over before anybody looked.
    paper.pass(MINUTE);
    announce("Three", "2023-02-05T12:10:00Z").await;
    paper.clock.set(at("2023-02-05T12:10:00Z"));
    assert_eq!(look(&paper, &facts()).await, 0);
    let subjects: Vec<String> = paper
        .issues(&letter)
        .await
        .into_iter()
        .map(|issue| issue.contents.subject)
        .collect();
    assert_eq!(
        subjects,
        ["The breaking letter: One", "The breaking letter: Two"]
    );
}

#[tokio::test]
async fn a_clock_that_was_a_year_ahead_for_a_while_keeps_no_letter_back() {
    let paper = TestPaper::start().await;
    let letter = paper.define(&definition("noon", "daily 07:05")).await;
    paper.publish_new("one").await;
    paper.pass(5 * MINUTE);
    assert_eq!(look(&paper, &facts()).await, 1);
    let today = paper.clock.now();
    paper.pass(365 * 24 * HOUR);
    paper.publish_new("two").await;
    assert_eq!(look(&paper, &facts()).await, 1);
    paper.clock.set(today);
    // What went out for today goes out no second time.
    assert_eq!(look(&paper, &facts()).await, 0);
    paper.publish_new("three").await;
    paper.pass(24 * HOUR);
    assert_eq!(look(&paper, &facts()).await, 1);
    assert_eq!(look(&paper, &facts()).await, 0);
    let issues = paper.issues(&letter).await;
    let told = issues.iter().map(|issue| headlines(&issue.contents));
    assert_eq!(
        told.collect::<Vec<_>>(),
        [vec!["one"], vec!["two"], vec!["three"]]
    );
}
