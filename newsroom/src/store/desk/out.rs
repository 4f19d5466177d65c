//! What readers have, for the desk's list of it.

use domain::{Headline, Moment, Slug};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::store::database::rows;
use crate::store::{Hit, Store, StoreError};

/// What is looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OutQuery {
    /// A section; all of them where there is none.
    pub section: Option<Slug>,
    /// The last line before these.
    pub after: Option<OutCursor>,
}

/// A place in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutCursor {
    /// When that article came out.
    pub at: Moment,
    /// Its number.
    pub id: i64,
}

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutLine {
    /// The article's number.
    pub id: i64,
    /// The last part of its address.
    pub slug: Slug,
    /// The first part.
    pub section: Slug,
    /// What it is called.
    pub headline: Headline,
    /// When it came out.
    pub at: Moment,
}

impl From<Hit> for OutLine {
    fn from(hit: Hit) -> Self {
        let article = hit.article;
        Self {
            id: article.id.0,
            slug: article.slug,
            section: article.section.slug().clone(),
            headline: article.headline,
            at: article.published_at,
        }
    }
}

/// The columns of an [`OutLine`], to be followed by a condition. The plus is that of `select_summaries`.
macro_rules! select_out {
    ($($rest:literal),+) => {
        concat!(
            "select a.id, a.slug, s.slug as section_slug, v.headline, a.published_at
               from articles a
               join sections s on s.id = +a.section_id
               join versions v on v.id = a.version_id
              where a.state = 'published' and (a.published_at, a.id) < ($1, $2) ",
            $($rest),+,
            " order by a.published_at desc, a.id desc limit $4"
        )
    };
}

impl Store {
    /// Published articles, the newest first.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn out(&self, asked: &OutQuery, limit: u32) -> Result<Vec<OutLine>, StoreError> {
        const ALL: &str = select_out!("and $3 is null");
        const OF_SECTION: &str =
            select_out!("and a.section_id = (select id from sections where slug = $3)");
        let after = asked
            .after
            .map_or((i64::MAX, i64::MAX), |after| (after.at.micros(), after.id));
        let query = match asked.section {
            None => ALL,
            Some(_) => OF_SECTION,
        };
        let rows = sqlx::query(query)
            .bind(after.0)
            .bind(after.1)
            .bind(asked.section.as_ref().map(Slug::as_str))
            .bind(limit)
            .fetch_all(&self.readers)
            .await?;
        rows.iter().map(line).collect()
    }
}

fn line(row: &SqliteRow) -> Result<OutLine, StoreError> {
    Ok(OutLine {
        id: row.try_get("id")?,
        slug: rows::text(row, "slug")?,
        section: rows::text(row, "section_slug")?,
        headline: rows::text(row, "headline")?,
        at: Moment::from_micros(row.try_get("published_at")?),
    })
}
