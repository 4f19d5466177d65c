//! A paper with readers, and somebody who sends.

use std::collections::HashMap;
use std::time::Duration;

use domain::EmailAddress;
use newsroom::clock::Clock;
use newsroom::letters::{
    Contents, Definition, Gathers, IssueId, IssueState, LetterId, PaperFacts, Progress, SignUp,
    Source, SubscriberId, SubscriberState, sign_up,
};
use newsroom::store::{DatabaseUrl, Store};
use server::letters::Letters;
use server::outside::Pace;
use server::pings::Standing;
use server::settings::Settings;
use tempfile::TempDir;
use tokio::sync::watch;

use super::sink::Sink;

pub const PACE: Pace = Pace {
    look: Duration::from_millis(50),
    first_wait: Duration::from_millis(60),
    longest_wait: Duration::from_millis(200),
};
pub const LONG: Duration = Duration::from_secs(30);

/// A paper with readers, and somebody who sends.
pub struct Office {
    pub store: Store,
    pub clock: Clock,
    folder: TempDir,
    settings: HashMap<&'static str, String>,
}

impl Office {
    pub async fn of(sinks: &[&Sink]) -> Self {
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

    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        self.settings.insert(name, value.to_owned());
        self
    }

    pub async fn letters(&self) -> Letters {
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

    /// Sends in the background until that is so; returns how often a mail server failed.
    pub async fn send_until<F: Future<Output = bool>>(&self, is_so: impl Fn() -> F) -> u64 {
        let (stop, stopped) = watch::channel(false);
        let letters = self.letters().await;
        let standing = Standing::default();
        let sending = tokio::spawn(letters.keep_sending(PACE, standing.clone(), stopped));
        let waited = tokio::time::timeout(LONG, async {
            while !is_so().await {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        });
        waited.await.expect("it did not happen");
        stop.send(true).unwrap();
        sending.await.unwrap();
        standing.facts().failures
    }

    pub async fn letter(&self) -> LetterId {
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

    pub async fn subscribe(&self, address: &str) -> SubscriberId {
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
    pub async fn issue(&self, readers: usize) -> IssueId {
        let letter = self.letter().await;
        for number in 0..readers {
            self.subscribe(&format!("r{number}@example.org")).await;
        }
        self.compose(letter).await
    }

    pub async fn compose(&self, letter: LetterId) -> IssueId {
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

    pub async fn progress(&self, issue: IssueId) -> Progress {
        self.store.progress(issue).await.unwrap()
    }

    pub async fn state(&self, issue: IssueId) -> IssueState {
        self.store.issue(issue).await.unwrap().unwrap().state
    }

    pub async fn ask(&self, address: &str) {
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

pub fn readers(count: usize) -> Vec<String> {
    let mut all: Vec<String> = (0..count).map(|it| format!("r{it}@example.org")).collect();
    all.sort();
    all
}
