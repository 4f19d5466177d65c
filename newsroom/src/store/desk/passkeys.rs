//! Passkeys.

use domain::Moment;
use sqlx::Row;

use crate::desk::account::AccountId;
use crate::desk::passkeys::Passkey;
use crate::store::{Store, StoreError, Writing};

/// A passkey with what is needed to check it.
pub(crate) struct KeptPasskey {
    pub(crate) id: i64,
    pub(crate) account: AccountId,
    pub(crate) name: String,
    /// As the library that checks it writes it.
    pub(crate) passkey: String,
}

impl Store {
    /// The passkeys of an account, the oldest first.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn passkeys_of(&self, account: AccountId) -> Result<Vec<Passkey>, StoreError> {
        let rows = sqlx::query(
            "select id, name, made_at, used_at from passkeys where account_id = $1 order by id",
        )
        .bind(account.0)
        .fetch_all(&self.readers)
        .await?;
        let passkeys = rows.iter().map(|row| {
            let used_at: Option<i64> = row.try_get("used_at")?;
            Ok(Passkey {
                id: row.try_get("id")?,
                name: row.try_get("name")?,
                made_at: Moment::from_micros(row.try_get("made_at")?),
                used_at: used_at.map(Moment::from_micros),
            })
        });
        passkeys.collect()
    }

    /// What authenticators call the passkeys of an account.
    pub(crate) async fn credentials_of(
        &self,
        account: AccountId,
    ) -> Result<Vec<Vec<u8>>, StoreError> {
        let all = sqlx::query_scalar("select credential from passkeys where account_id = $1");
        Ok(all.bind(account.0).fetch_all(&self.readers).await?)
    }
}

impl Writing {
    /// Keeps a passkey; whether it is a new one.
    pub(crate) async fn add_passkey(
        &mut self,
        account: AccountId,
        credential: &[u8],
        passkey: &str,
        name: &str,
        now: Moment,
    ) -> Result<bool, StoreError> {
        let added = sqlx::query(
            "insert into passkeys (account_id, credential, passkey, name, made_at)
             values ($1, $2, $3, $4, $5) on conflict (credential) do nothing",
        )
        .bind(account.0)
        .bind(credential)
        .bind(passkey)
        .bind(name)
        .bind(now.micros())
        .execute(self.connection())
        .await?;
        Ok(added.rows_affected() == 1)
    }

    /// The passkey that an authenticator calls so.
    pub(crate) async fn passkey(
        &mut self,
        credential: &[u8],
    ) -> Result<Option<KeptPasskey>, StoreError> {
        let row =
            sqlx::query("select id, account_id, name, passkey from passkeys where credential = $1")
                .bind(credential)
                .fetch_optional(self.connection())
                .await?;
        let Some(row) = row else {
            return Ok(None);
        };
        Ok(Some(KeptPasskey {
            id: row.try_get("id")?,
            account: AccountId(row.try_get("account_id")?),
            name: row.try_get("name")?,
            passkey: row.try_get("passkey")?,
        }))
    }

    /// Keeps that a passkey was used, and what its device counted.
    pub(crate) async fn use_passkey(
        &mut self,
        id: i64,
        passkey: &str,
        now: Moment,
    ) -> Result<(), StoreError> {
        sqlx::query("update passkeys set passkey = $2, used_at = $3 where id = $1")
            .bind(id)
            .bind(passkey)
            .bind(now.micros())
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Forgets a passkey of an account; what it was called.
    pub(crate) async fn remove_passkey(
        &mut self,
        account: AccountId,
        id: i64,
    ) -> Result<Option<String>, StoreError> {
        let removed = sqlx::query_scalar(
            "delete from passkeys where account_id = $1 and id = $2 returning name",
        );
        let removed = removed.bind(account.0).bind(id);
        Ok(removed.fetch_optional(self.connection()).await?)
    }
}
