//! Who is blamed for a letter that is refused: its reader, the paper, or nobody yet.

use std::sync::atomic::{AtomicBool, Ordering};

use newsroom::letters::IssueState;

use super::office::{Office, readers};
use super::sink::{Odd, Sink, Step};

#[tokio::test(flavor = "multi_thread")]
async fn what_is_said_of_the_paper_where_the_reader_is_named_is_no_readers_fault() {
    // Many servers judge the sender only when they hear who the letter is for.
    for said in [
        "550 5.1.8 <letters@paper.example>: Sender address rejected: Domain not found",
        "554 5.7.1 Relay access denied",
        "550 relaying denied",
        "550 Blocked, see https://blocklist.example/",
        "452 4.5.3 too many, 550 later",
    ] {
        let is_for_good = said.starts_with('5');
        let sink = Sink::start(move |step| match step {
            Step::Recipient(_) => Some(Odd::Say(said)),
            _ => None,
        })
        .await;
        let office = Office::of(&[&sink]).await;
        let issue = office.issue(60).await;
        office
            .send_until(|| async {
                match is_for_good {
                    true => office.state(issue).await == IssueState::Paused,
                    false => office.progress(issue).await.waiting == 60,
                }
            })
            .await;
        let progress = office.progress(issue).await;
        assert!(progress.failed < 30, "{said}: {progress:?}");
        assert_eq!(progress.waiting, 60 - progress.failed, "{said}");
        let (states, _) = office.store.subscribers_by_state().await.unwrap();
        assert_eq!((states.confirmed, states.bounced), (60, 0), "{said}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn readers_there_are_not_stop_no_issue_however_many_there_are() {
    let sink = Sink::start(|step| match step {
        Step::Recipient(to) if to != "r9@example.org" => {
            Some(Odd::Say("550 5.1.1 no such user here"))
        }
        _ => None,
    })
    .await;
    let office = Office::of(&[&sink]).await;
    let issue = office.issue(30).await;
    office
        .send_until(|| async { office.state(issue).await == IssueState::Done })
        .await;
    assert_eq!(sink.recipients(), ["r9@example.org"]);
    let (states, _) = office.store.subscribers_by_state().await.unwrap();
    assert_eq!((states.confirmed, states.bounced), (1, 29));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_over_whom_the_server_hangs_up_keeps_no_letter_from_the_others() {
    let sink = Sink::start(|step| match step {
        Step::Recipient(to) if to == "r0@example.org" => {
            Some(Odd::Say("421 4.7.0 not now for that domain"))
        }
        _ => None,
    })
    .await;
    let office = Office::of(&[&sink])
        .await
        .with("DATELINE_MAIL_CONNECTIONS", "1");
    let issue = office.issue(4).await;
    office
        .send_until(|| async { sink.taken().len() == 3 })
        .await;
    assert_eq!(sink.recipients(), readers(4)[1..]);
    assert_eq!(office.progress(issue).await.waiting, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_signs_up_while_an_issue_goes_out_slowly_is_asked_before_it_is_out() {
    let sink = Sink::kind().await;
    // More than are taken from the store in between wait at hand.
    let office = Office::of(&[&sink])
        .await
        .with("DATELINE_MAIL_PER_MINUTE", "3000");
    office.issue(300).await;
    let has_asked = AtomicBool::new(false);
    let is_asked = || sink.taken().iter().any(|it| it.to == "ann@example.org");
    office
        .send_until(|| async {
            if sink.taken().len() > 4 && !has_asked.swap(true, Ordering::Relaxed) {
                office.ask("ann@example.org").await;
            }
            is_asked()
        })
        .await;
    assert!(sink.taken().len() < 300, "{}", sink.taken().len());
}
