//! Notifications: telling readers who asked for it that something is breaking news, or that there is a new story on
//! a topic, while no page of the paper is open.
//!
//! A reader's browser has an address at a push service of its maker's choice ([`Endpoint`]) and keys ([`ReaderKeys`]).
//! What it is told is encrypted for those keys ([`encrypt`]), so the service carries it without reading it, and signed
//! for by the paper ([`SendingKey`]). What is to be told is written down for each reader before anything is sent, so
//! that nothing is lost or told twice when the server stops; see [`queue`].

mod encrypting;
mod endpoint;
mod keys;
mod message;
mod queueing;
mod subject;

pub use encrypting::{Encrypted, encrypt, encrypt_with};
pub use endpoint::{Endpoint, EndpointError};
pub use keys::{KeyError, ReaderKeys, SendingKey};
pub use message::{Message, message};
pub use queueing::{FOLLOWER, queue};
pub use subject::Subject;

use crate::clock::Clock;
use crate::store::{Kept, Store, StoreError};

/// How many readers can be told, at most. The store holds some 300 bytes for each.
pub const MOST_READERS: u32 = 500_000;
/// About how many things a reader can ask to be told, at most.
pub const MOST_SUBJECTS: u32 = 100;

/// Tells the reader at `endpoint` about `subject` from now on; somebody who was told already goes on being.
///
/// # Errors
/// Any [`StoreError`]; nothing is written then.
pub async fn begin(
    store: &Store,
    clock: &Clock,
    endpoint: &Endpoint,
    keys: &ReaderKeys,
    subject: &Subject,
) -> Result<Kept, StoreError> {
    let mut writing = store.write().await?;
    let kept = writing
        .keep_notified(endpoint, keys, subject, clock.now())
        .await?;
    writing.commit().await?;
    Ok(kept)
}

/// Tells the reader at `endpoint` nothing more about `subject`. Who asked for nothing else is forgotten.
///
/// # Errors
/// Any [`StoreError`]; nothing is written then.
pub async fn end(store: &Store, endpoint: &str, subject: &Subject) -> Result<(), StoreError> {
    let mut writing = store.write().await?;
    writing.end_notified(endpoint, subject).await?;
    writing.commit().await
}

/// A browser has exchanged its address and keys for others; what its reader asked for stays. Whether there was such a
/// reader.
///
/// # Errors
/// Any [`StoreError`]; nothing is written then.
pub async fn renew(
    store: &Store,
    former: &str,
    endpoint: &Endpoint,
    keys: &ReaderKeys,
) -> Result<bool, StoreError> {
    let mut writing = store.write().await?;
    let known = writing.renew_notified(former, endpoint, keys).await?;
    writing.commit().await?;
    Ok(known)
}
