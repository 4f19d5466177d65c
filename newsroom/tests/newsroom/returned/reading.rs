//! What is read from a report, and what is believed of it.

use newsroom::letters::returned::{Ignored, Kind, LONGEST, Returned};
use newsroom::letters::{LinkKey, SubscriberState};

use super::sending::{Sending, counted};

#[tokio::test]
async fn the_reports_of_common_mail_servers_are_understood() {
    let (soft, hard, complaint) = (Kind::Soft, Kind::Hard, Kind::Complaint);
    for (name, kind, status) in [
        ("postfix_unknown_user", hard, "5.1.1"),
        ("postfix_no_such_domain", hard, "5.4.4"),
        ("postfix_full_mailbox", soft, "5.2.2"),
        ("postfix_gave_up", soft, "4.4.1"),
        ("exim_report", hard, "5.1.1"),
        ("exim_sentences", hard, ""),
        ("qmail", hard, "5.1.1"),
        ("exchange_ndr", hard, "5.1.10"),
        ("exchange_sentences", hard, "5.1.1"),
        ("gmail_report", hard, "5.1.1"),
        ("yahoo_sentences", hard, ""),
        ("relay_service", hard, "5.0.0"),
        ("sendmail_blocked", soft, "5.7.1"),
        ("alias_of_two", soft, "5.1.1"),
        ("complaint", complaint, ""),
        ("complaint_redacted", complaint, ""),
    ] {
        for lines in ["\n", "\r\n"] {
            let sending = Sending::start().await;
            let copy = sending.send_to(sending.ann).await;
            let report = sending.report(name, copy).replace('\n', lines);
            let returned = sending.take_back(&report).await;
            let wanted = (kind, status.to_owned(), kind > soft);
            assert_eq!(counted(&returned), wanted, "{name} {returned:?}");
            let state = match kind {
                Kind::Soft => SubscriberState::Confirmed,
                Kind::Hard => SubscriberState::Bounced,
                Kind::Complaint => SubscriberState::Complained,
            };
            assert_eq!(sending.state(sending.ann).await, state, "{name}");
            let letters = usize::from(kind != complaint);
            assert_eq!(sending.letters(sending.ann).await, letters, "{name}");
            assert_eq!(
                sending.state(sending.ben).await,
                SubscriberState::Confirmed,
                "{name}"
            );
        }
    }
}

#[tokio::test]
async fn what_is_of_no_consequence_changes_nothing() {
    let sending = Sending::start().await;
    let copy = sending.send_to(sending.ann).await;
    for (name, wanted) in [
        ("postfix_delayed", Returned::Ignored(Ignored::Delayed)),
        ("exim_warning", Returned::Ignored(Ignored::Delayed)),
        ("delivered", Returned::Ignored(Ignored::Delivered)),
        ("out_of_office", Returned::Ignored(Ignored::AutomaticReply)),
        ("not_spam", Returned::Ignored(Ignored::NotSpam)),
        ("answer", Returned::Unknown),
    ] {
        let report = sending.report(name, copy);
        assert_eq!(sending.take_back(&report).await, wanted, "{name}");
    }
    assert_eq!(sending.state(sending.ann).await, SubscriberState::Confirmed);
    // The copy has not counted as one that came back.
    let report = sending.report("postfix_unknown_user", copy);
    assert!(counted(&sending.take_back(&report).await).2);
}

#[tokio::test]
async fn a_forged_report_ends_nobodys_subscription() {
    let sending = Sending::start().await;
    let copy = sending.send_to(sending.ann).await;
    let tag = sending.key.bounce_tag(copy);
    let (number, signed) = tag.split_once('-').unwrap();
    let others = LinkKey::new(b"the secret of another paper").bounce_tag(copy);
    sending.after_days(1);
    let another = sending.send_to(sending.ben).await;
    for forged in [
        format!("{number}-{}", "0".repeat(16)),
        format!("{}-{signed}", another.0),
        format!("0{number}-{signed}"),
        number.to_owned(),
        String::new(),
        others,
    ] {
        for name in [
            "postfix_unknown_user",
            "exim_sentences",
            "qmail",
            "complaint",
        ] {
            let report = sending.report(name, copy).replace(&tag, &forged);
            assert!(report.contains("ann@example.org"));
            let returned = sending.take_back(&report).await;
            assert_eq!(returned, Returned::NotOurs, "{name} {forged}");
        }
    }
    for reader in [sending.ann, sending.ben] {
        assert_eq!(sending.state(reader).await, SubscriberState::Confirmed);
    }
}

#[tokio::test]
async fn a_tag_counts_in_any_case_as_some_mail_servers_change_it() {
    let sending = Sending::start().await;
    let copy = sending.send_to(sending.ann).await;
    let tag = sending.key.bounce_tag(copy);
    let report = sending.report("postfix_unknown_user", copy);
    let report = report.replace(&tag, &tag.to_uppercase());
    assert!(counted(&sending.take_back(&report).await).2);
}

#[tokio::test]
async fn whatever_else_arrives_is_unknown_and_breaks_nothing() {
    let sending = Sending::start().await;
    let copy = sending.send_to(sending.ann).await;
    let nested = "Content-Type: message/rfc822\n\n".repeat(30_000);
    let deep: String = (0..10_000)
        .map(|depth| format!("Content-Type: multipart/mixed; boundary=b{depth}\n\n--b{depth}\n"))
        .collect();
    let many = format!(
        "From: mailer-daemon@example.org\nContent-Type: multipart/report; boundary=b\n\n{}",
        "--b\n\n550 5.1.1\n".repeat(50_000)
    );
    let hyphens = format!("\n{}", "1-0123456789abcdef ".repeat(50_000));
    for message in [
        Vec::new(),
        b"\n\n\n".to_vec(),
        b"no field at all".to_vec(),
        b": \r\n:\r\n\r\n".to_vec(),
        (0..=255).cycle().take(100_000).collect(),
        vec![b'-'; 2 * LONGEST],
        nested.into_bytes(),
        deep.into_bytes(),
        many.into_bytes(),
        hyphens.into_bytes(),
    ] {
        let returned = sending.take_back(&message).await;
        assert_eq!(returned, Returned::Unknown);
    }
    // Cut off anywhere, it is understood or it is not.
    let report = sending.report("exchange_ndr", copy);
    for end in 0..report.len() {
        let returned = sending.take_back(&report.as_bytes()[..end]).await;
        let is_hard = matches!(
            returned,
            Returned::Counted {
                kind: Kind::Hard,
                ..
            }
        );
        assert!(
            is_hard
                || end < report.find("Action: failed").unwrap() + 20
                || returned == Returned::Before,
            "{end} {returned:?}"
        );
    }
}

#[tokio::test]
async fn a_wrong_encoding_or_a_long_letter_behind_a_report_does_not_matter() {
    let sending = Sending::start().await;
    let copy = sending.send_to(sending.ann).await;
    let report = sending.report("exchange_ndr", copy);
    let mut bytes = report
        .replace("us-ascii", "no-such-charset")
        .replace("quoted-printable", "base64")
        .into_bytes();
    bytes.extend(b"\nMore of the letter: \xff\xfe\x80".repeat(200_000));
    assert!(bytes.len() > 2 * LONGEST);
    assert_eq!(
        counted(&sending.take_back(&bytes).await),
        (Kind::Hard, "5.1.10".to_owned(), true)
    );
}
