//! Forgetting somebody, and staying forgotten.
//!
//! Who asked to be erased does not expect a letter because somebody imports last year's list. So a mark of the address is
//! kept: a hash of it with the paper's secret, from which the address cannot be read, and which without the secret cannot
//! be compared with one either. It is there for that alone and goes when somebody proves that the address is theirs and
//! wants letters again. Nothing else about them is kept, not even when they were erased.

use domain::EmailAddress;

use super::{LinkKey, SubscriberId};
use crate::store::{Store, StoreError, Writing};

/// What an erased address is known by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ErasedMark([u8; 32]);

impl ErasedMark {
    pub(super) fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// Forgets somebody with all they agreed to, and keeps lists from bringing the address back. `false` if there was nobody
/// of that number.
///
/// # Errors
/// Any [`StoreError`]; nothing is changed then.
pub async fn erase(store: &Store, id: SubscriberId) -> Result<bool, StoreError> {
    let key = store.link_key().await?;
    let mut writing = store.write().await?;
    let erased = erase_in(store, &mut writing, &key, id).await?;
    writing.commit().await?;
    Ok(erased)
}

/// The same as a part of a larger change.
pub(crate) async fn erase_in(
    store: &Store,
    writing: &mut Writing,
    key: &LinkKey,
    id: SubscriberId,
) -> Result<bool, StoreError> {
    // Nobody else can write now, so what is read beside it stays as it is.
    let Some(subscriber) = store.subscriber(id).await? else {
        return Ok(false);
    };
    writing
        .keep_mark(&key.erased_mark(&subscriber.address))
        .await?;
    writing.erase_subscriber(id).await
}

/// The owner of an address has come back.
pub(super) async fn welcome_back(
    writing: &mut Writing,
    key: &LinkKey,
    address: &EmailAddress,
) -> Result<(), StoreError> {
    writing.drop_mark(&key.erased_mark(address)).await
}
