//! Letters to try things with, and readers who get them.

use domain::{Markdown, Moment, Slug};
use jiff::tz::TimeZone;
use newsroom::letters::{
    Contents, Definition, Gathers, Issue, Letter, PaperFacts, Source, SubscriberState, compose,
};
use newsroom::publishing::{Filing, When};

use crate::paper::{TestPaper, at, filing, section, slug};

pub const HOUR: i64 = 3_600_000_000;

/// A paper in New York.
pub fn facts() -> PaperFacts {
    PaperFacts {
        name: "The Harbour Post".to_owned(),
        url: "https://paper.example".to_owned(),
        language: "en".parse().unwrap(),
        time_zone: TimeZone::get("America/New_York").unwrap(),
        postal_address: Some("1 Quay Street, New York".to_owned()),
    }
}

/// A letter with the newest of everything.
pub fn definition(name: &str, schedule: &str) -> Definition {
    Definition {
        slug: slug(name),
        name: format!("The {name} letter"),
        promise: "What happened.".to_owned(),
        schedule: schedule.parse().unwrap(),
        gathers: vec![Gathers::Newest],
        sections: Vec::new(),
        shortest: 1,
        longest: 10,
        reply_to: None,
    }
}

impl TestPaper {
    pub async fn define(&self, definition: &Definition) -> Letter {
        let mut writing = self.store.write().await.unwrap();
        let now = self.clock.now();
        assert!(
            writing
                .define_letter(definition, Source::Command, 0, now)
                .await
                .unwrap()
        );
        writing.commit().await.unwrap();
        self.letter(definition.slug.as_str()).await
    }

    pub async fn letter(&self, name: &str) -> Letter {
        self.store.letter(&slug(name)).await.unwrap().unwrap()
    }

    /// Somebody who confirmed these letters.
    pub async fn subscriber(&self, address: &str, letters: &[Slug]) {
        let now = self.clock.now();
        let mut writing = self.store.write().await.unwrap();
        let address = address.parse().unwrap();
        let id = writing.subscriber_at(&address, now).await.unwrap();
        writing
            .put_subscriber_in_state(id, SubscriberState::Confirmed, now)
            .await
            .unwrap();
        writing.subscribe(id, letters, now).await.unwrap();
        writing.commit().await.unwrap();
    }

    /// A story that is published with that time.
    pub async fn story(&self, name: &str, time: &str) {
        self.file(&dated(name, at(time))).await;
    }

    /// What an issue would have, since the day before.
    pub async fn composed(&self, letter: &Letter) -> Option<Contents> {
        let now = self.clock.now();
        compose(&self.store, letter, &facts(), now.shifted(-24 * HOUR), now)
            .await
            .unwrap()
    }

    /// All issues of a letter, the oldest first.
    pub async fn issues(&self, letter: &Letter) -> Vec<Issue> {
        let issues = self.store.issues_of(letter.id, None, 1000).await;
        issues.unwrap().into_iter().rev().collect()
    }

    pub fn pass(&self, micros: i64) {
        self.clock.set(self.clock.now().shifted(micros));
    }
}

pub fn dated(name: &str, moment: Moment) -> Filing {
    Filing {
        when: When::At(moment),
        ..filing(name)
    }
}

/// A story that says as much as one can above its text.
pub fn wordy(name: &str, section_name: &str) -> Filing {
    let mut filing = filing(name);
    filing.section = section(section_name);
    filing.version.kicker = Some("Harbour".parse().unwrap());
    filing.version.standfirst = Some("The first car went over at nine.".parse().unwrap());
    filing.version.body = "Text.".parse::<Markdown>().unwrap();
    filing
}

/// The headlines of an issue's text in the order in which they stand there.
pub fn headlines(contents: &Contents) -> Vec<String> {
    contents
        .plain
        .lines()
        .filter_map(|line| line.strip_prefix("All about "))
        .map(str::to_owned)
        .collect()
}
