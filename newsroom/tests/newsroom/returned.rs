//! Letters that come back: what is read from a report, and what that does to a subscription.

use domain::{EmailAddress, Moment};
use newsroom::letters::returned::{
    About, Ignored, Kind, LONGEST, Report, Returned, count, take_back,
};
use newsroom::letters::{
    Contents, Definition, DeliveryId, Gathers, Letter, Link, LinkKey, Outcome, Schedule, Source,
    SubscriberId, SubscriberState,
};

use crate::paper::{TestPaper, slug};

const DAY: i64 = 24 * 3600 * 1_000_000;

/// A paper with one letter, to which Ann and Ben are subscribed.
struct Sending {
    paper: TestPaper,
    key: LinkKey,
    letter: Letter,
    ann: SubscriberId,
    ben: SubscriberId,
}

impl Sending {
    async fn start() -> Self {
        let paper = TestPaper::start().await;
        let now = paper.clock.now();
        let key = paper.store.link_key().await.unwrap();
        let morning = Definition {
            slug: slug("morning"),
            name: "The Morning".to_owned(),
            promise: "What happened at night.".to_owned(),
            schedule: Schedule::ByHand,
            gathers: vec![Gathers::Newest],
            sections: Vec::new(),
            shortest: 1,
            longest: 10,
            reply_to: None,
        };
        let mut writing = paper.store.write().await.unwrap();
        let source = Source::Program;
        writing
            .define_letter(&morning, source, 1, now)
            .await
            .unwrap();
        let mut readers = Vec::new();
        for address in ["ann@example.org", "ben@example.org"] {
            let id = writing.subscriber_at(&address.parse().unwrap(), now).await;
            let id = id.unwrap();
            let confirmed = SubscriberState::Confirmed;
            writing
                .put_subscriber_in_state(id, confirmed, now)
                .await
                .unwrap();
            writing
                .subscribe(id, &[slug("morning")], now)
                .await
                .unwrap();
            readers.push(id);
        }
        writing.commit().await.unwrap();
        let letter = paper.store.letter(&slug("morning")).await.unwrap().unwrap();
        Self {
            paper,
            key,
            letter,
            ann: readers[0],
            ben: readers[1],
        }
    }

    fn now(&self) -> Moment {
        self.paper.clock.now()
    }

    fn after_days(&self, days: i64) {
        self.paper.clock.set(self.now().shifted(days * DAY));
    }

    /// Sends an issue to everybody who gets it; the copy of that reader.
    async fn send_to(&self, reader: SubscriberId) -> DeliveryId {
        let copy = self.queue_for(reader).await;
        let mut writing = self.paper.store.write().await.unwrap();
        let due = self.due().await;
        for (copy, _) in due {
            writing
                .end_letter(copy, &Outcome::Sent, self.now())
                .await
                .unwrap();
        }
        writing.end_issues().await.unwrap();
        writing.commit().await.unwrap();
        copy
    }

    async fn queue_for(&self, reader: SubscriberId) -> DeliveryId {
        let contents = Contents {
            subject: "Bridge closed".to_owned(),
            preheader: String::new(),
            html: "<p>The bridge is closed.".to_owned(),
            plain: "The bridge is closed.".to_owned(),
            articles: Vec::new(),
        };
        let mut writing = self.paper.store.write().await.unwrap();
        let slot = format!("by-hand/{}", self.now().micros());
        let added = writing.add_issue(self.letter.id, &slot, &contents, self.now(), self.now());
        assert!(added.await.unwrap().is_some());
        writing.commit().await.unwrap();
        let due = self.due().await;
        let copy = due.into_iter().find(|(_, whose)| *whose == reader);
        copy.unwrap().0
    }

    /// The copies that wait to be sent, and for whom.
    async fn due(&self) -> Vec<(DeliveryId, SubscriberId)> {
        let mut all = Vec::new();
        for issue in self.paper.store.issues_under_way().await.unwrap() {
            let due = self
                .paper
                .store
                .due_letters(Some(issue.id), self.now(), 100);
            all.extend(due.await.unwrap());
        }
        all.into_iter()
            .filter_map(|due| Some((due.id, due.subscriber?)))
            .collect()
    }

    /// The report of that name about a copy.
    fn report(&self, name: &str, about: DeliveryId) -> String {
        let path = format!(
            "{}/tests/newsroom/returned/{name}.eml",
            env!("CARGO_MANIFEST_DIR")
        );
        let tag = self.key.bounce_tag(about);
        let link = self
            .key
            .write(Link::Unsubscribe(self.ann, self.letter.id), self.now());
        std::fs::read_to_string(path)
            .unwrap()
            .replace("TAG", &tag)
            .replace("DOTTED", &format!("{}.0011223344556677", tag))
            .replace("LINK", &link)
    }

    async fn take_back(&self, message: impl AsRef<[u8]>) -> Returned {
        let (store, clock) = (&self.paper.store, &self.paper.clock);
        take_back(store, clock, message.as_ref()).await.unwrap()
    }

    async fn state(&self, id: SubscriberId) -> SubscriberState {
        let subscriber = self.paper.store.subscriber(id).await.unwrap();
        subscriber.unwrap().state
    }

    async fn letters(&self, id: SubscriberId) -> usize {
        let subscriber = self.paper.store.subscriber(id).await.unwrap();
        subscriber.unwrap().letters.len()
    }
}

/// Kind, status and whether it ended the subscription.
fn counted(returned: &Returned) -> (Kind, String, bool) {
    match returned {
        Returned::Counted {
            kind,
            status,
            ended,
            ..
        } => (
            *kind,
            status.map(|it| it.to_string()).unwrap_or_default(),
            *ended,
        ),
        other => panic!("{other:?}"),
    }
}

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
async fn a_report_about_somebody_who_was_erased_finds_nobody() {
    let sending = Sending::start().await;
    let copy = sending.send_to(sending.ann).await;
    let mut writing = sending.paper.store.write().await.unwrap();
    assert!(writing.erase_subscriber(sending.ann).await.unwrap());
    writing.commit().await.unwrap();
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
