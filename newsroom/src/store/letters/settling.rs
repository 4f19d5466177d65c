//! Which letters there are, as whoever settles that sees and changes it.

use super::{ALL, letter};
use crate::letters::{Letter, LetterId, Source};
use crate::store::{StoreError, Writing};

impl Writing {
    /// All letters as this transaction sees them.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub(crate) async fn letters(&mut self) -> Result<Vec<Letter>, StoreError> {
        let rows = sqlx::query(ALL).fetch_all(self.connection()).await?;
        rows.iter().map(letter).collect()
    }

    /// Says who has the say over a letter from now on.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn set_letter_source(
        &mut self,
        id: LetterId,
        source: Source,
    ) -> Result<(), StoreError> {
        sqlx::query("update letters set source = $2 where id = $1")
            .bind(id.0)
            .bind(source.word())
            .execute(self.connection())
            .await?;
        Ok(())
    }
}
