//! What a letter that came back does to a subscription.

use domain::EmailAddress;
use newsroom::letters::returned::{About, Ignored, Kind, Report, Returned, count};
use newsroom::letters::{SubscriberId, SubscriberState, erase};

use super::sending::{Sending, counted};

#[tokio::test]
async fn a_letter_counts_once_for_each_kind_however_often_it_is_reported() {
    let sending = Sending::start().await;
    let copy = sending.send_to(sending.ann).await;
    let full = sending.report("postfix_full_mailbox", copy);
    assert_eq!(counted(&sending.take_back(&full).await).0, Kind::Soft);
    for _ in 0..10 {
        assert_eq!(sending.take_back(&full).await, Returned::Before);
    }
    assert_eq!(sending.state(sending.ann).await, SubscriberState::Confirmed);
    let gone = sending.report("postfix_unknown_user", copy);
    assert_eq!(counted(&sending.take_back(&gone).await).0, Kind::Hard);
    assert_eq!(sending.take_back(&gone).await, Returned::Before);
    assert_eq!(sending.take_back(&full).await, Returned::Before);
    let spam = sending.report("complaint", copy);
    assert_eq!(counted(&sending.take_back(&spam).await).0, Kind::Complaint);
    assert_eq!(sending.take_back(&spam).await, Returned::Before);
    assert_eq!(
        sending.state(sending.ann).await,
        SubscriberState::Complained
    );
}

#[tokio::test]
async fn five_letters_in_a_row_that_came_back_for_now_end_it() {
    let sending = Sending::start().await;
    for number in 1..=5 {
        let copy = sending.send_to(sending.ann).await;
        sending.after_days(1);
        let full = sending.report("postfix_full_mailbox", copy);
        let ended = counted(&sending.take_back(&full).await).2;
        assert_eq!(ended, number == 5, "after {number}");
    }
    assert_eq!(sending.state(sending.ann).await, SubscriberState::Bounced);
}

#[tokio::test]
async fn a_letter_that_arrived_between_makes_the_count_begin_anew() {
    let sending = Sending::start().await;
    for number in 1..=12 {
        let copy = sending.send_to(sending.ann).await;
        sending.after_days(8);
        // Every fourth arrives.
        if number % 4 != 0 {
            let full = sending.report("postfix_full_mailbox", copy);
            assert!(!counted(&sending.take_back(&full).await).2, "{number}");
        }
    }
    assert_eq!(sending.state(sending.ann).await, SubscriberState::Confirmed);
}

#[tokio::test]
async fn what_still_waits_for_somebody_who_is_gone_or_complained_is_not_sent() {
    for name in ["postfix_unknown_user", "complaint"] {
        let sending = Sending::start().await;
        let copy = sending.send_to(sending.ann).await;
        sending.after_days(1);
        sending.queue_for(sending.ann).await;
        sending.take_back(&sending.report(name, copy)).await;
        let due: Vec<SubscriberId> = sending.due().await.into_iter().map(|(_, it)| it).collect();
        assert_eq!(due, [sending.ben], "{name}");
    }
}

#[tokio::test]
async fn a_complaint_stays_one_whatever_comes_back_after_it() {
    let sending = Sending::start().await;
    let first = sending.send_to(sending.ann).await;
    sending.after_days(1);
    let second = sending.send_to(sending.ann).await;
    sending.take_back(&sending.report("complaint", first)).await;
    let gone = sending.report("postfix_unknown_user", second);
    assert_eq!(counted(&sending.take_back(&gone).await).0, Kind::Hard);
    assert_eq!(
        sending.state(sending.ann).await,
        SubscriberState::Complained
    );
}

#[tokio::test]
async fn a_letter_that_was_sent_before_its_reader_confirmed_again_does_not_count() {
    let outdated = Returned::Ignored(Ignored::ConfirmedSince);
    for name in ["postfix_full_mailbox", "postfix_unknown_user"] {
        let sending = Sending::start().await;
        let before = sending.send_to(sending.ann).await;
        sending.after_days(1);
        sending.ann_confirms_again().await;
        sending.after_days(1);
        let report = sending.report(name, before);
        assert_eq!(sending.take_back(&report).await, outdated, "{name}");
        assert_eq!(sending.take_back(&report).await, Returned::Before, "{name}");
        let state = sending.state(sending.ann).await;
        assert_eq!(state, SubscriberState::Confirmed, "{name}");
        let after = sending.send_to(sending.ann).await;
        counted(&sending.take_back(&sending.report(name, after)).await);
    }
}

#[tokio::test]
async fn letters_from_before_a_confirmation_are_none_of_the_five_that_end_it() {
    let sending = Sending::start().await;
    let mut before = Vec::new();
    for _ in 0..4 {
        before.push(sending.send_to(sending.ann).await);
        sending.after_days(1);
    }
    sending.ann_confirms_again().await;
    sending.after_days(1);
    let full = "postfix_full_mailbox";
    for copy in before {
        sending.take_back(&sending.report(full, copy)).await;
    }
    let after = sending.send_to(sending.ann).await;
    let returned = sending.take_back(&sending.report(full, after)).await;
    assert!(!counted(&returned).2);
    assert_eq!(sending.state(sending.ann).await, SubscriberState::Confirmed);
}

#[tokio::test]
async fn a_complaint_counts_whenever_the_letter_was_sent() {
    let sending = Sending::start().await;
    let copy = sending.send_to(sending.ann).await;
    sending.after_days(1);
    sending.ann_confirms_again().await;
    sending.after_days(1);
    let spam = sending.report("complaint", copy);
    assert!(counted(&sending.take_back(&spam).await).2);
    assert_eq!(sending.letters(sending.ann).await, 0);
}

#[tokio::test]
async fn a_report_about_somebody_who_was_erased_finds_nobody() {
    let sending = Sending::start().await;
    let copy = sending.send_to(sending.ann).await;
    assert!(erase(&sending.paper.store, sending.ann).await.unwrap());
    for name in ["postfix_unknown_user", "complaint_redacted"] {
        let report = sending.report(name, copy);
        assert_eq!(sending.take_back(&report).await, Returned::Nobody, "{name}");
    }
}

#[tokio::test]
async fn an_address_counts_only_from_somebody_who_has_proved_who_they_are() {
    let sending = Sending::start().await;
    let ann: EmailAddress = "ANN@example.org".parse().unwrap();
    let report = |kind| Report {
        about: About::Address(ann.clone()),
        kind,
        status: None,
        reason: "mailbox full".to_owned(),
    };
    let (store, clock) = (&sending.paper.store, &sending.paper.clock);
    let soft = count(store, clock, &report(Kind::Soft)).await.unwrap();
    assert_eq!(soft, Returned::Nobody, "nothing was sent to Ann");
    sending.send_to(sending.ann).await;
    let soft = count(store, clock, &report(Kind::Soft)).await.unwrap();
    assert_eq!(counted(&soft).0, Kind::Soft);
    let again = count(store, clock, &report(Kind::Soft)).await.unwrap();
    assert_eq!(again, Returned::Before);
    let hard = count(store, clock, &report(Kind::Hard)).await.unwrap();
    assert!(counted(&hard).2);
    assert_eq!(sending.state(sending.ann).await, SubscriberState::Bounced);
    let nobody = Report {
        about: About::Address("cem@example.org".parse().unwrap()),
        ..report(Kind::Complaint)
    };
    assert_eq!(
        count(store, clock, &nobody).await.unwrap(),
        Returned::Nobody
    );
}
