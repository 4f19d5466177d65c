//! What the live stream tells of coverage.

use domain::{ArticleKind, CoverageState};
use newsroom::publishing;
use serde_json::Value;

use crate::coverage::{add, edit, pin, put, remove, site_with_coverage};
use crate::live_reader::{Message, Reader};
use crate::test_site::TestSite;

async fn next(reader: &mut Reader) -> (String, Value) {
    let Message { event, data, .. } = reader.next().await.unwrap();
    (event, serde_json::from_str(&data).unwrap())
}

#[tokio::test]
async fn open_pages_hear_which_update_was_added_edited_pinned_and_removed() {
    let site = site_with_coverage().await;
    let mut reader = Reader::open(&site, "/live").await;
    add(&site, "Secret words", "Rain.").await;
    let (event, told) = next(&mut reader).await;
    assert_eq!(event, "coverage-entry-added");
    assert_eq!((&told["article"], &told["entry"]), (&1.into(), &1.into()));
    assert_eq!(told["path"], "/world/storm?entry=1#entry-1");
    assert!(!told.to_string().contains("Secret") && !told.to_string().contains("Rain"));
    edit(&site, 1, "Rain and wind.").await;
    assert_eq!(next(&mut reader).await.0, "coverage-entry-edited");
    pin(&site, 1).await;
    assert_eq!(next(&mut reader).await.0, "coverage-entry-pinned");
    put(&site, CoverageState::Paused).await;
    let (event, told) = next(&mut reader).await;
    assert_eq!(
        (event.as_str(), &told["state"]),
        ("coverage-changed", &"paused".into())
    );
    remove(&site, 1).await;
    let (event, told) = next(&mut reader).await;
    assert_eq!(
        (event.as_str(), &told["entry"]),
        ("coverage-entry-removed", &1.into())
    );
}

#[tokio::test]
async fn who_comes_back_hears_of_a_removed_update_only_that_it_was_removed() {
    let site = site_with_coverage().await;
    let mut first = Reader::open(&site, "/live").await;
    add(&site, "", "One.").await;
    add(&site, "", "Two.").await;
    edit(&site, 1, "One, edited.").await;
    remove(&site, 1).await;
    for _ in 0..4 {
        first.next().await.unwrap();
    }
    let mut back = Reader::open(&site, "/live?after=1").await;
    let mut told = Vec::new();
    for _ in 0..4 {
        let (event, data) = next(&mut back).await;
        told.push((event, data["entry"].as_u64().unwrap()));
    }
    let removed = || "coverage-entry-removed".to_owned();
    assert_eq!(
        told,
        [
            (removed(), 1),
            ("coverage-entry-added".to_owned(), 2),
            (removed(), 1),
            (removed(), 1)
        ]
    );
}

#[tokio::test]
async fn of_updates_nobody_can_open_nothing_is_told() {
    let site = TestSite::start().await;
    let mut reader = Reader::open(&site, "/live").await;
    let storm = || site.article("storm").kind(ArticleKind::Coverage);
    storm().draft().save().await;
    add(&site, "", "Before it is out.").await;
    storm().save().await;
    assert_eq!(next(&mut reader).await.0, "article-published");
    add(&site, "", "While it is out.").await;
    assert_eq!(next(&mut reader).await.0, "coverage-entry-added");
    let reason = "It was wrong.".parse().unwrap();
    publishing::withdraw(&site.store, &site.clock, &"storm".parse().unwrap(), reason)
        .await
        .unwrap();
    add(&site, "", "After it was out.").await;
    assert_eq!(next(&mut reader).await.0, "article-withdrawn");
    let since = site.get("/live/since?after=0").await;
    assert!(
        !since.has("coverage") && !since.has("entry"),
        "{}",
        since.body
    );
}
