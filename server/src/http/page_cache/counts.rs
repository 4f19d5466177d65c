//! How requests for pages were answered, for whoever watches the server.

use std::sync::atomic::{AtomicU64, Ordering};

/// Since the start.
#[derive(Debug, Default)]
pub(in crate::http) struct Counts {
    hits: AtomicU64,
    late: AtomicU64,
    misses: AtomicU64,
    made: AtomicU64,
    shed: AtomicU64,
    stand_ins: AtomicU64,
}

impl Counts {
    /// A page was sent as it was kept.
    pub(super) fn hit(&self) {
        self.hits.fetch_add(1, Ordering::Relaxed);
    }

    /// How many were.
    pub(super) fn hits(&self) -> u64 {
        self.hits.load(Ordering::Relaxed)
    }

    /// One was sent that time has made old, a moment ago.
    pub(super) fn late(&self) {
        self.late.fetch_add(1, Ordering::Relaxed);
    }

    /// One had to be made.
    pub(super) fn miss(&self) {
        self.misses.fetch_add(1, Ordering::Relaxed);
    }

    /// It was made. Several who ask at once share one.
    pub(super) fn make(&self) {
        self.made.fetch_add(1, Ordering::Relaxed);
    }

    /// How many were made.
    pub(in crate::http) fn made(&self) -> u64 {
        self.made.load(Ordering::Relaxed)
    }

    /// Too many wait.
    pub(super) fn shed(&self) {
        self.shed.fetch_add(1, Ordering::Relaxed);
    }

    /// None could be made, and the last that could was sent.
    pub(super) fn stand_in(&self) {
        self.stand_ins.fetch_add(1, Ordering::Relaxed);
    }

    /// Each with its name.
    pub(in crate::http) fn all(&self) -> [(&'static str, u64); 5] {
        [
            ("hit", &self.hits),
            ("late", &self.late),
            ("miss", &self.misses),
            ("shed", &self.shed),
            ("stand-in", &self.stand_ins),
        ]
        .map(|(name, count)| (name, count.load(Ordering::Relaxed)))
    }
}
