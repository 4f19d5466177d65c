//! Noticing that somebody has written, in this process or another, and reading what readers see of it.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use domain::{ArticleId, Summary, VersionNumber};
use sqlx::ConnectOptions;
use sqlx::sqlite::SqliteConnection;
use tokio::sync::Notify;

use super::columns::Columns;
use super::rows::{select_summaries, summary};
use crate::store::{Store, StoreError};

/// A connection of its own that is only asked whether the file has changed.
#[derive(Debug)]
pub(crate) struct Watch {
    connection: SqliteConnection,
    version: Option<i64>,
}

impl Watch {
    /// Whether anybody has committed since this was asked last; yes the first time. It reads no table
    /// (sqlite.org/pragma.html, `data_version`).
    pub(crate) async fn has_changed(&mut self) -> Result<bool, StoreError> {
        let version = sqlx::query_scalar("pragma data_version")
            .fetch_one(&mut self.connection)
            .await?;
        let before = self.version.replace(version);
        Ok(before != Some(version))
    }
}

impl Store {
    pub(crate) async fn watch(&self) -> Result<Watch, StoreError> {
        Ok(Watch {
            connection: self.readers.connect_options().connect().await?,
            version: None,
        })
    }

    /// The file that every write goes to first (sqlite.org/wal.html).
    pub(crate) fn log_file(&self) -> PathBuf {
        let options = self.readers.connect_options();
        let mut file = options.get_filename().as_os_str().to_owned();
        file.push("-wal");
        file.into()
    }

    /// Told of every commit of this process.
    pub(crate) fn committed(&self) -> &Arc<Notify> {
        &self.committed
    }

    /// Whether [`close`](Store::close) was called.
    pub(crate) fn is_closed(&self) -> bool {
        self.readers.is_closed()
    }

    /// Those of the articles that readers can open, as they stand now, with the number of the version
    /// that readers get.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn public_among(
        &self,
        articles: &[ArticleId],
    ) -> Result<HashMap<ArticleId, (Summary, VersionNumber)>, StoreError> {
        if articles.is_empty() {
            return Ok(HashMap::new());
        }
        // One question however many there are, so that it is planned once.
        const THESE: &str = select_summaries!(
            also "v.number",
            "where a.state = 'published' and a.id in (select value from json_each($1))"
        );
        let ids: Vec<i64> = articles.iter().map(|article| article.0).collect();
        let ids = serde_json::json!(ids).to_string();
        let found = self.direct.ask(|asking| {
            asking.all(THESE, &[&ids], |row| {
                let summary = summary(row)?;
                Ok((summary.id, (summary, VersionNumber(row.count("number")?))))
            })
        })?;
        Ok(found.into_iter().collect())
    }
}
