use anyhow::bail;
use clap::Args;
use domain::EmailAddress;
use newsroom::letters;
use newsroom::store::Store;

use crate::said::say;

#[derive(Debug, Args)]
pub(in crate::command) struct Arguments {
    /// The address, in any spelling
    address: EmailAddress,
}

pub(super) async fn run(store: &Store, arguments: &Arguments) -> anyhow::Result<()> {
    let address = &arguments.address;
    let subscriber = store.subscriber_with(address).await?;
    let Some(subscriber) = subscriber else {
        bail!("nobody with the address {address} is known");
    };
    letters::erase(store, subscriber.id).await?;
    say!(
        "Erased {address} with everything that was known. No list brings it back, only a new sign-up."
    )
}
