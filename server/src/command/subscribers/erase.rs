use anyhow::bail;
use clap::Args;
use domain::EmailAddress;
use newsroom::store::Store;

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
    let mut writing = store.write().await?;
    writing.erase_subscriber(subscriber.id).await?;
    writing.commit().await?;
    println!("Erased {address} with everything that was known.");
    Ok(())
}
