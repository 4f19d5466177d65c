//! What is read from the store once and kept until something happens to the paper.

use std::sync::{Arc, Mutex, PoisonError};

use newsroom::events::EventNumber;
use newsroom::store::{Store, StoreError};

/// A part of the site as it was read last, and after which event that was. Clones share it.
#[derive(Debug)]
pub(crate) struct Kept<T>(Arc<Mutex<Option<Reading<T>>>>);

#[derive(Debug)]
struct Reading<T> {
    after: EventNumber,
    part: Arc<T>,
}

impl<T> Kept<T> {
    /// The part as it is now: read again, with `read`, only if the event log has grown since. It is told the newest
    /// event; what it reads is at least as new.
    pub(crate) async fn current<F>(
        &self,
        store: &Store,
        read: impl FnOnce(EventNumber) -> F,
    ) -> Result<Arc<T>, StoreError>
    where
        F: Future<Output = Result<T, StoreError>>,
    {
        // Asked for before reading: what happens meanwhile makes the next page read again. The database is asked only
        // before anything is known: each question is waited for, and whoever follows the log hears of what others write.
        let newest = match store.newest_seen() {
            EventNumber(0) => store.newest_event().await?,
            seen => seen,
        };
        if let Some(reading) = &*self.0.lock().unwrap_or_else(PoisonError::into_inner)
            && reading.after == newest
        {
            return Ok(reading.part.clone());
        }
        let part = Arc::new(read(newest).await?);
        let reading = Reading {
            after: newest,
            part: part.clone(),
        };
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(reading);
        Ok(part)
    }
}

impl<T> Clone for Kept<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(Arc::default())
    }
}
