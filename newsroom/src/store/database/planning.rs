//! What SQLite plans its questions by: how much it counted in each table when it last did
//! (<https://sqlite.org/lang_analyze.html>).
//!
//! It is kept of large tables, and of those that say what stories are sorted by: they stay small beside the stories, and
//! where that is not known, a list may be found by going through the archive.
//!
//! Of other small tables it is forgotten. A plan that reads the whole of a table with one row is as good as any, and stays the
//! plan of a server that runs until there are a hundred thousand: the desk's list took 300 ms. Of a table that nothing is known
//! of, SQLite takes it that it is large.

use sqlx::sqlite::SqliteConnection;
use sqlx::{Connection, SqlitePool};

/// Rows from which on a table counts as large: to read that many for each row of another is no plan.
const LARGE: i64 = 1_000;

const SMALL_TABLES: &str = "
    select tbl from sqlite_stat1 where tbl not in ('sections', 'topics', 'authors')
     group by tbl having max(cast(stat as integer)) < $1";

/// Forgets what was counted in small tables. `writer` plans anew at once, other connections when they open. Where the file cannot be
/// written to, all stays as it is.
pub(in crate::store) async fn forget_small_tables(writer: &SqlitePool) {
    let forgotten = async {
        let mut connection = writer.acquire().await?;
        forget(&mut connection).await
    };
    if let Err(error) = forgotten.await {
        tracing::debug!(%error, "what was counted in small tables was not forgotten");
    }
}

/// Counts anew where much has changed (<https://sqlite.org/pragma.html#pragma_optimize>), if as many rows were written as make a
/// table large. SQLite itself counts each table of which an index is empty or was forgotten, every time: a command would count most of
/// them, have them forgotten, and wait for the disk twice for that.
pub(in crate::store) async fn count_large_tables(writer: &SqlitePool) {
    let counted = async {
        let written: i64 = sqlx::query_scalar("select total_changes()")
            .fetch_one(writer)
            .await?;
        if written >= LARGE {
            sqlx::query("pragma optimize").execute(writer).await?;
            forget_small_tables(writer).await;
        }
        Ok::<_, sqlx::Error>(())
    };
    if let Err(error) = counted.await {
        tracing::debug!(%error, "what questions are planned by was not counted");
    }
}

async fn forget(connection: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    let counted = "select count(*) from sqlite_master where name = 'sqlite_stat1'";
    let counted: i64 = sqlx::query_scalar(counted)
        .fetch_one(&mut *connection)
        .await?;
    if counted == 0 {
        return Ok(());
    }
    // Looked for first: to begin a write is to wait for whoever is writing.
    let small: Vec<String> = sqlx::query_scalar(SMALL_TABLES)
        .bind(LARGE)
        .fetch_all(&mut *connection)
        .await?;
    if small.is_empty() {
        return Ok(());
    }
    let mut transaction = connection.begin_with("begin immediate").await?;
    for table in small {
        sqlx::query("delete from sqlite_stat1 where tbl = $1")
            .bind(table)
            .execute(&mut *transaction)
            .await?;
    }
    transaction.commit().await?;
    sqlx::query("analyze sqlite_schema")
        .execute(connection)
        .await?;
    Ok(())
}

/// What tests of questions look into: how one is answered by a store that knows this or that of itself.
#[cfg(test)]
pub(in crate::store) mod seen {
    use sqlx::Row;

    use crate::store::{DatabaseUrl, Store};

    /// A store that has counted that, and was left as a program that is killed leaves it.
    pub(in crate::store) async fn store_that_knows(
        counted: &'static str,
        folder: &tempfile::TempDir,
    ) -> Result<Store, Box<dyn std::error::Error>> {
        let url = DatabaseUrl::file(&folder.path().join("paper.sqlite"));
        let store = Store::open(&url).await?;
        sqlx::raw_sql(counted).execute(&store.writer).await?;
        drop(store);
        Ok(Store::open(&url).await?)
    }

    /// The steps by which a query is answered.
    pub(in crate::store) async fn plan(
        store: &Store,
        query: &str,
    ) -> Result<Vec<String>, sqlx::Error> {
        let explained = sqlx::AssertSqlSafe(format!("explain query plan {query}"));
        let steps = sqlx::query(explained).fetch_all(&store.readers).await?;
        Ok(steps.iter().map(|step| step.get("detail")).collect())
    }
}

#[cfg(test)]
mod tests {
    use sqlx::Connection;
    use sqlx::sqlite::SqliteConnection;

    use crate::store::{DatabaseUrl, Store};

    type Tested = Result<(), Box<dyn std::error::Error>>;

    /// The tables that a closed store knows something of.
    async fn counted(url: &DatabaseUrl) -> Result<Vec<String>, sqlx::Error> {
        let file = format!("sqlite:{}", url.path().display());
        let mut connection = SqliteConnection::connect(&file).await?;
        sqlx::query_scalar("select distinct tbl from sqlite_stat1 order by tbl")
            .fetch_all(&mut connection)
            .await
    }

    #[tokio::test]
    async fn what_was_counted_in_small_tables_is_forgotten() -> Tested {
        let folder = tempfile::tempdir()?;
        let url = DatabaseUrl::file(&folder.path().join("paper.sqlite"));
        let store = Store::open(&url).await?;
        let counting = "
            analyze;
            insert into sqlite_stat1 (tbl, idx, stat) values
                ('articles', 'articles_newest', '1000 1 1'), ('articles', 'articles_withdrawn', '3 1'),
                ('sections', 'sqlite_autoindex_sections_1', '6 1'),
                ('stories', 'stories_at_work', '999 1 1 1 1 1 1');";
        sqlx::raw_sql(counting).execute(&store.writer).await?;
        drop(store);
        assert!(counted(&url).await?.contains(&"stories".to_owned()));
        Store::open(&url).await?.close().await;
        assert_eq!(counted(&url).await?, ["articles", "sections"]);
        Ok(())
    }

    /// Writes rows of one table, from this number to that one.
    async fn write(store: &Store, from: u32, to: u32) -> Result<(), sqlx::Error> {
        let rows = "with recursive rows (number) as
                (select $1 union all select number + 1 from rows where number < $2)
            insert into redirects (path, made_at) select number, 0 from rows";
        let rows = sqlx::query(rows).bind(from).bind(to);
        rows.execute(&store.writer).await?;
        Ok(())
    }

    #[tokio::test]
    async fn what_became_large_is_counted_and_by_a_few_rows_nothing_does() -> Tested {
        let folder = tempfile::tempdir()?;
        let url = DatabaseUrl::file(&folder.path().join("paper.sqlite"));
        let store = Store::open(&url).await?;
        write(&store, 1, 1000).await?;
        drop(store);
        let store = Store::open(&url).await?;
        write(&store, 1001, 1009).await?;
        store.close().await;
        assert!(counted(&url).await.unwrap_or_default().is_empty());
        let store = Store::open(&url).await?;
        write(&store, 1010, 2010).await?;
        store.close().await;
        assert_eq!(counted(&url).await?, ["redirects"]);
        Ok(())
    }

    #[tokio::test]
    async fn a_store_in_which_nothing_was_ever_counted_opens_and_closes() -> Tested {
        let folder = tempfile::tempdir()?;
        let url = DatabaseUrl::file(&folder.path().join("paper.sqlite"));
        Store::open(&url).await?.close().await;
        Store::open(&url).await?.close().await;
        Ok(())
    }
}
