//! The issues of each letter.

use domain::{ArticleId, Moment};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::letters::{Contents, ISSUE_PLACEHOLDER, Issue, IssueId, IssueState, LetterId};
use crate::store::database::rows::text;
use crate::store::{Store, StoreError, Writing};

/// Everybody who is to get an issue of a letter that is made at a moment: `$1` and `$2`. Somebody who wants one in a week gets
/// none that is made within six and a half days of the last, also while that waits: a weekly letter that is a little early still
/// comes every week.
macro_rules! of_readers {
    ($select:literal, $order:literal) => {
        concat!(
            $select,
            "  from subscriptions u
               join subscribers s on s.id = u.subscriber_id
              where u.letter_id = $1
                and s.state = 'confirmed'
                and (s.paused_until is null or s.paused_until <= $2)
                and (s.frequency = 'every'
                     or not exists (select 1 from letter_deliveries d join letter_issues i on i.id = d.issue_id
                                     where d.subscriber_id = s.id and i.letter_id = $1
                                       and d.state in ('sent', 'waiting')
                                       and i.composed_at > $2 - 561600000000)) ",
            $order
        )
    };
}

impl Store {
    /// How many readers would get an issue of a letter that was made at `now`.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn readers_now(&self, letter: LetterId, now: Moment) -> Result<i64, StoreError> {
        let count = sqlx::query_scalar(of_readers!("select count(*)", ""))
            .bind(letter.0)
            .bind(now.micros());
        Ok(count.fetch_one(&self.readers).await?)
    }

    /// The issues of a letter before the one of that number, the newest first, at most `limit` of them. Without a number,
    /// the newest.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn issues_of(
        &self,
        id: LetterId,
        before: Option<i64>,
        limit: u32,
    ) -> Result<Vec<Issue>, StoreError> {
        let rows = sqlx::query(
            "select * from letter_issues where letter_id = $1 and number < $2 order by number desc limit $3",
        )
        .bind(id.0)
        .bind(before.unwrap_or(i64::MAX))
        .bind(i64::from(limit))
        .fetch_all(&self.readers)
        .await?;
        rows.iter().map(issue).collect()
    }

    /// The how many-th issue of a letter.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn issue_of(&self, id: LetterId, number: i64) -> Result<Option<Issue>, StoreError> {
        let row = sqlx::query("select * from letter_issues where letter_id = $1 and number = $2")
            .bind(id.0)
            .bind(number)
            .fetch_optional(&self.readers)
            .await?;
        row.as_ref().map(issue).transpose()
    }

    /// An issue by its number in the store.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn issue(&self, id: IssueId) -> Result<Option<Issue>, StoreError> {
        let row = sqlx::query("select * from letter_issues where id = $1")
            .bind(id.0)
            .fetch_optional(&self.readers)
            .await?;
        row.as_ref().map(issue).transpose()
    }

    /// The issues that are going out or wait to.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn issues_under_way(&self) -> Result<Vec<Issue>, StoreError> {
        let rows = sqlx::query(
            "select * from letter_issues where state in ('sending', 'paused') order by id",
        )
        .fetch_all(&self.readers)
        .await?;
        rows.iter().map(issue).collect()
    }
}

impl Writing {
    /// Keeps an issue together with everybody who is to get it, and says how many they are. Its number is filled in. None if there is one for that
    /// slot already.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn add_issue(
        &mut self,
        letter: LetterId,
        slot: &str,
        contents: &Contents,
        until: Moment,
        now: Moment,
    ) -> Result<Option<(IssueId, u64)>, StoreError> {
        let articles: Vec<String> = contents
            .articles
            .iter()
            .map(|it| it.0.to_string())
            .collect();
        let id: Option<i64> = sqlx::query_scalar(
            "insert into letter_issues (letter_id, number, slot, subject, preheader, html, plain, articles, state,
                                        composed_at, until)
             select $1, n.number, $2, $3, $4, replace($5, $10, n.number), replace($6, $10, n.number), $7, 'sending', $8, $9
               from (select coalesce(max(number), 0) + 1 as number from letter_issues where letter_id = $1) n
              where true
             on conflict (letter_id, slot) do nothing
             returning id",
        )
        .bind(letter.0)
        .bind(slot.to_owned())
        .bind(contents.subject.clone())
        .bind(contents.preheader.clone())
        .bind(contents.html.clone())
        .bind(contents.plain.clone())
        .bind(articles.join(","))
        .bind(now.micros())
        .bind(until.micros())
        .bind(ISSUE_PLACEHOLDER)
        .fetch_optional(self.connection())
        .await?;
        let Some(id) = id else {
            return Ok(None);
        };
        let queued = sqlx::query(of_readers!(
            "insert into letter_deliveries (issue_id, subscriber_id, state, due_at) select $3, s.id, 'waiting', $2",
            "order by s.id"
        ))
        .bind(letter.0)
        .bind(now.micros())
        .bind(id)
        .execute(self.connection())
        .await?;
        Ok(Some((IssueId(id), queued.rows_affected())))
    }

    /// Keeps what somebody wrote above the stories of an issue.
    pub(crate) async fn keep_introduction(
        &mut self,
        id: IssueId,
        introduction: &str,
    ) -> Result<(), StoreError> {
        sqlx::query("update letter_issues set introduction = $2 where id = $1")
            .bind(id.0)
            .bind(introduction.to_owned())
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Lets an issue go on, wait or end. Whether it was in a state that allows that.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn put_issue_in_state(
        &mut self,
        id: IssueId,
        state: IssueState,
        now: Moment,
    ) -> Result<bool, StoreError> {
        let changed = sqlx::query(
            "update letter_issues set state = $2 where id = $1 and state in ('sending', 'paused')",
        )
        .bind(id.0)
        .bind(state.word())
        .execute(self.connection())
        .await?;
        if changed.rows_affected() == 0 {
            return Ok(false);
        }
        if state == IssueState::Cancelled {
            sqlx::query(
                "update letter_deliveries set state = 'dropped', ended_at = $2
                  where issue_id = $1 and state = 'waiting'",
            )
            .bind(id.0)
            .bind(now.micros())
            .execute(self.connection())
            .await?;
        }
        Ok(true)
    }
}

fn issue(row: &SqliteRow) -> Result<Issue, StoreError> {
    let articles: &str = row.try_get("articles")?;
    let articles = articles.split(',').filter_map(|id| id.parse().ok());
    Ok(Issue {
        id: IssueId(row.try_get("id")?),
        letter: LetterId(row.try_get("letter_id")?),
        number: row.try_get("number")?,
        contents: Contents {
            subject: row.try_get("subject")?,
            preheader: row.try_get("preheader")?,
            html: row.try_get("html")?,
            plain: row.try_get("plain")?,
            articles: articles.map(ArticleId).collect(),
        },
        state: text(row, "state")?,
        composed_at: Moment::from_micros(row.try_get("composed_at")?),
        until: Moment::from_micros(row.try_get("until")?),
    })
}
