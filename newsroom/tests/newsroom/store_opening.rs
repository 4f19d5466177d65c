//! Opening a store: what is there stays, and what cannot be used is left as it was.

use std::fs;
use std::path::Path;

use newsroom::store::{DatabaseUrl, Store, StoreError};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions, Connection};
use tempfile::TempDir;

use crate::paper::{TestPaper, database};

async fn by_hand(file: &Path) -> SqliteConnection {
    SqliteConnectOptions::new()
        .filename(file)
        .connect()
        .await
        .unwrap()
}

#[tokio::test]
async fn what_was_stored_is_there_after_reopening() {
    let paper = TestPaper::start().await;
    paper.publish_new("ferry").await;
    let article = paper.article("ferry").await.unwrap();
    paper.store.close().await;
    let store = Store::open(&database(paper.folder())).await.unwrap();
    assert_eq!(store.article(&article.slug).await.unwrap(), Some(article));
    assert_eq!(store.damage().await.unwrap(), [""; 0]);
    store.ping().await.unwrap();
}

/// The readers have asked tables that nobody has counted yet, which one of them may not do.
#[tokio::test]
async fn a_store_that_is_closed_is_one_file_from_that_moment() {
    for _ in 0..8 {
        let paper = TestPaper::start().await;
        paper.publish_new("ferry").await;
        let health = || paper.store.health();
        let (one, two, three) = tokio::join!(health(), health(), health());
        for health in [one, two, three] {
            assert_eq!(health.unwrap().published, 1);
        }
        paper.store.close().await;
        let file = database(paper.folder()).path().to_owned();
        for end in ["sqlite-wal", "sqlite-shm"] {
            assert!(!file.with_extension(end).exists(), "there is a {end}");
        }
    }
}

#[tokio::test]
async fn two_processes_see_each_others_articles() {
    let paper = TestPaper::start().await;
    let other = Store::open(&database(paper.folder())).await.unwrap();
    paper.publish_new("ferry").await;
    assert_eq!(other.health().await.unwrap().published, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn whoever_opens_a_new_paper_while_others_do_has_it() {
    for _ in 0..6 {
        let folder = TempDir::new().unwrap();
        let url = database(folder.path());
        let opening: Vec<_> = (0..6)
            .map(|_| {
                let url = url.clone();
                tokio::spawn(async move { Store::open(&url).await })
            })
            .collect();
        for opened in opening {
            let store = opened.await.unwrap().unwrap();
            assert_eq!(store.health().await.unwrap().articles, 0);
            store.close().await;
        }
    }
}

#[tokio::test]
async fn a_newer_database_is_refused_and_left_as_it_was() {
    let paper = TestPaper::start().await;
    paper.publish_new("ferry").await;
    paper.store.close().await;
    let url = database(paper.folder());
    let mut newer = by_hand(url.path()).await;
    sqlx::query(
        "insert into _sqlx_migrations (version, description, success, checksum, execution_time)
         values (9999, 'from the future', 1, x'00', 0)",
    )
    .execute(&mut newer)
    .await
    .unwrap();
    newer.close().await.unwrap();
    let before = fs::read(url.path()).unwrap();
    let error = Store::open(&url).await.unwrap_err();
    assert!(
        matches!(error, StoreError::Newer { found: 9999 }),
        "{error}"
    );
    assert_eq!(fs::read(url.path()).unwrap(), before);
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused_and_left_as_it_was() {
    let folder = TempDir::new().unwrap();
    let url = database(folder.path());
    let text = "Dear editor, this is a letter and not a database. ".repeat(40);
    fs::write(url.path(), &text).unwrap();
    let error = Store::open(&url).await.unwrap_err();
    assert!(matches!(error, StoreError::Damaged(_)), "{error}");
    assert_eq!(fs::read_to_string(url.path()).unwrap(), text);
}

#[tokio::test]
async fn a_file_whose_first_start_was_cut_short_is_taken_up_again() {
    let folder = TempDir::new().unwrap();
    let url = database(folder.path());
    let options = SqliteConnectOptions::new()
        .filename(url.path())
        .create_if_missing(true);
    let mut begun = options.connect().await.unwrap();
    // What is there when the disk was full right after the first table.
    sqlx::query("create table _sqlx_migrations (version bigint primary key, description text not null, installed_on timestamp not null default current_timestamp, success boolean not null, checksum blob not null, execution_time bigint not null)")
        .execute(&mut begun)
        .await
        .unwrap();
    begun.close().await.unwrap();
    let store = Store::open(&url).await.unwrap();
    assert_eq!(store.health().await.unwrap().articles, 0);
}

#[tokio::test]
async fn a_folder_that_is_not_there_is_named_as_the_trouble() {
    let folder = TempDir::new().unwrap();
    let url = database(&folder.path().join("not-there"));
    let error = Store::open(&url).await.unwrap_err();
    assert!(matches!(error, StoreError::Unreachable(_)), "{error}");
}

#[cfg(unix)]
#[tokio::test]
async fn a_read_only_folder_is_reported() {
    use std::os::unix::fs::PermissionsExt;

    let paper = TestPaper::start().await;
    paper.store.close().await;
    let url = database(paper.folder());
    let set = |mode| {
        fs::set_permissions(url.path(), fs::Permissions::from_mode(mode & 0o666)).unwrap();
        fs::set_permissions(paper.folder(), fs::Permissions::from_mode(mode)).unwrap();
    };
    set(0o555);
    // Permissions do not bind root, under which this rule cannot be tried.
    let binds = fs::write(paper.folder().join("probe"), "").is_err();
    let opened = Store::open(&url).await;
    set(0o755);
    if binds {
        let error = opened.unwrap_err();
        assert!(matches!(error, StoreError::ReadOnly), "{error:?}");
    }
}

#[test]
fn a_database_is_named_by_a_sqlite_address() {
    let url: DatabaseUrl = "sqlite:data/paper.sqlite".parse().unwrap();
    assert_eq!(url.path(), Path::new("data/paper.sqlite"));
    let url: DatabaseUrl = "sqlite:///data/paper.sqlite".parse().unwrap();
    assert_eq!(url.path(), Path::new("/data/paper.sqlite"));
    for wrong in [
        "",
        "sqlite:",
        "paper.sqlite",
        "postgres://paper",
        "postgresql://paper",
    ] {
        let error = wrong.parse::<DatabaseUrl>().unwrap_err();
        assert!(matches!(error, StoreError::Unsupported(_)), "{wrong}");
    }
}

#[tokio::test]
async fn what_was_written_since_is_not_taken_for_damage() {
    let paper = TestPaper::start().await;
    paper.publish_new("ferry").await;
    // Whoever opens a paper looks whether its search is filled.
    let other = Store::open(&database(paper.folder())).await.unwrap();
    paper.publish_new("bridge").await;
    assert_eq!(other.damage().await.unwrap(), [""; 0]);
    assert_eq!(paper.store.damage().await.unwrap(), [""; 0]);
}
