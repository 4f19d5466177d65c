//! Letters that a mail server has and has said nothing of yet. Whoever stops now sends them again.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How many they are. Clones count together.
#[derive(Clone, Default)]
pub(super) struct Unanswered(Arc<AtomicUsize>);

/// One of them, for as long as it is held.
pub(super) struct One(Arc<AtomicUsize>);

impl Unanswered {
    pub(super) fn one_more(&self) -> One {
        self.0.fetch_add(1, Ordering::Relaxed);
        One(self.0.clone())
    }

    pub(super) fn are_there(&self) -> bool {
        self.0.load(Ordering::Relaxed) > 0
    }
}

impl Drop for One {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}
