//! Letting go of most of what a script saved every few seconds, once it is old: one an hour is left of each person at a story.
//!
//! What somebody saved by hand, brought together or went back to stays, and so does what readers have or had, what was approved or is to be
//! read, and what two texts were brought together from.

use crate::clock::Clock;
use crate::store::{Store, StoreError};

/// How old a save has to be: thirty days, in microseconds.
const OLD: i64 = 30 * 24 * 3600 * 1_000_000;
/// Saves that go at once, so that nobody waits long for the write lock.
const AT_ONCE: u32 = 500;

/// Lets some of them go, and says how many. Where that is none, there are none left.
///
/// # Errors
/// Any [`StoreError`]; nothing is gone then.
pub async fn thin(store: &Store, clock: &Clock) -> Result<usize, StoreError> {
    let old = clock.now().shifted(-OLD);
    let spare = store.spare_saves(old, AT_ONCE).await?;
    if spare.is_empty() {
        return Ok(0);
    }
    let mut writing = store.write().await?;
    for (story, save) in &spare {
        writing.let_save_go(*story, *save).await?;
    }
    writing.commit().await?;
    Ok(spare.len())
}
