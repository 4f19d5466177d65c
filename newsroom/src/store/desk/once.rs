//! What a form made that is taken once.

use domain::{ArticleId, EntryNumber};

use crate::desk::once::OnceKey;
use crate::desk::story::StoryId;
use crate::store::{StoreError, Writing};

impl Writing {
    /// The story that this form made when it came before.
    pub(crate) async fn story_made_once(
        &mut self,
        once: OnceKey,
    ) -> Result<Option<StoryId>, StoreError> {
        let id: Option<i64> = sqlx::query_scalar("select id from stories where once = $1")
            .bind(once.bytes())
            .fetch_optional(self.connection())
            .await?;
        Ok(id.map(StoryId))
    }

    /// Keeps which form made a story.
    pub(crate) async fn keep_story_once(
        &mut self,
        story: StoryId,
        once: OnceKey,
    ) -> Result<(), StoreError> {
        sqlx::query("update stories set once = $2 where id = $1")
            .bind(story.0)
            .bind(once.bytes())
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// The entry of an article that this form made when it came before.
    pub(crate) async fn entry_made_once(
        &mut self,
        article: ArticleId,
        once: OnceKey,
    ) -> Result<Option<EntryNumber>, StoreError> {
        let number: Option<u32> =
            sqlx::query_scalar("select number from entries where once = $1 and article_id = $2")
                .bind(once.bytes())
                .bind(article.0)
                .fetch_optional(self.connection())
                .await?;
        Ok(number.map(EntryNumber))
    }

    /// Keeps which form made an entry.
    pub(crate) async fn keep_entry_once(
        &mut self,
        article: ArticleId,
        number: EntryNumber,
        once: OnceKey,
    ) -> Result<(), StoreError> {
        sqlx::query("update entries set once = $3 where article_id = $1 and number = $2")
            .bind(article.0)
            .bind(number.0)
            .bind(once.bytes())
            .execute(self.connection())
            .await?;
        Ok(())
    }
}
