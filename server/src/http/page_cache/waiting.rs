//! Pages that are to be written to the disk.

use std::collections::HashMap;
use std::sync::Arc;

use super::kept_page::KeptPage;

/// How many bytes of pages wait to be written: they are in memory, whatever the cache lets go of, and while a crawler goes through
/// the archive it lets go of most. Those that find no room are written when they are made the next time.
const WAITING: usize = 4 << 20;

/// Pages that are to be written, by their keys.
#[derive(Debug, Default)]
pub(super) struct Waiting {
    pub(super) pages: HashMap<String, Arc<KeptPage>>,
    /// What they took of the memory when they came.
    bytes: usize,
}

impl Waiting {
    /// Has `page` wait, unless there is no room and none of that key waits.
    pub(super) fn put(&mut self, key: &str, page: &Arc<KeptPage>) {
        if let Some(waiting) = self.pages.get_mut(key) {
            *waiting = page.clone();
        } else if self.bytes < WAITING {
            self.bytes += page.weight() as usize;
            self.pages.insert(key.to_owned(), page.clone());
        }
    }
}
