//! Addresses that lead elsewhere.

use std::collections::HashSet;

use domain::Moment;
use sqlx::Row;

use super::{Store, StoreError, Writing};
use crate::desk::account::AccountId;
use crate::redirects::{Known, OldAddress, Target};

/// A line of the list of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RedirectLine {
    /// The address.
    pub from: String,
    /// Where it leads.
    pub to: Target,
    /// Since when.
    pub made_at: Moment,
    /// Who said so.
    pub by: Option<String>,
}

impl Store {
    /// Where an address leads, if anywhere.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn redirect(&self, from: &str) -> Result<Option<Target>, StoreError> {
        let target: Option<Option<String>> =
            sqlx::query_scalar("select target from redirects where path = $1")
                .bind(from)
                .fetch_optional(&self.readers)
                .await?;
        Ok(target.map(Target::of))
    }

    /// Addresses that lead elsewhere, by the alphabet, after one of them. With `words`, those in which these letters stand, or in
    /// what they lead to.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn redirects(
        &self,
        words: &str,
        after: &str,
        limit: u32,
    ) -> Result<Vec<RedirectLine>, StoreError> {
        let rows = sqlx::query(
            "select r.path, r.target, r.made_at, c.name
               from redirects r left join accounts c on c.id = r.account_id
              where r.path > $2
                and ($1 = '' or instr(lower(r.path), $1) > 0 or instr(lower(coalesce(r.target, 'gone')), $1) > 0)
              order by r.path limit $3",
        )
        .bind(words.to_lowercase())
        .bind(after)
        .bind(limit)
        .fetch_all(&self.readers)
        .await?;
        let line = |row: &sqlx::sqlite::SqliteRow| {
            Ok(RedirectLine {
                from: row.try_get("path")?,
                to: Target::of(row.try_get("target")?),
                made_at: Moment::from_micros(row.try_get("made_at")?),
                by: row.try_get("name")?,
            })
        };
        rows.iter().map(line).collect()
    }

    /// How many there are.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn count_redirects(&self) -> Result<i64, StoreError> {
        let count = sqlx::query_scalar("select count(*) from redirects");
        Ok(count.fetch_one(&self.readers).await?)
    }

    /// What is at the addresses of the paper, all of it at once.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn known_addresses(&self) -> Result<Known, StoreError> {
        let articles = "select slug from articles union select slug from former_slugs";
        let mut known = Known::default();
        known.sections = self.words("select slug from sections").await?;
        known.articles = self.words(articles).await?;
        known.topics = self.words("select slug from topics").await?;
        known.authors = self.words("select slug from authors").await?;
        let rows: Vec<(String, Option<String>)> =
            sqlx::query_as("select path, target from redirects")
                .fetch_all(&self.readers)
                .await?;
        for (from, to) in rows {
            known.learn(&from, &Target::of(to));
        }
        Ok(known)
    }

    async fn words(&self, sql: &'static str) -> Result<HashSet<String>, StoreError> {
        let words: Vec<String> = sqlx::query_scalar(sql).fetch_all(&self.readers).await?;
        Ok(words.into_iter().collect())
    }
}

impl Writing {
    /// Lets an address lead there.
    pub(crate) async fn put_redirect(
        &mut self,
        from: &OldAddress,
        to: &Target,
        by: AccountId,
        now: Moment,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "insert into redirects (path, target, made_at, account_id) values ($1, $2, $3, $4)
             on conflict (path) do update
                set target = excluded.target, made_at = excluded.made_at, account_id = excluded.account_id",
        )
        .bind(from.as_str())
        .bind(to.kept())
        .bind(now.micros())
        .bind(by.0)
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Lets an address lead nowhere, and says where it led.
    pub(crate) async fn remove_redirect(
        &mut self,
        from: &str,
    ) -> Result<Option<Target>, StoreError> {
        let target: Option<Option<String>> =
            sqlx::query_scalar("delete from redirects where path = $1 returning target")
                .bind(from)
                .fetch_optional(self.connection())
                .await?;
        Ok(target.map(Target::of))
    }
}
