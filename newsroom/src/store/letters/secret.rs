//! What links in letters are signed with.

use crate::letters::{LinkKey, SECRET};
use crate::store::{Store, StoreError};

impl Store {
    /// The key that links in letters are signed with. It is made when it is asked for first, and stays: links in old
    /// letters have to go on working.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn link_key(&self) -> Result<LinkKey, StoreError> {
        let kept = "select secret from letter_secret where id = 1";
        let secret: Option<Vec<u8>> = sqlx::query_scalar(kept)
            .fetch_optional(&self.readers)
            .await?;
        if let Some(secret) = secret {
            return Ok(LinkKey::new(&secret));
        }
        let mut made = [0; SECRET];
        ring::rand::SecureRandom::fill(&ring::rand::SystemRandom::new(), &mut made)
            .map_err(|_| StoreError::Refused("the machine gives no random numbers".to_owned()))?;
        let mut writing = self.write().await?;
        sqlx::query(
            "insert into letter_secret (id, secret) values (1, $1) on conflict (id) do nothing",
        )
        .bind(made.to_vec())
        .execute(writing.connection())
        .await?;
        // Another process may have been first.
        let secret: Vec<u8> = sqlx::query_scalar(kept)
            .fetch_one(writing.connection())
            .await?;
        writing.commit().await?;
        Ok(LinkKey::new(&secret))
    }
}
