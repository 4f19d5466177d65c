//! How many pages are rendered at once. More at a time would not be done sooner, only all later; and if too many wait, those who
//! come last are told so while there is still time to tell them.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::available_parallelism;

use tokio::sync::{Semaphore, SemaphorePermit};

/// For each processor. A page waits for the store now and then.
const AT_ONCE: usize = 4;
/// How many may wait: at half a millisecond for each, less than a second on one processor.
const WAITING: usize = 1024;

/// Who renders, and who waits.
#[derive(Debug)]
pub(super) struct RenderLimit {
    places: Semaphore,
    waiting: AtomicUsize,
}

impl Default for RenderLimit {
    fn default() -> Self {
        let processors = available_parallelism().map_or(1, usize::from);
        Self {
            places: Semaphore::new(processors * AT_ONCE),
            waiting: AtomicUsize::new(0),
        }
    }
}

impl RenderLimit {
    /// How many wait for one.
    pub(super) fn waiting(&self) -> usize {
        self.waiting.load(Ordering::Relaxed)
    }

    /// A place, once there is one. `None` if too many wait already.
    pub(super) async fn enter(&self) -> Option<SemaphorePermit<'_>> {
        if let Ok(place) = self.places.try_acquire() {
            return Some(place);
        }
        let waits = Waits::among(&self.waiting);
        if waits.others >= WAITING {
            return None;
        }
        self.places.acquire().await.ok()
    }
}

/// Somebody who waits, until they do no longer or have left.
struct Waits<'a> {
    waiting: &'a AtomicUsize,
    others: usize,
}

impl<'a> Waits<'a> {
    fn among(waiting: &'a AtomicUsize) -> Self {
        let others = waiting.fetch_add(1, Ordering::Relaxed);
        Self { waiting, others }
    }
}

impl Drop for Waits<'_> {
    fn drop(&mut self) {
        self.waiting.fetch_sub(1, Ordering::Relaxed);
    }
}
