//! Writing down how each copy ended, before the next one goes over the same connection.
//!
//! So after a crash there is at most one copy for each connection that a mail server may have taken and the paper does
//! not know of. Many connections end copies at the same time; they share one transaction.

use newsroom::clock::Clock;
use newsroom::letters::{DeliveryId, Outcome, SubscriberId, SubscriberState};
use newsroom::store::{Store, StoreError};
use tokio::sync::{mpsc, oneshot};

/// How many are written in one transaction, at most.
const TOGETHER: usize = 256;

/// An end to be written down.
struct End {
    id: DeliveryId,
    /// Who is not to be written to any more, as the mail server knows no such address.
    nobody: Option<SubscriberId>,
    outcome: Outcome,
    written: oneshot::Sender<bool>,
}

/// Writes ends down. Clones share the transactions.
#[derive(Debug, Clone)]
pub(crate) struct Record(mpsc::Sender<End>);

impl Record {
    /// One that writes to the store until the last clone is gone.
    pub(crate) fn start(store: Store, clock: Clock) -> Self {
        let (tell, told) = mpsc::channel(TOGETHER);
        tokio::spawn(keep(store, clock, told));
        Self(tell)
    }

    /// Writes one down; when this returns, it is lasting. Whether it could be written.
    pub(crate) async fn end(
        &self,
        id: DeliveryId,
        outcome: Outcome,
        nobody: Option<SubscriberId>,
    ) -> bool {
        let (written, wait) = oneshot::channel();
        let end = End {
            id,
            nobody,
            outcome,
            written,
        };
        self.0.send(end).await.is_ok() && wait.await.unwrap_or(false)
    }
}

async fn keep(store: Store, clock: Clock, mut told: mpsc::Receiver<End>) {
    let mut ends = Vec::new();
    while told.recv_many(&mut ends, TOGETHER).await > 0 {
        let done = write(&store, &clock, &ends).await;
        if let Err(error) = &done {
            tracing::error!(%error, "what became of letters could not be written down");
        }
        for end in ends.drain(..) {
            let _ = end.written.send(done.is_ok());
        }
    }
}

async fn write(store: &Store, clock: &Clock, ends: &[End]) -> Result<(), StoreError> {
    let now = clock.now();
    let mut writing = store.write().await?;
    for end in ends {
        writing.end_letter(end.id, &end.outcome, now).await?;
        if let Some(subscriber) = end.nobody {
            writing
                .put_subscriber_in_state(subscriber, SubscriberState::Bounced, now)
                .await?;
        }
    }
    writing.commit().await
}
