//! A page may do without what stands beside its story. It is not kept like that.

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection};

use crate::test_site::TestSite;

/// Does something to the database behind the paper's back.
pub(super) async fn damage(site: &TestSite, how: &'static str) {
    let file = site.copies().with_file_name("paper.sqlite");
    let mut database = SqliteConnectOptions::new()
        .filename(file)
        .connect()
        .await
        .unwrap();
    sqlx::query(how).execute(&mut database).await.unwrap();
    database.close().await.unwrap();
}

#[tokio::test]
async fn related_stories_that_cannot_be_read_are_back_as_soon_as_they_can() {
    let site = TestSite::start().await;
    site.article("ferry").topic("Sea").save().await;
    site.article("bridge").topic("Sea").save().await;
    // What stands around the pages is read before, and kept.
    site.get("/about").await;
    damage(
        &site,
        "update versions set language = '?' where headline like '%ferry'",
    )
    .await;

    let without = site.get("/world/bridge").await;
    assert!(without.has("Headline of bridge") && !without.has("Related stories"));
    damage(
        &site,
        "update versions set language = null where headline like '%ferry'",
    )
    .await;
    let with = site.get("/world/bridge").await;

    assert!(with.has("Related stories"), "{}", with.body);
}
