//! Which pages could not be made lately, for whoever watches the server: readers have the last one that could, and do not complain.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use domain::Moment;

/// Microseconds for which a page is named that nobody asks for any more: five minutes.
const LATELY: i64 = 300_000_000;
/// Pages that are told apart. With more, the store or the renderer fails as a whole.
const MOST: usize = 1000;

/// What readers have in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::http) enum Instead {
    /// The last one that could be made, with its time.
    TheLast,
    /// A sentence of apology.
    Nothing,
}

/// Pages that could not be made, by their keys.
#[derive(Debug, Default)]
pub(super) struct Unmade {
    has_any: AtomicBool,
    pages: Mutex<BTreeMap<String, (Moment, Instead)>>,
}

impl Unmade {
    /// One could not be made.
    pub(super) fn note(&self, key: &str, instead: Instead, now: Moment) {
        let mut pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        if pages.len() < MOST || pages.contains_key(key) {
            pages.insert(key.to_owned(), (now, instead));
            self.has_any.store(true, Ordering::Relaxed);
        }
    }

    /// One could be made. Almost always there is none to be forgotten.
    pub(super) fn forget(&self, key: &str) {
        if self.has_any.load(Ordering::Relaxed) {
            let mut pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
            pages.remove(key);
            self.has_any.store(!pages.is_empty(), Ordering::Relaxed);
        }
    }

    /// Those of lately.
    pub(super) fn lately(&self, now: Moment) -> Vec<(String, Instead)> {
        let mut pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        pages.retain(|_, (at, _)| now.micros() - at.micros() < LATELY);
        self.has_any.store(!pages.is_empty(), Ordering::Relaxed);
        let pages = pages.iter();
        pages
            .map(|(key, (_, instead))| (key.clone(), *instead))
            .collect()
    }
}
