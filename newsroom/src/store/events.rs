//! Reading the event log.

use domain::{ArticleId, EntryNumber, Moment};
use sqlx::Row;

use super::{Store, StoreError};
use crate::events::{Event, EventKind, EventNumber};

impl Store {
    /// The number of the newest event; 0 before the first. What a reader can see changes only with it.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn newest_event(&self) -> Result<EventNumber, StoreError> {
        let number = sqlx::query_scalar("select coalesce(max(number), 0) from events")
            .fetch_one(&self.readers)
            .await?;
        Ok(EventNumber(number))
    }

    /// The events after `after`, in order, at most `limit` of them.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn events(&self, after: EventNumber, limit: u32) -> Result<Vec<Event>, StoreError> {
        let rows = sqlx::query(
            "select e.number, e.kind, e.article_id, e.at, n.number as entry
               from events e left join entries n on n.id = e.entry_id
              where e.number > $1 order by e.number limit $2",
        )
        .bind(after.0)
        .bind(i64::from(limit))
        .fetch_all(&self.readers)
        .await?;
        rows.iter()
            .map(|row| {
                let kind: &str = row.try_get("kind")?;
                let kind = EventKind::from_word(kind).ok_or_else(|| {
                    StoreError::Damaged(format!("an event is of the unknown kind `{kind}`"))
                })?;
                Ok(Event {
                    number: EventNumber(row.try_get("number")?),
                    kind,
                    article: row.try_get::<Option<i64>, _>("article_id")?.map(ArticleId),
                    entry: row.try_get::<Option<u32>, _>("entry")?.map(EntryNumber),
                    at: Moment::from_micros(row.try_get("at")?),
                })
            })
            .collect()
    }
}
