//! What waits to be sent.

use domain::Moment;

use super::{Store, StoreError};
use crate::letters::IssueId;

impl Store {
    /// When a copy of an issue that was not sent yet is to be tried first; none if none waits.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn next_attempt(&self, issue: IssueId) -> Result<Option<Moment>, StoreError> {
        let next: Option<i64> = sqlx::query_scalar(
            "select min(due_at) from letter_deliveries where issue_id = $1 and state = 'waiting'",
        )
        .bind(issue.0)
        .fetch_one(&self.readers)
        .await?;
        Ok(next.map(Moment::from_micros))
    }
}
