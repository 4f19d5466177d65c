//! Issues that somebody is composing by hand.

use domain::{ArticleId, Moment};
use sqlx::Row;

use crate::desk::{AccountId, Action};
use crate::letters::{Handmade, IssueDraft, LetterId};
use crate::store::{Store, StoreError, Writing};

impl Store {
    /// What somebody composes for a letter, if anybody does.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn letter_draft(&self, letter: LetterId) -> Result<Option<IssueDraft>, StoreError> {
        let row = sqlx::query(
            "select d.*, c.name from letter_drafts d left join accounts c on c.id = d.saved_by
              where d.letter_id = $1",
        )
        .bind(letter.0)
        .fetch_optional(&self.readers)
        .await?;
        let Some(row) = row else {
            return Ok(None);
        };
        let articles: &str = row.try_get("articles")?;
        let articles = articles.split(',').filter_map(|id| id.parse().ok());
        Ok(Some(IssueDraft {
            number: row.try_get("number")?,
            made: Handmade {
                subject: row.try_get("subject")?,
                preheader: row.try_get("preheader")?,
                introduction: row.try_get("introduction")?,
                articles: articles.map(ArticleId).collect(),
                is_next: row.try_get("is_next")?,
            },
            saved_at: Moment::from_micros(row.try_get("saved_at")?),
            saved_by: row.try_get("name")?,
        }))
    }
}

impl Writing {
    /// Keeps what somebody composes for a letter, who had the draft of that number before them, or none with 0. The new
    /// number; none where somebody else saved meanwhile, and nothing is kept then.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn keep_draft(
        &mut self,
        letter: LetterId,
        base: i64,
        made: &Handmade,
        (by, now): (AccountId, Moment),
    ) -> Result<Option<i64>, StoreError> {
        let articles: Vec<String> = made.articles.iter().map(|it| it.0.to_string()).collect();
        // Every save has a line in the log, also of what was sent or thrown away since. No number is given twice, so that whoever
        // has such an issue before them does not overwrite another.
        let saves: i64 = sqlx::query_scalar(
            "select count(*) from desk_log
              where action = $2 and about = 'letter' and about_key = (select slug from letters where id = $1)",
        )
        .bind(letter.0)
        .bind(Action::ComposeIssue.as_str())
        .fetch_one(self.connection())
        .await?;
        let number = sqlx::query_scalar(
            "insert into letter_drafts
                    (letter_id, number, subject, preheader, introduction, articles, is_next, saved_at, saved_by)
             select $1, case when $2 > 0 then $2 + 1 else $10 end, $3, $4, $5, $6, $7, $8, $9
              where $2 = coalesce((select number from letter_drafts where letter_id = $1), 0)
             on conflict (letter_id) do update
                set number = excluded.number, subject = excluded.subject, preheader = excluded.preheader,
                    introduction = excluded.introduction, articles = excluded.articles,
                    is_next = excluded.is_next, saved_at = excluded.saved_at, saved_by = excluded.saved_by
             returning number",
        )
        .bind(letter.0)
        .bind(base)
        .bind(made.subject.clone())
        .bind(made.preheader.clone())
        .bind(made.introduction.clone())
        .bind(articles.join(","))
        .bind(i64::from(made.is_next))
        .bind(now.micros())
        .bind(by.0)
        .bind(saves + 1)
        .fetch_optional(self.connection())
        .await?;
        Ok(number)
    }

    /// The number of what somebody composes for a letter, and whether it is its next issue.
    pub(crate) async fn draft_of(
        &mut self,
        letter: LetterId,
    ) -> Result<Option<(i64, bool)>, StoreError> {
        let row = sqlx::query("select number, is_next from letter_drafts where letter_id = $1")
            .bind(letter.0)
            .fetch_optional(self.connection())
            .await?;
        row.map(|row| Ok((row.try_get("number")?, row.try_get("is_next")?)))
            .transpose()
    }

    /// Forgets what somebody composes for a letter: it went out, or they want it no longer. Whether there was anything.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn drop_draft(&mut self, letter: LetterId) -> Result<bool, StoreError> {
        let dropped = sqlx::query("delete from letter_drafts where letter_id = $1")
            .bind(letter.0)
            .execute(self.connection())
            .await?;
        Ok(dropped.rows_affected() > 0)
    }

    /// The number of the newest issue of a letter, 0 if there is none, and the number of the one that was made for that slot.
    pub(crate) async fn newest_and_of_slot(
        &mut self,
        letter: LetterId,
        slot: &str,
    ) -> Result<(i64, Option<i64>), StoreError> {
        let row = sqlx::query(
            "select coalesce(max(number), 0) as newest, max(case when slot = $2 then number end) as of_slot
               from letter_issues where letter_id = $1",
        )
        .bind(letter.0)
        .bind(slot.to_owned())
        .fetch_one(self.connection())
        .await?;
        Ok((row.try_get("newest")?, row.try_get("of_slot")?))
    }
}
