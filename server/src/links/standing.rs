//! How asking other sites goes, for whoever watches the server.

use std::sync::{Arc, Mutex, PoisonError};

/// How it goes. Clones share it.
#[derive(Debug, Clone, Default)]
pub(super) struct Standing(Arc<Mutex<Facts>>);

/// What is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// Addresses at which something was found, since the start.
    pub there: u64,
    /// Those that were found dead.
    pub dead: u64,
    /// How often nothing was heard that says something of one.
    pub troubles: u64,
    /// How often nobody was reached at all, so that nothing was learnt of one.
    pub unlearnt: u64,
    /// How many are to be asked for.
    pub waiting: i64,
    /// Why none is asked for, until one is.
    pub problem: Option<String>,
}

impl Standing {
    pub(super) fn facts(&self) -> Facts {
        self.lock().clone()
    }

    pub(super) fn change(&self, change: impl FnOnce(&mut Facts)) {
        change(&mut self.lock());
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Facts> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
