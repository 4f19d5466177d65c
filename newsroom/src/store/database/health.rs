//! Whether the store is well, for `dateline check` and `/healthz`.

use std::path::Path;

use sqlx::{ConnectOptions, Connection, Row};

use crate::events::EventNumber;
use crate::store::{Store, StoreError};

/// What the store says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Health {
    /// Articles readers can open.
    pub published: i64,
    /// Articles in any state.
    pub articles: i64,
    /// Saved states of all articles.
    pub versions: i64,
    /// Addresses that signed up.
    pub subscribers: i64,
    /// The newest event.
    pub newest_event: EventNumber,
    /// The newest migration.
    pub migration: i64,
}

impl Store {
    /// Whether the database answers.
    ///
    /// # Errors
    /// What keeps it from answering.
    pub async fn ping(&self) -> Result<(), StoreError> {
        sqlx::query("select 1 from _sqlx_migrations")
            .fetch_optional(&self.readers)
            .await?;
        Ok(())
    }

    /// Counts what is there.
    ///
    /// # Errors
    /// What keeps the database from answering.
    pub async fn health(&self) -> Result<Health, StoreError> {
        let row = sqlx::query(
            "select (select count(*) from articles where state = 'published') as published,
                    (select count(*) from articles) as articles,
                    (select count(*) from versions) as versions,
                    (select count(*) from subscribers) as subscribers,
                    (select coalesce(max(number), 0) from events) as newest_event,
                    (select coalesce(max(version), 0) from _sqlx_migrations) as migration",
        )
        .fetch_one(&self.readers)
        .await?;
        Ok(Health {
            published: row.try_get("published")?,
            articles: row.try_get("articles")?,
            versions: row.try_get("versions")?,
            subscribers: row.try_get("subscribers")?,
            newest_event: EventNumber(row.try_get("newest_event")?),
            migration: row.try_get("migration")?,
        })
    }

    /// Writes a copy of the database as it is at one moment, without what is free in it. Others may write meanwhile.
    ///
    /// # Errors
    /// [`StoreError::Full`] and others of the disk; [`StoreError::Refused`] where there is a file of that name.
    pub(crate) async fn copy_to(&self, file: &Path) -> Result<(), StoreError> {
        // A connection of its own: those that read may not write, not even to another file, and this takes long.
        let mut connection = self.writer.connect_options().connect().await?;
        sqlx::query("vacuum into $1")
            .bind(file.display().to_string())
            .execute(&mut connection)
            .await?;
        connection.close().await?;
        Ok(())
    }

    /// Reads the whole database and reports damage, at most ten lines of it. Empty when it is sound.
    ///
    /// # Errors
    /// What keeps the database from being read at all.
    pub async fn damage(&self) -> Result<Vec<String>, StoreError> {
        // A connection of its own: one that has looked into the search keeps how its index was arranged then, and the check takes
        // what others have written since for damage.
        let mut connection = self.writer.connect_options().connect().await?;
        let pages = sqlx::query("pragma integrity_check(10)")
            .fetch_all(&mut connection)
            .await?;
        let mut damage: Vec<String> = pages
            .iter()
            .map(|row| row.try_get(0))
            .collect::<Result<_, _>>()?;
        damage.retain(|line| line != "ok");
        let orphans = sqlx::query("pragma foreign_key_check")
            .fetch_all(&mut connection)
            .await?;
        connection.close().await?;
        for orphan in orphans.iter().take(10) {
            let table: String = orphan.try_get(0)?;
            let parent: String = orphan.try_get(2)?;
            damage.push(format!(
                "a row of {table} points to a missing row of {parent}"
            ));
        }
        Ok(damage)
    }
}
