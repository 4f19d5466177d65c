//! Sessions: which browsers are signed in.

use domain::Moment;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::desk::account::{Account, AccountId};
use crate::desk::secret::SecretHash;
use crate::desk::sessions::Session;
use crate::store::{Store, StoreError, Writing};

impl Store {
    /// Whose session it is, if it is one now.
    pub(crate) async fn session(
        &self,
        hash: SecretHash,
        now: Moment,
    ) -> Result<Option<(Account, Session)>, StoreError> {
        let row = sqlx::query("select * from desk_sessions where hash = $1 and expires_at > $2")
            .bind(&hash.0[..])
            .bind(now.micros())
            .fetch_optional(&self.readers)
            .await?;
        let Some(session) = row.as_ref().map(session).transpose()? else {
            return Ok(None);
        };
        let account = self.account(session.account).await?;
        Ok(account.map(|account| (account, session)))
    }

    /// The sessions of an account, the one used last first.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn sessions_of(
        &self,
        account: AccountId,
        now: Moment,
    ) -> Result<Vec<Session>, StoreError> {
        let rows = sqlx::query(
            "select * from desk_sessions where account_id = $1 and expires_at > $2
              order by seen_at desc, id desc",
        )
        .bind(account.0)
        .bind(now.micros())
        .fetch_all(&self.readers)
        .await?;
        rows.iter().map(session).collect()
    }
}

impl Writing {
    pub(crate) async fn add_session(
        &mut self,
        hash: SecretHash,
        account: AccountId,
        browser: &str,
        now: Moment,
        until: Moment,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "insert into desk_sessions (hash, account_id, made_at, seen_at, expires_at, browser)
             values ($1, $2, $3, $3, $4, $5)",
        )
        .bind(&hash.0[..])
        .bind(account.0)
        .bind(now.micros())
        .bind(until.micros())
        .bind(browser)
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Keeps that a session was used, and how long it may go on.
    pub(crate) async fn keep_session(
        &mut self,
        id: i64,
        now: Moment,
        until: Moment,
    ) -> Result<(), StoreError> {
        sqlx::query("update desk_sessions set seen_at = $2, expires_at = $3 where id = $1")
            .bind(id)
            .bind(now.micros())
            .bind(until.micros())
            .execute(self.connection())
            .await?;
        Ok(())
    }

    pub(crate) async fn end_session(
        &mut self,
        account: AccountId,
        id: i64,
    ) -> Result<(), StoreError> {
        sqlx::query("delete from desk_sessions where account_id = $1 and id = $2")
            .bind(account.0)
            .bind(id)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Ends all sessions of an account but one.
    pub(crate) async fn end_sessions_of(
        &mut self,
        account: AccountId,
        except: Option<i64>,
    ) -> Result<(), StoreError> {
        sqlx::query("delete from desk_sessions where account_id = $1 and id is not $2")
            .bind(account.0)
            .bind(except)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Forgets sessions whose time is over.
    pub(crate) async fn forget_sessions_before(&mut self, now: Moment) -> Result<(), StoreError> {
        sqlx::query("delete from desk_sessions where expires_at <= $1")
            .bind(now.micros())
            .execute(self.connection())
            .await?;
        Ok(())
    }
}

fn session(row: &SqliteRow) -> Result<Session, StoreError> {
    Ok(Session {
        id: row.try_get("id")?,
        account: AccountId(row.try_get("account_id")?),
        made_at: Moment::from_micros(row.try_get("made_at")?),
        seen_at: Moment::from_micros(row.try_get("seen_at")?),
        browser: row.try_get("browser")?,
    })
}
