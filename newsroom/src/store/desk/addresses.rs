//! Which addresses are not to be had any more: where an article is, and what is about to come out.

use domain::Slug;

use super::saves::manuscript;
use super::story_rows::{select_stories, story};
use crate::desk::manuscript::Manuscript;
use crate::desk::story::Story;
use crate::store::{Store, StoreError};

impl Store {
    /// Whether there is an article of that slug, public or not.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub(crate) async fn has_article(&self, slug: &Slug) -> Result<bool, StoreError> {
        let found: Option<i64> = sqlx::query_scalar("select id from articles where slug = $1")
            .bind(slug.as_str())
            .fetch_optional(&self.readers)
            .await?;
        Ok(found.is_some())
    }

    /// Every story that goes out by itself, as it will.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub(crate) async fn stories_waiting(&self) -> Result<Vec<(Story, Manuscript)>, StoreError> {
        let rows = sqlx::query(select_stories!(
            also "(select fields from saves where story_id = t.id and number = t.approved_save) as fields",
            "where t.publish_at is not null order by t.publish_at, t.id"
        ))
        .fetch_all(&self.readers)
        .await?;
        rows.iter()
            .map(|row| Ok((story(row)?, manuscript(row)?)))
            .collect()
    }
}
