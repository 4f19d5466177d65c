//! The ids of what an article refers to. Whatever is not there yet is added.

use domain::{Author, Picture, Section, Slug, Topic};
use sqlx::Row;

use super::Writing;
use crate::store::StoreError;

impl Writing {
    pub(super) async fn section_id(&mut self, section: &Section) -> Result<i64, StoreError> {
        let sql = "insert into sections (slug, name, name_in_search) values ($1, $2, $2)
                   on conflict (slug) do update set slug = excluded.slug returning id";
        self.named(sql, section.slug(), section.name()).await
    }

    pub(super) async fn topic_id(&mut self, topic: &Topic) -> Result<i64, StoreError> {
        let sql = "insert into topics (slug, name) values ($1, $2)
                   on conflict (slug) do update set slug = excluded.slug returning id";
        self.named(sql, topic.slug(), topic.name()).await
    }

    pub(in crate::store) async fn author_id(&mut self, author: &Author) -> Result<i64, StoreError> {
        let sql = "insert into authors (slug, name) values ($1, $2)
                   on conflict (slug) do update set slug = excluded.slug returning id";
        self.named(sql, author.slug(), author.name()).await
    }

    /// The id of what has that slug; made if there is none. The name that came first stays.
    async fn named(
        &mut self,
        sql: &'static str,
        slug: &Slug,
        name: &str,
    ) -> Result<i64, StoreError> {
        let row = sqlx::query(sql)
            .bind(slug.as_str())
            .bind(name)
            .fetch_one(&mut *self.transaction)
            .await?;
        Ok(row.try_get("id")?)
    }

    pub(in crate::store) async fn picture_id(
        &mut self,
        picture: &Picture,
    ) -> Result<i64, StoreError> {
        let row = sqlx::query(
            "insert into pictures (hash, media_type, width, height) values ($1, $2, $3, $4)
             on conflict (hash) do update set hash = excluded.hash returning id",
        )
        .bind(picture.id.as_str())
        .bind(picture.media_type.extension())
        .bind(picture.width)
        .bind(picture.height)
        .fetch_one(&mut *self.transaction)
        .await?;
        Ok(row.try_get("id")?)
    }
}
