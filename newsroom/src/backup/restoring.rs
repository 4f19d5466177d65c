//! Putting a paper back from a backup.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::archive::Place;
use super::checking::{Checked, check_within, unpacked};
use super::{BackupError, House, beside, disk, folder_of};

/// What SQLite keeps beside a database that is open. A log that a killed program has left would be read as if it were the
/// restored database's own.
const BESIDE_A_DATABASE: [&str; 3] = ["-wal", "-shm", "-journal"];

/// Checks a backup and puts what is in it where `house` says. There must be no paper there, and nothing of the backup is in its
/// place before all of it is on the disk. One that was cut short is begun anew by the next.
///
/// # Errors
/// [`BackupError::Occupied`] where there is a database, or pictures; [`BackupError::LeftOver`] where something of one is;
/// [`BackupError::NotWhole`] where it is no backup; else what the disk gives.
pub async fn restore(file: &Path, house: &House) -> Result<Checked, BackupError> {
    let new = New::of(house);
    new.is_welcome(house)?;
    let folder = folder_of(&house.database);
    std::fs::create_dir_all(folder).map_err(disk(folder))?;
    let checked = check_within(file, &[folder]).await?;
    new.clear(house)?;
    let to = new.clone();
    let unpacked = unpacked(file, move |place| {
        Some(match place {
            Place::Database => to.unpacked.clone(),
            Place::Media(within) => to.media.join(within),
            Place::Pages(within) => to.pages.join(within),
        })
    })
    .await;
    if let Err(error) = unpacked {
        let _ = new.clear(house);
        return Err(error);
    }
    std::fs::rename(&new.unpacked, &new.database).map_err(disk(&new.database))?;
    for (from, to) in new.folders(house) {
        if from.exists() {
            if to.is_dir() {
                std::fs::remove_dir(to).map_err(disk(to))?;
            }
            std::fs::rename(from, to).map_err(disk(to))?;
        }
    }
    std::fs::rename(&new.database, &house.database).map_err(disk(&house.database))?;
    Ok(checked)
}

/// Whether a restore was cut short when some of the backup had its place. The next one begins with removing that, so nobody is to
/// make a paper there meanwhile.
#[must_use]
pub fn is_half_restored(house: &House) -> bool {
    !house.database.exists() && New::of(house).database.exists()
}

/// What is on its way into a house, under names of its own.
#[derive(Clone)]
struct New {
    /// The database until all of the backup is on the disk.
    unpacked: PathBuf,
    /// The database from then on. While it is there, a folder in the house whose new one is gone is that new one.
    database: PathBuf,
    media: PathBuf,
    pages: PathBuf,
}

impl New {
    fn of(house: &House) -> Self {
        Self {
            unpacked: beside(&house.database, ".unpacked"),
            database: beside(&house.database, ".restored"),
            media: beside(&house.media, ".restored"),
            pages: beside(&house.pages, ".restored"),
        }
    }

    /// The new folders, each with its place in the house.
    fn folders<'a>(&'a self, house: &'a House) -> [(&'a Path, &'a Path); 2] {
        [(&self.media, &house.media), (&self.pages, &house.pages)]
    }

    fn is_welcome(&self, house: &House) -> Result<(), BackupError> {
        if house.database.exists() {
            return Err(BackupError::Occupied(house.database.clone()));
        }
        for end in BESIDE_A_DATABASE {
            let left = beside(&house.database, end);
            if left.exists() {
                return Err(BackupError::LeftOver(left));
            }
        }
        for (new, place) in self.folders(house) {
            if !is_empty(place) && !self.was_put_there(new) {
                return Err(BackupError::Occupied(place.to_owned()));
            }
        }
        Ok(())
    }

    /// Whether a try that was cut short has put the new folder in its place.
    fn was_put_there(&self, new: &Path) -> bool {
        self.database.exists() && !new.exists()
    }

    /// Removes what a try before this one has left, what tells of its folders after them.
    fn clear(&self, house: &House) -> Result<(), BackupError> {
        for (new, place) in self.folders(house) {
            if !is_empty(place) && self.was_put_there(new) {
                std::fs::remove_dir_all(place).map_err(disk(place))?;
            }
        }
        for file in [&self.database, &self.unpacked] {
            if file.exists() {
                std::fs::remove_file(file).map_err(disk(file))?;
            }
        }
        for (new, _) in self.folders(house) {
            if new.exists() {
                std::fs::remove_dir_all(new).map_err(disk(new))?;
            }
        }
        Ok(())
    }
}

fn is_empty(folder: &Path) -> bool {
    match std::fs::read_dir(folder) {
        Ok(mut files) => files.next().is_none(),
        Err(error) => error.kind() == ErrorKind::NotFound,
    }
}
