//! `dateline backup`, `restore` and `verify`.

use std::path::Path;

use anyhow::bail;
use jiff::Timestamp;
use newsroom::backup::{self, BackupError, Checked, House};
use newsroom::clock::Clock;

use super::opened;
use crate::said::say;
use crate::settings::Settings;
use crate::told_to_stop::ToldToStop;

pub(super) async fn take(settings: &Settings, file: &Path) -> anyhow::Result<()> {
    let store = opened::store(settings).await?;
    let (house, clock) = (house(settings), Clock::system());
    let taken = unless_told_to_stop(backup::take(&store, &house, file, &clock)).await;
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
    let restored = unless_told_to_stop(backup::restore(file, &house(settings))).await?;
    tell(&restored)?;
    say!("restored in  {}", settings.data_dir.display())
}

pub(super) async fn verify(file: &Path) -> anyhow::Result<()> {
    tell(&unless_told_to_stop(backup::check(file)).await?)?;
    say!("health       sound")
}

/// Does it, unless the program is told to stop before it is done: then it lets go of what it has unpacked for the time, with all that
/// is known of readers in it.
async fn unless_told_to_stop<T>(
    work: impl Future<Output = Result<T, BackupError>>,
) -> anyhow::Result<T> {
    let mut told = ToldToStop::listen()?;
    tokio::select! {
        done = work => Ok(done?),
        () = told.again() => bail!("it was told to stop before it was done"),
    }
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
