//! Opening the store and the folders around it, for every command.

use anyhow::Context;
use newsroom::clock::Clock;
use newsroom::store::Store;

use crate::letters::Letters;
use crate::settings::Settings;

/// Opens the store of `settings`; the data folder is made if it is not there.
pub(super) async fn store(settings: &Settings) -> anyhow::Result<Store> {
    std::fs::create_dir_all(&settings.data_dir).with_context(|| {
        format!(
            "the data folder {} cannot be made",
            settings.data_dir.display()
        )
    })?;
    Store::open(&settings.database)
        .await
        .with_context(|| format!("{} cannot be used", settings.database.path().display()))
}

/// Whoever sends the letters of the paper in `store`.
pub(super) async fn letters(settings: &Settings, store: &Store) -> anyhow::Result<Letters> {
    Letters::open(
        store,
        &Clock::system(),
        &settings.name,
        &settings.language,
        &settings.url,
        &settings.data_dir,
        &settings.mail,
    )
    .await
}
