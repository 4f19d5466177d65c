use domain::{ArticleId, Slug};

use super::Writing;
use crate::store::{StoreError, former_slugs};

impl Writing {
    /// The slug of the article that once had `former`.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn slug_since(&mut self, former: &Slug) -> Result<Option<Slug>, StoreError> {
        former_slugs::slug_since(&mut self.transaction, former).await
    }

    /// Gives an article another slug, which no other article may have; `keeps_former` says whether the
    /// one it had goes on leading to it.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn set_slug(
        &mut self,
        article: ArticleId,
        slug: &Slug,
        keeps_former: bool,
    ) -> Result<(), StoreError> {
        // It may be one of its own former ones.
        sqlx::query("delete from former_slugs where slug = $1 and article_id = $2")
            .bind(slug.as_str())
            .bind(article.0)
            .execute(&mut *self.transaction)
            .await?;
        if keeps_former {
            sqlx::query(
                "insert into former_slugs (slug, article_id) select slug, id from articles where id = $1",
            )
            .bind(article.0)
            .execute(&mut *self.transaction)
            .await?;
        }
        sqlx::query("update articles set slug = $2 where id = $1")
            .bind(article.0)
            .bind(slug.as_str())
            .execute(&mut *self.transaction)
            .await?;
        Ok(())
    }
}
