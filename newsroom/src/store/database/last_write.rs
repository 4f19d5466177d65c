//! Whether changes can be written down just now. Readers notice nothing of a full disk, so whoever runs the paper is told.

use std::sync::{Mutex, PoisonError};

use super::syncing::Synced;
use crate::store::{Store, StoreError};

/// What keeps changes from being written, for as long as it does.
#[derive(Debug, Default)]
pub(in crate::store) struct LastWrite(Mutex<Option<String>>);

impl LastWrite {
    /// Notes that something was written.
    pub(in crate::store) fn worked(&self) {
        let mut problem = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if problem.take().is_some() {
            tracing::info!("changes are written again");
        }
    }

    /// Notes why something was not, and gives that on. It is logged once, until it works again.
    pub(in crate::store) fn failed(&self, error: StoreError) -> StoreError {
        match &error {
            StoreError::Full
            | StoreError::ReadOnly
            | StoreError::Unreachable(_)
            | StoreError::Damaged(_) => {}
            // Others have the write lock, or this one change cannot be made: the next may be.
            StoreError::Busy
            | StoreError::Newer { .. }
            | StoreError::Unsupported(_)
            | StoreError::Refused(_) => return error,
        }
        let mut problem = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if problem.replace(error.to_string()).is_none() {
            tracing::error!(%error, "no change can be written; readers have what there is");
        }
        error
    }
}

impl Store {
    /// Why the last change could not be written; `None` where it could.
    #[must_use]
    pub fn write_problem(&self) -> Option<String> {
        let last = self.last_write.0.lock();
        last.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Tries whether a change can be written, and notes it as for any other.
    ///
    /// # Errors
    /// What keeps it from being written.
    pub async fn try_writing(&self) -> Result<(), StoreError> {
        self.write_nothing_new()
            .await
            .map_err(|error| self.last_write.failed(error))?;
        self.last_write.worked();
        Ok(())
    }

    /// Writes a page of the file as it is.
    async fn write_nothing_new(&self) -> Result<(), StoreError> {
        let mut transaction = self.writer.begin_with(Synced::AtCommit.begin()).await?;
        // The paper makes no use of that number. Setting it writes the page that it is on, whatever it was.
        sqlx::query("pragma user_version = 0")
            .execute(&mut *transaction)
            .await?;
        Ok(transaction.commit().await?)
    }
}
