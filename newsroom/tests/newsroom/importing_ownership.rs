//! Which file an article belongs to.

use std::fs;

use newsroom::publishing::{self, Filed};

use crate::paper::{TestPaper, slug};

const FIRST: &str = "---\ntitle: First\nslug: ferry\nsection: City\n---\n";
const SECOND: &str = "---\ntitle: Second\nsection: City\nslug: ferry\n---\n";

#[tokio::test]
async fn two_files_of_one_import_cannot_share_a_slug() {
    let paper = TestPaper::start().await;
    let first = paper.write("a.md", FIRST);
    let second = paper.write("b.md", SECOND);
    let report = paper.import().await;
    assert_eq!((report.added, report.problems.len()), (1, 1));
    assert_eq!(
        report.problems[0].to_string(),
        format!(
            "{}:4: slug `ferry` already belongs to {}",
            second.display(),
            first.display()
        )
    );
    assert_eq!(headline(&paper).await, "First");
}

#[tokio::test]
async fn a_slug_belongs_to_its_file_across_imports_whatever_the_order() {
    let paper = TestPaper::start().await;
    let owner = paper.write("b.md", FIRST);
    paper.import().await;
    let other = paper.write("a.md", SECOND);
    let report = paper.import().await;
    assert_eq!((report.unchanged, report.problems.len()), (1, 1));
    assert_eq!(report.problems[0].path, other);
    let owner = fs::canonicalize(owner).unwrap();
    assert_eq!(
        report.problems[0].reason,
        format!("slug `ferry` already belongs to {}", owner.display())
    );
    assert_eq!(headline(&paper).await, "First");
}

#[tokio::test]
async fn a_folder_that_was_moved_takes_its_articles_along() {
    let paper = TestPaper::start().await;
    paper.write("old/ferry.md", FIRST);
    paper.import().await;
    let events = paper.events().await;
    fs::rename(paper.articles().join("old"), paper.articles().join("new")).unwrap();
    let report = paper.import().await;
    assert_eq!((report.unchanged, report.problems.len()), (1, 0));
    assert_eq!(paper.events().await, events);

    // From now on the article is the moved file's, and no other takes it.
    let moved = fs::canonicalize(paper.articles().join("new/ferry.md")).unwrap();
    let held = paper
        .store
        .write()
        .await
        .unwrap()
        .held(&slug("ferry"))
        .await;
    assert_eq!(held.unwrap().unwrap().source.as_deref(), moved.to_str());
    paper.write("a.md", SECOND);
    assert_eq!(paper.import().await.problems.len(), 1);
}

#[tokio::test]
async fn a_new_file_takes_over_from_one_that_is_gone() {
    let paper = TestPaper::start().await;
    let first = paper.write("a.md", FIRST);
    paper.import().await;
    fs::remove_file(first).unwrap();
    paper.write("b.md", SECOND);
    assert_eq!(paper.import().await.updated, 1);
    assert_eq!(headline(&paper).await, "Second");
}

#[tokio::test]
async fn one_file_by_two_names_is_imported_once() {
    let paper = TestPaper::start().await;
    let path = paper.write("a.md", FIRST);
    let roundabout = paper.articles().join("../articles/a.md");
    let report = paper.import_paths(&[path, roundabout.clone()]).await;
    assert_eq!((report.added, report.problems.len()), (1, 0));
    assert_eq!(paper.import_paths(&[roundabout]).await.unchanged, 1);
}

#[tokio::test]
async fn a_withdrawn_article_stays_withdrawn_whatever_its_file_says() {
    let paper = TestPaper::start().await;
    paper.write("a.md", FIRST);
    paper.import().await;
    let reason = "It was wrong.".parse().unwrap();
    publishing::withdraw(&paper.store, &paper.clock, &slug("ferry"), reason)
        .await
        .unwrap();
    assert_eq!(paper.import().await.unchanged, 1);
    paper.write("a.md", FIRST.replace("First", "First, mended"));
    assert_eq!(paper.import().await.updated, 1);
    assert!(
        !paper
            .article("ferry")
            .await
            .unwrap()
            .publication
            .is_public()
    );
    assert_eq!(paper.latest().await, []);
}

#[tokio::test]
async fn an_article_without_a_file_is_taken_over_by_the_first_that_names_it() {
    let paper = TestPaper::start().await;
    assert_eq!(paper.publish_new("ferry").await, Filed::Added);
    paper.write("a.md", FIRST);
    assert_eq!(paper.import().await.updated, 1);
    paper.write("b.md", SECOND);
    assert_eq!(paper.import().await.problems.len(), 1);
}

async fn headline(paper: &TestPaper) -> String {
    paper
        .article("ferry")
        .await
        .unwrap()
        .version
        .headline
        .into()
}
