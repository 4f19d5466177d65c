//! Having letters go again to an address that they came back from: the mailbox was full, the provider mended something.
//!
//! That the owner agreed is kept, so it is the paper's to try again. It is not where the owner called a letter spam or never
//! confirmed: only they can change that.

use domain::Moment;

use super::{SubscriberId, SubscriberState};
use crate::store::{Store, StoreError, Writing};

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Enabled {
    /// Letters go there again.
    Now,
    /// They did already.
    Before,
    /// The owner called a letter spam.
    Complained,
    /// The owner never confirmed.
    Unconfirmed,
    /// There is nobody of that number.
    Unknown,
}

pub(crate) async fn enable(
    store: &Store,
    writing: &mut Writing,
    id: SubscriberId,
    now: Moment,
) -> Result<Enabled, StoreError> {
    // Nobody else can write now, so what is read beside it stays as it is.
    let Some(subscriber) = store.subscriber(id).await? else {
        return Ok(Enabled::Unknown);
    };
    match (subscriber.state, subscriber.confirmed_at) {
        (SubscriberState::Confirmed, _) => Ok(Enabled::Before),
        (SubscriberState::Complained, _) => Ok(Enabled::Complained),
        (SubscriberState::Unconfirmed, _) | (SubscriberState::Bounced, None) => {
            Ok(Enabled::Unconfirmed)
        }
        (SubscriberState::Bounced, Some(_)) => {
            writing
                .put_subscriber_in_state(id, SubscriberState::Confirmed, now)
                .await?;
            Ok(Enabled::Now)
        }
    }
}
