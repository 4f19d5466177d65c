//! Stories as rows: what is read of one, and the story that it is.

use domain::{ArticleId, Moment, VersionNumber};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::desk::account::AccountId;
use crate::desk::story::{OutAs, SaveNumber, Story, StoryId};
use crate::store::StoreError;
use crate::store::database::rows;

/// The columns of a [`Story`], to be followed by a condition.
macro_rules! select_stories {
    ($($rest:literal),+) => {
        select_stories!(also "null", $($rest),+)
    };
    (also $column:literal, $($rest:literal),+) => {
        concat!(
            "select t.*, a.slug, a.state, a.state_at, a.published_at, a.withdrawn_reason, s.slug as section_slug,
                    (select max(number) from versions where article_id = a.id) as number,
                    case when t.publish_at is not null
                         then (select v.fields ->> 'section' from saves v where v.story_id = t.id and v.number = t.approved_save)
                     end as waiting_section, ",
            $column,
            " from stories t
               left join articles a on a.id = t.article_id
               left join sections s on s.id = a.section_id ",
            $($rest),+
        )
    };
}

pub(super) use select_stories;

pub(super) fn story(row: &SqliteRow) -> Result<Story, StoreError> {
    let at = |column| -> Result<Option<Moment>, StoreError> {
        let micros: Option<i64> = row.try_get(column)?;
        Ok(micros.map(Moment::from_micros))
    };
    let save = |column| -> Result<Option<SaveNumber>, StoreError> {
        let number: Option<u32> = row.try_get(column)?;
        Ok(number.map(SaveNumber))
    };
    let made_by: Option<i64> = row.try_get("made_by")?;
    Ok(Story {
        id: StoryId(row.try_get("id")?),
        article: out_as(row)?,
        made_by: made_by.map(AccountId),
        headline: row.try_get("headline")?,
        section: row.try_get("section")?,
        save: SaveNumber(row.try_get("save")?),
        saved_at: Moment::from_micros(row.try_get("saved_at")?),
        review_save: save("review_save")?,
        approved_save: save("approved_save")?,
        out_save: save("out_save")?,
        publish_at: at("publish_at")?,
        waiting_section: row.try_get("waiting_section")?,
        missed: row.try_get("missed")?,
        embargo_until: at("embargo_until")?,
        expires_at: at("expires_at")?,
        correction: row.try_get("correction")?,
        binned_at: at("binned_at")?,
    })
}

fn out_as(row: &SqliteRow) -> Result<Option<OutAs>, StoreError> {
    let Some(id) = row.try_get::<Option<i64>, _>("article_id")? else {
        return Ok(None);
    };
    let out_version: Option<u32> = row.try_get("out_version")?;
    Ok(Some(OutAs {
        id: ArticleId(id),
        slug: rows::text(row, "slug")?,
        section: rows::text(row, "section_slug")?,
        publication: rows::publication(row)?,
        number: VersionNumber(row.try_get("number")?),
        out_version: out_version.map(VersionNumber),
    }))
}
