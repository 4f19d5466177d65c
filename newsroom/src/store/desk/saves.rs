//! Every saved state of every story.

use domain::Moment;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use crate::desk::account::AccountId;
use crate::desk::manuscript::Manuscript;
use crate::desk::story::{Save, SaveKind, SaveNumber, StoryId};
use crate::store::picture_uses::UsedBy;
use crate::store::{Store, StoreError, Writing};

/// The columns of a [`Save`], to be followed by a condition.
macro_rules! select_saves {
    ($($rest:literal),+) => {
        concat!(
            "select v.number, v.base, v.account_id, c.name, v.at, v.kind, v.fields
               from saves v left join accounts c on c.id = v.account_id ",
            $($rest),+
        )
    };
}

impl Store {
    /// A save of a story.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn save(&self, id: StoryId, number: SaveNumber) -> Result<Option<Save>, StoreError> {
        one(&mut *self.readers.acquire().await?, id, number).await
    }

    /// The saves of a story before one, the newest first.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn saves(
        &self,
        id: StoryId,
        before: Option<SaveNumber>,
        limit: u32,
    ) -> Result<Vec<Save>, StoreError> {
        let rows = sqlx::query(select_saves!(
            "where v.story_id = $1 and v.number < $2 order by v.number desc limit $3"
        ))
        .bind(id.0)
        .bind(before.map_or(u32::MAX, |before| before.0))
        .bind(limit)
        .fetch_all(&self.readers)
        .await?;
        rows.iter().map(save).collect()
    }

    /// Saves beside the others that came after one: what somebody still has to choose about.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn saves_aside(
        &self,
        id: StoryId,
        after: SaveNumber,
    ) -> Result<Vec<Save>, StoreError> {
        let rows = sqlx::query(select_saves!(
            "where v.story_id = $1 and v.number > $2 and v.kind = 'aside' order by v.number"
        ))
        .bind(id.0)
        .bind(after.0)
        .fetch_all(&self.readers)
        .await?;
        rows.iter().map(save).collect()
    }
}

impl Writing {
    /// Adds a save to a story.
    pub(crate) async fn add_save(
        &mut self,
        id: StoryId,
        base: Option<SaveNumber>,
        by: Option<AccountId>,
        kind: SaveKind,
        manuscript: &Manuscript,
        now: Moment,
    ) -> Result<SaveNumber, StoreError> {
        let fields = serde_json::to_string(manuscript)
            .map_err(|error| StoreError::Refused(error.to_string()))?;
        let number: u32 = sqlx::query_scalar(
            "insert into saves (story_id, number, base, account_id, at, kind, fields)
             values ($1, (select coalesce(max(number), 0) + 1 from saves where story_id = $1), $2, $3, $4, $5, $6)
             returning number",
        )
        .bind(id.0)
        .bind(base.map(|base| base.0))
        .bind(by.map(|by| by.0))
        .bind(now.micros())
        .bind(kind.as_str())
        .bind(&fields)
        .fetch_one(self.connection())
        .await?;
        self.use_pictures(UsedBy::Story(id.0), number, None, &fields)
            .await?;
        Ok(SaveNumber(number))
    }

    /// A save as this transaction sees it.
    pub(crate) async fn save(
        &mut self,
        id: StoryId,
        number: SaveNumber,
    ) -> Result<Option<Save>, StoreError> {
        one(self.connection(), id, number).await
    }
}

async fn one(
    connection: &mut SqliteConnection,
    id: StoryId,
    number: SaveNumber,
) -> Result<Option<Save>, StoreError> {
    sqlx::query(select_saves!("where v.story_id = $1 and v.number = $2"))
        .bind(id.0)
        .bind(number.0)
        .fetch_optional(connection)
        .await?
        .as_ref()
        .map(save)
        .transpose()
}

fn save(row: &SqliteRow) -> Result<Save, StoreError> {
    let word: &str = row.try_get("kind")?;
    let kind = SaveKind::from_word(word)
        .ok_or_else(|| StoreError::Damaged(format!("a save is of the unknown kind `{word}`")))?;
    let fields: &str = row.try_get("fields")?;
    let manuscript: Manuscript = serde_json::from_str(fields)
        .map_err(|error| StoreError::Damaged(format!("a save cannot be read: {error}")))?;
    let base: Option<u32> = row.try_get("base")?;
    let account: Option<i64> = row.try_get("account_id")?;
    let name: Option<String> = row.try_get("name")?;
    Ok(Save {
        number: SaveNumber(row.try_get("number")?),
        base: base.map(SaveNumber),
        by: account.map(AccountId).zip(name),
        at: Moment::from_micros(row.try_get("at")?),
        kind,
        manuscript,
    })
}
