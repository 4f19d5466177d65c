//! The paper that a fresh Dateline shows.

use domain::Publication;
use newsroom::sample;
use newsroom::store::{Cursor, Listing};

use crate::paper::{TestPaper, at};

#[tokio::test]
async fn the_sample_is_a_whole_paper_of_today() {
    let paper = TestPaper::start().await;
    let mut done = 0;
    let report = sample::load(&paper.importer(), |_| done += 1)
        .await
        .unwrap();
    assert_eq!(report.problems, []);
    assert_eq!(report.skipped, []);
    assert_eq!(report.notes, []);
    assert_eq!(report.added, sample::files().len());
    assert_eq!(report.added, done);

    let standings = paper.store.standings().await.unwrap();
    let now = paper.clock.now();
    let drafts = standings
        .iter()
        .filter(|s| s.publication == Publication::Draft);
    assert_eq!(drafts.count(), 1);
    let scheduled: Vec<_> = standings
        .iter()
        .filter_map(|standing| match standing.publication {
            Publication::Scheduled { at } => Some(at),
            _ => None,
        })
        .collect();
    assert_eq!(scheduled.len(), 1);
    assert!(scheduled[0] > now);
    assert_eq!(paper.store.sections().await.unwrap().len(), 6);

    let newest = paper.latest().await.remove(0);
    assert!(now.since(newest.published_at).as_secs() < 3600);
    let picks = paper.store.list(Listing::DontMiss, Cursor::START, 50);
    assert!(!picks.await.unwrap().articles.is_empty());
    assert!(!paper.pictures().is_empty());
}

#[tokio::test]
async fn loading_the_sample_again_later_changes_nothing() {
    let paper = TestPaper::start().await;
    sample::load(&paper.importer(), |_| {}).await.unwrap();
    let (articles, events) = (paper.latest().await, paper.events().await);
    paper.clock.set(at("2024-01-01T00:00:00Z"));
    let report = sample::load(&paper.importer(), |_| {}).await.unwrap();
    assert_eq!(report.unchanged, sample::files().len());
    assert_eq!(
        report.added + report.updated + report.moved + report.problems.len(),
        0
    );
    assert_eq!(paper.latest().await, articles);
    assert_eq!(paper.events().await, events);
}

#[tokio::test]
async fn the_sample_never_enters_a_paper_with_an_article_by_itself() {
    let paper = TestPaper::start().await;
    let report = sample::load_if_empty(&paper.importer()).await.unwrap();
    assert!(report.is_some_and(|report| report.added > 0));
    let report = sample::load_if_empty(&paper.importer()).await.unwrap();
    assert_eq!(report, None);

    let paper = TestPaper::start().await;
    paper.publish_new("ferry").await;
    assert_eq!(
        sample::load_if_empty(&paper.importer()).await.unwrap(),
        None
    );
    assert_eq!(paper.latest().await.len(), 1);
}

#[tokio::test]
async fn an_editors_file_takes_a_sample_article_over_and_keeps_it() {
    let paper = TestPaper::start().await;
    sample::load(&paper.importer(), |_| {}).await.unwrap();
    let taken = paper.latest().await.remove(0);
    let text = "---\ntitle: Ours\nsection: City\n---\n";
    paper.write(&format!("{}.md", taken.slug), text);
    assert_eq!(paper.import().await.updated, 1);
    sample::load(&paper.importer(), |_| {}).await.unwrap();
    let article = paper.article(taken.slug.as_str()).await.unwrap();
    assert_eq!(article.version.headline.as_str(), "Ours");
}
