//! Live stories, for the desk's list of them.

use domain::{ArticleId, CoverageState, Headline, Moment, Slug};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::desk::account::AccountId;
use crate::store::database::rows;
use crate::store::{Store, StoreError};

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoverageLine {
    /// The story's number.
    pub article: ArticleId,
    /// The last part of its address.
    pub slug: Slug,
    /// The first part.
    pub section: Slug,
    /// What it is called.
    pub headline: Headline,
    /// Whether more is to come.
    pub state: CoverageState,
    /// When something changed in it last.
    pub changed_at: Moment,
    /// Who began it on the desk, if anybody did.
    pub made_by: Option<AccountId>,
}

impl Store {
    /// Live stories that readers have and that had an entry, or another state, since they came out: those that go on first,
    /// and among them the one that changed last.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn coverages(&self, limit: u32) -> Result<Vec<CoverageLine>, StoreError> {
        let lines = sqlx::query(
            "select a.id, a.slug, s.slug as section_slug, v.headline, c.state, c.changed_at,
                    (select made_by from stories where article_id = a.id) as made_by
               from coverages c
               join articles a on a.id = c.article_id
               join sections s on s.id = a.section_id
               join versions v on v.id = a.version_id
              where a.state = 'published' and v.kind = 'coverage'
              order by c.state = 'closed', c.changed_at desc, a.id desc limit $1",
        )
        .bind(limit)
        .fetch_all(&self.readers)
        .await?;
        lines.iter().map(line).collect()
    }
}

fn line(row: &SqliteRow) -> Result<CoverageLine, StoreError> {
    let made_by: Option<i64> = row.try_get("made_by")?;
    Ok(CoverageLine {
        article: ArticleId(row.try_get("id")?),
        slug: rows::text(row, "slug")?,
        section: rows::text(row, "section_slug")?,
        headline: rows::text(row, "headline")?,
        state: rows::text(row, "state")?,
        changed_at: Moment::from_micros(row.try_get("changed_at")?),
        made_by: made_by.map(AccountId),
    })
}
