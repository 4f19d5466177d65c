//! Opening the store and the folders around it, for every command.

use std::io::ErrorKind;

use anyhow::{Context, bail};
use newsroom::backup::is_half_restored;
use newsroom::clock::Clock;
use newsroom::letters::{self, PaperFacts};
use newsroom::store::Store;

use super::backup::house;
use super::left_behind;
use crate::letters::Letters;
use crate::settings::Settings;

/// Opens the store of `settings`; the data folder is made if it is not there, and a paper, unless another has left something there.
pub(super) async fn store(settings: &Settings) -> anyhow::Result<Store> {
    nothing_is_half_restored(settings)?;
    if let Some(left) = left_behind::of(settings) {
        bail!("{}; {}", left.found(), left.change());
    }
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

/// Makes sure that there is a paper, for a command that only reads it: in the wrong folder, an empty one would look like the right one.
pub(super) fn is_there(settings: &Settings) -> anyhow::Result<()> {
    nothing_is_half_restored(settings)?;
    let file = settings.database.path();
    let is_none = match std::fs::metadata(file) {
        Ok(found) => found.len() == 0,
        Err(error) => error.kind() == ErrorKind::NotFound,
    };
    if is_none {
        let folder = &settings.data_dir;
        let shown = std::path::absolute(folder).unwrap_or_else(|_| folder.clone());
        bail!(
            "there is no paper in {}, which would be in {}; type this in the folder that it is served from, or set store.data_dir",
            shown.display(),
            file.display()
        );
    }
    Ok(())
}

/// A new paper would take the half that is there for its own, and lose it with the next restore.
fn nothing_is_half_restored(settings: &Settings) -> anyhow::Result<()> {
    if is_half_restored(&house(settings)) {
        bail!(
            "a restore into {} was cut short; run `dateline restore` again, which begins anew",
            settings.data_dir.display()
        );
    }
    Ok(())
}

/// The settings where the desk is heard, whose word is in `store`.
pub(super) async fn heeding(settings: Settings, store: &Store) -> anyhow::Result<Settings> {
    let said = store.said_at_desk().await?;
    let heard = settings.heeding(&said);
    heard.context("what was set at the desk cannot be used")
}

/// Whoever sends the letters of the paper in `store`; which those are is settled with the settings.
pub(super) async fn letters(settings: &Settings, store: &Store) -> anyhow::Result<Letters> {
    let clock = Clock::system();
    letters::settle(store, &clock, &settings.letters, &settings.language).await?;
    Letters::open(
        store,
        &clock,
        facts(settings),
        &settings.data_dir,
        &settings.mail,
    )
    .await
}

/// What letters say of the paper.
pub(super) fn facts(settings: &Settings) -> PaperFacts {
    PaperFacts {
        name: settings.name.clone(),
        url: settings.url.clone(),
        language: settings.language.clone(),
        time_zone: settings.time_zone(),
        postal_address: settings.mail.postal_address.clone(),
    }
}
