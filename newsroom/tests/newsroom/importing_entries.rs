//! Entries of coverage from files.

use newsroom::coverage;

use crate::paper::{TestPaper, at, slug};

const STORM: &str = "---\ntitle: Storm\nsection: City\ntype: coverage\n---\nIt blows.\n";

fn entry(front: &str, text: &str) -> String {
    format!("---\ncoverage: storm\n{front}---\n{text}\n")
}

async fn texts(paper: &TestPaper) -> Vec<(u32, String)> {
    let article = paper.article("storm").await.unwrap().id;
    let entries = paper.store.newest_entries(article, 10).await.unwrap();
    entries
        .into_iter()
        .map(|entry| (entry.number.0, entry.version.title()))
        .collect()
}

#[tokio::test]
async fn entries_are_numbered_by_their_times_whatever_order_the_files_come_in() {
    let paper = TestPaper::start().await;
    paper.write(
        "a.md",
        entry("date: 2023-02-05T11:00:00Z\nkey: true\n", "Second."),
    );
    paper.write(
        "b.md",
        entry(
            "date: 2023-02-05T10:00:00Z\npinned: true\nheadline: Gale\nbyline: Ada Lindqvist\n",
            "First.",
        ),
    );
    paper.write("storm.md", STORM);
    let report = paper.import().await;
    assert_eq!(
        (report.added, &report.problems, &report.notes),
        (3, &vec![], &vec![])
    );
    assert_eq!(
        texts(&paper).await,
        [(2, "Second.".to_owned()), (1, "Gale".to_owned())]
    );
    let article = paper.article("storm").await.unwrap().id;
    let entries = paper.store.newest_entries(article, 10).await.unwrap();
    assert!(entries[0].version.is_key && entries[1].is_pinned);
    assert_eq!(entries[1].at, at("2023-02-05T10:00:00Z"));
    assert_eq!(entries[1].version.byline.authors().len(), 1);
}

#[tokio::test]
async fn importing_again_changes_what_changed_and_brings_nothing_back() {
    let paper = TestPaper::start().await;
    paper.write("storm.md", STORM);
    for (file, hour) in [("a.md", 10), ("b.md", 11), ("c.md", 11)] {
        paper.write(
            file,
            entry(&format!("date: 2023-02-05T{hour}:00:00Z\n"), file),
        );
    }
    paper.import().await;
    let events = paper.events().await;
    assert_eq!(paper.import().await.unchanged, 4);
    assert_eq!(paper.events().await, events);

    let (store, clock) = (&paper.store, &paper.clock);
    let gone = domain::EntryNumber(3);
    coverage::remove(store, clock, &slug("storm"), gone)
        .await
        .unwrap();
    paper.write("a.md", entry("date: 2023-02-05T10:00:00Z\n", "Edited."));
    let report = paper.import().await;
    assert_eq!((report.updated, report.unchanged), (1, 3));
    let shown = texts(&paper).await;
    assert_eq!(shown, [(2, "b.md".to_owned()), (1, "Edited.".to_owned())]);
}

#[tokio::test]
async fn a_file_that_cannot_be_an_entry_is_named_with_its_line() {
    let paper = TestPaper::start().await;
    paper.write("storm.md", STORM);
    paper.write(
        "ferry.md",
        "---\ntitle: Ferry\nsection: City\n---\nIt sails.\n",
    );
    for (front, text, line, why) in [
        ("", "", 5, "the entry has no text"),
        (
            "date: 2023-02-05T13:00:00Z\n",
            "Later.",
            3,
            "cannot be dated ahead",
        ),
        ("key: perhaps\n", "x", 3, "true or false"),
    ] {
        let file = paper.write("bad.md", entry(front, text));
        let problem = &paper.import().await.problems[0];
        assert_eq!((&problem.path, problem.line), (&file, Some(line)), "{why}");
        assert!(problem.reason.contains(why), "{}", problem.reason);
    }
    for (other, why) in [("nothing", "no article"), ("ferry", "no coverage")] {
        paper.write("bad.md", format!("---\ncoverage: {other}\n---\nText.\n"));
        let problem = &paper.import().await.problems[0];
        assert!(
            problem.line == Some(2) && problem.reason.contains(why),
            "{problem}"
        );
    }
    assert_eq!(texts(&paper).await, []);
}

#[tokio::test]
async fn a_key_that_says_nothing_there_is_noted() {
    let paper = TestPaper::start().await;
    paper.write("storm.md", STORM.replace("type:", "pinned: true\ntype:"));
    paper.write("entry.md", entry("section: City\n", "Text."));
    let report = paper.import().await;
    let notes: Vec<String> = report.notes.iter().map(|note| note.text.clone()).collect();
    assert_eq!(
        notes,
        [
            "`section` says nothing of an entry",
            "`pinned` says nothing here: it stands in an entry of coverage"
        ]
    );
    assert_eq!(report.added, 2);
}
