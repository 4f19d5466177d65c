//! Links that let somebody in once.

use domain::Moment;

use crate::desk::account::AccountId;
use crate::desk::entering::Guest;
use crate::desk::secret::SecretHash;
use crate::store::{Store, StoreError, Writing};

impl Store {
    /// Whom a link lets in now.
    pub(crate) async fn desk_guest(
        &self,
        hash: SecretHash,
        now: Moment,
    ) -> Result<Option<Guest>, StoreError> {
        let account: Option<Option<i64>> = sqlx::query_scalar(
            "select account_id from desk_links where hash = $1 and used_at is null and expires_at > $2",
        )
        .bind(&hash.0[..])
        .bind(now.micros())
        .fetch_optional(&self.readers)
        .await?;
        let Some(account) = account else {
            return Ok(None);
        };
        let Some(id) = account.map(AccountId) else {
            // Somebody else may have founded it with an older link.
            return Ok((!self.has_accounts().await?).then_some(Guest::Founder));
        };
        let account = self.account(id).await?;
        let account = account.filter(|account| account.closed_at.is_none());
        Ok(account.map(|account| Guest::Holder(Box::new(account))))
    }
}

impl Writing {
    /// Keeps a link.
    pub(crate) async fn add_desk_link(
        &mut self,
        hash: SecretHash,
        account: Option<AccountId>,
        now: Moment,
        until: Moment,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "insert into desk_links (hash, account_id, made_at, expires_at) values ($1, $2, $3, $4)",
        )
        .bind(&hash.0[..])
        .bind(account.map(|account| account.0))
        .bind(now.micros())
        .bind(until.micros())
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Uses a link up; whether it was good.
    pub(crate) async fn use_desk_link(
        &mut self,
        hash: SecretHash,
        now: Moment,
    ) -> Result<bool, StoreError> {
        let used = sqlx::query(
            "update desk_links set used_at = $2 where hash = $1 and used_at is null and expires_at > $2",
        )
        .bind(&hash.0[..])
        .bind(now.micros())
        .execute(self.connection())
        .await?;
        Ok(used.rows_affected() == 1)
    }

    /// Ends the links of an account that nobody used, or those that found the desk.
    pub(crate) async fn end_links(&mut self, account: Option<AccountId>) -> Result<(), StoreError> {
        sqlx::query("delete from desk_links where account_id is $1 and used_at is null")
            .bind(account.map(|account| account.0))
            .execute(self.connection())
            .await?;
        Ok(())
    }
}
