//! Whoever is told to stop in the middle of an issue.

use newsroom::letters::{IssueState, Progress};

use super::office::{Office, readers};
use super::sink::{Odd, Sink, Step};

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_that_a_slow_server_has_is_waited_for_so_that_nobody_gets_it_twice() {
    let sink = Sink::start(|step| match step {
        Step::End(_) => Some(Odd::TakeSlowly),
        _ => None,
    })
    .await;
    let office = Office::of(&[&sink])
        .await
        .with("DATELINE_MAIL_PATIENCE", "60");
    let issue = office.issue(2).await;
    // The server has both letters when the one who sends is told to stop.
    office
        .send_until(|| async { sink.taken().len() == 2 })
        .await;
    let sent = Progress {
        sent: 2,
        ..Progress::default()
    };
    assert_eq!(office.progress(issue).await, sent);
    office
        .send_until(|| async { office.state(issue).await == IssueState::Done })
        .await;
    assert_eq!(sink.recipients(), readers(2));
}
