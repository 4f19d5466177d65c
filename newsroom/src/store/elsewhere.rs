//! Addresses on other sites, and what is known of them.

use domain::Moment;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use super::{Store, StoreError, Writing};
use crate::desk::story::{SaveNumber, StoryId};
use crate::elsewhere::{Elsewhere, Found};

/// The newest save of a story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SavedStory {
    /// Which story.
    pub id: StoryId,
    /// Its newest save.
    pub save: SaveNumber,
    /// When that was made.
    pub at: Moment,
}

impl Store {
    /// What is known of these addresses, as far as anything is.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn elsewhere(&self, addresses: &[String]) -> Result<Vec<Elsewhere>, StoreError> {
        let rows = sqlx::query(
            "select * from elsewhere where address in (select value from json_each($1)) order by address",
        )
        .bind(serde_json::json!(addresses).to_string())
        .fetch_all(&self.readers)
        .await?;
        rows.iter().map(elsewhere).collect()
    }

    /// The addresses that are to be asked for by `now`, at most `limit`, the longest due first.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn elsewhere_due(
        &self,
        now: Moment,
        limit: u32,
    ) -> Result<Vec<Elsewhere>, StoreError> {
        let rows = sqlx::query(
            "select * from elsewhere where due_at <= $1 order by due_at, address limit $2",
        )
        .bind(now.micros())
        .bind(limit)
        .fetch_all(&self.readers)
        .await?;
        rows.iter().map(elsewhere).collect()
    }

    /// Addresses at which something was found, at most `limit`, what was found last first.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn elsewhere_there(&self, limit: u32) -> Result<Vec<String>, StoreError> {
        let there = sqlx::query_scalar(
            "select address from elsewhere where is_dead = 0 order by found_at desc, address limit $1",
        );
        Ok(there.bind(limit).fetch_all(&self.readers).await?)
    }

    /// How many addresses are to be asked for, now or later.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn elsewhere_waiting(&self) -> Result<i64, StoreError> {
        let count = sqlx::query_scalar("select count(*) from elsewhere where due_at is not null");
        Ok(count.fetch_one(&self.readers).await?)
    }

    /// Stories that were saved after that one, and not after `until`: at most `limit`, the first saved first. What is in the bin
    /// is not among them.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn stories_saved(
        &self,
        (after, id): (Moment, StoryId),
        until: Moment,
        limit: u32,
    ) -> Result<Vec<SavedStory>, StoreError> {
        let rows = sqlx::query(
            "select id, save, saved_at from stories
              where binned_at is null and (saved_at, id) > ($1, $2) and saved_at <= $3
              order by saved_at, id limit $4",
        )
        .bind(after.micros())
        .bind(id.0)
        .bind(until.micros())
        .bind(limit)
        .fetch_all(&self.readers)
        .await?;
        let saved = |row: &SqliteRow| {
            Ok(SavedStory {
                id: StoryId(row.try_get("id")?),
                save: SaveNumber(row.try_get("save")?),
                at: Moment::from_micros(row.try_get("saved_at")?),
            })
        };
        rows.iter().map(saved).collect()
    }
}

impl Writing {
    /// From now on an address is to be asked for, if it was not before.
    pub(crate) async fn want_elsewhere(
        &mut self,
        address: &str,
        now: Moment,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "insert into elsewhere (address, wanted_at, due_at) values ($1, $2, $2)
             on conflict (address) do update
                set wanted_at = excluded.wanted_at, due_at = coalesce(elsewhere.due_at, excluded.due_at)",
        )
        .bind(address)
        .bind(now.micros())
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Keeps what was found at an address, which need not be asked for any more.
    pub(crate) async fn found_elsewhere(
        &mut self,
        address: &str,
        is_dead: bool,
        why: &str,
        now: Moment,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "update elsewhere
                set is_dead = $2, why = $3, found_at = $4, due_at = null, failures = 0, trouble = null
              where address = $1",
        )
        .bind(address)
        .bind(is_dead)
        .bind(why)
        .bind(now.micros())
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Keeps that nothing was heard of an address, and when to ask again.
    pub(crate) async fn ask_elsewhere_again(
        &mut self,
        address: &str,
        trouble: &str,
        at: Moment,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "update elsewhere set failures = failures + 1, trouble = $2, due_at = $3 where address = $1",
        )
        .bind(address)
        .bind(trouble)
        .bind(at.micros())
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Keeps when to ask for an address of which nothing was learnt, and why, where nothing else is known of it.
    pub(crate) async fn ask_elsewhere_later(
        &mut self,
        address: &str,
        why: &str,
        at: Moment,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "update elsewhere
                set trouble = case when failures = 0 then $2 else trouble end, due_at = $3
              where address = $1",
        )
        .bind(address)
        .bind(why)
        .bind(at.micros())
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Forgets what no story wanted to know since then; how many that were.
    pub(crate) async fn forget_elsewhere(&mut self, since: Moment) -> Result<u64, StoreError> {
        let gone = sqlx::query("delete from elsewhere where wanted_at < $1")
            .bind(since.micros())
            .execute(self.connection())
            .await?;
        Ok(gone.rows_affected())
    }
}

fn elsewhere(row: &SqliteRow) -> Result<Elsewhere, StoreError> {
    let moment = |column: &str| -> Result<Option<Moment>, StoreError> {
        let at: Option<i64> = row.try_get(column)?;
        Ok(at.map(Moment::from_micros))
    };
    let found = match moment("found_at")? {
        Some(at) => Some(Found {
            is_dead: row.try_get("is_dead")?,
            why: row.try_get("why")?,
            at,
        }),
        None => None,
    };
    Ok(Elsewhere {
        address: row.try_get("address")?,
        wanted_at: Moment::from_micros(row.try_get("wanted_at")?),
        due_at: moment("due_at")?,
        failures: row.try_get("failures")?,
        trouble: row.try_get("trouble")?,
        found,
    })
}
