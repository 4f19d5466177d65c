//! `dateline backup`, `restore` and `verify`.

use std::path::Path;

use jiff::Timestamp;
use newsroom::backup::{self, Checked, House};
use newsroom::clock::Clock;

use super::opened;
use crate::said::say;
use crate::settings::Settings;

pub(super) async fn take(settings: &Settings, file: &Path) -> anyhow::Result<()> {
    let store = opened::store(settings).await?;
    let taken = backup::take(&store, &house(settings), file, &Clock::system()).await;
    store.close().await;
    let taken = taken?;
    say!(
        "{} has {} files, {} bytes in all",
        file.display(),
        taken.files,
        taken.bytes
    )
}

pub(super) async fn restore(settings: &Settings, file: &Path) -> anyhow::Result<()> {
    std::fs::create_dir_all(&settings.data_dir)?;
    let restored = backup::restore(file, &house(settings)).await?;
    tell(&restored)?;
    say!("restored in  {}", settings.data_dir.display())
}

pub(super) async fn verify(file: &Path) -> anyhow::Result<()> {
    tell(&backup::check(file).await?)?;
    say!("health       sound")
}

fn tell(checked: &Checked) -> anyhow::Result<()> {
    let health = &checked.health;
    if let Ok(at) = Timestamp::from_microsecond(checked.at.micros()) {
        say!("taken        {at:.0}")?;
    }
    say!("by           dateline {}", checked.program)?;
    say!("files        {}", checked.files)?;
    say!(
        "articles     {} ({} published)",
        health.articles,
        health.published
    )?;
    say!("subscribers  {}", health.subscribers)?;
    say!("events       up to number {}", health.newest_event.0)
}

/// Where the paper of `settings` is kept.
pub(super) fn house(settings: &Settings) -> House {
    House {
        database: settings.database.path().to_owned(),
        media: settings.media_dir(),
        pages: settings.pages_dir(),
    }
}
