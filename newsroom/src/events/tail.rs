//! Following the event log: one task for each process knows the newest number, whoever wrote it.

use std::time::Duration;

use tokio::sync::watch;

use super::EventNumber;
use super::signs::Signs;
use crate::store::{Store, StoreError, Watch};

/// How often the file is looked at for what other processes wrote, where the system gives no sign of it. A look
/// costs some 30 microseconds; what this process writes is noticed at once.
const LOOK: Duration = Duration::from_millis(40);
/// The same after a sign, for so many looks: it comes with the first bytes, and the commit follows.
const EAGER: (Duration, u32) = (Duration::from_millis(1), 20);
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
    let mut signs = Signs::or_none(&store.log_file());
    let mut eager = 0;
    while !store.is_closed() {
        let pause = match look(&store, &mut watch, &newest).await {
            Ok(false) if eager > 0 => {
                eager -= 1;
                EAGER.0
            }
            Ok(_) => {
                eager = 0;
                LOOK
            }
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
            sign = next(&signs) => match sign {
                Ok(()) => eager = EAGER.1,
                Err(_) => signs = None,
            },
            () = newest.closed() => return,
        }
    }
}

/// The next sign; never, if there are none.
async fn next(signs: &Option<Signs>) -> std::io::Result<()> {
    match signs {
        Some(signs) => signs.next().await,
        None => std::future::pending().await,
    }
}

/// Whether somebody has written since the last look.
async fn look(
    store: &Store,
    watch: &mut Option<Watch>,
    newest: &watch::Sender<EventNumber>,
) -> Result<bool, StoreError> {
    let watch = match watch {
        Some(watch) => watch,
        None => watch.insert(store.watch().await?),
    };
    let has_changed = watch.has_changed().await?;
    if has_changed {
        let number = store.newest_event().await?;
        newest.send_if_modified(|known| std::mem::replace(known, number) != number);
    }
    Ok(has_changed)
}
