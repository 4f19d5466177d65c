//! What uses a picture of the library: articles and their entries, stories of the desk, profiles of authors.

use domain::{ArticleId, Author, EntryNumber, Headline, Publication, Slug};
use sqlx::Row;

use super::library::PictureNumber;
use crate::desk::account::AccountId;
use crate::desk::story::StoryId;
use crate::store::database::rows;
use crate::store::{Store, StoreError};

/// An article that names a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleUse {
    /// Its number.
    pub id: ArticleId,
    /// The last part of its address.
    pub slug: Slug,
    /// The first part.
    pub section: Slug,
    /// What it is called.
    pub headline: Headline,
    /// Where it stands.
    pub publication: Publication,
    /// The entry that names it, if not the article itself does.
    pub entry: Option<EntryNumber>,
    /// Whether the newest version does, and not only an earlier one.
    pub is_current: bool,
}

/// A story of the desk that names a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoryUse {
    /// Which.
    pub id: StoryId,
    /// Who began it.
    pub made_by: Option<AccountId>,
    /// What its newest save is called.
    pub headline: String,
    /// Whether the newest save does, and not only an earlier one.
    pub is_current: bool,
    /// Whether it is in the bin.
    pub is_binned: bool,
}

impl Store {
    /// Articles that name a picture, the newest first.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn articles_with_picture(
        &self,
        number: PictureNumber,
        limit: u32,
    ) -> Result<Vec<ArticleUse>, StoreError> {
        let rows = sqlx::query(
            "select a.id, a.slug, a.state, a.state_at, a.published_at, a.withdrawn_reason, s.slug as section_slug,
                    v.headline, e.number as entry,
                    case u.place when 'article' then u.last >= v.number
                                 else u.last >= (select number from entry_versions where id = e.version_id)
                                      and e.removed_at is null end as is_current
               from picture_uses u
               left join entries e on u.place = 'entry' and e.id = u.owner_id
               join articles a on a.id = case u.place when 'entry' then e.article_id else u.owner_id end
               join sections s on s.id = a.section_id
               join versions v on v.id = a.version_id
              where u.picture_id = $1 and u.place in ('article', 'entry')
              order by u.place, u.owner_id desc limit $2",
        )
        .bind(number.0)
        .bind(limit)
        .fetch_all(&self.readers)
        .await?;
        rows.iter()
            .map(|row| {
                let entry: Option<u32> = row.try_get("entry")?;
                Ok(ArticleUse {
                    id: ArticleId(row.try_get("id")?),
                    slug: rows::text(row, "slug")?,
                    section: rows::text(row, "section_slug")?,
                    headline: rows::text(row, "headline")?,
                    publication: rows::publication(row)?,
                    entry: entry.map(EntryNumber),
                    is_current: row.try_get("is_current")?,
                })
            })
            .collect()
    }

    /// Stories of the desk that name a picture, the newest first.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn stories_with_picture(
        &self,
        number: PictureNumber,
        limit: u32,
    ) -> Result<Vec<StoryUse>, StoreError> {
        let rows = sqlx::query(
            "select t.id, t.made_by, t.headline, u.last >= t.save as is_current, t.binned_at is not null as is_binned
               from picture_uses u join stories t on t.id = u.owner_id
              where u.picture_id = $1 and u.place = 'story'
              order by u.owner_id desc limit $2",
        )
        .bind(number.0)
        .bind(limit)
        .fetch_all(&self.readers)
        .await?;
        rows.iter()
            .map(|row| {
                let made_by: Option<i64> = row.try_get("made_by")?;
                Ok(StoryUse {
                    id: StoryId(row.try_get("id")?),
                    made_by: made_by.map(AccountId),
                    headline: row.try_get("headline")?,
                    is_current: row.try_get("is_current")?,
                    is_binned: row.try_get("is_binned")?,
                })
            })
            .collect()
    }

    /// Authors whose profile has a picture.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn authors_with_picture(
        &self,
        number: PictureNumber,
        limit: u32,
    ) -> Result<Vec<Author>, StoreError> {
        let rows = sqlx::query(
            "select n.slug, n.name from picture_uses u join authors n on n.id = u.owner_id
              where u.picture_id = $1 and u.place = 'profile' order by n.name limit $2",
        )
        .bind(number.0)
        .bind(limit)
        .fetch_all(&self.readers)
        .await?;
        rows.iter().map(rows::author).collect()
    }
}
