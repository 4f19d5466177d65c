//! One story on the desk, without its words.

use domain::{ArticleId, Moment};
use sqlx::SqliteConnection;

use super::story_rows::{select_stories, story};
use crate::desk::account::AccountId;
use crate::desk::manuscript::Manuscript;
use crate::desk::story::{SaveNumber, Story, StoryId};
use crate::store::picture_uses::UsedBy;
use crate::store::{Store, StoreError, Writing};

impl Store {
    /// A story.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn story(&self, id: StoryId) -> Result<Option<Story>, StoreError> {
        one(&mut *self.readers.acquire().await?, id).await
    }

    /// The story of an article, if it was ever on the desk.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn story_of(&self, article: ArticleId) -> Result<Option<Story>, StoreError> {
        sqlx::query(select_stories!("where t.article_id = $1"))
            .bind(article.0)
            .fetch_optional(&self.readers)
            .await?
            .as_ref()
            .map(story)
            .transpose()
    }
}

impl Writing {
    /// Adds a story without a save.
    pub(crate) async fn add_story(
        &mut self,
        by: Option<AccountId>,
        article: Option<ArticleId>,
        now: Moment,
    ) -> Result<StoryId, StoreError> {
        let id = sqlx::query_scalar(
            "insert into stories (article_id, made_by, made_at, headline, section, save, saved_at)
             values ($1, $2, $3, '', '', 0, $3) returning id",
        )
        .bind(article.map(|article| article.0))
        .bind(by.map(|by| by.0))
        .bind(now.micros())
        .fetch_one(self.connection())
        .await?;
        Ok(StoryId(id))
    }

    /// The story as this transaction sees it.
    pub(crate) async fn story(&mut self, id: StoryId) -> Result<Option<Story>, StoreError> {
        one(self.connection(), id).await
    }

    /// The story of an article.
    pub(crate) async fn story_of(
        &mut self,
        article: ArticleId,
    ) -> Result<Option<StoryId>, StoreError> {
        let id: Option<i64> = sqlx::query_scalar("select id from stories where article_id = $1")
            .bind(article.0)
            .fetch_optional(self.connection())
            .await?;
        Ok(id.map(StoryId))
    }

    /// Makes a save the newest of its story.
    pub(crate) async fn move_story_on(
        &mut self,
        id: StoryId,
        save: SaveNumber,
        manuscript: &Manuscript,
        now: Moment,
    ) -> Result<(), StoreError> {
        let headline = manuscript.headline.trim();
        let before: String = sqlx::query_scalar("select headline from stories where id = $1")
            .bind(id.0)
            .fetch_one(self.connection())
            .await?;
        sqlx::query(
            "update stories set save = $2, saved_at = $3, headline = $4, section = $5 where id = $1",
        )
        .bind(id.0)
        .bind(save.0)
        .bind(now.micros())
        .bind(headline)
        .bind(manuscript.section.trim())
        .execute(self.connection())
        .await?;
        if headline != before {
            for picture in self.pictures_used_by(UsedBy::Story(id.0)).await? {
                self.rewrite_picture_words(picture).await?;
            }
        }
        Ok(())
    }

    /// Keeps where a story stands: what may have changed of it but for its words.
    pub(crate) async fn keep_story(&mut self, story: &Story) -> Result<(), StoreError> {
        let at = |at: Option<Moment>| at.map(Moment::micros);
        let save = |save: Option<SaveNumber>| save.map(|save| save.0);
        let out_version = story
            .article
            .as_ref()
            .and_then(|article| article.out_version);
        sqlx::query(
            "update stories set article_id = $2, review_save = $3, approved_save = $4, out_save = $5, out_version = $6,
                    publish_at = $7, embargo_until = $8, expires_at = $9, correction = $10, binned_at = $11, missed = $12
              where id = $1",
        )
        .bind(story.id.0)
        .bind(story.article.as_ref().map(|article| article.id.0))
        .bind(save(story.review_save))
        .bind(save(story.approved_save))
        .bind(save(story.out_save))
        .bind(out_version.map(|number| number.0))
        .bind(at(story.publish_at))
        .bind(at(story.embargo_until))
        .bind(at(story.expires_at))
        .bind(&story.correction)
        .bind(at(story.binned_at))
        .bind(&story.missed)
        .execute(self.connection())
        .await?;
        Ok(())
    }
}

async fn one(connection: &mut SqliteConnection, id: StoryId) -> Result<Option<Story>, StoreError> {
    sqlx::query(select_stories!("where t.id = $1"))
        .bind(id.0)
        .fetch_optional(connection)
        .await?
        .as_ref()
        .map(story)
        .transpose()
}
