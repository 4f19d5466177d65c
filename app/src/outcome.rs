//! What a page tells the server beside its HTML: the status, and where else to look.
//!
//! A page finds out while it renders whether there is such an article. The server reads the
//! outcome once the whole page is there, so a status is never sent too early.

use std::sync::{Arc, Mutex, PoisonError};

use leptos::prelude::use_context;

/// How a page turned out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Outcome {
    /// It is there: 200.
    #[default]
    Found,
    /// It lives at another address, for good: 308.
    Moved(String),
    /// There is no such page: 404.
    NotFound,
    /// There was one, and it was taken back: 410.
    Gone,
    /// What was sent cannot be used: 422.
    Invalid,
    /// Something broke: 500.
    Broken,
}

/// Where a page leaves its outcome.
#[derive(Debug, Clone, Default)]
pub struct OutcomeSlot(Arc<Mutex<Outcome>>);

impl OutcomeSlot {
    /// What the page said; taken once, after it was rendered.
    #[must_use]
    pub fn take(&self) -> Outcome {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Says how the page being rendered turned out.
pub(crate) fn report(outcome: Outcome) {
    if let Some(slot) = use_context::<OutcomeSlot>() {
        *slot.0.lock().unwrap_or_else(PoisonError::into_inner) = outcome;
    }
}
