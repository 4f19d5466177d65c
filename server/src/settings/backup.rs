use std::path::PathBuf;
use std::time::Duration;

use super::source::Source;
use super::{Refused, file};

/// Backups that the server makes by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// `DATELINE_BACKUP_FOLDER`, `backup.folder`: where they are put; made if it is not there. Default none, and then none are made.
    pub folder: PathBuf,
    /// `DATELINE_BACKUP_EVERY`, `backup.every`: hours from one to the next, 1 to 744. Default 24.
    pub every: Duration,
    /// `DATELINE_BACKUP_KEEP`, `backup.keep`: how many of them stay, 1 to 1,000. Default 7.
    pub keep: usize,
}

const HOUR: u64 = 3_600;

pub(super) fn read(source: &Source<'_>, file: file::Backup) -> Result<Option<Backup>, Refused> {
    let folder = source
        .setting("DATELINE_BACKUP_FOLDER", "backup.folder", file.folder)
        .checked("the path of a folder", |path| {
            let path = path.trim();
            (!path.is_empty()).then(|| PathBuf::from(path))
        })?;
    let every = source
        .setting("DATELINE_BACKUP_EVERY", "backup.every", file.every)
        .checked("a whole number of hours from 1 to 744", |raw| {
            let hours = within(raw, 744)?;
            Some(Duration::from_secs(hours * HOUR))
        })?;
    let keep = source
        .setting("DATELINE_BACKUP_KEEP", "backup.keep", file.keep)
        .checked("a whole number from 1 to 1000", |raw| {
            usize::try_from(within(raw, 1_000)?).ok()
        })?;
    Ok(folder.map(|folder| Backup {
        folder,
        every: every.unwrap_or(Duration::from_secs(24 * HOUR)),
        keep: keep.unwrap_or(7),
    }))
}

fn within(raw: &str, most: u64) -> Option<u64> {
    let number = raw.trim().parse().ok()?;
    (1..=most).contains(&number).then_some(number)
}
