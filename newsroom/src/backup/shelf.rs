//! Backups that are made by themselves: when one is due, what it is called, and how many of them stay.
//!
//! A file has its name once it was read to its end, so whatever is on the shelf can be restored. Nothing goes from there before
//! a newer one has come. When the last was made is told by the names alone: a server that was down, or another machine that takes
//! over, knows what it missed.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

use domain::Moment;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::{BackupError, House, check, disk, take};
use crate::clock::Clock;
use crate::store::Store;

/// What names of backups begin with, and end with. Between stands the time in UTC, such as `2023-02-05T150000Z`.
const BEGINNING: &str = "dateline-";
const END: &str = ".tar";
const TIME: &str = "%Y-%m-%dT%H%M%SZ";
/// The folder within the shelf where one is until it was read.
const UNREAD: &str = ".unread";

/// A folder of backups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shelf {
    /// Where it is; made if it is not there.
    pub folder: PathBuf,
    /// How long after one the next is due.
    pub every: Duration,
    /// How many stay, at least one.
    pub keep: usize,
}

/// A backup on the shelf.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shelved {
    /// When it was taken, to the second.
    pub at: Moment,
    /// Where it is.
    pub file: PathBuf,
    /// How many bytes it has.
    pub bytes: u64,
}

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renewed {
    /// The new backup.
    pub new: Shelved,
    /// How many old ones are gone.
    pub removed: usize,
    /// How many are of a time that is still to come. While there are any, no old one goes: either they or the clock are wrong, and
    /// which of them is not known here.
    pub from_the_future: usize,
}

impl Shelf {
    /// All backups there are, the newest first. What has another name is not looked at.
    ///
    /// # Errors
    /// [`BackupError::Disk`] where the folder cannot be read.
    pub fn all(&self) -> Result<Vec<Shelved>, BackupError> {
        let files = match std::fs::read_dir(&self.folder) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            files => files.map_err(disk(&self.folder))?,
        };
        let mut all = Vec::new();
        for file in files {
            let file = file.map_err(disk(&self.folder))?;
            if let Some(at) = taken_at(&file.file_name().to_string_lossy()) {
                let about = file.metadata().map_err(disk(file.path()))?;
                all.push(Shelved {
                    at,
                    file: file.path(),
                    bytes: about.len(),
                });
            }
        }
        all.sort_by_key(|shelved| std::cmp::Reverse(shelved.at));
        Ok(all)
    }

    /// Whether it is time for another one. One of a time that is still to come says nothing.
    ///
    /// # Errors
    /// As [`Shelf::all`].
    pub fn is_due(&self, now: Moment) -> Result<bool, BackupError> {
        let newest = self.all()?.into_iter().find(|shelved| shelved.at <= now);
        Ok(newest.is_none_or(|newest| now.since(newest.at) >= self.every))
    }

    /// Takes a backup if one is due, reads it to its end, puts it on the shelf, and removes what is too many then.
    ///
    /// # Errors
    /// Any [`BackupError`]; what was on the shelf is there still.
    pub async fn renew(
        &self,
        store: &Store,
        house: &House,
        clock: &Clock,
    ) -> Result<Option<Renewed>, BackupError> {
        let now = clock.now();
        if !self.is_due(now)? {
            return Ok(None);
        }
        let unread = self.folder.join(UNREAD);
        // What is left of one that was cut short.
        clear_away(&unread)?;
        std::fs::create_dir_all(&unread).map_err(disk(&unread))?;
        let name = name(now);
        let file = self.folder.join(&name);
        let taken = take_and_read(store, house, &unread.join(&name), clock).await;
        let put = taken.and_then(|bytes| {
            std::fs::rename(unread.join(&name), &file).map_err(disk(&file))?;
            Ok(bytes)
        });
        clear_away(&unread)?;
        let bytes = put?;
        // The name has to outlive a power cut, too.
        let folder = std::fs::File::open(&self.folder).and_then(|folder| folder.sync_all());
        folder.map_err(disk(&self.folder))?;
        let new = Shelved {
            at: taken_at(&name).unwrap_or(now),
            file,
            bytes,
        };
        let (removed, from_the_future) = self.thin(&new)?;
        Ok(Some(Renewed {
            new,
            removed,
            from_the_future,
        }))
    }

    /// Removes the oldest ones.
    fn thin(&self, new: &Shelved) -> Result<(usize, usize), BackupError> {
        let all = self.all()?;
        let from_the_future = all.iter().filter(|shelved| shelved.at > new.at).count();
        if from_the_future > 0 {
            return Ok((0, from_the_future));
        }
        let mut removed = 0;
        for old in all.iter().skip(self.keep.max(1)) {
            std::fs::remove_file(&old.file).map_err(disk(&old.file))?;
            removed += 1;
        }
        Ok((removed, 0))
    }
}

async fn take_and_read(
    store: &Store,
    house: &House,
    file: &Path,
    clock: &Clock,
) -> Result<u64, BackupError> {
    let taken = take(store, house, file, clock).await?;
    check(file).await?;
    Ok(taken.bytes)
}

fn clear_away(folder: &Path) -> Result<(), BackupError> {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(disk(folder)(error)),
        _ => Ok(()),
    }
}

fn name(at: Moment) -> String {
    let at = Timestamp::from_microsecond(at.micros()).unwrap_or(Timestamp::UNIX_EPOCH);
    format!("{BEGINNING}{}{END}", at.strftime(TIME))
}

/// When a backup of that name was taken; none for another name.
fn taken_at(name: &str) -> Option<Moment> {
    let time = name.strip_prefix(BEGINNING)?.strip_suffix(END)?;
    let time = DateTime::strptime(TIME, time).ok()?;
    let at = TimeZone::UTC.to_timestamp(time).ok()?;
    Some(Moment::from_micros(at.as_microsecond()))
}
