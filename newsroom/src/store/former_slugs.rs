//! Slugs that articles had before they were renamed. Each leads to the article itself, not to its next
//! slug, so that it ends at the newest one however often the article is renamed.

use domain::Slug;
use sqlx::SqliteConnection;

use super::database::rows;
use super::{Store, StoreError};

impl Store {
    /// The slug of the article that once had `former`.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn slug_since(&self, former: &Slug) -> Result<Option<Slug>, StoreError> {
        let mut connection = self.readers.acquire().await?;
        slug_since(&mut connection, former).await
    }
}

/// The same on any connection, so that a transaction sees what it wrote itself.
pub(super) async fn slug_since(
    connection: &mut SqliteConnection,
    former: &Slug,
) -> Result<Option<Slug>, StoreError> {
    sqlx::query(
        "select a.slug from former_slugs f join articles a on a.id = f.article_id where f.slug = $1",
    )
    .bind(former.as_str())
    .fetch_optional(connection)
    .await?
    .map(|row| rows::text(&row, "slug"))
    .transpose()
}
