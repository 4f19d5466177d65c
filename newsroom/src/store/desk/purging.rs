//! Pictures that nothing uses: which could go, and what is left to do of those that went.

use domain::{Moment, PictureId};
use sqlx::{QueryBuilder, Row, Sqlite};

use super::library::{COLUMNS, LibraryPicture, PictureNumber, library_picture};
use crate::store::database::rows;
use crate::store::{Store, StoreError, Writing};

/// What could be purged: nothing uses it, and nobody is preparing it.
const UNUSED: &str = "p.unused_since <= $1 and p.prepared_at is not null
       and not exists (select 1 from picture_uses where picture_id = p.id)";

impl Store {
    /// Pictures that nothing has used since `until`, the one that came last first.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn unused_pictures(
        &self,
        until: Moment,
        before: Option<PictureNumber>,
        limit: u32,
    ) -> Result<Vec<LibraryPicture>, StoreError> {
        let mut query: QueryBuilder<Sqlite> = QueryBuilder::new(COLUMNS);
        query
            .push("from pictures p left join accounts c on c.id = p.kept_by where ")
            .push(UNUSED)
            .push(" and p.id < $2 order by p.id desc limit $3");
        let rows = query
            .build()
            .bind(until.micros())
            .bind(before.map_or(i64::MAX, |before| before.0))
            .bind(limit)
            .fetch_all(&self.readers)
            .await?;
        rows.iter().map(library_picture).collect()
    }

    /// How many they are.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn count_unused_pictures(&self, until: Moment) -> Result<u32, StoreError> {
        let mut query: QueryBuilder<Sqlite> =
            QueryBuilder::new("select count(*) from pictures p where ");
        query.push(UNUSED);
        let count = query
            .build_query_scalar()
            .bind(until.micros())
            .fetch_one(&self.readers)
            .await?;
        Ok(count)
    }

    /// Pictures that were purged and may have files still.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn purged_pictures(&self) -> Result<Vec<PictureId>, StoreError> {
        sqlx::query("select hash from purged_pictures")
            .fetch_all(&self.readers)
            .await?
            .iter()
            .map(|row| rows::text(row, "hash"))
            .collect()
    }
}

impl Writing {
    /// Takes pictures out of the library that nothing has used since `until`, `limit` at most, and says what they were called.
    pub(crate) async fn purge_pictures(
        &mut self,
        until: Moment,
        limit: u32,
    ) -> Result<Vec<String>, StoreError> {
        let mut query: QueryBuilder<Sqlite> = QueryBuilder::new(
            "select p.id, p.hash, coalesce(p.caption, p.alt, p.file_name, p.hash) as title from pictures p where ",
        );
        query.push(UNUSED).push(" order by p.id limit $2");
        let rows = query
            .build()
            .bind(until.micros())
            .bind(limit)
            .fetch_all(self.connection())
            .await?;
        let mut titles = Vec::with_capacity(rows.len());
        for row in &rows {
            let id: i64 = row.try_get("id")?;
            let hash: &str = row.try_get("hash")?;
            sqlx::query("insert or ignore into purged_pictures (hash) values ($1)")
                .bind(hash)
                .execute(self.connection())
                .await?;
            sqlx::query("delete from picture_words where rowid = $1")
                .bind(id)
                .execute(self.connection())
                .await?;
            sqlx::query("delete from pictures where id = $1")
                .bind(id)
                .execute(self.connection())
                .await?;
            titles.push(row.try_get("title")?);
        }
        Ok(titles)
    }

    /// Whether a picture is in the library.
    pub(crate) async fn has_picture(&mut self, id: &PictureId) -> Result<bool, StoreError> {
        let has = sqlx::query_scalar("select exists (select 1 from pictures where hash = $1)")
            .bind(id.as_str())
            .fetch_one(self.connection())
            .await?;
        Ok(has)
    }

    /// Nothing is left of a picture that was purged.
    pub(crate) async fn forget_purged(&mut self, id: &PictureId) -> Result<(), StoreError> {
        sqlx::query("delete from purged_pictures where hash = $1")
            .bind(id.as_str())
            .execute(self.connection())
            .await?;
        Ok(())
    }
}
