//! A paper of every version that there was is opened as if it had always been one of this.
//!
//! `migrations/rows` has rows for what each migration brought, written as the tables stood then. A paper of version N has lived
//! through all before it: its tables were made by the migrations 1 to N, and each was filled before the next one came. A new
//! migration needs no change here; one that makes a table needs rows for it, which is checked.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use domain::{ArticleId, Slug};
use newsroom::desk::log::{About, LogAsked};
use newsroom::desk::shelf::Shelf;
use newsroom::events::EventNumber;
use newsroom::front::{FrontOf, Slot};
use newsroom::search::Search;
use newsroom::store::{Cursor, DatabaseUrl, Listing, Schema, Store, StoreError, StoriesAsked};
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Row, SqlSafeStr};
use tempfile::TempDir;

fn numbered(folder: &str) -> BTreeMap<i64, PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let files = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path());
    files
        .map(|file| {
            let name = file.file_name().unwrap().to_str().unwrap();
            (name[..4].parse().unwrap(), file.clone())
        })
        .collect()
}

fn migrations() -> BTreeMap<i64, PathBuf> {
    numbered("../migrations/sqlite")
}

/// A paper that every version up to `newest` has served.
async fn paper_of(newest: i64, url: &DatabaseUrl) {
    let rows = numbered("tests/newsroom/migrations/rows");
    let options = SqliteConnectOptions::new().filename(url.path());
    let mut paper = options
        .create_if_missing(true)
        .foreign_keys(true)
        .connect()
        .await
        .unwrap();
    let mut so_far = Vec::new();
    for (&number, file) in migrations().range(..=newest) {
        let sql = AssertSqlSafe(fs::read_to_string(file).unwrap()).into_sql_str();
        let kind = MigrationType::Simple;
        so_far.push(Migration::new(number, "".into(), kind, sql, false));
        Migrator::with_migrations(so_far.clone())
            .run(&mut paper)
            .await
            .unwrap();
        if let Some(rows) = rows.get(&number) {
            let rows = fs::read_to_string(rows).unwrap();
            let filled = sqlx::raw_sql(AssertSqlSafe(rows)).execute(&mut paper).await;
            filled.unwrap_or_else(|error| panic!("the rows of migration {number}: {error}"));
        }
    }
    paper.close().await.unwrap();
}

async fn by_hand(url: &DatabaseUrl) -> SqliteConnection {
    let options = SqliteConnectOptions::new().filename(url.path());
    options.connect().await.unwrap()
}

/// Every table and index that there is, as SQLite has it written down, whatever the spaces between words.
async fn schema(url: &DatabaseUrl) -> BTreeMap<String, String> {
    let mut paper = by_hand(url).await;
    let things = sqlx::query("select type, name, tbl_name, coalesce(sql, '') from sqlite_master")
        .fetch_all(&mut paper)
        .await
        .unwrap();
    let schema = things.iter().map(|thing| {
        let [kind, name, table, sql]: [String; 4] = [0, 1, 2, 3].map(|column| thing.get(column));
        let words: Vec<&str> = sql.split_whitespace().collect();
        (format!("{kind} {name} of {table}"), words.join(" "))
    });
    let schema = schema.collect();
    paper.close().await.unwrap();
    schema
}

async fn count(paper: &mut SqliteConnection, table: &str) -> i64 {
    let query = AssertSqlSafe(format!("select count(*) from \"{table}\""));
    sqlx::query_scalar(query).fetch_one(paper).await.unwrap()
}

/// How many rows are in each table.
async fn rows(url: &DatabaseUrl) -> BTreeMap<String, i64> {
    let mut paper = by_hand(url).await;
    let tables: Vec<String> = sqlx::query_scalar(
        "select name from pragma_table_list where schema = 'main' and type = 'table'
            and name not like 'sqlite_%' and name not like '_sqlx_%'",
    )
    .fetch_all(&mut paper)
    .await
    .unwrap();
    let mut rows = BTreeMap::new();
    for table in tables {
        let count = count(&mut paper, &table).await;
        rows.insert(table, count);
    }
    paper.close().await.unwrap();
    rows
}

fn newest() -> i64 {
    *migrations().last_key_value().unwrap().0
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_paper_of_an_earlier_version_is_brought_up_to_date_once_though_many_open_it() {
    for version in [1, 9, 20] {
        let folder = TempDir::new().unwrap();
        let url = DatabaseUrl::file(&folder.path().join("paper.sqlite"));
        paper_of(version, &url).await;
        let opening: Vec<_> = (0..6)
            .map(|_| {
                let url = url.clone();
                tokio::spawn(async move { Store::open(&url).await })
            })
            .collect();
        for opened in opening {
            let store = opened.await.unwrap().unwrap();
            assert_eq!(store.health().await.unwrap().migration, newest());
            store.close().await;
        }
    }
}

#[tokio::test]
async fn a_paper_of_any_version_becomes_one_of_this_and_loses_nothing() {
    let folder = TempDir::new().unwrap();
    let fresh = DatabaseUrl::file(&folder.path().join("fresh.sqlite"));
    Store::open(&fresh).await.unwrap().close().await;
    let fresh = schema(&fresh).await;
    for &version in migrations().keys() {
        let url = DatabaseUrl::file(&folder.path().join(format!("{version}.sqlite")));
        paper_of(version, &url).await;
        let before = rows(&url).await;
        let store = Store::open(&url).await;
        let store = store.unwrap_or_else(|error| panic!("version {version}: {error}"));
        assert_eq!(store.damage().await.unwrap(), [""; 0], "version {version}");
        assert_eq!(store.health().await.unwrap().migration, newest());
        everything_is_read(&store, version).await;
        store.close().await;
        assert_eq!(schema(&url).await, fresh, "version {version}");
        let after = rows(&url).await;
        for (table, count) in before {
            let kept = after.get(&table).copied().unwrap_or(0);
            assert!(
                kept >= count,
                "version {version}: {table} had {count} rows, has {kept}"
            );
        }
        // Once more, as every start does.
        Store::open(&url).await.unwrap().close().await;
        assert_eq!(rows(&url).await, after, "version {version}");
    }
}

#[tokio::test]
async fn every_table_has_rows_that_later_migrations_are_tried_on() {
    let folder = TempDir::new().unwrap();
    let url = DatabaseUrl::file(&folder.path().join("paper.sqlite"));
    paper_of(newest(), &url).await;
    Store::open(&url).await.unwrap().close().await;
    let empty: Vec<String> = rows(&url)
        .await
        .into_iter()
        .filter_map(|(table, count)| (count == 0).then_some(table))
        .collect();
    assert_eq!(empty, [""; 0], "write rows for these in migrations/rows");
}

#[tokio::test]
async fn a_migration_that_cannot_be_finished_leaves_the_paper_as_it_was() {
    let folder = TempDir::new().unwrap();
    let url = DatabaseUrl::file(&folder.path().join("paper.sqlite"));
    paper_of(14, &url).await;
    // The next one copies all subscribers, and cannot copy this one.
    let mut paper = by_hand(&url).await;
    sqlx::raw_sql("create table subscribers_with_states (id integer primary key, address text)")
        .execute(&mut paper)
        .await
        .unwrap();
    paper.close().await.unwrap();
    let before = schema(&url).await;
    let error = Store::open(&url).await.unwrap_err();
    assert!(matches!(error, StoreError::Refused(_)), "{error}");
    assert_eq!(schema(&url).await, before);
    let mut paper = by_hand(&url).await;
    assert_eq!(count(&mut paper, "subscribers").await, 2);
    sqlx::raw_sql("drop table subscribers_with_states")
        .execute(&mut paper)
        .await
        .unwrap();
    paper.close().await.unwrap();
    let store = Store::open(&url).await.unwrap();
    assert_eq!(store.subscriber_counts().await.unwrap().0, 2);
}

#[tokio::test]
async fn a_paper_of_an_earlier_version_is_looked_at_and_stays_one() {
    let folder = TempDir::new().unwrap();
    let url = DatabaseUrl::file(&folder.path().join("paper.sqlite"));
    assert_eq!(Store::look(&url).await.unwrap(), Schema::None);
    assert!(!url.path().exists());
    paper_of(5, &url).await;
    let before = fs::read(url.path()).unwrap();
    let known = newest();
    let older = Schema::Older { found: 5, known };
    assert_eq!(Store::look(&url).await.unwrap(), older);
    assert_eq!(fs::read(url.path()).unwrap(), before);
    Store::open(&url).await.unwrap().close().await;
    assert_eq!(Store::look(&url).await.unwrap(), Schema::Current);
}

/// Through the functions that the pages, the desk and the command line read with, as far as that version had what they read.
async fn everything_is_read(store: &Store, version: i64) {
    let slug = |word: &str| word.parse::<Slug>().unwrap();
    let standings = store.standings().await.unwrap();
    assert!(standings.len() >= 4);
    for standing in standings {
        store.article(&standing.slug).await.unwrap().unwrap();
    }
    let ferry = store.article(&slug("ferry")).await.unwrap().unwrap();
    assert!(ferry.publication.is_public() && !ferry.version.byline.is_empty());
    let listed = store
        .list(Listing::Everything, Cursor::START, 10)
        .await
        .unwrap();
    assert!(listed.articles.iter().any(|it| it.slug == ferry.slug));
    let found = store.newest_whole(Listing::Everything, 10).await.unwrap();
    assert_eq!(found.len(), listed.articles.len());
    assert!(store.events(EventNumber(0), 1_000).await.unwrap().len() >= 5);
    assert!(store.subscriber_counts().await.unwrap().0 >= 2);
    assert_eq!(store.all_sections().await.unwrap().len(), 2);
    if version >= 2 {
        let since = store.slug_since(&slug("boat")).await.unwrap();
        assert_eq!(since, Some(slug("ferry")));
    }
    if version >= 6 {
        assert_eq!(store.most_read().await.unwrap().len(), 1);
    }
    if version >= 7 {
        assert!(store.profile(&slug("ann-lee")).await.unwrap().is_some());
    }
    if version >= 12 {
        let storm = store.article(&slug("storm")).await.unwrap().unwrap();
        let entries = store.newest_entries(storm.id, 10).await.unwrap();
        assert_eq!(entries.len(), 1);
    }
    if version >= 15 {
        assert_eq!(store.letters().await.unwrap().len(), 1);
    }
    if version >= 17 {
        // What was arranged before sections had fronts is the front page.
        assert_eq!(leads(store, &FrontOf::Paper).await, Some(1));
        let waiting = store.fronts_waiting().await.unwrap();
        assert_eq!(waiting[0].of, FrontOf::Paper);
        let log = store.desk_log(&LogAsked::default(), None, 1).await.unwrap();
        assert_eq!(log[0].about, Some(About::Front(FrontOf::Paper)));
    }
    if version >= 26 {
        let world = FrontOf::Section(slug("world"));
        let slots = store.front_slots(&world).await.unwrap();
        assert_eq!(slots.get(Slot::Second(1)), Some(ArticleId(1)));
        let city = FrontOf::Section(slug("city"));
        assert_eq!(leads(store, &city).await, None);
    }
    if version >= 33 {
        let unseen = store.article(&slug("unseen")).await.unwrap().unwrap();
        assert_eq!(unseen.version.headline.as_str(), "…");
        let entries = store.newest_entries(unseen.id, 10).await.unwrap();
        assert_eq!(entries[0].version.headline, None);
    }
    if version >= 16 {
        assert_eq!(store.accounts().await.unwrap().len(), 2);
        let words = Search::read("tunnel").unwrap();
        let asked = StoriesAsked {
            shelf: Some(Shelf::Draft),
            words: Some(&words),
            ..StoriesAsked::default()
        };
        let found = store.stories(&asked, None, 10).await.unwrap();
        assert_eq!(found.len(), 1);
        let counted = store.stories_by_shelf(&asked).await.unwrap();
        assert_eq!(counted.get(&Shelf::Draft), Some(&1));
    }
}

/// Which article somebody chose to lead a front.
async fn leads(store: &Store, of: &FrontOf) -> Option<i64> {
    let slots = store.front_slots(of).await.unwrap();
    slots.get(Slot::Lead).map(|article| article.0)
}
