//! Letters with a link to come in at the desk, in the queue of all letters.
//!
//! Only who is to get one is kept. The link is made when the letter is written, so that it stands nowhere before, and a crash
//! loses nothing: what was not written down as sent is due again, with another link.

use domain::Moment;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::desk::account::AccountId;
use crate::letters::{DeliveryId, Due};
use crate::store::database::rows::text;
use crate::store::{Store, StoreError, Writing};

impl Store {
    /// The letters to people of the desk that are to be sent at `now`, what waited longest first, at most `limit`. One is
    /// wanted as long as a link of theirs is good that nobody used.
    pub(crate) async fn due_link_letters(
        &self,
        now: Moment,
        limit: u32,
    ) -> Result<Vec<Due>, StoreError> {
        let rows = sqlx::query(
            "select d.id, d.account_id, c.address, d.failures,
                    (c.closed_at is null
                     and exists (select 1 from desk_links l
                                  where l.account_id = c.id and l.used_at is null and l.expires_at > $1)) as is_wanted
               from letter_deliveries d join accounts c on c.id = d.account_id
              where d.issue_id is null and d.state = 'waiting' and d.due_at <= $1
              order by d.due_at, d.id limit $2",
        )
        .bind(now.micros())
        .bind(i64::from(limit))
        .fetch_all(&self.readers)
        .await?;
        rows.iter().map(due).collect()
    }

    /// Whether an account has a link that is good and that nobody used.
    pub(crate) async fn has_open_link(
        &self,
        account: AccountId,
        now: Moment,
    ) -> Result<bool, StoreError> {
        let open = sqlx::query_scalar(
            "select exists (select 1 from desk_links
                             where account_id = $1 and used_at is null and expires_at > $2)",
        );
        let open = open.bind(account.0).bind(now.micros());
        Ok(open.fetch_one(&self.readers).await?)
    }
}

impl Writing {
    /// Has a letter with a link written to somebody. One that waits already is not sent twice.
    pub(crate) async fn queue_link_letter(
        &mut self,
        account: AccountId,
        now: Moment,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "update letter_deliveries set state = 'dropped', ended_at = $2
              where account_id = $1 and issue_id is null and state = 'waiting'",
        )
        .bind(account.0)
        .bind(now.micros())
        .execute(self.connection())
        .await?;
        sqlx::query(
            "insert into letter_deliveries (account_id, state, due_at) values ($1, 'waiting', $2)",
        )
        .bind(account.0)
        .bind(now.micros())
        .execute(self.connection())
        .await?;
        Ok(())
    }
}

fn due(row: &SqliteRow) -> Result<Due, StoreError> {
    let failures: i64 = row.try_get("failures")?;
    Ok(Due {
        id: DeliveryId(row.try_get("id")?),
        issue: None,
        subscriber: None,
        account: Some(AccountId(row.try_get("account_id")?)),
        address: text(row, "address")?,
        consent: None,
        failures: u32::try_from(failures).unwrap_or(u32::MAX),
        is_wanted: row.try_get("is_wanted")?,
    })
}
