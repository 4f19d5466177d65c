//! The log of the desk: who did what.

use domain::Moment;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::desk::account::AccountId;
use crate::desk::doing::{Action, LogEntry};
use crate::store::{Store, StoreError, Writing};

impl Store {
    /// What was done at the desk, the latest first, before the entry of that number.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn desk_log(
        &self,
        before: Option<i64>,
        limit: u32,
    ) -> Result<Vec<LogEntry>, StoreError> {
        let rows = sqlx::query(
            "select l.number, l.at, l.account_id, c.name, l.action, l.subject, l.is_refused
               from desk_log l left join accounts c on c.id = l.account_id
              where l.number < $1 order by l.number desc limit $2",
        )
        .bind(before.unwrap_or(i64::MAX))
        .bind(limit)
        .fetch_all(&self.readers)
        .await?;
        rows.iter().map(entry).collect()
    }
}

impl Writing {
    /// Adds a line to the log of the desk.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn log_desk(
        &mut self,
        account: Option<AccountId>,
        (action, subject): (Action, &str),
        is_refused: bool,
        now: Moment,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "insert into desk_log (at, account_id, action, subject, is_refused)
             values ($1, $2, $3, $4, $5)",
        )
        .bind(now.micros())
        .bind(account.map(|account| account.0))
        .bind(action.as_str())
        .bind(subject)
        .bind(i64::from(is_refused))
        .execute(self.connection())
        .await?;
        Ok(())
    }
}

fn entry(row: &SqliteRow) -> Result<LogEntry, StoreError> {
    let words: &str = row.try_get("action")?;
    let action = Action::from_words(words).ok_or_else(|| {
        StoreError::Damaged(format!("the desk's log has the unknown action `{words}`"))
    })?;
    let account: Option<i64> = row.try_get("account_id")?;
    let name: Option<String> = row.try_get("name")?;
    Ok(LogEntry {
        number: row.try_get("number")?,
        at: Moment::from_micros(row.try_get("at")?),
        account: account.map(AccountId).zip(name),
        action,
        subject: row.try_get("subject")?,
        is_refused: row.try_get("is_refused")?,
    })
}
