//! A paper that has sent letters, and the reports that come back about them.

use domain::Moment;
use newsroom::letters::returned::{Kind, Returned, take_back};
use newsroom::letters::{
    Asked, Confirmed, Contents, Definition, DeliveryId, Gathers, Letter, Link, LinkKey, Outcome,
    Schedule, SignUp, Source, SubscriberId, SubscriberState, confirm, sign_up,
};

use crate::paper::{TestPaper, slug};

const DAY: i64 = 24 * 3600 * 1_000_000;

/// A paper with one letter, to which Ann and Ben are subscribed.
pub struct Sending {
    pub paper: TestPaper,
    pub key: LinkKey,
    pub letter: Letter,
    pub ann: SubscriberId,
    pub ben: SubscriberId,
}

impl Sending {
    pub async fn start() -> Self {
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

    pub fn now(&self) -> Moment {
        self.paper.clock.now()
    }

    pub fn after_days(&self, days: i64) {
        self.paper.clock.set(self.now().shifted(days * DAY));
    }

    /// Sends an issue to everybody who gets it; the copy of that reader.
    pub async fn send_to(&self, reader: SubscriberId) -> DeliveryId {
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

    pub async fn queue_for(&self, reader: SubscriberId) -> DeliveryId {
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
    pub async fn due(&self) -> Vec<(DeliveryId, SubscriberId)> {
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
    pub fn report(&self, name: &str, about: DeliveryId) -> String {
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

    /// Ann asks for the letter anew and confirms it.
    pub async fn ann_confirms_again(&self) {
        let (store, clock) = (&self.paper.store, &self.paper.clock);
        let address = "ann@example.org".parse().unwrap();
        let wish = SignUp {
            address: &address,
            letters: &[slug("morning")],
            form: "page",
            wording: "",
        };
        let asked = sign_up(store, clock, wish).await.unwrap();
        let Asked::Confirmation(consent) = asked else {
            panic!("asked too often");
        };
        let confirmed = confirm(store, clock, consent).await.unwrap();
        assert_eq!(confirmed, Confirmed::Now(self.ann));
    }

    pub async fn take_back(&self, message: impl AsRef<[u8]>) -> Returned {
        let (store, clock) = (&self.paper.store, &self.paper.clock);
        take_back(store, clock, message.as_ref()).await.unwrap()
    }

    pub async fn state(&self, id: SubscriberId) -> SubscriberState {
        let subscriber = self.paper.store.subscriber(id).await.unwrap();
        subscriber.unwrap().state
    }

    pub async fn letters(&self, id: SubscriberId) -> usize {
        let subscriber = self.paper.store.subscriber(id).await.unwrap();
        subscriber.unwrap().letters.len()
    }
}

/// Kind, status and whether it ended the subscription.
pub fn counted(returned: &Returned) -> (Kind, String, bool) {
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
