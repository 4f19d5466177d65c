//! Letters: who gets them. Composing and sending them comes later.

use domain::EmailAddress;

use crate::clock::Clock;
use crate::store::{SignUp, Store, StoreError};

/// Signs an address up, unconfirmed, once. A known address is not an error and not news to anybody.
///
/// # Errors
/// Any [`StoreError`]; the address is not kept then.
pub async fn sign_up(
    store: &Store,
    clock: &Clock,
    address: &EmailAddress,
) -> Result<SignUp, StoreError> {
    store.add_subscriber(address, clock.now()).await
}
