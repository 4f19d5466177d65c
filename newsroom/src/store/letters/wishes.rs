//! What a reader can see of their letters, and what is taken off its way because they do not want it any more.

use domain::{Moment, Slug};
use sqlx::Row;

use crate::letters::returned::Kind;
use crate::letters::{StoredDelivery, SubscriberId};
use crate::store::database::rows::{optional_text, text};
use crate::store::{Store, StoreError, Writing};

impl Store {
    /// Which letters somebody gets, and since when, in the order in which they subscribed.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn subscriptions_of(
        &self,
        id: SubscriberId,
    ) -> Result<Vec<(Slug, Moment)>, StoreError> {
        let rows = sqlx::query(
            "select l.slug, u.since from subscriptions u join letters l on l.id = u.letter_id
              where u.subscriber_id = $1 order by u.since, l.place, l.id",
        )
        .bind(id.0)
        .fetch_all(&self.readers)
        .await?;
        rows.iter()
            .map(|row| {
                Ok((
                    text(row, "slug")?,
                    Moment::from_micros(row.try_get("since")?),
                ))
            })
            .collect()
    }

    /// Every letter that went or goes to somebody, the oldest first.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn letters_to(&self, id: SubscriberId) -> Result<Vec<StoredDelivery>, StoreError> {
        let rows = sqlx::query(
            "select l.slug, i.number, d.state, d.failures, d.due_at, d.ended_at, d.answer, d.returned,
                    d.returned_at, d.left_at
               from letter_deliveries d
               left join letter_issues i on i.id = d.issue_id
               left join letters l on l.id = i.letter_id
              where d.subscriber_id = $1 order by d.id",
        )
        .bind(id.0)
        .fetch_all(&self.readers)
        .await?;
        rows.iter()
            .map(|row| {
                let slug: Option<String> = row.try_get("slug")?;
                let ended_at: Option<i64> = row.try_get("ended_at")?;
                let returned: Option<Kind> = optional_text(row, "returned")?;
                let returned_at: Option<i64> = row.try_get("returned_at")?;
                let left_at: Option<i64> = row.try_get("left_at")?;
                Ok(StoredDelivery {
                    issue: slug.zip(row.try_get("number")?),
                    state: row.try_get("state")?,
                    failures: row.try_get("failures")?,
                    due_at: Moment::from_micros(row.try_get("due_at")?),
                    ended_at: ended_at.map(Moment::from_micros),
                    answer: row.try_get("answer")?,
                    returned: returned.zip(returned_at.map(Moment::from_micros)),
                    left_at: left_at.map(Moment::from_micros),
                })
            })
            .collect()
    }
}

impl Writing {
    /// Sends no issue to somebody that they do not subscribe to any more, and none at all while they want a pause.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn drop_unwanted_issues(
        &mut self,
        id: SubscriberId,
        now: Moment,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "update letter_deliveries set state = 'dropped', ended_at = $2
              where subscriber_id = $1 and state = 'waiting' and issue_id is not null
                and (exists (select 1 from subscribers s where s.id = $1 and s.paused_until > $2)
                     or not exists (select 1 from letter_issues i
                                      join subscriptions u on u.letter_id = i.letter_id
                                     where i.id = letter_deliveries.issue_id and u.subscriber_id = $1))",
        )
        .bind(id.0)
        .bind(now.micros())
        .execute(self.connection())
        .await?;
        Ok(())
    }
}
