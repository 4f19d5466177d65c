//! Lists, names and subscribers.

use std::collections::BTreeSet;

use domain::{Author, Byline, Moment, Slug, Topic};
use newsroom::publishing::{Filing, When};
use newsroom::store::{Cursor, Listing};
use proptest::prelude::*;

use crate::paper::{TestPaper, at, filing, section, slug};

fn dated(name: &str, at: Moment) -> Filing {
    Filing {
        when: When::At(at),
        ..filing(name)
    }
}

async fn pages(paper: &TestPaper, listing: Listing<'_>, limit: u32) -> Vec<Vec<Slug>> {
    let mut pages = Vec::new();
    let mut next = Some(Cursor::START);
    while let Some(after) = next {
        let page = paper.store.list(listing, after, limit).await.unwrap();
        pages.push(page.articles.into_iter().map(|a| a.slug).collect());
        next = page
            .next
            .map(|cursor| Cursor::from_address(&cursor.to_string()).unwrap());
    }
    pages
}

#[tokio::test]
async fn paging_neither_repeats_nor_skips_articles_of_one_moment() {
    let paper = TestPaper::start().await;
    let time = at("2023-02-01T00:00:00Z");
    for number in 0..25 {
        paper.file(&dated(&format!("story-{number}"), time)).await;
    }
    let pages = pages(&paper, Listing::Everything, 10).await;
    assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [10, 10, 5]);
    assert_eq!(pages.concat().iter().collect::<BTreeSet<_>>().len(), 25);
    assert_eq!(pages[0][0], slug("story-24"));
}

#[tokio::test]
async fn an_article_published_between_two_pages_moves_nothing() {
    let paper = TestPaper::start().await;
    for number in 0..4 {
        paper.publish_new(&format!("story-{number}")).await;
    }
    let first = paper
        .store
        .list(Listing::Everything, Cursor::START, 2)
        .await
        .unwrap();
    paper.publish_new("breaking").await;
    let second = paper
        .store
        .list(Listing::Everything, first.next.unwrap(), 2)
        .await
        .unwrap();
    let slugs: Vec<_> = first
        .articles
        .iter()
        .chain(&second.articles)
        .map(|a| a.slug.as_str())
        .collect();
    assert_eq!(slugs, ["story-3", "story-2", "story-1", "story-0"]);
    assert_eq!(second.next, None);
}

#[tokio::test]
async fn a_full_last_page_promises_no_other() {
    let paper = TestPaper::start().await;
    assert_eq!(pages(&paper, Listing::Everything, 2).await, [vec![]]);
    for name in ["a", "b"] {
        paper.publish_new(name).await;
    }
    assert_eq!(pages(&paper, Listing::Everything, 2).await.len(), 1);
}

#[tokio::test]
async fn every_list_shows_published_articles_only() {
    let paper = TestPaper::start().await;
    let author = Author::new(slug("ann-lee"), "Ann Lee").unwrap();
    let topic = Topic::new(slug("bridges"), "Bridges").unwrap();
    let (ann, bridges, city) = (author.slug().clone(), topic.slug().clone(), slug("city"));
    let ahead = When::At(at("2030-01-01T00:00:00Z"));
    for (name, when) in [
        ("out", When::Now),
        ("draft", When::Draft),
        ("ahead", ahead),
        ("gone", When::Now),
    ] {
        let mut filing = Filing {
            when,
            dont_miss: true,
            ..filing(name)
        };
        filing.version.byline = Byline::try_from(vec![author.clone()]).unwrap();
        filing.version.topics = vec![topic.clone()];
        paper.file(&filing).await;
    }
    let reason = "Gone.".parse().unwrap();
    newsroom::publishing::withdraw(&paper.store, &paper.clock, &slug("gone"), reason)
        .await
        .unwrap();
    for listing in [
        Listing::Everything,
        Listing::Section(&city),
        Listing::Topic(&bridges),
        Listing::Author(&ann),
        Listing::DontMiss,
    ] {
        let found = pages(&paper, listing, 10).await.concat();
        assert_eq!(found, [slug("out")], "{listing:?}");
    }
    let nobody = slug("nobody");
    assert_eq!(
        pages(&paper, Listing::Author(&nobody), 10).await.concat(),
        []
    );
    assert_eq!(paper.store.standings().await.unwrap().len(), 4);
}

#[tokio::test]
async fn a_list_by_name_follows_the_version_readers_get() {
    let paper = TestPaper::start().await;
    let mut filing = filing("ferry");
    filing.version.topics = vec![Topic::new(slug("boats"), "Boats").unwrap()];
    paper.file(&filing).await;
    filing.version.topics = vec![Topic::new(slug("trains"), "Trains").unwrap()];
    paper.file(&filing).await;
    let (boats, trains) = (slug("boats"), slug("trains"));
    assert_eq!(pages(&paper, Listing::Topic(&boats), 10).await.concat(), []);
    assert_eq!(
        pages(&paper, Listing::Topic(&trains), 10)
            .await
            .concat()
            .len(),
        1
    );
}

#[tokio::test]
async fn a_section_is_listed_once_it_has_something_to_read() {
    let paper = TestPaper::start().await;
    let mut draft = filing("draft");
    draft.section = section("World");
    draft.when = When::Draft;
    paper.file(&draft).await;
    paper.publish_new("out").await;
    assert_eq!(paper.store.sections().await.unwrap(), [section("City")]);
    let world = paper.store.section(&slug("world")).await.unwrap();
    assert_eq!(world, Some(section("World")));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn pages_of_any_size_show_every_article_once_and_in_order(
        times in prop::collection::vec(0..6_i64, 0..20),
        limit in 1..8_u32,
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let paper = TestPaper::start().await;
            for (number, &time) in times.iter().enumerate() {
                paper.file(&dated(&format!("story-{number}"), Moment::from_micros(time))).await;
            }
            let whole: Vec<Slug> = paper.latest().await.into_iter().map(|a| a.slug).collect();
            assert_eq!(whole.len(), times.len());
            assert_eq!(pages(&paper, Listing::Everything, limit).await.concat(), whole);
        });
    }
}
