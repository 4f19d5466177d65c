//! Who asked for letters.

use domain::{EmailAddress, Moment};

use super::{Store, StoreError};

/// What became of a sign-up. Whoever signed up is told the same for both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignUp {
    /// The address is new and waits for confirmation.
    Added,
    /// The address was there already, in whatever spelling.
    Known,
}

impl Store {
    /// Keeps an address as unconfirmed, once.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn add_subscriber(
        &self,
        address: &EmailAddress,
        now: Moment,
    ) -> Result<SignUp, StoreError> {
        let added = sqlx::query(
            "insert into subscribers (address, key, state, created_at) values ($1, $2, 'unconfirmed', $3)
             on conflict (key) do nothing",
        )
        .bind(address.as_str())
        .bind(address.key())
        .bind(now.micros())
        .execute(&self.writer)
        .await?;
        Ok(if added.rows_affected() == 1 {
            SignUp::Added
        } else {
            SignUp::Known
        })
    }
}
