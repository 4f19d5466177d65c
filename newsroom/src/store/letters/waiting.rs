//! What waits to be sent, and what mail servers said of it.

use domain::Moment;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::letters::{Answer, IssueId, MailTrouble, Waiting};
use crate::store::{Store, StoreError};

/// What was said most often of some copies, to be followed by a condition on `d`. Mail servers like to repeat the
/// address, which would make everything that they say different.
macro_rules! select_answer {
    ($condition:literal) => {
        concat!(
            "select replace(d.answer, coalesce(s.address, ''), 'the address') as words, count(*) as copies
               from letter_deliveries d left join subscribers s on s.id = d.subscriber_id
              where d.answer is not null and ",
            $condition,
            " group by words order by copies desc, max(d.id) desc limit 1"
        )
    };
}

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

    /// How many copies of an issue were tried and wait for another attempt, and when the first of these is. None if there are none.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn tried_and_waiting(
        &self,
        issue: IssueId,
    ) -> Result<Option<(i64, Moment)>, StoreError> {
        let row = sqlx::query(
            "select count(*) as copies, min(due_at) as next from letter_deliveries
              where issue_id = $1 and state = 'waiting' and failures > 0",
        )
        .bind(issue.0)
        .fetch_one(&self.readers)
        .await?;
        let copies = row.try_get("copies")?;
        let next: Option<i64> = row.try_get("next")?;
        Ok(next.map(|next| (copies, Moment::from_micros(next))))
    }

    /// What was said most often of the copies of an issue that wait for another attempt.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn why_waiting(&self, issue: IssueId) -> Result<Option<Answer>, StoreError> {
        let row = sqlx::query(select_answer!("d.issue_id = $1 and d.state = 'waiting'"))
            .bind(issue.0)
            .fetch_optional(&self.readers)
            .await?;
        row.as_ref().map(answer).transpose()
    }

    /// What was said most often of all copies that wait for another attempt, of any letter.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn why_any_waits(&self) -> Result<Option<Answer>, StoreError> {
        let row = sqlx::query(select_answer!("d.state = 'waiting'"))
            .fetch_optional(&self.readers)
            .await?;
        row.as_ref().map(answer).transpose()
    }

    /// What was said most often of the copies of an issue that failed.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn why_failed(&self, issue: IssueId) -> Result<Option<Answer>, StoreError> {
        let row = sqlx::query(select_answer!("d.issue_id = $1 and d.state = 'failed'"))
            .bind(issue.0)
            .fetch_optional(&self.readers)
            .await?;
        row.as_ref().map(answer).transpose()
    }

    /// What waits to be sent of all letters, without issues that were paused. None if nothing does.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn waiting(&self) -> Result<Option<Waiting>, StoreError> {
        let row = sqlx::query(
            "select count(*) as copies, min(coalesce(i.composed_at, d.due_at)) as since
               from letter_deliveries d left join letter_issues i on i.id = d.issue_id
              where d.state = 'waiting' and coalesce(i.state, 'sending') = 'sending'",
        )
        .fetch_one(&self.readers)
        .await?;
        let since: Option<i64> = row.try_get("since")?;
        let copies = row.try_get("copies")?;
        Ok(since.map(|since| Waiting {
            copies,
            since: Moment::from_micros(since),
        }))
    }

    /// The mail servers that take no letters at present, what failed first in front.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn mail_trouble(&self) -> Result<Vec<MailTrouble>, StoreError> {
        let rows =
            sqlx::query("select server, since, why from mail_trouble order by since, server")
                .fetch_all(&self.readers)
                .await?;
        rows.iter().map(trouble).collect()
    }

    /// Notes why a mail server takes no letters. If it took none before, since when stays.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn note_mail_trouble(
        &self,
        server: &str,
        why: &str,
        now: Moment,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "insert into mail_trouble (server, since, why) values ($1, $2, $3)
             on conflict (server) do update set why = excluded.why",
        )
        .bind(server.to_owned())
        .bind(now.micros())
        .bind(why.to_owned())
        .execute(&self.writer)
        .await?;
        Ok(())
    }

    /// Notes that a mail server takes letters again.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn end_mail_trouble(&self, server: &str) -> Result<(), StoreError> {
        sqlx::query("delete from mail_trouble where server = $1")
            .bind(server.to_owned())
            .execute(&self.writer)
            .await?;
        Ok(())
    }

    /// Forgets the trouble with all mail servers but these, as nothing goes to others any more.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn end_mail_trouble_with_others(&self, servers: &[&str]) -> Result<(), StoreError> {
        sqlx::query(
            "delete from mail_trouble where server not in (select value from json_each($1))",
        )
        .bind(serde_json::json!(servers).to_string())
        .execute(&self.writer)
        .await?;
        Ok(())
    }
}

fn answer(row: &SqliteRow) -> Result<Answer, StoreError> {
    Ok(Answer {
        words: row.try_get("words")?,
        copies: row.try_get("copies")?,
    })
}

fn trouble(row: &SqliteRow) -> Result<MailTrouble, StoreError> {
    Ok(MailTrouble {
        server: row.try_get("server")?,
        since: Moment::from_micros(row.try_get("since")?),
        why: row.try_get("why")?,
    })
}
