//! The addresses that search engines are told.

use newsroom::store::{IN_A_PART, Part, PartKind};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection};

use crate::paper::{TestPaper, at, database, filing};

/// Makes the next article's number that.
async fn skip_to(paper: &TestPaper, number: u32) {
    let url = database(paper.folder());
    let options = SqliteConnectOptions::new().filename(url.path());
    let mut by_hand = options.connect().await.unwrap();
    sqlx::query("update sqlite_sequence set seq = $1 - 1 where name = 'articles'")
        .bind(number)
        .execute(&mut by_hand)
        .await
        .unwrap();
    by_hand.close().await.unwrap();
}

async fn paths(paper: &TestPaper, kind: PartKind, number: u32) -> Vec<String> {
    let part = paper.store.part(Part { kind, number }).await.unwrap();
    part.into_iter().map(|listed| listed.path).collect()
}

#[tokio::test]
async fn a_part_holds_the_articles_of_its_numbers_and_no_other() {
    let paper = TestPaper::start().await;
    paper.publish_new("first").await;
    skip_to(&paper, IN_A_PART).await;
    paper.publish_new("last-of-one").await;
    paper.publish_new("first-of-two").await;
    skip_to(&paper, 3 * IN_A_PART + 1).await;
    paper.clock.set(at("2023-02-06T00:00:00Z"));
    paper.publish_new("first-of-four").await;

    let articles = PartKind::Articles;
    assert_eq!(
        paths(&paper, articles, 1).await,
        ["/city/first", "/city/last-of-one"]
    );
    assert_eq!(paths(&paper, articles, 2).await, ["/city/first-of-two"]);
    assert_eq!(paths(&paper, articles, 3).await, [""; 0]);
    assert_eq!(paths(&paper, articles, 4).await, ["/city/first-of-four"]);
    let parts = paper.store.parts(articles).await.unwrap();
    let numbers: Vec<_> = parts.iter().map(|(part, _)| part.number).collect();
    assert_eq!(numbers, [1, 2, 4]);
    assert_eq!(parts[1].1, at("2023-02-05T12:00:00Z"));
    assert_eq!(parts[2].1, at("2023-02-06T00:00:00Z"));
}

#[tokio::test]
async fn a_name_is_listed_only_while_readers_find_something_under_it() {
    let paper = TestPaper::start().await;
    let mut story = filing("ferry");
    let topic = domain::Topic::new("harbour".parse().unwrap(), "Harbour").unwrap();
    story.version.topics = vec![topic];
    paper.file(&story).await;
    assert_eq!(paths(&paper, PartKind::Topics, 1).await, ["/topic/harbour"]);
    story.version.topics.clear();
    paper.file(&story).await;
    assert_eq!(paths(&paper, PartKind::Topics, 1).await, [""; 0]);
    assert_eq!(paper.store.parts(PartKind::Topics).await.unwrap(), []);
    assert_eq!(paths(&paper, PartKind::Sections, 1).await, ["/city"]);
}
