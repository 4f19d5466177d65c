//! What is read, in numbers.

use std::collections::BTreeMap;

use domain::{ArticleId, Headline, Slug};
use sqlx::Row;

use crate::store::database::rows;
use crate::store::{Store, StoreError};

/// An article with how often it was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadArticle {
    /// Its number.
    pub id: ArticleId,
    /// The last part of its address.
    pub slug: Slug,
    /// The first part.
    pub section: Slug,
    /// What it is called.
    pub headline: Headline,
    /// How often.
    pub count: i64,
    /// Where most of them came from.
    pub source: Option<String>,
}

/// A site with how many readers came from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadSource {
    /// Its name.
    pub name: String,
    /// How many.
    pub count: i64,
}

impl Store {
    /// How often articles were opened in each hour since then; hours in which none was are left out.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn reads_by_hour(&self, since: i64) -> Result<BTreeMap<i64, i64>, StoreError> {
        let rows = sqlx::query(
            "select hour, sum(count) as reads from views where hour >= $1 group by hour",
        )
        .bind(since)
        .fetch_all(&self.readers)
        .await?;
        rows.iter()
            .map(|row| Ok((row.try_get("hour")?, row.try_get("reads")?)))
            .collect()
    }

    /// The articles opened most since that hour, with where most of their readers came from.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn read_articles(
        &self,
        since: i64,
        limit: u32,
    ) -> Result<Vec<ReadArticle>, StoreError> {
        let rows = sqlx::query(
            "select a.id, a.slug, s.slug as section_slug, v.headline, sum(r.count) as reads,
                    (select source from view_sources where article_id = a.id and hour >= $1
                      group by source order by sum(count) desc, source limit 1) as source
               from views r
               join articles a on a.id = r.article_id
               join sections s on s.id = a.section_id
               join versions v on v.id = a.version_id
              where r.hour >= $1
              group by a.id order by reads desc, a.id desc limit $2",
        )
        .bind(since)
        .bind(limit)
        .fetch_all(&self.readers)
        .await?;
        rows.iter()
            .map(|row| {
                Ok(ReadArticle {
                    id: ArticleId(row.try_get("id")?),
                    slug: rows::text(row, "slug")?,
                    section: rows::text(row, "section_slug")?,
                    headline: rows::text(row, "headline")?,
                    count: row.try_get("reads")?,
                    source: row.try_get("source")?,
                })
            })
            .collect()
    }

    /// Where readers came from since that hour, most first.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn read_sources(
        &self,
        since: i64,
        limit: u32,
    ) -> Result<Vec<ReadSource>, StoreError> {
        let rows = sqlx::query(
            "select source, sum(count) as reads from view_sources where hour >= $1
              group by source order by reads desc, source limit $2",
        )
        .bind(since)
        .bind(limit)
        .fetch_all(&self.readers)
        .await?;
        rows.iter()
            .map(|row| {
                Ok(ReadSource {
                    name: row.try_get("source")?,
                    count: row.try_get("reads")?,
                })
            })
            .collect()
    }
}
