//! What accounts sign in with besides a password, and who is still to give it.

use domain::Moment;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use crate::desk::account::{Account, AccountId};
use crate::desk::second_factor::{AppKey, RecoveryCodeHash};
use crate::desk::secret::SecretHash;
use crate::store::{Store, StoreError, Writing};

impl Store {
    /// The key that an account shares with an app, and whether the app has shown that it has it.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn app_key(&self, id: AccountId) -> Result<Option<(AppKey, bool)>, StoreError> {
        app_key_of(&mut *self.readers.acquire().await?, id).await
    }

    /// How many recovery codes an account has that were not used.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn recovery_codes_left(&self, id: AccountId) -> Result<i64, StoreError> {
        let left = sqlx::query_scalar(
            "select count(*) from recovery_codes where account_id = $1 and used_at is null",
        );
        Ok(left.bind(id.0).fetch_one(&self.readers).await?)
    }

    /// Who gave a password and is still to give the second factor.
    pub(crate) async fn half_session(
        &self,
        hash: SecretHash,
        now: Moment,
    ) -> Result<Option<Account>, StoreError> {
        let id: Option<i64> = sqlx::query_scalar(
            "select account_id from half_sessions where hash = $1 and expires_at > $2",
        )
        .bind(&hash.0[..])
        .bind(now.micros())
        .fetch_optional(&self.readers)
        .await?;
        match id {
            Some(id) => self.account(AccountId(id)).await,
            None => Ok(None),
        }
    }
}

impl Writing {
    /// The same as [`Store::app_key`], as this transaction sees it.
    pub(crate) async fn app_key(
        &mut self,
        id: AccountId,
    ) -> Result<Option<(AppKey, bool)>, StoreError> {
        app_key_of(self.connection(), id).await
    }

    /// Keeps a key that nothing is asked of yet.
    pub(crate) async fn put_app_key(
        &mut self,
        id: AccountId,
        key: &AppKey,
        now: Moment,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "insert into app_keys (account_id, key, made_at) values ($1, $2, $3)
             on conflict (account_id) do update
                set key = excluded.key, made_at = excluded.made_at, confirmed_at = null, used_step = 0",
        )
        .bind(id.0)
        .bind(key.bytes())
        .bind(now.micros())
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Asks for codes from now on; the one of that step was used for saying so.
    pub(crate) async fn confirm_app_key(
        &mut self,
        id: AccountId,
        step: i64,
        now: Moment,
    ) -> Result<(), StoreError> {
        sqlx::query("update app_keys set confirmed_at = $2, used_step = $3 where account_id = $1")
            .bind(id.0)
            .bind(now.micros())
            .bind(step)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Uses up the code of a step and those before it; whether it was good still.
    pub(crate) async fn use_step(&mut self, id: AccountId, step: i64) -> Result<bool, StoreError> {
        let used = sqlx::query(
            "update app_keys set used_step = $2 where account_id = $1 and used_step < $2",
        )
        .bind(id.0)
        .bind(step)
        .execute(self.connection())
        .await?;
        Ok(used.rows_affected() == 1)
    }

    pub(crate) async fn remove_app_key(&mut self, id: AccountId) -> Result<(), StoreError> {
        sqlx::query("delete from app_keys where account_id = $1")
            .bind(id.0)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Gives an account these recovery codes and no others.
    pub(crate) async fn put_recovery_codes(
        &mut self,
        id: AccountId,
        codes: &[RecoveryCodeHash],
    ) -> Result<(), StoreError> {
        sqlx::query("delete from recovery_codes where account_id = $1")
            .bind(id.0)
            .execute(self.connection())
            .await?;
        for code in codes {
            sqlx::query("insert into recovery_codes (hash, account_id) values ($1, $2)")
                .bind(&code.0[..])
                .bind(id.0)
                .execute(self.connection())
                .await?;
        }
        Ok(())
    }

    /// Uses up a recovery code; whether it was good.
    pub(crate) async fn use_recovery_code(
        &mut self,
        id: AccountId,
        code: RecoveryCodeHash,
        now: Moment,
    ) -> Result<bool, StoreError> {
        let used = sqlx::query(
            "update recovery_codes set used_at = $3 where account_id = $1 and hash = $2 and used_at is null",
        )
        .bind(id.0)
        .bind(&code.0[..])
        .bind(now.micros())
        .execute(self.connection())
        .await?;
        Ok(used.rows_affected() == 1)
    }

    /// Ends the recovery codes of an account that has nothing left for which they could stand.
    pub(crate) async fn end_codes_without_factor(
        &mut self,
        id: AccountId,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "delete from recovery_codes
              where account_id = $1
                and not exists (select 1 from app_keys where account_id = $1 and confirmed_at is not null)
                and not exists (select 1 from passkeys where account_id = $1)",
        )
        .bind(id.0)
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Takes from an account whatever it signs in with besides its password.
    pub(crate) async fn end_second_factor(&mut self, id: AccountId) -> Result<(), StoreError> {
        for table in [
            "delete from app_keys where account_id = $1",
            "delete from recovery_codes where account_id = $1",
            "delete from passkeys where account_id = $1",
            "delete from half_sessions where account_id = $1",
        ] {
            sqlx::query(table)
                .bind(id.0)
                .execute(self.connection())
                .await?;
        }
        Ok(())
    }

    /// Keeps that somebody gave their password. Forgets others whose time is over.
    pub(crate) async fn add_half_session(
        &mut self,
        hash: SecretHash,
        account: AccountId,
        now: Moment,
        until: Moment,
    ) -> Result<(), StoreError> {
        sqlx::query("delete from half_sessions where expires_at <= $1")
            .bind(now.micros())
            .execute(self.connection())
            .await?;
        sqlx::query("insert into half_sessions (hash, account_id, expires_at) values ($1, $2, $3)")
            .bind(&hash.0[..])
            .bind(account.0)
            .bind(until.micros())
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Counts a try that went wrong, and ends what had too many; whether it goes on.
    pub(crate) async fn fail_half_session(
        &mut self,
        hash: SecretHash,
        most: i64,
    ) -> Result<bool, StoreError> {
        let failures: Option<i64> = sqlx::query_scalar(
            "update half_sessions set failures = failures + 1 where hash = $1 returning failures",
        )
        .bind(&hash.0[..])
        .fetch_optional(self.connection())
        .await?;
        let goes_on = failures.is_some_and(|failures| failures < most);
        if !goes_on {
            self.end_half_session(hash).await?;
        }
        Ok(goes_on)
    }

    /// Ends one; whether it was there.
    pub(crate) async fn end_half_session(&mut self, hash: SecretHash) -> Result<bool, StoreError> {
        let ended = sqlx::query("delete from half_sessions where hash = $1")
            .bind(&hash.0[..])
            .execute(self.connection())
            .await?;
        Ok(ended.rows_affected() == 1)
    }
}

async fn app_key_of(
    connection: &mut SqliteConnection,
    id: AccountId,
) -> Result<Option<(AppKey, bool)>, StoreError> {
    let query =
        "select key, confirmed_at is not null as is_confirmed from app_keys where account_id = $1";
    let row = sqlx::query(query)
        .bind(id.0)
        .fetch_optional(connection)
        .await?;
    row.as_ref().map(app_key).transpose()
}

fn app_key(row: &SqliteRow) -> Result<(AppKey, bool), StoreError> {
    let key = AppKey::of(row.try_get("key")?);
    let key = key.ok_or_else(|| StoreError::Damaged("the key of an app is none".to_owned()))?;
    Ok((key, row.try_get("is_confirmed")?))
}
