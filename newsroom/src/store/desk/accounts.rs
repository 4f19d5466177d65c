//! Accounts.

use domain::{EmailAddress, Moment, Slug};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use crate::desk::account::{Account, AccountId};
use crate::desk::password::KeptPassword;
use crate::desk::role::{Role, Sections};
use crate::desk::second_factor::SecondFactor;
use crate::store::database::rows;
use crate::store::{Store, StoreError, Writing};

/// The columns of an [`Account`], to be followed by a condition.
macro_rules! select_accounts {
    ($($rest:literal),+) => {
        concat!(
            "select c.id, c.name, c.address, c.role, c.password, c.closed_at,
                    (select group_concat(section) from account_sections where account_id = c.id) as sections,
                    exists (select 1 from app_keys where account_id = c.id and confirmed_at is not null) as has_app,
                    (select count(*) from passkeys where account_id = c.id) as passkeys
               from accounts c ",
            $($rest),+
        )
    };
}

impl Store {
    /// Whether anybody ever had an account.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn has_accounts(&self) -> Result<bool, StoreError> {
        let any = sqlx::query_scalar("select exists (select 1 from accounts)");
        Ok(any.fetch_one(&self.readers).await?)
    }

    /// Everybody who has or had an account, those who still have one first.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn accounts(&self) -> Result<Vec<Account>, StoreError> {
        let all = select_accounts!("order by c.closed_at is not null, c.name, c.id");
        let rows = sqlx::query(all).fetch_all(&self.readers).await?;
        rows.iter().map(account).collect()
    }

    /// The account of that number.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn account(&self, id: AccountId) -> Result<Option<Account>, StoreError> {
        one(&mut *self.readers.acquire().await?, id).await
    }

    /// The account of that address, in any spelling of it.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn account_at(&self, address: &EmailAddress) -> Result<Option<Account>, StoreError> {
        sqlx::query(select_accounts!("where c.key = $1"))
            .bind(address.key())
            .fetch_optional(&self.readers)
            .await?
            .as_ref()
            .map(account)
            .transpose()
    }
}

impl Writing {
    /// Adds an account; none if the address has one.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn add_account(
        &mut self,
        name: &str,
        address: &EmailAddress,
        role: Role,
        sections: &Sections,
        now: Moment,
    ) -> Result<Option<AccountId>, StoreError> {
        let id: Option<i64> = sqlx::query_scalar(
            "insert into accounts (name, address, key, role, made_at) values ($1, $2, $3, $4, $5)
             on conflict (key) do nothing returning id",
        )
        .bind(name)
        .bind(address.as_str())
        .bind(address.key())
        .bind(role.as_str())
        .bind(now.micros())
        .fetch_optional(self.connection())
        .await?;
        let Some(id) = id.map(AccountId) else {
            return Ok(None);
        };
        self.put_sections(id, sections).await?;
        Ok(Some(id))
    }

    /// Opens the closed account of that address, with nothing to sign in with; none if the one it has is open.
    pub(crate) async fn reopen_account(
        &mut self,
        name: &str,
        address: &EmailAddress,
        role: Role,
        sections: &Sections,
    ) -> Result<Option<AccountId>, StoreError> {
        let id: Option<i64> = sqlx::query_scalar(
            "update accounts set name = $1, address = $2, role = $4, password = null, closed_at = null
              where key = $3 and closed_at is not null returning id",
        )
        .bind(name)
        .bind(address.as_str())
        .bind(address.key())
        .bind(role.as_str())
        .fetch_optional(self.connection())
        .await?;
        let Some(id) = id.map(AccountId) else {
            return Ok(None);
        };
        self.end_second_factor(id).await?;
        self.put_sections(id, sections).await?;
        Ok(Some(id))
    }

    /// Gives an account another name, role and sections.
    pub(crate) async fn change_account(
        &mut self,
        id: AccountId,
        name: &str,
        role: Role,
        sections: &Sections,
    ) -> Result<(), StoreError> {
        sqlx::query("update accounts set name = $2, role = $3 where id = $1")
            .bind(id.0)
            .bind(name)
            .bind(role.as_str())
            .execute(self.connection())
            .await?;
        self.put_sections(id, sections).await
    }

    async fn put_sections(&mut self, id: AccountId, sections: &Sections) -> Result<(), StoreError> {
        sqlx::query("delete from account_sections where account_id = $1")
            .bind(id.0)
            .execute(self.connection())
            .await?;
        for section in sections.slugs() {
            sqlx::query(
                "insert into account_sections (account_id, section) values ($1, $2)
                 on conflict do nothing",
            )
            .bind(id.0)
            .bind(section.as_str())
            .execute(self.connection())
            .await?;
        }
        Ok(())
    }

    /// Keeps what an account signs in with from now on. Who gave the one before and not yet a second factor begins anew.
    pub(crate) async fn set_password(
        &mut self,
        id: AccountId,
        password: &KeptPassword,
    ) -> Result<(), StoreError> {
        sqlx::query("update accounts set password = $2 where id = $1")
            .bind(id.0)
            .bind(password.as_str())
            .execute(self.connection())
            .await?;
        sqlx::query("delete from half_sessions where account_id = $1")
            .bind(id.0)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Closes an account.
    pub(crate) async fn close_account(
        &mut self,
        id: AccountId,
        now: Moment,
    ) -> Result<(), StoreError> {
        sqlx::query("update accounts set closed_at = $2 where id = $1 and closed_at is null")
            .bind(id.0)
            .bind(now.micros())
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// How many owners there are besides one.
    pub(crate) async fn owners_besides(&mut self, id: AccountId) -> Result<i64, StoreError> {
        let others = sqlx::query_scalar(
            "select count(*) from accounts where role = 'owner' and closed_at is null and id <> $1",
        );
        Ok(others.bind(id.0).fetch_one(self.connection()).await?)
    }

    /// The account of that number, as this transaction sees it.
    pub(crate) async fn account(&mut self, id: AccountId) -> Result<Option<Account>, StoreError> {
        one(self.connection(), id).await
    }
}

async fn one(
    connection: &mut SqliteConnection,
    id: AccountId,
) -> Result<Option<Account>, StoreError> {
    sqlx::query(select_accounts!("where c.id = $1"))
        .bind(id.0)
        .fetch_optional(connection)
        .await?
        .as_ref()
        .map(account)
        .transpose()
}

fn account(row: &SqliteRow) -> Result<Account, StoreError> {
    let sections: Option<&str> = row.try_get("sections")?;
    let slugs = sections
        .into_iter()
        .flat_map(|sections| sections.split(','));
    let slugs: Vec<Slug> = slugs.map(str::parse).collect::<Result<_, _>>()?;
    let closed_at: Option<i64> = row.try_get("closed_at")?;
    Ok(Account {
        id: AccountId(row.try_get("id")?),
        name: row.try_get("name")?,
        address: rows::text(row, "address")?,
        role: rows::text(row, "role")?,
        sections: Sections::of(slugs),
        password: rows::optional_text(row, "password")?,
        second_factor: SecondFactor {
            has_app: row.try_get("has_app")?,
            passkeys: row.try_get("passkeys")?,
        },
        closed_at: closed_at.map(Moment::from_micros),
    })
}
