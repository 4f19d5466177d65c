//! Nothing is lost whatever the mail server does.

use newsroom::letters::{IssueState, Progress, SubscriberState};

use super::office::{Office, readers};
use super::sink::{Odd, Sink, Step};

#[tokio::test(flavor = "multi_thread")]
async fn a_recipient_who_is_greylisted_gets_the_letter_later() {
    let mut left = 2;
    let sink = Sink::start(move |step| match step {
        Step::Recipient(to) if to == "r1@example.org" && left > 0 => {
            left -= 1;
            Some(Odd::Say("451 4.7.1 greylisted, come back later"))
        }
        _ => None,
    })
    .await;
    let office = Office::of(&[&sink]).await;
    let issue = office.issue(3).await;
    office
        .send_until(|| async { office.state(issue).await == IssueState::Done })
        .await;
    assert_eq!(sink.recipients(), readers(3));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recipient_there_is_not_is_not_tried_again_and_the_others_get_theirs() {
    let sink = Sink::start(|step| match step {
        Step::Recipient(to) if to == "r1@example.org" => {
            Some(Odd::Say("550 5.1.1 no such user here"))
        }
        Step::Recipient(to) if to == "r2@example.org" => {
            Some(Odd::Say("550 5.7.1 we do not like your kind"))
        }
        _ => None,
    })
    .await;
    let office = Office::of(&[&sink]).await;
    let issue = office.issue(4).await;
    office
        .send_until(|| async { office.state(issue).await == IssueState::Done })
        .await;
    assert_eq!(sink.recipients(), ["r0@example.org", "r3@example.org"]);
    let states = [1, 2].map(|number| format!("r{number}@example.org"));
    let mut found = Vec::new();
    for address in states {
        let address = address.parse().unwrap();
        found.push(
            office
                .store
                .subscriber_with(&address)
                .await
                .unwrap()
                .unwrap()
                .state,
        );
    }
    assert_eq!(
        found,
        [SubscriberState::Bounced, SubscriberState::Confirmed]
    );
    // The next issue is not for whoever is not there.
    let letter = office.store.letters().await.unwrap()[0].id;
    let next = office.compose(letter).await;
    assert_eq!(office.progress(next).await.waiting, 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_hangs_up_in_the_middle_of_a_letter_gets_it_again() {
    let mut left = 3;
    let sink = Sink::start(move |step| match step {
        Step::Middle(_) if left > 0 => {
            left -= 1;
            Some(Odd::Close)
        }
        _ => None,
    })
    .await;
    let office = Office::of(&[&sink]).await;
    let issue = office.issue(10).await;
    office
        .send_until(|| async { office.state(issue).await == IssueState::Done })
        .await;
    assert_eq!(sink.recipients(), readers(10));
}

#[tokio::test(flavor = "multi_thread")]
async fn while_the_server_takes_nothing_everything_waits_and_nobody_is_blamed() {
    let mut left = 2;
    let sink = Sink::start(move |step| match step {
        Step::Greeting if left > 0 => {
            left -= 1;
            Some(Odd::Say("421 4.3.2 shutting down"))
        }
        _ => None,
    })
    .await;
    let office = Office::of(&[&sink])
        .await
        .with("DATELINE_MAIL_CONNECTIONS", "1");
    let issue = office.issue(5).await;
    office
        .send_until(|| async { office.state(issue).await == IssueState::Done })
        .await;
    assert_eq!(sink.recipients(), readers(5));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sender_who_is_refused_is_no_readers_fault() {
    let sink = Sink::start(|step| match step {
        Step::Sender(_) => Some(Odd::Say("550 5.7.1 you may not send")),
        _ => None,
    })
    .await;
    let office = Office::of(&[&sink]).await;
    let issue = office.issue(3).await;
    let mut tries = 0;
    let counted = std::cell::RefCell::new(&mut tries);
    office
        .send_until(|| async {
            **counted.borrow_mut() += 1;
            **counted.borrow() > 30
        })
        .await;
    assert_eq!(
        office.progress(issue).await,
        Progress {
            waiting: 3,
            ..Progress::default()
        }
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_issue_that_everybody_refuses_waits_until_somebody_has_looked() {
    let sink = Sink::start(|step| match step {
        Step::End(_) => Some(Odd::Say("554 5.7.1 this is spam")),
        _ => None,
    })
    .await;
    let office = Office::of(&[&sink]).await;
    let issue = office.issue(60).await;
    office
        .send_until(|| async { office.state(issue).await == IssueState::Paused })
        .await;
    let progress = office.progress(issue).await;
    assert!((20..30).contains(&progress.failed), "{progress:?}");
    assert_eq!(progress.waiting, 60 - progress.failed);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_only_says_that_it_can_encrypt_gets_letters_all_the_same() {
    let sink = Sink::start(|step| match step {
        Step::Hello => Some(Odd::Say("250-sink.example\r\n250 STARTTLS")),
        Step::StartTls => Some(Odd::Say("454 4.7.0 TLS not available")),
        _ => None,
    })
    .await;
    let office = Office::of(&[&sink]).await;
    office.ask("ann@example.org").await;
    office
        .send_until(|| async { !sink.taken().is_empty() })
        .await;
    assert_eq!(sink.recipients(), ["ann@example.org"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_falls_silent_is_given_up_and_tried_again() {
    let mut left = 1;
    let sink = Sink::start(move |step| match step {
        Step::End(_) if left > 0 => {
            left -= 1;
            Some(Odd::Silence)
        }
        _ => None,
    })
    .await;
    let office = Office::of(&[&sink]).await;
    let issue = office.issue(3).await;
    office
        .send_until(|| async { office.state(issue).await == IssueState::Done })
        .await;
    assert_eq!(sink.recipients(), readers(3));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_that_was_taken_without_a_word_comes_twice_rather_than_never() {
    let mut left = 1;
    let sink = Sink::start(move |step| match step {
        Step::End(to) if to == "r1@example.org" && left > 0 => {
            left -= 1;
            Some(Odd::TakeAndClose)
        }
        _ => None,
    })
    .await;
    let office = Office::of(&[&sink]).await;
    let issue = office.issue(3).await;
    office
        .send_until(|| async { office.state(issue).await == IssueState::Done })
        .await;
    let mut expected = readers(3);
    expected.insert(1, "r1@example.org".to_owned());
    assert_eq!(sink.recipients(), expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_takes_one_letter_over_a_connection_and_closes_it_has_not_failed() {
    for goodbye in [Odd::Close, Odd::Say("421 4.7.0 one is enough")] {
        let mut letters = 0;
        let sink = Sink::start(move |step| match step {
            Step::Greeting => {
                letters = 0;
                None
            }
            Step::Sender(_) => {
                letters += 1;
                (letters > 1).then(|| goodbye.clone())
            }
            _ => None,
        })
        .await;
        let office = Office::of(&[&sink])
            .await
            .with("DATELINE_MAIL_CONNECTIONS", "1");
        let issue = office.issue(5).await;
        let failures = office
            .send_until(|| async { office.state(issue).await == IssueState::Done })
            .await;
        assert_eq!(sink.recipients(), readers(5));
        assert_eq!(failures, 0);
    }
}
