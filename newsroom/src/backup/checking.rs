//! Checking a backup: every byte of it, and that its database is one.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufReader, ErrorKind, Read};
use std::path::{Path, PathBuf};

use super::archive::{DATABASE, Hashing, Place};
use super::list::{FORM, List, NAME};
use super::workroom::Workroom;
use super::{BackupError, disk, folder_of, off_the_threads_that_answer};
use crate::store::{DatabaseUrl, Health, Store};

/// The longest list that is read: of some million files.
const LONGEST_LIST: u64 = 256 << 20;

/// A backup that is whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// When it was taken.
    pub at: domain::Moment,
    /// Which version of Dateline has written it.
    pub program: String,
    /// How many files are in it.
    pub files: usize,
    /// What its database says of itself.
    pub health: Health,
}

/// Reads a backup from its first byte to its last, unpacks the database beside it for the time, and reads that too. Where nothing may
/// be written beside it, the database is in the system's folder for what is temporary.
///
/// # Errors
/// [`BackupError::NotWhole`] with the reason where it is not; else what the disk gives.
pub async fn check(file: &Path) -> Result<Checked, BackupError> {
    check_within(file, &[folder_of(file), &std::env::temp_dir()]).await
}

/// The same with the database in the first of `places` that may be written to.
pub(super) async fn check_within(file: &Path, places: &[&Path]) -> Result<Checked, BackupError> {
    std::fs::metadata(file).map_err(disk(file))?;
    let room = Workroom::in_first_of(places)?;
    let database = room.path().join("database.sqlite");
    let to = database.clone();
    let list = unpacked(file, move |place| match place {
        Place::Database => Some(to.clone()),
        Place::Media(_) | Place::Pages(_) => None,
    })
    .await?;
    let not_whole = |reason: String| BackupError::NotWhole(file.to_owned(), reason);
    let store = Store::open(&DatabaseUrl::file(&database))
        .await
        .map_err(|error| not_whole(error.to_string()))?;
    let damage = store.damage().await?;
    let health = store.health().await?;
    store.close().await;
    if let Some(damage) = damage.first() {
        return Err(not_whole(format!("its database is damaged: {damage}")));
    }
    if health.newest_event.0 != list.newest_event {
        return Err(not_whole(
            "its database is not the one it was taken of".to_owned(),
        ));
    }
    Ok(Checked {
        at: domain::Moment::from_micros(list.at),
        program: list.program,
        files: list.files.len(),
        health,
    })
}

/// Reads all of a backup, and writes those files for which `to` has a path.
pub(super) async fn unpacked(
    file: &Path,
    to: impl Fn(&Place) -> Option<PathBuf> + Send + 'static,
) -> Result<List, BackupError> {
    let file = file.to_owned();
    off_the_threads_that_answer(move || unpack(&file, to)).await
}

fn unpack(file: &Path, to: impl Fn(&Place) -> Option<PathBuf>) -> Result<List, BackupError> {
    let not_whole = |reason: String| BackupError::NotWhole(file.to_owned(), reason);
    let opened = File::open(file).map_err(disk(file))?;
    let mut archive = tar::Archive::new(BufReader::new(opened));
    let mut found = HashMap::new();
    let mut list: Option<List> = None;
    let mut last: Option<PathBuf> = None;
    let entries = archive.entries().map_err(disk(file))?;
    for entry in entries {
        let entry = entry.map_err(|error| not_whole(unlike_one(&error, last.as_deref())))?;
        let name = entry
            .path()
            .map_err(|error| not_whole(unlike_one(&error, last.as_deref())))?
            .into_owned();
        last = Some(name.clone());
        if list.is_some() {
            return Err(not_whole("something stands behind its list".to_owned()));
        }
        if name == Path::new(NAME) {
            let read = serde_json::from_reader(entry.take(LONGEST_LIST));
            list =
                Some(read.map_err(|error| not_whole(format!("its list cannot be read: {error}")))?);
            continue;
        }
        let place = Place::of(&name).filter(|_| entry.header().entry_type().is_file());
        let place =
            place.ok_or_else(|| not_whole(format!("{} has no place in one", name.display())))?;
        let mut hashing = Hashing::of(entry);
        let read = match to(&place) {
            Some(path) => {
                if let Some(folder) = path.parent() {
                    std::fs::create_dir_all(folder).map_err(disk(folder))?;
                }
                let mut written = File::create_new(&path).map_err(disk(&path))?;
                let copied = std::io::copy(&mut hashing, &mut written);
                copied.and_then(|length| written.sync_all().map(|()| length))
            }
            None => std::io::copy(&mut hashing, &mut std::io::sink()),
        };
        read.map_err(|error| not_whole(error.to_string()))?;
        found.insert(name.to_string_lossy().into_owned(), hashing.sum());
    }
    let list = list.ok_or_else(|| not_whole("its end is missing".to_owned()))?;
    if list.form > FORM {
        return Err(not_whole(format!(
            "it was written by a newer Dateline ({})",
            list.program
        )));
    }
    if !list.files.iter().any(|listed| listed.name == DATABASE) {
        return Err(not_whole("its database is missing".to_owned()));
    }
    for listed in &list.files {
        match found.remove(&listed.name) {
            Some(sum) if sum == (listed.length, listed.hash.clone()) => {}
            Some(_) => return Err(not_whole(format!("{} is not as it was", listed.name))),
            None => return Err(not_whole(format!("{} is missing", listed.name))),
        }
    }
    match found.into_keys().next() {
        Some(other) => Err(not_whole(format!("{other} is not on its list"))),
        None => Ok(list),
    }
}

/// Why what comes behind the file called `last` is no file of an archive. Where the bytes are at fault the library quotes them, and they may be
/// of any file: a wrong name is typed soon.
fn unlike_one(error: &std::io::Error, last: Option<&Path>) -> String {
    match (error.kind(), last) {
        (ErrorKind::Other | ErrorKind::InvalidData | ErrorKind::UnexpectedEof, None) => {
            "it is none at all, but a file of another kind".to_owned()
        }
        (ErrorKind::Other | ErrorKind::InvalidData, Some(last)) => {
            format!("what stands behind {} in it is damaged", last.display())
        }
        _ => error.to_string(),
    }
}
