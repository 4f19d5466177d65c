//! A row's columns by name, whichever library read it.

use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::store::StoreError;

/// What the domain's types are made from: text and whole numbers, either of which may be missing.
pub(in crate::store) trait Columns {
    /// The text of `column`; none where it is null.
    ///
    /// # Errors
    /// [`StoreError`] where there is no such column or it holds something else.
    fn maybe_text(&self, column: &str) -> Result<Option<&str>, StoreError>;

    /// The number in `column`; none where it is null.
    ///
    /// # Errors
    /// [`StoreError`] where there is no such column or it holds something else.
    fn maybe_number(&self, column: &str) -> Result<Option<i64>, StoreError>;

    /// The text of `column`.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] where there is none.
    fn words(&self, column: &str) -> Result<&str, StoreError> {
        self.maybe_text(column)?.ok_or_else(|| missing(column))
    }

    /// The number in `column`.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] where there is none.
    fn number(&self, column: &str) -> Result<i64, StoreError> {
        self.maybe_number(column)?.ok_or_else(|| missing(column))
    }

    /// The number in `column`, of what cannot be negative.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] where there is none, or one that is too large.
    fn count(&self, column: &str) -> Result<u32, StoreError> {
        let number = self.number(column)?;
        u32::try_from(number)
            .map_err(|_| StoreError::Damaged(format!("`{column}` cannot be {number}")))
    }
}

impl Columns for SqliteRow {
    fn maybe_text(&self, column: &str) -> Result<Option<&str>, StoreError> {
        Ok(self.try_get(column)?)
    }

    fn maybe_number(&self, column: &str) -> Result<Option<i64>, StoreError> {
        Ok(self.try_get(column)?)
    }
}

fn missing(column: &str) -> StoreError {
    StoreError::Damaged(format!("`{column}` is missing"))
}
