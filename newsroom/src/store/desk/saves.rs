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
            "select v.number, v.base, v.account_id, c.name, v.at, v.kind, v.fields, v.out_at
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

    /// The save of a story that was the newest at a moment, of those that are left.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn save_at(&self, id: StoryId, at: Moment) -> Result<Option<Save>, StoreError> {
        sqlx::query(select_saves!(
            "where v.story_id = $1 and v.at <= $2 and v.kind <> 'aside' order by v.number desc limit 1"
        ))
        .bind(id.0)
        .bind(at.micros())
        .fetch_optional(&self.readers)
        .await?
        .as_ref()
        .map(save)
        .transpose()
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

    /// Saves that a script made before `old`, and after which the same person has one of the same hour: those of which nothing
    /// else depends.
    pub(crate) async fn spare_saves(
        &self,
        old: Moment,
        limit: u32,
    ) -> Result<Vec<(StoryId, SaveNumber)>, StoreError> {
        let rows: Vec<(i64, u32)> = sqlx::query_as(SPARE)
            .bind(old.micros())
            .bind(limit)
            .fetch_all(&self.readers)
            .await?;
        let spare = rows
            .into_iter()
            .map(|(story, save)| (StoryId(story), SaveNumber(save)));
        Ok(spare.collect())
    }
}

const SPARE: &str = "
    select v.story_id, v.number
      from saves v join stories t on t.id = v.story_id
     where v.kind = 'auto' and v.at < $1 and v.out_at is null
       and v.number not in (t.save, coalesce(t.review_save, 0), coalesce(t.approved_save, 0), coalesce(t.out_save, 0))
       and exists (select 1 from saves n
                    where n.story_id = v.story_id and n.number > v.number and n.kind = 'auto' and n.at < $1
                      and coalesce(n.account_id, 0) = coalesce(v.account_id, 0)
                      and n.at / 3600000000 = v.at / 3600000000)
       and not exists (select 1 from saves m
                        where m.story_id = v.story_id and m.base = v.number and m.kind in ('aside', 'merge'))
       and not exists (select 1 from saves r
                        where r.story_id = v.story_id and r.kind = 'restore' and r.fields = v.fields)
     order by v.story_id, v.number
     limit $2";

impl Writing {
    /// Lets a save go. The one that was based on it is based on what it was based on.
    pub(crate) async fn let_save_go(
        &mut self,
        id: StoryId,
        number: SaveNumber,
    ) -> Result<(), StoreError> {
        for sql in [
            "update saves set base = (select base from saves where story_id = $1 and number = $2)
              where story_id = $1 and base = $2",
            "delete from saves where story_id = $1 and number = $2",
        ] {
            sqlx::query(sql)
                .bind(id.0)
                .bind(number.0)
                .execute(self.connection())
                .await?;
        }
        Ok(())
    }

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

    /// Notes that readers have a save from now on, unless they had it before.
    pub(crate) async fn note_save_out(
        &mut self,
        id: StoryId,
        number: SaveNumber,
        now: Moment,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "update saves set out_at = coalesce(out_at, $3) where story_id = $1 and number = $2",
        )
        .bind(id.0)
        .bind(number.0)
        .bind(now.micros())
        .execute(self.connection())
        .await?;
        Ok(())
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
    let base: Option<u32> = row.try_get("base")?;
    let account: Option<i64> = row.try_get("account_id")?;
    let name: Option<String> = row.try_get("name")?;
    let out_at: Option<i64> = row.try_get("out_at")?;
    Ok(Save {
        number: SaveNumber(row.try_get("number")?),
        base: base.map(SaveNumber),
        by: account.map(AccountId).zip(name),
        at: Moment::from_micros(row.try_get("at")?),
        kind,
        out_at: out_at.map(Moment::from_micros),
        manuscript: manuscript(row)?,
    })
}

/// What a save says, whose row this is.
pub(super) fn manuscript(row: &SqliteRow) -> Result<Manuscript, StoreError> {
    let fields: &str = row.try_get("fields")?;
    serde_json::from_str(fields)
        .map_err(|error| StoreError::Damaged(format!("a save cannot be read: {error}")))
}
