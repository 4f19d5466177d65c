use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, SqlitePool};

use super::direct::Direct;
use super::syncing::Synced;
use super::{migrations, planning};
use crate::store::{Store, StoreError};

/// How long a write waits for another program's write before it gives up.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long one waits for whoever makes the same file.
const A_MOMENT: Duration = Duration::from_millis(20);

/// Connections that only read. Each is a thread; two cores gain nothing from more.
const READERS: u32 = 4;

/// How much of the file each of them keeps in memory: 8 MiB (negative: KiB), the most used parts of the
/// search of a large paper. A small one never fills it.
const READERS_CACHE: &str = "-8192";

/// How the tables of a file stand beside those that this version makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Schema {
    /// There are none.
    None,
    /// An earlier version has made them; opening the file brings them up to date.
    Older {
        /// Its newest migration.
        found: i64,
        /// The newest that there is.
        known: i64,
    },
    /// They are the same.
    Current,
}

/// Where the paper is kept: `sqlite:` and a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatabaseUrl {
    file: PathBuf,
}

impl DatabaseUrl {
    /// A SQLite file.
    #[must_use]
    pub fn file(path: &Path) -> Self {
        Self {
            file: path.to_owned(),
        }
    }

    /// The SQLite file's path.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.file
    }
}

impl FromStr for DatabaseUrl {
    type Err = StoreError;

    fn from_str(raw: &str) -> Result<Self, Self::Err> {
        if raw.starts_with("postgres:") || raw.starts_with("postgresql:") {
            return Err(StoreError::Unsupported(
                "PostgreSQL is not supported yet; use sqlite:path/to/file.sqlite".to_owned(),
            ));
        }
        let path = raw
            .strip_prefix("sqlite:")
            .map(|rest| rest.strip_prefix("//").unwrap_or(rest));
        match path {
            Some(path) if !path.is_empty() => Ok(Self {
                file: PathBuf::from(path),
            }),
            _ => Err(StoreError::Unsupported(
                "a database is named like sqlite:path/to/file.sqlite".to_owned(),
            )),
        }
    }
}

impl Store {
    /// Opens the store, makes the file if there is none, and brings its tables up to date.
    ///
    /// # Errors
    /// [`StoreError::Newer`] for a file of a later version, which is left as it was; otherwise
    /// whatever keeps the file from being opened or written.
    pub async fn open(url: &DatabaseUrl) -> Result<Self, StoreError> {
        let found = newest_migration(url).await?;
        let options = SqliteConnectOptions::new()
            .filename(&url.file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(PATIENCE);
        let writer = writer(options.clone().synchronous(SqliteSynchronous::Normal)).await?;
        // Nobody waits for the disk here: of what a power cut takes back, migrations run again.
        migrations::migrate(&writer, found).await?;
        writer.set_connect_options(options.clone());
        sqlx::query("pragma synchronous = full")
            .execute(&writer)
            .await?;
        planning::forget_small_tables(&writer).await;
        let readers = SqlitePoolOptions::new()
            .max_connections(READERS)
            .idle_timeout(None)
            .max_lifetime(None)
            .test_before_acquire(false)
            .acquire_timeout(PATIENCE)
            // Each reads all that the file says of its tables. A command that asks nothing does without.
            .connect_lazy_with(
                options
                    .create_if_missing(false)
                    .pragma("query_only", "on")
                    .pragma("cache_size", READERS_CACHE),
            );
        let store = Self {
            readers,
            direct: Arc::new(Direct::new(&url.file)),
            writer,
            committed: Arc::default(),
            newest_seen: Arc::default(),
            last_write: Arc::default(),
            writes: Arc::default(),
            synced: Synced::AtCommit,
        };
        store.complete_search().await?;
        store.complete_picture_words().await?;
        Ok(store)
    }

    /// What the file is, which is left as it was.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub async fn look(url: &DatabaseUrl) -> Result<Schema, StoreError> {
        let known = migrations::NEWEST;
        Ok(match newest_migration(url).await? {
            None => Schema::None,
            Some(found) if found < known => Schema::Older { found, known },
            Some(_) => Schema::Current,
        })
    }

    /// Closes every connection, which folds the write-ahead log back into the file. Before that the writer counts what questions
    /// are planned by; sqlx would do so on every connection, and one that may not write or is refused would then be left to close
    /// on its own, after this has returned.
    pub async fn close(&self) {
        self.direct.close();
        self.readers.close().await;
        planning::count_large_tables(&self.writer).await;
        self.writer.close().await;
    }
}

/// The connection that writes. Of two that switch a new file to its write-ahead log at the same time, SQLite refuses one without
/// waiting, so it is tried again.
async fn writer(options: SqliteConnectOptions) -> Result<SqlitePool, StoreError> {
    let began = Instant::now();
    loop {
        let opened = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(PATIENCE * 3)
            // A full disk ends a transaction behind the back of whoever holds it, and the connection would believe for ever that it
            // is in one.
            .before_acquire(|connection, _| {
                Box::pin(async move { Ok(!connection.is_in_transaction()) })
            })
            .connect_with(options.clone())
            .await;
        match opened.map_err(StoreError::from) {
            Err(StoreError::Busy) if began.elapsed() < PATIENCE => {
                tokio::time::sleep(A_MOMENT).await
            }
            opened => return opened,
        }
    }
}

/// What a file of ours says in its header (`pragma application_id`): "DTLN". Migration 1 writes it.
const OURS: i64 = 0x4454_4C4E;

/// The newest migration of the file, if it has any. Makes sure that it is ours and not from a later version, before anything is
/// written to it: even switching to WAL changes a file.
async fn newest_migration(url: &DatabaseUrl) -> Result<Option<i64>, StoreError> {
    read_newest_migration(url)
        .await
        .map_err(|error| match error {
            StoreError::Unreachable(_) if may_only_be_read(&url.file) => StoreError::ReadOnly,
            error => error,
        })
}

/// Whether the file is on a disk that may only be read. SQLite needs two more beside it, and says of one that was closed in order,
/// and has none, only that it cannot be opened.
fn may_only_be_read(file: &Path) -> bool {
    rustix::fs::access(file, rustix::fs::Access::WRITE_OK) == Err(rustix::io::Errno::ROFS)
}

async fn read_newest_migration(url: &DatabaseUrl) -> Result<Option<i64>, StoreError> {
    if std::fs::metadata(&url.file).is_ok_and(|file| file.len() == 0) || !url.file.exists() {
        return Ok(None);
    }
    let mut connection = SqliteConnectOptions::new()
        .filename(&url.file)
        .busy_timeout(PATIENCE)
        .connect()
        .await?;
    // The table of migrations is made first: with nothing else, the file is one of ours whose first
    // start was cut short, by a full disk for example.
    let tables: i64 = sqlx::query_scalar(
        "select count(*) from sqlite_master where tbl_name <> '_sqlx_migrations'",
    )
    .fetch_one(&mut connection)
    .await?;
    let id: i64 = sqlx::query_scalar("pragma application_id")
        .fetch_one(&mut connection)
        .await?;
    let newest: Option<i64> = match (tables, id) {
        (0, _) => None,
        (_, OURS) => {
            sqlx::query_scalar("select max(version) from _sqlx_migrations")
                .fetch_one(&mut connection)
                .await?
        }
        _ => {
            return Err(StoreError::Unsupported(
                "it is another program's database; nothing was changed".to_owned(),
            ));
        }
    };
    connection.close().await?;
    match newest {
        Some(found) if found > migrations::NEWEST => Err(StoreError::Newer { found }),
        newest => Ok(newest),
    }
}

#[cfg(test)]
mod tests {
    use super::{DatabaseUrl, Store};

    #[tokio::test]
    async fn nothing_is_opened_for_readers_before_one_reads()
    -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let url = DatabaseUrl::file(&folder.path().join("paper.sqlite"));
        Store::open(&url).await?.close().await;
        let store = Store::open(&url).await?;
        assert_eq!(store.readers.size(), 0);
        store.newest_event().await?;
        assert_eq!(store.readers.size(), 1);
        Ok(())
    }
}
