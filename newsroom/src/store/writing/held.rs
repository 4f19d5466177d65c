//! What the store holds of an article before a change to it, by its slug, its number, or the file it came from.

use domain::{ArticleId, Moment, Publication, Section, Slug, VersionNumber};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use super::Writing;
use crate::store::StoreError;
use crate::store::database::rows;

/// The columns of a [`Held`], to be followed by a condition on the article `a`.
macro_rules! select_held {
    ($condition:literal) => {
        concat!(
            "select a.id, a.slug, a.state, a.state_at, a.published_at, a.withdrawn_reason, a.dont_miss, a.source,
                    s.slug as section_slug, s.name as section_name,
                    (select max(number) from versions where article_id = a.id) as number
               from articles a join sections s on s.id = a.section_id ",
            $condition
        )
    };
}

/// What the store holds of an article before a change to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The article's number.
    pub id: ArticleId,
    /// The last part of its address.
    pub slug: Slug,
    /// The section it lives in.
    pub section: Section,
    /// Where it stands.
    pub publication: Publication,
    /// When readers first saw it, if they ever did.
    pub published_at: Option<Moment>,
    /// Its newest version.
    pub number: VersionNumber,
    /// Whether it is among the editors' picks.
    pub dont_miss: bool,
    /// The file it came from, if it was imported.
    pub source: Option<String>,
}

impl Writing {
    /// What is held of the article of that slug.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn held(&mut self, slug: &Slug) -> Result<Option<Held>, StoreError> {
        sqlx::query(select_held!("where a.slug = $1"))
            .bind(slug.as_str())
            .fetch_optional(&mut *self.transaction)
            .await?
            .as_ref()
            .map(held)
            .transpose()
    }

    /// What is held of the article of that number.
    pub(crate) async fn held_number(&mut self, id: ArticleId) -> Result<Option<Held>, StoreError> {
        sqlx::query(select_held!("where a.id = $1"))
            .bind(id.0)
            .fetch_optional(&mut *self.transaction)
            .await?
            .as_ref()
            .map(held)
            .transpose()
    }

    /// What is held of the article that came from that file. Before files owned one article each,
    /// one could have brought several; then it is the last of them.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn held_from(&mut self, source: &str) -> Result<Option<Held>, StoreError> {
        sqlx::query(select_held!(
            "where a.source = $1 order by a.id desc limit 1"
        ))
        .bind(source)
        .fetch_optional(&mut *self.transaction)
        .await?
        .as_ref()
        .map(held)
        .transpose()
    }
}

fn held(row: &SqliteRow) -> Result<Held, StoreError> {
    Ok(Held {
        id: ArticleId(row.try_get("id")?),
        slug: rows::text(row, "slug")?,
        section: rows::section(row)?,
        publication: rows::publication(row)?,
        published_at: row
            .try_get::<Option<i64>, _>("published_at")?
            .map(Moment::from_micros),
        number: VersionNumber(row.try_get("number")?),
        dont_miss: row.try_get("dont_miss")?,
        source: row.try_get("source")?,
    })
}
