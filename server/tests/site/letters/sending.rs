//! What is due is sent, each copy once.

use std::time::Duration;

use domain::Moment;
use newsroom::letters::{IssueState, Progress, SubscriberId, erase};
use tokio::sync::watch;

use super::office::{LONG, Office, PACE, readers};
use super::sink::Sink;

#[tokio::test(flavor = "multi_thread")]
async fn whoever_signs_up_is_asked_to_confirm() {
    let sink = Sink::kind().await;
    let office = Office::of(&[&sink]).await;
    office.ask("ann@example.org").await;
    office
        .send_until(|| async { !sink.taken().is_empty() })
        .await;
    let taken = sink.taken();
    assert_eq!(taken.len(), 1);
    assert_eq!(taken[0].to, "ann@example.org");
    assert!(taken[0].from.starts_with("letters+1-"), "{}", taken[0].from);
    assert!(
        taken[0]
            .text
            .contains("https://paper.example/stay-in-touch/confirm/")
    );
    assert!(taken[0].text.contains("Auto-Submitted: auto-generated\r\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_issue_goes_to_every_reader_once_and_is_done() {
    let sink = Sink::kind().await;
    let office = Office::of(&[&sink]).await;
    let issue = office.issue(40).await;
    office
        .send_until(|| async { office.state(issue).await == IssueState::Done })
        .await;
    assert_eq!(sink.recipients(), readers(40));
    assert_eq!(
        office.progress(issue).await,
        Progress {
            sent: 40,
            ..Progress::default()
        }
    );
    let text = &sink.taken()[0].text;
    for header in [
        "List-Id: The morning letter <morning.paper.example>\r\n",
        "List-Unsubscribe: <https://paper.example/stay-in-touch/unsubscribe/",
        "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n",
        "Reply-To: desk@paper.example\r\n",
    ] {
        assert!(text.contains(header), "{header}{text}");
    }
    assert!(!text.contains("{{"), "{text}");
    // A line that is only a dot is no end of the letter.
    assert!(text.contains("\r\n.\r\n..\r\n"), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_left_since_gets_nothing_and_who_was_erased_neither() {
    let sink = Sink::kind().await;
    let office = Office::of(&[&sink]).await;
    let issue = office.issue(3).await;
    let letter = office.store.letters().await.unwrap()[0].id;
    let mut writing = office.store.write().await.unwrap();
    assert!(writing.unsubscribe(SubscriberId(1), letter).await.unwrap());
    writing.commit().await.unwrap();
    assert!(erase(&office.store, SubscriberId(2)).await.unwrap());
    office
        .send_until(|| async { office.state(issue).await == IssueState::Done })
        .await;
    assert_eq!(sink.recipients(), ["r2@example.org"]);
    let expected = Progress {
        sent: 1,
        dropped: 2,
        ..Progress::default()
    };
    assert_eq!(office.progress(issue).await, expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn several_servers_share_the_letters_by_their_weights_and_stand_in_for_each_other() {
    let (one, other) = (Sink::kind().await, Sink::kind().await);
    let office = Office::of(&[&one, &other]).await;
    let urls = format!("smtp://{}?weight=3 smtp://{}", one.address, other.address);
    let office = office.with("DATELINE_SMTP_URL", &urls);
    let issue = office.issue(80).await;
    office
        .send_until(|| async { office.state(issue).await == IssueState::Done })
        .await;
    let mut all = [one.recipients(), other.recipients()].concat();
    all.sort();
    assert_eq!(all, readers(80));
    assert!(!one.taken().is_empty() && !other.taken().is_empty());

    // Nothing listens there any more.
    let gone = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let urls = format!("smtp://{gone} smtp://{}", other.address);
    let office = office.with("DATELINE_SMTP_URL", &urls);
    let letter = office.store.letters().await.unwrap()[0].id;
    let next = office.compose(letter).await;
    office
        .send_until(|| async { office.state(next).await == IssueState::Done })
        .await;
    assert_eq!(office.progress(next).await.sent, 80);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_processes_do_not_both_send() {
    let sink = Sink::kind().await;
    let office = Office::of(&[&sink]).await;
    let issue = office.issue(50).await;
    let (stop, stopped) = watch::channel(false);
    let senders: Vec<_> = [office.letters().await, office.letters().await]
        .into_iter()
        .map(|it| tokio::spawn(it.keep_sending(PACE, Default::default(), stopped.clone())))
        .collect();
    let done = tokio::time::timeout(LONG, async {
        while office.state(issue).await != IssueState::Done {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    });
    done.await.unwrap();
    stop.send(true).unwrap();
    for sender in senders {
        sender.await.unwrap();
    }
    assert_eq!(sink.recipients(), readers(50));
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_to_one_domain_go_no_faster_than_set_and_others_do_not_wait_for_them() {
    let sink = Sink::kind().await;
    let office = Office::of(&[&sink])
        .await
        .with("DATELINE_MAIL_PER_DOMAIN", "1");
    office.letter().await;
    for address in [
        "a@slow.example",
        "b@slow.example",
        "c@other.example",
        "d@third.example",
    ] {
        office.subscribe(address).await;
    }
    let letter = office.store.letters().await.unwrap()[0].id;
    let issue = office.compose(letter).await;
    office
        .send_until(|| async { sink.taken().len() == 3 })
        .await;
    assert_eq!(
        sink.recipients(),
        ["a@slow.example", "c@other.example", "d@third.example"]
    );
    let progress = office.progress(issue).await;
    assert_eq!(
        (progress.sent, progress.waiting, progress.failed),
        (3, 1, 0)
    );
    let due = office
        .store
        .due_letters(Some(issue), office.clock.now(), 10)
        .await
        .unwrap();
    assert_eq!(due, []);
    let soon = Moment::from_micros(office.clock.now().micros() + 61_000_000);
    let due = office
        .store
        .due_letters(Some(issue), soon, 10)
        .await
        .unwrap();
    assert_eq!((due.len(), due[0].failures), (1, 0));
}
