//! What is left of addresses that were erased: enough to know one again that somebody brings, and no more.

use crate::letters::ErasedMark;
use crate::store::{StoreError, Writing};

impl Writing {
    /// Keeps the mark of an address.
    pub(crate) async fn keep_mark(&mut self, mark: &ErasedMark) -> Result<(), StoreError> {
        sqlx::query("insert into erased_addresses (mark) values ($1) on conflict do nothing")
            .bind(mark.bytes().to_vec())
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Whether that mark is kept.
    pub(crate) async fn has_mark(&mut self, mark: &ErasedMark) -> Result<bool, StoreError> {
        let kept =
            sqlx::query_scalar("select exists (select 1 from erased_addresses where mark = $1)")
                .bind(mark.bytes().to_vec())
                .fetch_one(self.connection())
                .await?;
        Ok(kept)
    }

    /// Drops the mark of an address, if there is one.
    pub(crate) async fn drop_mark(&mut self, mark: &ErasedMark) -> Result<(), StoreError> {
        sqlx::query("delete from erased_addresses where mark = $1")
            .bind(mark.bytes().to_vec())
            .execute(self.connection())
            .await?;
        Ok(())
    }
}
