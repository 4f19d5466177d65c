//! Following the event log: one task for each process knows the newest number, whoever wrote it.

use std::time::Duration;

use tokio::sync::watch;

use super::EventNumber;
use crate::store::{Store, StoreError, Watch};

/// How often the file is looked at for what other processes wrote. A look costs some 30 microseconds; what
/// this process writes is noticed at once.
const LOOK: Duration = Duration::from_millis(40);
/// How long nothing is tried after the database did not answer.
const AFTER_FAILURE: Duration = Duration::from_secs(1);

/// The end of the log. Clones share one task, which ends with the last of them or with the store.
#[derive(Debug, Clone)]
pub struct Tail(watch::Receiver<EventNumber>);

impl Tail {
    /// Starts to follow the log of `store`.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn of(store: &Store) -> Result<Self, StoreError> {
        let (newest, tail) = watch::channel(store.newest_event().await?);
        tokio::spawn(follow(store.clone(), newest));
        Ok(Self(tail))
    }

    /// The number of the newest event.
    #[must_use]
    pub fn newest(&self) -> EventNumber {
        *self.0.borrow()
    }

    /// Waits until the log has grown past `number`. `None` once the store was closed.
    pub async fn past(&mut self, number: EventNumber) -> Option<EventNumber> {
        let grown = self.0.wait_for(|newest| *newest > number).await;
        grown.ok().map(|newest| *newest)
    }
}

async fn follow(store: Store, newest: watch::Sender<EventNumber>) {
    let mut watch = None;
    while !store.is_closed() {
        let pause = match look(&store, &mut watch, &newest).await {
            Ok(()) => LOOK,
            Err(_) if store.is_closed() => return,
            Err(error) => {
                tracing::error!(%error, "the event log cannot be followed; trying again");
                watch = None;
                AFTER_FAILURE
            }
        };
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            () = store.committed().notified() => {}
            () = newest.closed() => return,
        }
    }
}

async fn look(
    store: &Store,
    watch: &mut Option<Watch>,
    newest: &watch::Sender<EventNumber>,
) -> Result<(), StoreError> {
    let watch = match watch {
        Some(watch) => watch,
        None => watch.insert(store.watch().await?),
    };
    if watch.has_changed().await? {
        let number = store.newest_event().await?;
        newest.send_if_modified(|known| std::mem::replace(known, number) != number);
    }
    Ok(())
}
