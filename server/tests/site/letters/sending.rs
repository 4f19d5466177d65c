//! What is due is sent, each copy once, whatever the mail server does.

use std::collections::HashMap;
use std::time::Duration;

use domain::{EmailAddress, Moment};
use newsroom::clock::Clock;
use newsroom::letters::{
    Contents, Definition, Gathers, IssueId, IssueState, LetterId, PaperFacts, Progress, SignUp,
    Source, SubscriberId, SubscriberState, sign_up,
};
use newsroom::store::{DatabaseUrl, Store};
use server::letters::Letters;
use server::outside::Pace;
use server::settings::Settings;
use tempfile::TempDir;
use tokio::sync::watch;

use super::sink::{Odd, Sink, Step};

const PACE: Pace = Pace {
    look: Duration::from_millis(50),
    first_wait: Duration::from_millis(60),
    longest_wait: Duration::from_millis(200),
};
const LONG: Duration = Duration::from_secs(30);

/// A paper with readers, and somebody who sends.
struct Office {
    store: Store,
    clock: Clock,
    folder: TempDir,
    settings: HashMap<&'static str, String>,
}

impl Office {
    async fn of(sinks: &[&Sink]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = DatabaseUrl::file(&folder.path().join("paper.sqlite"));
        let urls: Vec<String> = sinks
            .iter()
            .map(|it| format!("smtp://{}", it.address))
            .collect();
        let mut settings = HashMap::new();
        settings.insert("DATELINE_URL", "https://paper.example".to_owned());
        settings.insert("DATELINE_SMTP_URL", urls.join(" "));
        settings.insert("DATELINE_MAIL_PATIENCE", "2".to_owned());
        Self {
            store: Store::open(&file).await.unwrap(),
            clock: Clock::system(),
            folder,
            settings,
        }
    }

    fn with(mut self, name: &'static str, value: &str) -> Self {
        self.settings.insert(name, value.to_owned());
        self
    }

    async fn letters(&self) -> Letters {
        let settings = Settings::read(|name| self.settings.get(name).cloned()).unwrap();
        let facts = PaperFacts {
            name: "The Paper".to_owned(),
            url: settings.url.clone(),
            language: settings.language.clone(),
            time_zone: settings.time_zone(),
            postal_address: None,
        };
        Letters::open(
            &self.store,
            &self.clock,
            facts,
            self.folder.path(),
            &settings.mail,
        )
        .await
        .unwrap()
    }

    /// Sends in the background until that is so.
    async fn send_until<F: Future<Output = bool>>(&self, is_so: impl Fn() -> F) {
        let (stop, stopped) = watch::channel(false);
        let letters = self.letters().await;
        let sending = tokio::spawn(letters.keep_sending(PACE, Default::default(), stopped));
        let waited = tokio::time::timeout(LONG, async {
            while !is_so().await {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        });
        waited.await.expect("it did not happen");
        stop.send(true).unwrap();
        sending.await.unwrap();
    }

    async fn letter(&self) -> LetterId {
        let definition = Definition {
            slug: "morning".parse().unwrap(),
            name: "The morning letter".to_owned(),
            promise: "What happened.".to_owned(),
            schedule: "by-hand".parse().unwrap(),
            gathers: vec![Gathers::Newest],
            sections: Vec::new(),
            shortest: 1,
            longest: 10,
            reply_to: Some("desk@paper.example".parse().unwrap()),
        };
        let mut writing = self.store.write().await.unwrap();
        let now = self.clock.now();
        writing
            .define_letter(&definition, Source::Command, 0, now)
            .await
            .unwrap();
        writing.commit().await.unwrap();
        let letters = self.store.letters().await.unwrap();
        letters[0].id
    }

    async fn subscribe(&self, address: &str) -> SubscriberId {
        let address: EmailAddress = address.parse().unwrap();
        let now = self.clock.now();
        let mut writing = self.store.write().await.unwrap();
        let id = writing.subscriber_at(&address, now).await.unwrap();
        writing
            .put_subscriber_in_state(id, SubscriberState::Confirmed, now)
            .await
            .unwrap();
        writing
            .subscribe(id, &["morning".parse().unwrap()], now)
            .await
            .unwrap();
        writing.commit().await.unwrap();
        id
    }

    /// An issue for so many readers, `r0@example.org` and on.
    async fn issue(&self, readers: usize) -> IssueId {
        let letter = self.letter().await;
        for number in 0..readers {
            self.subscribe(&format!("r{number}@example.org")).await;
        }
        self.compose(letter).await
    }

    async fn compose(&self, letter: LetterId) -> IssueId {
        let contents = Contents {
            subject: "Snow — and more".to_owned(),
            preheader: "It snowed.".to_owned(),
            html: "<p>It snowed.</p><a href=\"{{unsubscribe}}\">Leave</a> <a href=\"{{preferences}}\">Change</a>".to_owned(),
            plain: "It snowed.\n.\n..\nLeave: {{unsubscribe}}\n".to_owned(),
            articles: Vec::new(),
        };
        let now = self.clock.now();
        let mut writing = self.store.write().await.unwrap();
        let slot = format!("by-hand/{}", now.micros());
        let added = writing
            .add_issue(letter, &slot, &contents, now, now)
            .await
            .unwrap();
        writing.commit().await.unwrap();
        added.unwrap().0
    }

    async fn progress(&self, issue: IssueId) -> Progress {
        self.store.progress(issue).await.unwrap()
    }

    async fn state(&self, issue: IssueId) -> IssueState {
        self.store.issue(issue).await.unwrap().unwrap().state
    }

    async fn ask(&self, address: &str) {
        let address: EmailAddress = address.parse().unwrap();
        let wish = SignUp {
            address: &address,
            letters: &[],
            form: "box",
            wording: "",
        };
        sign_up(&self.store, &self.clock, wish).await.unwrap();
    }
}

fn readers(count: usize) -> Vec<String> {
    let mut all: Vec<String> = (0..count).map(|it| format!("r{it}@example.org")).collect();
    all.sort();
    all
}

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
async fn who_left_since_gets_nothing_and_who_was_erased_neither() {
    let sink = Sink::kind().await;
    let office = Office::of(&[&sink]).await;
    let issue = office.issue(3).await;
    let letter = office.store.letters().await.unwrap()[0].id;
    let mut writing = office.store.write().await.unwrap();
    assert!(writing.unsubscribe(SubscriberId(1), letter).await.unwrap());
    assert!(writing.erase_subscriber(SubscriberId(2)).await.unwrap());
    writing.commit().await.unwrap();
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
