//! Issues of letters that wait for no time: they are made when somebody says so.

use newsroom::letters::{IssueError, IssueState, LetterState, issue_now};

use super::{MINUTE, look, put};
use crate::letter_office::{definition, facts, headlines};
use crate::paper::{TestPaper, slug};

#[tokio::test]
async fn an_issue_by_hand_goes_out_when_somebody_says_so_if_there_is_news() {
    let paper = TestPaper::start().await;
    paper.define(&definition("extra", "by-hand")).await;
    paper.subscriber("ann@example.org", &[slug("extra")]).await;
    let send =
        async |name: &str| issue_now(&paper.store, &paper.clock, &facts(), &slug(name)).await;
    assert!(matches!(
        send("extra").await,
        Err(IssueError::NothingNew(_))
    ));
    assert!(matches!(send("other").await, Err(IssueError::Unknown(_))));
    paper.publish_new("one").await;
    assert_eq!(look(&paper, &facts()).await, 0);
    assert_eq!(send("extra").await.unwrap().1, 1);
    assert!(matches!(
        send("extra").await,
        Err(IssueError::NothingNew(_))
    ));
    put(&paper, "extra", LetterState::Retired).await;
    assert!(matches!(send("extra").await, Err(IssueError::Unknown(_))));
}

#[tokio::test]
async fn what_was_cancelled_can_be_sent_again_and_is_told_once() {
    let paper = TestPaper::start().await;
    let letter = paper.define(&definition("extra", "by-hand")).await;
    paper.subscriber("ann@example.org", &[slug("extra")]).await;
    let send = async || issue_now(&paper.store, &paper.clock, &facts(), &slug("extra")).await;
    paper.publish_new("one").await;
    let wrong = send().await.unwrap().0;
    let mut writing = paper.store.write().await.unwrap();
    let now = paper.clock.now();
    let cancelled = writing.put_issue_in_state(wrong, IssueState::Cancelled, now);
    assert!(cancelled.await.unwrap());
    writing.commit().await.unwrap();
    paper.pass(MINUTE);
    assert_eq!(send().await.unwrap().1, 1);
    let issues = paper.issues(&letter).await;
    assert_eq!(headlines(&issues[1].contents), ["one"]);
    paper.pass(MINUTE);
    assert!(matches!(send().await, Err(IssueError::NothingNew(_))));
}

#[tokio::test]
async fn a_letter_that_is_paused_has_no_issue_until_it_is_resumed() {
    let paper = TestPaper::start().await;
    let letter = paper.define(&definition("extra", "by-hand")).await;
    paper.publish_new("one").await;
    let send = async || issue_now(&paper.store, &paper.clock, &facts(), &slug("extra")).await;
    put(&paper, "extra", LetterState::Paused).await;
    let refused = send().await.unwrap_err();
    assert!(
        refused
            .to_string()
            .contains("`dateline letters resume extra`"),
        "{refused}"
    );
    assert!(paper.issues(&letter).await.is_empty());
    put(&paper, "extra", LetterState::Running).await;
    assert!(send().await.is_ok());
}
