//! Taking a backup.

use std::fs::File;
use std::io::{BufWriter, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use super::archive::{DATABASE, Hashing, MEDIA, PAGES};
use super::list::{FORM, List, Listed, NAME};
use super::workroom::Workroom;
use super::{BackupError, House, disk, folder_of, off_the_threads_that_answer};
use crate::clock::Clock;
use crate::store::{DatabaseUrl, Store};

/// What was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    /// How many files are in the backup.
    pub files: usize,
    /// How many bytes it has.
    pub bytes: u64,
}

/// Writes a backup of the paper in `house` to `file`, which then is whole or not there. The paper may be served, and written
/// to, meanwhile: it is in the backup as it was at one moment.
///
/// # Errors
/// [`BackupError::Existing`] where there is a file of that name; else what the disk or the database gives.
pub async fn take(
    store: &Store,
    house: &House,
    file: &Path,
    clock: &Clock,
) -> Result<Taken, BackupError> {
    if file.exists() {
        return Err(BackupError::Existing(file.to_owned()));
    }
    let room = Workroom::in_first_of(&[folder_of(file)])?;
    let new = room.path().join("new.tar");
    let database = room.path().join("database.sqlite");
    let taken = write(store, house, &new, &database, clock).await;
    let taken = taken.map_err(|error| match error {
        BackupError::Disk(path, error) if path == new => disk(file)(error),
        error => error,
    })?;
    std::fs::rename(&new, file).map_err(disk(file))?;
    Ok(taken)
}

async fn write(
    store: &Store,
    house: &House,
    new: &Path,
    database: &Path,
    clock: &Clock,
) -> Result<Taken, BackupError> {
    store.copy_to(database).await?;
    // What the copy says of itself: the paper goes on meanwhile.
    let copy = Store::open(&DatabaseUrl::file(database)).await?;
    let newest_event = copy.newest_event().await?.0;
    copy.close().await;
    let (house, new, database) = (house.clone(), new.to_owned(), database.to_owned());
    let at = clock.now().micros();
    off_the_threads_that_answer(move || {
        let list = List {
            form: FORM,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            at,
            newest_event,
            files: Vec::new(),
        };
        archive(&house, &new, &database, list)
    })
    .await
}

fn archive(
    house: &House,
    new: &Path,
    database: &Path,
    mut list: List,
) -> Result<Taken, BackupError> {
    let file = File::create(new).map_err(disk(new))?;
    let mut archive = tar::Builder::new(BufWriter::new(file));
    put(&mut archive, &mut list, database, DATABASE.to_owned(), new)?;
    for (folder, name) in [(&house.media, MEDIA), (&house.pages, PAGES)] {
        for path in files(folder)? {
            let within = path.strip_prefix(folder).unwrap_or(&path);
            put(
                &mut archive,
                &mut list,
                &path,
                format!("{name}/{}", within.display()),
                new,
            )?;
        }
    }
    let written = serde_json::to_vec_pretty(&list)
        .map_err(std::io::Error::from)
        .map_err(disk(new))?;
    append(&mut archive, NAME, written.len() as u64, &written[..]).map_err(disk(new))?;
    let mut file = archive.into_inner().map_err(disk(new))?;
    file.flush().map_err(disk(new))?;
    file.get_ref().sync_all().map_err(disk(new))?;
    let bytes = file.get_ref().metadata().map_err(disk(new))?.len();
    Ok(Taken {
        files: list.files.len(),
        bytes,
    })
}

fn put(
    archive: &mut tar::Builder<BufWriter<File>>,
    list: &mut List,
    path: &Path,
    name: String,
    new: &Path,
) -> Result<(), BackupError> {
    let file = match File::open(path) {
        // A picture that nothing has used, so it was purged since the folder was read.
        Err(error) if error.kind() == ErrorKind::NotFound && name.starts_with(MEDIA) => {
            return Ok(());
        }
        file => file.map_err(disk(path))?,
    };
    let expected = file.metadata().map_err(disk(path))?.len();
    let mut hashing = Hashing::of(file.take(expected));
    append(archive, &name, expected, &mut hashing).map_err(disk(new))?;
    let (length, hash) = hashing.sum();
    if length != expected {
        // The archive says how long it is before its bytes, so it is no archive any more.
        let error = std::io::Error::new(ErrorKind::UnexpectedEof, "it became shorter meanwhile");
        return Err(BackupError::Disk(path.to_owned(), error));
    }
    list.files.push(Listed { name, length, hash });
    Ok(())
}

fn append(
    archive: &mut tar::Builder<BufWriter<File>>,
    name: &str,
    length: u64,
    bytes: impl Read,
) -> std::io::Result<()> {
    let mut header = tar::Header::new_ustar();
    header.set_size(length);
    header.set_mode(0o600);
    header.set_entry_type(tar::EntryType::Regular);
    archive.append_data(&mut header, name, bytes)
}

/// All files below a folder that are whole; none where there is no folder. What is being written has a name that begins with a
/// point, or ends with one of ours for that.
fn files(folder: &Path) -> Result<Vec<PathBuf>, BackupError> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let found = match std::fs::read_dir(&folder) {
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            found => found.map_err(disk(&folder))?,
        };
        for entry in found {
            let entry = entry.map_err(disk(&folder))?;
            let kind = entry.file_type().map_err(disk(entry.path()))?;
            let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
            if kind.is_dir() {
                folders.push(entry.path());
            } else if kind.is_file() && !is_hidden {
                files.push(entry.path());
            }
        }
    }
    files.sort();
    Ok(files)
}
