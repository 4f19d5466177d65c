//! Links with which somebody without an account reads a draft.

use domain::Moment;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::desk::account::AccountId;
use crate::desk::secret::SecretHash;
use crate::desk::story::StoryId;
use crate::store::{Store, StoreError, Writing};

/// A link to a draft. What stands in it is not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// Its number.
    pub id: i64,
    /// The name of who made it.
    pub by: String,
    /// When.
    pub made_at: Moment,
    /// Until when it can be used.
    pub expires_at: Moment,
}

impl Store {
    /// The links to a draft that can be used now.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn shares(&self, story: StoryId, now: Moment) -> Result<Vec<Share>, StoreError> {
        let rows = sqlx::query(
            "select l.id, c.name, l.made_at, l.expires_at
               from draft_links l join accounts c on c.id = l.account_id
              where l.story_id = $1 and l.ended_at is null and l.expires_at > $2 order by l.id",
        )
        .bind(story.0)
        .bind(now.micros())
        .fetch_all(&self.readers)
        .await?;
        rows.iter().map(share).collect()
    }

    /// The story that a link leads to now.
    pub(crate) async fn shared_story(
        &self,
        hash: SecretHash,
        now: Moment,
    ) -> Result<Option<StoryId>, StoreError> {
        let id: Option<i64> = sqlx::query_scalar(
            "select story_id from draft_links where hash = $1 and ended_at is null and expires_at > $2",
        )
        .bind(&hash.0[..])
        .bind(now.micros())
        .fetch_optional(&self.readers)
        .await?;
        Ok(id.map(StoryId))
    }
}

impl Writing {
    pub(crate) async fn add_share(
        &mut self,
        hash: SecretHash,
        story: StoryId,
        by: AccountId,
        now: Moment,
        until: Moment,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "insert into draft_links (hash, story_id, account_id, made_at, expires_at)
             values ($1, $2, $3, $4, $5)",
        )
        .bind(&hash.0[..])
        .bind(story.0)
        .bind(by.0)
        .bind(now.micros())
        .bind(until.micros())
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Ends a link to a draft of that story.
    pub(crate) async fn end_share(
        &mut self,
        story: StoryId,
        id: i64,
        now: Moment,
    ) -> Result<bool, StoreError> {
        let ended = sqlx::query(
            "update draft_links set ended_at = $3 where story_id = $1 and id = $2 and ended_at is null",
        )
        .bind(story.0)
        .bind(id)
        .bind(now.micros())
        .execute(self.connection())
        .await?;
        Ok(ended.rows_affected() == 1)
    }
}

fn share(row: &SqliteRow) -> Result<Share, StoreError> {
    Ok(Share {
        id: row.try_get("id")?,
        by: row.try_get("name")?,
        made_at: Moment::from_micros(row.try_get("made_at")?),
        expires_at: Moment::from_micros(row.try_get("expires_at")?),
    })
}
