//! What the paper published, by day and by month.

use domain::{Moment, Summary};
use sqlx::Row;

use super::database::rows::{select_summaries, summary};
use super::{Store, StoreError};

const BETWEEN: &str = select_summaries!(
    "where a.state = 'published' and a.published_at >= $1 and a.published_at < $2
     order by a.published_at desc, a.id desc limit $3"
);

impl Store {
    /// Articles published from `from` on and before `before`, newest first, at most `limit` of them.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn published_between(
        &self,
        from: Moment,
        before: Moment,
        limit: u32,
    ) -> Result<Vec<Summary>, StoreError> {
        let rows = sqlx::query(BETWEEN)
            .bind(from.micros())
            .bind(before.micros())
            .bind(i64::from(limit))
            .fetch_all(&self.readers)
            .await?;
        rows.iter().map(summary).collect()
    }

    /// When the first and the last article came out; none in an empty paper.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn first_and_last(&self) -> Result<Option<(Moment, Moment)>, StoreError> {
        let row = sqlx::query(
            "select (select published_at from articles where state = 'published'
                      order by published_at limit 1) as first,
                    (select published_at from articles where state = 'published'
                      order by published_at desc limit 1) as last",
        )
        .fetch_one(&self.readers)
        .await?;
        let moment = |column| -> Result<Option<Moment>, sqlx::Error> {
            Ok(row
                .try_get::<Option<i64>, _>(column)?
                .map(Moment::from_micros))
        };
        Ok(moment("first")?.zip(moment("last")?))
    }

    /// The newest article published before `before`, and the oldest from `after` on.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn neighbours(
        &self,
        before: Moment,
        after: Moment,
    ) -> Result<(Option<Moment>, Option<Moment>), StoreError> {
        let row = sqlx::query(
            "select (select published_at from articles where state = 'published' and published_at < $1
                      order by published_at desc limit 1) as earlier,
                    (select published_at from articles where state = 'published' and published_at >= $2
                      order by published_at limit 1) as later",
        )
        .bind(before.micros())
        .bind(after.micros())
        .fetch_one(&self.readers)
        .await?;
        let moment = |column| -> Result<Option<Moment>, sqlx::Error> {
            Ok(row
                .try_get::<Option<i64>, _>(column)?
                .map(Moment::from_micros))
        };
        Ok((moment("earlier")?, moment("later")?))
    }
}
