//! Past issues of letters, as anybody can read them on the site: without what went into the mail.

use domain::{ArticleId, Moment};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::letters::{LetterId, PastIssue};
use crate::store::{Store, StoreError};

/// An issue that was cancelled before anybody got it is none. Whoever got one has links in it that lead to it.
macro_rules! select_past {
    ($condition:literal) => {
        concat!(
            "select number, subject, preheader, introduction, articles, composed_at from letter_issues
              where letter_id = $1
                and (state <> 'cancelled'
                     or exists (select 1 from letter_deliveries d
                                 where d.issue_id = letter_issues.id and d.state = 'sent'))
                and ",
            $condition
        )
    };
}

impl Store {
    /// The issues of a letter before the one of that number, the newest first, at most `limit` of them. Without a number,
    /// the newest.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn past_issues(
        &self,
        letter: LetterId,
        before: Option<i64>,
        limit: u32,
    ) -> Result<Vec<PastIssue>, StoreError> {
        let rows = sqlx::query(select_past!("number < $2 order by number desc limit $3"))
            .bind(letter.0)
            .bind(before.unwrap_or(i64::MAX))
            .bind(i64::from(limit))
            .fetch_all(&self.readers)
            .await?;
        rows.iter().map(past).collect()
    }

    /// The how many-th issue of a letter.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn past_issue(
        &self,
        letter: LetterId,
        number: i64,
    ) -> Result<Option<PastIssue>, StoreError> {
        let row = sqlx::query(select_past!("number = $2"))
            .bind(letter.0)
            .bind(number)
            .fetch_optional(&self.readers)
            .await?;
        row.as_ref().map(past).transpose()
    }
}

fn past(row: &SqliteRow) -> Result<PastIssue, StoreError> {
    let articles: &str = row.try_get("articles")?;
    let articles = articles.split(',').filter_map(|id| id.parse().ok());
    let introduction: &str = row.try_get("introduction")?;
    Ok(PastIssue {
        introduction: match introduction.trim() {
            "" => None,
            text => Some(domain::Markdown::stored(text)?),
        },
        number: row.try_get("number")?,
        subject: row.try_get("subject")?,
        preheader: row.try_get("preheader")?,
        articles: articles.map(ArticleId).collect(),
        composed_at: Moment::from_micros(row.try_get("composed_at")?),
    })
}
