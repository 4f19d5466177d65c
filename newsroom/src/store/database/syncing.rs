//! When what was written is on the disk, so that a power cut cannot take it back.
//!
//! SQLite's `synchronous` in WAL mode (sqlite.org/pragma.html#pragma_synchronous): with `full` a commit is on the disk before
//! anybody can read what it wrote, so nobody was ever told of an event whose number another one could get. With `normal` a
//! commit waits for nothing, and what a power cut takes back is whole commits, the newest first.

use crate::store::{Store, StoreError};

/// When a commit is on the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) enum Synced {
    /// Before it is told that it is written.
    AtCommit,
    /// With the next commit that is synced, or when SQLite folds its log into the file.
    Later,
}

impl Synced {
    /// The statements that begin a transaction. Each says it for itself: the connection is the same for all.
    pub(in crate::store) const fn begin(self) -> &'static str {
        match self {
            Self::AtCommit => "pragma synchronous = full; begin immediate",
            Self::Later => "pragma synchronous = normal; begin immediate",
        }
    }
}

impl Store {
    /// The same store for much that can be done again, such as an import: a [`Writing`](crate::store::Writing) of it does not wait for
    /// the disk. What was written is safe from a power cut after [`Store::sync`]. Until then a statement that somebody else in this
    /// process runs without a transaction may not wait either, so it is nothing for a server that answers.
    #[must_use]
    pub fn synced_later(&self) -> Self {
        Self {
            synced: Synced::Later,
            ..self.clone()
        }
    }

    /// Puts on the disk whatever was written before.
    ///
    /// # Errors
    /// What keeps it from being written.
    pub async fn sync(&self) -> Result<(), StoreError> {
        // The log of SQLite is one file, and is synced as a whole.
        self.try_writing().await
    }
}
