//! Coverage: entries are added, edited, pinned and taken back, each with its event, and nothing is lost.

mod reading;

use domain::{ArticleKind, CoverageState, Entry, EntryNumber, EntryVersion};
use newsroom::coverage::{self, CoverageError, Edit};
use newsroom::events::{EventKind, EventNumber};
use newsroom::publishing::When;
use newsroom::store::Stretch;

use crate::paper::{TestPaper, at, filing, slug};

const STORM: &str = "storm";

async fn paper_with_coverage(when: When) -> TestPaper {
    let paper = TestPaper::start().await;
    let mut storm = filing(STORM);
    storm.version.kind = ArticleKind::Coverage;
    storm.when = when;
    paper.file(&storm).await;
    paper
}

fn version(text: &str) -> EntryVersion {
    EntryVersion {
        headline: None,
        text: text.parse().unwrap(),
        byline: domain::Byline::default(),
        is_key: false,
    }
}

async fn add(paper: &TestPaper, text: &str) -> EntryNumber {
    try_to_add(paper, STORM, text, false).await.unwrap()
}

async fn try_to_add(
    paper: &TestPaper,
    name: &str,
    text: &str,
    is_pinned: bool,
) -> Result<EntryNumber, CoverageError> {
    let version = version(text);
    coverage::add(&paper.store, &paper.clock, &slug(name), &version, is_pinned).await
}

async fn edit(paper: &TestPaper, number: u32, edit: Edit) -> Result<bool, CoverageError> {
    let number = EntryNumber(number);
    coverage::edit(&paper.store, &paper.clock, &slug(STORM), number, edit).await
}

async fn pin(paper: &TestPaper, number: u32) -> Result<bool, CoverageError> {
    let number = EntryNumber(number);
    coverage::set_pinned(&paper.store, &paper.clock, &slug(STORM), number, true).await
}

async fn remove(paper: &TestPaper, number: u32) -> Result<(), CoverageError> {
    let number = EntryNumber(number);
    coverage::remove(&paper.store, &paper.clock, &slug(STORM), number).await
}

async fn close(paper: &TestPaper) {
    let closed = CoverageState::Closed;
    coverage::set_state(&paper.store, &paper.clock, &slug(STORM), closed)
        .await
        .unwrap();
}

async fn shown(paper: &TestPaper, stretch: Stretch) -> Vec<u32> {
    let article = paper.article(STORM).await.unwrap().id;
    let page = paper.store.entries(article, stretch, 3).await.unwrap();
    numbers(&page.entries)
}

fn numbers(entries: &[Entry]) -> Vec<u32> {
    entries.iter().map(|entry| entry.number.0).collect()
}

#[tokio::test]
async fn whatever_happens_to_an_entry_is_one_event_about_it() {
    let paper = paper_with_coverage(When::Now).await;
    add(&paper, "Wind.").await;
    let text = "Wind and rain.".parse().unwrap();
    let rain = Edit {
        text: Some(text),
        ..Edit::default()
    };
    assert!(edit(&paper, 1, rain).await.unwrap());
    pin(&paper, 1).await.unwrap();
    close(&paper).await;
    remove(&paper, 1).await.unwrap();
    let events = paper.store.events(EventNumber(0), 100).await.unwrap();
    let told: Vec<_> = events.iter().map(|it| (it.kind, it.entry)).collect();
    let one = Some(EntryNumber(1));
    assert_eq!(
        told,
        [
            (EventKind::ArticlePublished, None),
            (EventKind::EntryAdded, one),
            (EventKind::EntryEdited, one),
            (EventKind::EntryPinned, one),
            (EventKind::CoverageChanged, None),
            (EventKind::EntryRemoved, one),
        ]
    );
}

#[tokio::test]
async fn what_changes_nothing_writes_nothing() {
    let paper = paper_with_coverage(When::Now).await;
    add(&paper, "Wind.").await;
    pin(&paper, 1).await.unwrap();
    let before = paper.events().await;
    let same = Edit {
        text: Some("Wind.".parse().unwrap()),
        is_key: Some(false),
        ..Edit::default()
    };
    assert!(!edit(&paper, 1, same).await.unwrap());
    assert!(!pin(&paper, 1).await.unwrap());
    let open = CoverageState::Open;
    let opened = coverage::set_state(&paper.store, &paper.clock, &slug(STORM), open).await;
    assert!(!opened.unwrap());
    assert_eq!(paper.events().await, before);
}

#[tokio::test]
async fn an_edit_changes_what_it_names_and_nothing_else() {
    let paper = paper_with_coverage(When::Now).await;
    let byline = coverage::byline(&["Ada Lindqvist".to_owned()]).unwrap();
    let first = EntryVersion {
        headline: "Gale".parse().ok(),
        byline: byline.clone(),
        ..version("Wind.")
    };
    let (store, clock, storm) = (&paper.store, &paper.clock, slug(STORM));
    coverage::add(store, clock, &storm, &first, false)
        .await
        .unwrap();
    clock.set(at("2023-02-05T12:10:00Z"));
    let no_headline = Edit {
        headline: Some(None),
        is_key: Some(true),
        ..Edit::default()
    };
    edit(&paper, 1, no_headline).await.unwrap();
    let article = paper.article(STORM).await.unwrap().id;
    let entries = store.newest_entries(article, 10).await.unwrap();
    assert_eq!(
        entries[0].version,
        EntryVersion {
            headline: None,
            byline,
            is_key: true,
            ..version("Wind.")
        }
    );
    assert_eq!(entries[0].at, at("2023-02-05T12:00:00Z"));
    assert_eq!(entries[0].edited_at, Some(at("2023-02-05T12:10:00Z")));
}

#[tokio::test]
async fn a_removed_entry_is_gone_for_good_and_its_number_with_it() {
    let paper = paper_with_coverage(When::Now).await;
    add(&paper, "One.").await;
    add(&paper, "Two.").await;
    remove(&paper, 2).await.unwrap();
    assert_eq!(shown(&paper, Stretch::Newest).await, [1]);
    assert_eq!(add(&paper, "Three.").await, EntryNumber(3));
    for error in [
        remove(&paper, 2).await.unwrap_err(),
        pin(&paper, 2).await.unwrap_err(),
        edit(&paper, 2, Edit::default()).await.unwrap_err(),
    ] {
        assert_eq!(error.to_string(), "entry 2 of `storm` was removed");
    }
    let article = paper.article(STORM).await.unwrap().id;
    let all = paper
        .store
        .entry_standings(article, None, 10)
        .await
        .unwrap();
    let removed: Vec<bool> = all.iter().map(|it| it.is_removed).collect();
    assert_eq!(removed, [false, true, false]);
    assert_eq!(all[1].entry.version, version("Two."));
}

#[tokio::test]
async fn what_cannot_be_done_is_refused_in_a_sentence_and_leaves_no_trace() {
    let paper = paper_with_coverage(When::Now).await;
    paper.publish_new("ferry").await;
    add(&paper, "One.").await;
    close(&paper).await;
    let before = paper.events().await;
    for (refused, why) in [
        (
            try_to_add(&paper, "nothing", "x", false).await,
            "no article `nothing`",
        ),
        (
            try_to_add(&paper, "ferry", "x", false).await,
            "`ferry` is no coverage",
        ),
        (try_to_add(&paper, STORM, "x", false).await, "is closed"),
        (
            remove(&paper, 9).await.map(|()| EntryNumber(9)),
            "has no entry 9",
        ),
    ] {
        let error = refused.unwrap_err().to_string();
        assert!(error.contains(why), "{error}");
    }
    assert_eq!(paper.events().await, before);
    assert_eq!(shown(&paper, Stretch::Newest).await, [1]);
    let nameless = coverage::byline(&["***".to_owned()]).unwrap_err();
    assert!(nameless.to_string().contains("***"));
}

#[tokio::test]
async fn three_entries_stand_above_the_others_and_no_more() {
    let paper = paper_with_coverage(When::Now).await;
    for text in ["One.", "Two.", "Three.", "Four."] {
        add(&paper, text).await;
    }
    for number in 1..=3 {
        pin(&paper, number).await.unwrap();
    }
    let error = pin(&paper, 4).await.unwrap_err().to_string();
    assert!(error.contains("3 entries of `storm` are pinned"), "{error}");
    let at_once = try_to_add(&paper, STORM, "Five.", true).await.unwrap_err();
    assert!(at_once.to_string().contains("unpin one of them"));
    assert_eq!(shown(&paper, Stretch::Newest).await, [4]);
    remove(&paper, 3).await.unwrap();
    pin(&paper, 4).await.unwrap();
    let article = paper.article(STORM).await.unwrap().id;
    let pinned = paper.store.pinned_entries(article, 10).await.unwrap();
    assert_eq!(numbers(&pinned), [4, 2, 1]);
}

#[tokio::test]
async fn of_coverage_that_nobody_can_see_nothing_is_logged() {
    let paper = paper_with_coverage(When::Draft).await;
    add(&paper, "Wind.").await;
    pin(&paper, 1).await.unwrap();
    close(&paper).await;
    assert_eq!(paper.events().await, []);
    assert_eq!(shown(&paper, Stretch::Newest).await, Vec::<u32>::new());
}

#[tokio::test]
async fn importing_the_article_again_leaves_its_entries_alone() {
    let paper = TestPaper::start().await;
    let file =
        |body: &str| format!("---\ntitle: Storm\nsection: City\ntype: coverage\n---\n{body}\n");
    paper.write("storm.md", file("It begins."));
    paper.import().await;
    add(&paper, "Wind.").await;
    paper.write("storm.md", file("It goes on."));
    let report = paper.import().await;
    assert_eq!((report.updated, report.problems), (1, vec![]));
    assert_eq!(shown(&paper, Stretch::Newest).await, [1]);
}
