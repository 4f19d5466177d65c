//! Adding a version: the one place where all that an author wrote is written down.

use domain::{ArticleId, Moment, Version, VersionNumber};
use sqlx::Row;

use super::Writing;
use crate::store::StoreError;
use crate::store::picture_uses::UsedBy;

impl Writing {
    /// Adds a version and makes it the one readers get.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn add_version(
        &mut self,
        article: ArticleId,
        number: VersionNumber,
        version: &Version,
        now: Moment,
    ) -> Result<(), StoreError> {
        self.changed.insert(article);
        let picture = version.picture.as_ref();
        let picture_id = match picture {
            Some(picture) => Some(self.picture_id(picture).await?),
            None => None,
        };
        let version_id: i64 = sqlx::query(
            "insert into versions (article_id, number, headline, standfirst, body, language, picture_id,
                                   picture_alt, picture_caption, picture_credit, saved_at, kind, kicker)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) returning id",
        )
        .bind(article.0)
        .bind(number.0)
        .bind(version.headline.as_str())
        .bind(version.standfirst.as_ref().map(domain::Standfirst::as_str))
        .bind(version.body.as_str())
        .bind(version.language.as_ref().map(domain::Language::as_str))
        .bind(picture_id)
        .bind(picture.map(|picture| picture.alt.as_str()))
        .bind(picture.and_then(|picture| picture.caption.as_ref().map(domain::Caption::as_str)))
        .bind(picture.and_then(|picture| picture.credit.as_ref().map(domain::Credit::as_str)))
        .bind(now.micros())
        .bind(version.kind.as_str())
        .bind(version.kicker.as_ref().map(domain::Kicker::as_str))
        .fetch_one(&mut *self.transaction)
        .await?
        .try_get("id")?;
        for (position, author) in (0_i64..).zip(version.byline.authors()) {
            let author = self.author_id(author).await?;
            sqlx::query(
                "insert into version_authors (version_id, position, author_id) values ($1, $2, $3)",
            )
            .bind(version_id)
            .bind(position)
            .bind(author)
            .execute(&mut *self.transaction)
            .await?;
        }
        for (position, topic) in (0_i64..).zip(&version.topics) {
            let topic = self.topic_id(topic).await?;
            sqlx::query(
                "insert into version_topics (version_id, position, topic_id) values ($1, $2, $3)",
            )
            .bind(version_id)
            .bind(position)
            .bind(topic)
            .execute(&mut *self.transaction)
            .await?;
        }
        for (position, correction) in (0_i64..).zip(&version.corrections) {
            sqlx::query(
                "insert into version_corrections (version_id, position, at, text) values ($1, $2, $3, $4)",
            )
            .bind(version_id)
            .bind(position)
            .bind(correction.at().micros())
            .bind(correction.text())
            .execute(&mut *self.transaction)
            .await?;
        }
        sqlx::query("update articles set version_id = $2 where id = $1")
            .bind(article.0)
            .bind(version_id)
            .execute(&mut *self.transaction)
            .await?;
        self.use_pictures(
            UsedBy::Article(article.0),
            number.0,
            picture_id,
            version.body.as_str(),
        )
        .await
    }
}
