//! Writing down how each copy ended, before the next one goes over the same connection.
//!
//! So after a crash there is at most one copy for each connection that a mail server may have taken and the paper does
//! not know of. Many connections end copies at the same time; they share one transaction, which for those that were sent is
//! a single statement: whoever publishes meanwhile waits for nothing longer.

use domain::Moment;
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
        let now = clock.now();
        let is_sent = |end: &mut End| matches!(end.outcome, Outcome::Sent);
        let sent: Vec<End> = ends.extract_if(.., is_sent).collect();
        let copies: Vec<DeliveryId> = sent.iter().map(|end| end.id).collect();
        if !sent.is_empty() {
            tell(sent, store.end_sent_letters(&copies, now).await);
        }
        if !ends.is_empty() {
            let done = write(&store, &ends, now).await;
            tell(std::mem::take(&mut ends), done);
        }
    }
}

/// Lets those who wait know how it went.
fn tell(ends: Vec<End>, done: Result<(), StoreError>) {
    if let Err(error) = &done {
        tracing::error!(%error, "what became of letters could not be written down");
    }
    for end in ends {
        let _ = end.written.send(done.is_ok());
    }
}

/// Writes down whatever else became of letters than that they were sent, which is rare and takes several statements.
async fn write(store: &Store, ends: &[End], now: Moment) -> Result<(), StoreError> {
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
