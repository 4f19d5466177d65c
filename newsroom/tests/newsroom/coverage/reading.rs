//! Coverage as it is read: page after page, by the time of its newest entry, and found by what its entries say.

use domain::{EntryNumber, EntryVersion};
use newsroom::coverage;
use newsroom::publishing::When;
use newsroom::search::Search;
use newsroom::store::{Listing, Scope, Stretch};

use super::{STORM, add, numbers, paper_with_coverage, remove, version};
use crate::paper::{TestPaper, at, slug};

#[tokio::test]
async fn pages_follow_each_other_in_both_directions() {
    let paper = paper_with_coverage(When::Now).await;
    for number in 1..=8 {
        add(&paper, &format!("Entry {number}.")).await;
    }
    remove(&paper, 5).await.unwrap();
    let article = paper.article(STORM).await.unwrap().id;
    let page = async |stretch| paper.store.entries(article, stretch, 3).await.unwrap();
    let first = page(Stretch::Newest).await;
    assert_eq!(
        (numbers(&first.entries), first.newer),
        (vec![8, 7, 6], None)
    );
    let second = page(first.older.unwrap()).await;
    assert_eq!(numbers(&second.entries), [4, 3, 2]);
    assert_eq!(second.newer, Some(Stretch::Newest));
    let last = page(second.older.unwrap()).await;
    assert_eq!((numbers(&last.entries), last.older), (vec![1], None));
    let back = page(last.newer.unwrap()).await;
    assert_eq!(numbers(&back.entries), [4, 3, 2]);
    let deep = page(Stretch::beginning_with(EntryNumber(3))).await;
    assert_eq!(numbers(&deep.entries), [3, 2, 1]);
}

#[tokio::test]
async fn coverage_changed_when_its_newest_entry_did() {
    let paper = paper_with_coverage(When::At(at("2023-02-05T10:00:00Z"))).await;
    assert_eq!(paper.article(STORM).await.unwrap().updated_at(), None);
    let changed = async |paper: &TestPaper| {
        let listed = paper.store.published_and_changed().await.unwrap();
        listed[0].1
    };
    add(&paper, "Wind.").await;
    let noon = at("2023-02-05T12:00:00Z");
    assert_eq!(paper.article(STORM).await.unwrap().updated_at(), Some(noon));
    assert_eq!(changed(&paper).await, noon);
    paper.clock.set(at("2023-02-05T13:00:00Z"));
    remove(&paper, 1).await.unwrap();
    assert_eq!(changed(&paper).await, at("2023-02-05T13:00:00Z"));
}

#[tokio::test]
async fn coverage_is_found_by_the_words_and_authors_of_its_entries() {
    let paper = paper_with_coverage(When::Now).await;
    let entry = EntryVersion {
        headline: "Lighthouse dark".parse().ok(),
        byline: coverage::byline(&["Ada Lindqvist".to_owned()]).unwrap(),
        ..version("The **keeper** has gone home.")
    };
    coverage::add(&paper.store, &paper.clock, &slug(STORM), &entry, false)
        .await
        .unwrap();
    let found = async |words: &str| {
        let search = Search::read(words).unwrap();
        let hits = paper.store.search(&search, Scope::default(), 10).await;
        hits.unwrap().len()
    };
    for words in ["keeper", "lighthouse", "lindqvist"] {
        assert_eq!(found(words).await, 1, "{words}");
    }
    let ada = slug("ada-lindqvist");
    let listing = Listing::Author(&ada);
    let list = async || paper.store.newest_whole(listing, 10).await.unwrap().len();
    assert_eq!(list().await, 1);
    remove(&paper, 1).await.unwrap();
    assert_eq!((found("keeper").await, list().await), (0, 0));
}
