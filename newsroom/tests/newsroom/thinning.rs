//! What is let go of what a script saved every few seconds.

use domain::Moment;
use newsroom::desk::account::Account;
use newsroom::desk::manuscript::Manuscript;
use newsroom::desk::role::Role;
use newsroom::desk::saving::{self, Saved};
use newsroom::desk::story::{SaveKind, SaveNumber, StoryId};
use newsroom::desk::thinning::thin;

use crate::paper::TestPaper;
use crate::settings::account;

const MINUTE: i64 = 60_000_000;
const DAY: i64 = 24 * 60 * MINUTE;

struct Story<'a> {
    paper: &'a TestPaper,
    by: Account,
    id: StoryId,
    began: Moment,
}

fn saying(words: &str) -> Manuscript {
    Manuscript {
        headline: "A bridge".to_owned(),
        body: words.to_owned(),
        ..Manuscript::default()
    }
}

impl<'a> Story<'a> {
    async fn begin(paper: &'a TestPaper) -> Self {
        let by = account(paper, "Ann", Role::Editor).await;
        let began = saving::begin(&paper.store, &paper.clock, &by, &saying("0"), None).await;
        Self {
            paper,
            by,
            id: began.unwrap(),
            began: paper.clock.now(),
        }
    }

    /// Saves so many minutes after the story was begun.
    async fn save(&self, minutes: i64, base: u32, kind: SaveKind, words: &str) -> Saved {
        let Self { paper, by, id, .. } = self;
        paper.clock.set(self.began.shifted(minutes * MINUTE));
        let based = (SaveNumber(base), kind);
        let manuscript = saying(words);
        let saved = saving::save(&paper.store, &paper.clock, by, *id, based, &manuscript);
        saved.await.unwrap()
    }

    async fn thin_after(&self, days: i64) {
        self.paper.clock.set(self.began.shifted(days * DAY));
        while thin(&self.paper.store, &self.paper.clock).await.unwrap() > 0 {}
    }

    /// The saves that are there, each with what it is based on, the oldest first.
    async fn there(&self) -> Vec<(u32, Option<u32>)> {
        let saves = self.paper.store.saves(self.id, None, 100).await.unwrap();
        let mut there: Vec<_> = saves
            .iter()
            .map(|save| (save.number.0, save.base.map(|base| base.0)))
            .collect();
        there.reverse();
        there
    }
}

#[tokio::test]
async fn one_an_hour_is_left_of_what_is_old() {
    let paper = TestPaper::start().await;
    let story = Story::begin(&paper).await;
    for (number, minutes) in (1..).zip([1, 2, 50, 61, 62, 63]) {
        let words = number.to_string();
        story.save(minutes, number, SaveKind::Auto, &words).await;
    }
    story.save(64, 7, SaveKind::Hand, "by hand").await;
    story.thin_after(29).await;
    assert_eq!(story.there().await.len(), 8);
    story.thin_after(31).await;
    assert_eq!(
        story.there().await,
        [(1, None), (4, Some(1)), (7, Some(4)), (8, Some(7))]
    );
}

#[tokio::test]
async fn what_something_depends_on_stays() {
    let paper = TestPaper::start().await;
    let story = Story::begin(&paper).await;
    for (number, words) in (1..).zip(["a", "a\n\nb", "a\n\nb\n\nc", "a\n\nb\n\nd"]) {
        story
            .save(number.into(), number, SaveKind::Auto, words)
            .await;
    }
    // Somebody else's text is based on save 3, and is brought together with what is newer.
    let merged = story.save(6, 3, SaveKind::Auto, "A\n\nb").await;
    assert!(matches!(merged, Saved::Merged(..)), "{merged:?}");
    let (store, clock) = (&paper.store, &paper.clock);
    saving::restore(store, clock, &story.by, story.id, SaveNumber(4))
        .await
        .unwrap();
    story.save(8, 8, SaveKind::Auto, "e").await;
    story.save(9, 9, SaveKind::Auto, "f").await;
    story.thin_after(31).await;
    let numbers: Vec<u32> = story
        .there()
        .await
        .iter()
        .map(|(number, _)| *number)
        .collect();
    // Begun, what was based upon, what was gone back to, the one before the two were brought together, those, and the newest.
    assert_eq!(numbers, [1, 3, 4, 5, 6, 7, 8, 10]);
}
