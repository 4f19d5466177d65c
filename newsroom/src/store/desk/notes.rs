//! Notes to colleagues about a passage of a story.

use domain::Moment;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::desk::account::AccountId;
use crate::desk::story::StoryId;
use crate::store::{Store, StoreError, Writing};

/// A note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Its number.
    pub id: i64,
    /// The name of who wrote it.
    pub by: String,
    /// When.
    pub at: Moment,
    /// The words it is about; empty for one about the whole.
    pub passage: String,
    /// What it says.
    pub text: String,
    /// When it was settled, and by whom.
    pub resolved: Option<(Moment, String)>,
}

impl Store {
    /// The notes about a story, in the order they were written.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn notes(&self, story: StoryId) -> Result<Vec<Note>, StoreError> {
        let rows = sqlx::query(
            "select n.id, w.name as by_name, n.at, n.passage, n.text, n.resolved_at, r.name as resolver
               from notes n
               join accounts w on w.id = n.account_id
               left join accounts r on r.id = n.resolved_by
              where n.story_id = $1 order by n.id",
        )
        .bind(story.0)
        .fetch_all(&self.readers)
        .await?;
        rows.iter().map(note).collect()
    }
}

impl Writing {
    pub(crate) async fn add_note(
        &mut self,
        story: StoryId,
        by: AccountId,
        (passage, text): (&str, &str),
        now: Moment,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "insert into notes (story_id, account_id, at, passage, text) values ($1, $2, $3, $4, $5)",
        )
        .bind(story.0)
        .bind(by.0)
        .bind(now.micros())
        .bind(passage)
        .bind(text)
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Settles a note of a story, or opens it again.
    pub(crate) async fn resolve_note(
        &mut self,
        story: StoryId,
        note: i64,
        by: Option<(AccountId, Moment)>,
    ) -> Result<bool, StoreError> {
        let resolved = sqlx::query(
            "update notes set resolved_at = $3, resolved_by = $4 where story_id = $1 and id = $2",
        )
        .bind(story.0)
        .bind(note)
        .bind(by.map(|(_, at)| at.micros()))
        .bind(by.map(|(by, _)| by.0))
        .execute(self.connection())
        .await?;
        Ok(resolved.rows_affected() == 1)
    }
}

fn note(row: &SqliteRow) -> Result<Note, StoreError> {
    let resolved_at: Option<i64> = row.try_get("resolved_at")?;
    let resolver: Option<String> = row.try_get("resolver")?;
    Ok(Note {
        id: row.try_get("id")?,
        by: row.try_get("by_name")?,
        at: Moment::from_micros(row.try_get("at")?),
        passage: row.try_get("passage")?,
        text: row.try_get("text")?,
        resolved: resolved_at.map(Moment::from_micros).zip(resolver),
    })
}
