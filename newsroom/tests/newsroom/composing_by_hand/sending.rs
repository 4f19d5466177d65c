//! Sending what somebody composed: once, as they saw it, and having it wait or end.

use newsroom::desk::Action;
use newsroom::desk::doing::DeskError;
use newsroom::desk::letters::{Halt, compose, discard, halt, send, set_running};
use newsroom::desk::log::LogAsked;
use newsroom::desk::role::Role;
use newsroom::letters::{IssueState, LetterState, Seen, Sent};

use super::{paper, seen};
use crate::letter_office::{HOUR, facts, headlines};
use crate::paper::slug;

#[tokio::test]
async fn one_more_issue_takes_nothing_from_the_next() {
    let (paper, letter, eve) = paper().await;
    let made = paper.handmade(&["two"], false).await;
    paper.keeps(&eve, &letter, 0, &made).await;
    let planned = paper.planned(&letter).await;
    assert_eq!(
        paper.sends(&eve, &letter, &seen(&planned)).await,
        Sent::Now(1, 0)
    );
    paper.pass(HOUR / 12);
    assert_eq!(paper.makes_due().await, 1);
    let issues = paper.issues(&letter).await;
    assert_eq!(headlines(&issues[0].contents), ["two"]);
    assert_eq!(headlines(&issues[1].contents), ["three", "one"]);
}

#[tokio::test]
async fn a_press_that_comes_twice_sends_once() {
    let (paper, letter, eve) = paper().await;
    paper.subscriber("ann@example.org", &[slug("noon")]).await;
    let seen = seen(&paper.planned(&letter).await);
    let name = &letter.definition.slug;
    let facts = facts();
    let press = || send(&paper.store, &paper.clock, &facts, &eve, name, &seen);
    let (one, two, three) = tokio::join!(press(), press(), press());
    let mut sent = [one.unwrap(), two.unwrap(), three.unwrap()];
    sent.sort_by_key(|sent| matches!(sent, Sent::Before(_)));
    assert_eq!(sent, [Sent::Now(1, 1), Sent::Before(1), Sent::Before(1)]);
    // Nor does one that comes an hour later.
    paper.pass(HOUR);
    paper.publish_new("four").await;
    assert_eq!(paper.sends(&eve, &letter, &seen).await, Sent::Before(1));
    assert_eq!(paper.issues(&letter).await.len(), 1);
}

#[tokio::test]
async fn nobody_sends_what_they_have_not_seen() {
    let (paper, letter, eve) = paper().await;
    let before = seen(&paper.planned(&letter).await);
    paper.publish_new("four").await;
    assert_eq!(paper.sends(&eve, &letter, &before).await, Sent::Changed);
    let before = seen(&paper.planned(&letter).await);
    let made = paper.handmade(&["two"], false).await;
    paper.keeps(&eve, &letter, 0, &made).await;
    assert_eq!(paper.sends(&eve, &letter, &before).await, Sent::Changed);
    // The issue of the schedule went out while somebody looked.
    let before = seen(&paper.planned(&letter).await);
    paper.pass(HOUR / 12);
    assert_eq!(paper.makes_due().await, 1);
    assert_eq!(paper.sends(&eve, &letter, &before).await, Sent::Changed);
    assert_eq!(paper.issues(&letter).await.len(), 1);
    let now = seen(&paper.planned(&letter).await);
    assert_eq!(paper.sends(&eve, &letter, &now).await, Sent::Now(2, 0));
    assert_eq!(
        paper
            .sends(
                &eve,
                &letter,
                &Seen {
                    after: 2,
                    mark: String::new()
                }
            )
            .await,
        Sent::Nothing
    );
}

#[tokio::test]
async fn who_may_not_send_letters_does_nothing_to_them() {
    let (paper, letter, eve) = paper().await;
    let rae = paper.at_the_desk("Rae", Role::Reporter).await;
    let (store, clock, noon) = (&paper.store, &paper.clock, slug("noon"));
    let made = paper.handmade(&["one"], true).await;
    let seen = seen(&paper.planned(&letter).await);
    paper.sends(&eve, &letter, &seen).await;
    let facts = facts();
    let forbidden = [
        compose(store, clock, &rae, &noon, 0, &made).await.err(),
        discard(store, clock, &rae, &noon).await.err(),
        send(store, clock, &facts, &rae, &noon, &seen).await.err(),
        set_running(store, clock, &rae, &noon, false).await.err(),
        halt(store, clock, &rae, (&noon, 1), Halt::Cancel)
            .await
            .err(),
    ];
    for error in forbidden {
        assert!(matches!(error, Some(DeskError::Forbidden)), "{error:?}");
    }
}

#[tokio::test]
async fn an_issue_waits_goes_on_and_ends_and_the_log_tells_each_once() {
    let (paper, letter, eve) = paper().await;
    paper.subscriber("ann@example.org", &[slug("noon")]).await;
    let seen = seen(&paper.planned(&letter).await);
    paper.sends(&eve, &letter, &seen).await;
    let (store, clock, noon) = (&paper.store, &paper.clock, slug("noon"));
    for (what, state) in [
        (Halt::Pause, IssueState::Paused),
        (Halt::Resume, IssueState::Sending),
        (Halt::Cancel, IssueState::Cancelled),
    ] {
        for _ in 0..2 {
            halt(store, clock, &eve, (&noon, 1), what).await.unwrap();
        }
        assert_eq!(paper.issues(&letter).await[0].state, state);
    }
    let too_late = halt(store, clock, &eve, (&noon, 1), Halt::Resume).await;
    assert!(
        matches!(too_late, Err(DeskError::Refused(_))),
        "{too_late:?}"
    );
    set_running(store, clock, &eve, &noon, false).await.unwrap();
    set_running(store, clock, &eve, &noon, false).await.unwrap();
    assert_eq!(paper.letter("noon").await.state, LetterState::Paused);
    let log = store
        .desk_log(&LogAsked::default(), None, 100)
        .await
        .unwrap();
    let told: Vec<(Action, &str)> = log
        .iter()
        .rev()
        .skip(1)
        .map(|entry| (entry.action, entry.subject.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (Action::SendLetter, "issue 1 of noon"),
            (Action::PauseLetter, "issue 1 of noon"),
            (Action::ResumeLetter, "issue 1 of noon"),
            (Action::CancelIssue, "issue 1 of noon"),
            (Action::PauseLetter, "noon"),
        ]
    );
}
