//! Writing: one transaction, from the write lock to the commit.
//!
//! What belongs together (a version, the article's state, the event) is written through one
//! [`Writing`]; dropping it without a commit leaves the store as it was.

mod entries;
mod held;
mod ids;
mod renaming;
mod versions;

use std::collections::BTreeSet;
use std::time::Instant;

use domain::{Article, ArticleId, Moment, Publication, Section, Slug};
use sqlx::{Row, Sqlite, SqliteConnection, Transaction};

use super::{Store, StoreError, found};
use crate::events::{EventKind, EventNumber};

pub use entries::{HeldCoverage, HeldEntry};
pub use held::Held;

/// An open transaction that holds the write lock.
pub struct Writing {
    transaction: Transaction<'static, Sqlite>,
    /// Articles whose places in the search and the lists have to follow before the commit.
    changed: BTreeSet<ArticleId>,
    /// The newest event that was added.
    logged: Option<EventNumber>,
    asked: Instant,
    store: Store,
}

impl Store {
    /// Takes the write lock.
    ///
    /// # Errors
    /// [`StoreError::Busy`] when another program keeps the lock for too long.
    pub async fn write(&self) -> Result<Writing, StoreError> {
        let asked = Instant::now();
        let transaction = self.writer.begin_with(self.synced.begin()).await;
        let transaction = transaction.map_err(|error| self.last_write.failed(error.into()))?;
        Ok(Writing {
            transaction,
            changed: BTreeSet::new(),
            logged: None,
            asked,
            store: self.clone(),
        })
    }
}

impl Writing {
    /// Makes everything written so far lasting and visible, at once: it is on the disk before anybody can read it. Only with a
    /// store that is [`Store::synced_later`], the former waits.
    ///
    /// # Errors
    /// [`StoreError::Full`] when there is no room; nothing is written then.
    pub async fn commit(self) -> Result<(), StoreError> {
        let store = self.store.clone();
        self.write_down()
            .await
            .map_err(|error| store.last_write.failed(error))?;
        store.last_write.worked();
        Ok(())
    }

    async fn write_down(mut self) -> Result<(), StoreError> {
        for article in std::mem::take(&mut self.changed) {
            found::follow(&mut self.transaction, article).await?;
        }
        self.transaction.commit().await?;
        self.store.writes().took(self.asked.elapsed());
        // Before anybody is told that it is written: who reads after that must not be shown what was before.
        if let Some(newest) = self.logged {
            self.store.see(newest);
        }
        self.store.committed().notify_one();
        Ok(())
    }

    /// Adds an article without a version, so that a first version has something to belong to.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn add_article(
        &mut self,
        slug: &Slug,
        section: &Section,
        now: Moment,
    ) -> Result<ArticleId, StoreError> {
        let section = self.section_id(section).await?;
        let row = sqlx::query(
            "insert into articles (slug, section_id, state, state_at) values ($1, $2, 'draft', $3) returning id",
        )
        .bind(slug.as_str())
        .bind(section)
        .bind(now.micros())
        .fetch_one(&mut *self.transaction)
        .await?;
        Ok(ArticleId(row.try_get("id")?))
    }

    /// Puts an article into a state. The time readers first saw it is kept through all that follow.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn set_publication(
        &mut self,
        article: ArticleId,
        publication: &Publication,
        now: Moment,
    ) -> Result<(), StoreError> {
        self.changed.insert(article);
        let (state, at, published_at, reason) = match publication {
            Publication::Draft => ("draft", now, None, None),
            Publication::Scheduled { at } => ("scheduled", *at, None, None),
            Publication::Published { at } => ("published", *at, Some(at.micros()), None),
            Publication::Withdrawn { at, reason } => {
                ("withdrawn", *at, None, Some(reason.as_str()))
            }
        };
        sqlx::query(
            "update articles set state = $2, state_at = $3, published_at = coalesce($4, published_at),
                                 withdrawn_reason = $5
              where id = $1",
        )
        .bind(article.0)
        .bind(state)
        .bind(at.micros())
        .bind(published_at)
        .bind(reason)
        .execute(&mut *self.transaction)
        .await?;
        Ok(())
    }

    /// Moves an article to a section.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn set_section(
        &mut self,
        article: ArticleId,
        section: &Section,
    ) -> Result<(), StoreError> {
        self.changed.insert(article);
        let section = self.section_id(section).await?;
        sqlx::query("update articles set section_id = $2 where id = $1")
            .bind(article.0)
            .bind(section)
            .execute(&mut *self.transaction)
            .await?;
        Ok(())
    }

    /// Puts an article among the editors' picks, or takes it out.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn set_dont_miss(
        &mut self,
        article: ArticleId,
        dont_miss: bool,
    ) -> Result<(), StoreError> {
        sqlx::query("update articles set dont_miss = $2 where id = $1")
            .bind(article.0)
            .bind(i64::from(dont_miss))
            .execute(&mut *self.transaction)
            .await?;
        Ok(())
    }

    /// Remembers which file an article came from. A file owns one article: one it had before is
    /// nobody's from now on.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn set_source(&mut self, article: ArticleId, source: &str) -> Result<(), StoreError> {
        sqlx::query("update articles set source = null where source = $2 and id <> $1")
            .bind(article.0)
            .bind(source)
            .execute(&mut *self.transaction)
            .await?;
        sqlx::query("update articles set source = $2 where id = $1")
            .bind(article.0)
            .bind(source)
            .execute(&mut *self.transaction)
            .await?;
        Ok(())
    }

    /// Adds a row to the event log.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn log(
        &mut self,
        kind: EventKind,
        article: Option<ArticleId>,
        now: Moment,
    ) -> Result<EventNumber, StoreError> {
        let row = sqlx::query(
            "insert into events (kind, article_id, version_id, at)
             values ($1, $2, (select version_id from articles where id = $2), $3) returning number",
        )
        .bind(kind.as_str())
        .bind(article.map(|article| article.0))
        .bind(now.micros())
        .fetch_one(&mut *self.transaction)
        .await?;
        let number = EventNumber(row.try_get("number")?);
        self.logged = Some(number);
        Ok(number)
    }

    pub(super) fn connection(&mut self) -> &mut SqliteConnection {
        &mut self.transaction
    }

    /// The article as this transaction sees it, for comparing a new version with the newest.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn article(&mut self, slug: &Slug) -> Result<Option<Article>, StoreError> {
        super::articles::article_of(&mut self.transaction, slug).await
    }
}
