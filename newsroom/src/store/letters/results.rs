//! What became of an issue after it was sent: what came back, and who left the letter.

use domain::Moment;
use sqlx::Row;

use crate::letters::{IssueId, LetterId, Results, SubscriberId};
use crate::store::{Store, StoreError, Writing};

impl Store {
    /// What became of the copies of an issue that were sent.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn results(&self, issue: IssueId) -> Result<Results, StoreError> {
        let rows = sqlx::query(
            "select returned, count(*) as copies from letter_deliveries
              where issue_id = $1 and returned is not null group by returned
             union all
             select 'left', count(*) from letter_deliveries where issue_id = $1 and left_at is not null",
        )
        .bind(issue.0)
        .fetch_all(&self.readers)
        .await?;
        let mut results = Results::default();
        for row in &rows {
            let copies: i64 = row.try_get("copies")?;
            match row.try_get::<&str, _>("returned")? {
                "soft" => results.soft = copies,
                "hard" => results.hard = copies,
                "complaint" => results.complaints = copies,
                _ => results.left = copies,
            }
        }
        Ok(results)
    }
}

impl Writing {
    /// Writes down at the last issue of a letter that somebody got that they leave the letter after it.
    pub(crate) async fn note_left(
        &mut self,
        id: SubscriberId,
        letter: LetterId,
        now: Moment,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "update letter_deliveries set left_at = $3
              where left_at is null
                and id = (select max(d.id) from letter_deliveries d join letter_issues i on i.id = d.issue_id
                           where d.subscriber_id = $1 and i.letter_id = $2 and d.state = 'sent')",
        )
        .bind(id.0)
        .bind(letter.0)
        .bind(now.micros())
        .execute(self.connection())
        .await?;
        Ok(())
    }
}
