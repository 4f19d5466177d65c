//! Putting a paper back from a backup.

use std::path::{Path, PathBuf};

use super::archive::Place;
use super::checking::{Checked, check, unpacked};
use super::{BackupError, House, disk};

/// Checks a backup and puts what is in it where `house` says. There must be no paper there, and nothing of the backup is in its
/// place before all of it is on the disk.
///
/// # Errors
/// [`BackupError::Occupied`] where there is a database, or pictures; [`BackupError::NotWhole`] where it is no backup; else
/// what the disk gives.
pub async fn restore(file: &Path, house: &House) -> Result<Checked, BackupError> {
    for (place, what) in [
        (&house.database, "database"),
        (&house.media, "media"),
        (&house.pages, "pages"),
    ] {
        let is_free = match what {
            "database" => !place.exists(),
            _ => is_empty(place),
        };
        if !is_free {
            return Err(BackupError::Occupied(place.clone()));
        }
    }
    let checked = check(file).await?;
    let new = House {
        database: new(&house.database),
        media: new(&house.media),
        pages: new(&house.pages),
    };
    clear(&new)?;
    let to = new.clone();
    let unpacked = unpacked(file, move |place| {
        Some(match place {
            Place::Database => to.database.clone(),
            Place::Media(within) => to.media.join(within),
            Place::Pages(within) => to.pages.join(within),
        })
    })
    .await;
    if let Err(error) = unpacked {
        let _ = clear(&new);
        return Err(error);
    }
    // The database last: without one, a second try begins anew.
    for (from, to) in [
        (&new.media, &house.media),
        (&new.pages, &house.pages),
        (&new.database, &house.database),
    ] {
        if from.exists() {
            if to.is_dir() {
                std::fs::remove_dir(to).map_err(disk(to))?;
            }
            std::fs::rename(from, to).map_err(disk(to))?;
        }
    }
    Ok(checked)
}

fn is_empty(folder: &Path) -> bool {
    std::fs::read_dir(folder).map_or(true, |mut files| files.next().is_none())
}

fn new(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".restored");
    path.with_file_name(name)
}

/// What a try before this one has left.
fn clear(new: &House) -> Result<(), BackupError> {
    if new.database.exists() {
        std::fs::remove_file(&new.database).map_err(disk(&new.database))?;
    }
    for folder in [&new.media, &new.pages] {
        if folder.exists() {
            std::fs::remove_dir_all(folder).map_err(disk(folder))?;
        }
    }
    Ok(())
}
