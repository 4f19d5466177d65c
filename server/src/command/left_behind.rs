//! What only a paper that was there has left, where its database is not: the database was lost, or its disk is not there, or this is not
//! the folder. A new paper in its place would look like the old one with nothing in it, and its backups would push out the good ones.

use std::ffi::OsStr;
use std::io::ErrorKind;
use std::path::{Path, PathBuf, absolute};

use newsroom::backup::Shelf;

use super::backup::house;
use crate::http::count_copies;
use crate::settings::Settings;

/// What was found.
pub(super) struct LeftBehind {
    /// Where the database would be.
    database: PathBuf,
    /// What a new paper would take for its own.
    in_its_place: Vec<PathBuf>,
    /// The folder of backups and the newest of them, where there is one.
    backups: Option<(PathBuf, PathBuf)>,
}

/// Looks for it; `None` where there is a database, or nothing that tells of one.
pub(super) fn of(settings: &Settings) -> Option<LeftBehind> {
    let database = settings.database.path();
    let is_there = match std::fs::metadata(database) {
        Ok(file) if file.len() == 0 => true,
        Err(error) if error.kind() == ErrorKind::NotFound => false,
        Ok(_) | Err(_) => return None,
    };
    let house = house(settings);
    let copies = settings.copies_dir();
    let mut in_its_place = Vec::new();
    if has_files(&house.media) {
        in_its_place.push(house.media);
    }
    if count_copies(&copies).is_ok_and(|found| found.whole + found.damaged > 0) {
        in_its_place.push(copies);
    }
    let log = log_of(database);
    // A first start that was cut short may have left both, with nothing in the database.
    if !is_there && std::fs::metadata(&log).is_ok_and(|log| log.len() > 0) {
        in_its_place.push(log);
    }
    let backups = newest_backup(settings);
    (backups.is_some() || !in_its_place.is_empty()).then(|| LeftBehind {
        database: shown(database),
        in_its_place: in_its_place.iter().map(|left| shown(left)).collect(),
        backups: backups.map(|(folder, newest)| (shown(&folder), newest)),
    })
}

impl LeftBehind {
    /// What was found and what is missing.
    pub(super) fn found(&self) -> String {
        let backups = self.backups.iter().map(|(folder, _)| folder);
        let all: Vec<&PathBuf> = self.in_its_place.iter().chain(backups).collect();
        let verb = if all.len() == 1 { "tells" } else { "tell" };
        format!(
            "there is no database at {}, but {} {verb} of a paper that was there",
            self.database.display(),
            listed(&all)
        )
    }

    /// How to have it back, or to begin anew.
    pub(super) fn change(&self) -> String {
        let aside = (!self.in_its_place.is_empty()).then_some("put aside what is left");
        let (restore, other_shelf) = match &self.backups {
            Some((_, newest)) => (
                format!("`dateline restore {}`", newest.display()),
                Some("name another backup.folder"),
            ),
            None => (
                "`dateline restore FILE` with the newest backup".to_owned(),
                None,
            ),
        };
        let before = aside.map_or_else(String::new, |what| format!("{what} and "));
        let anew: Vec<&str> = aside.into_iter().chain(other_shelf).collect();
        format!(
            "if the paper is elsewhere, set store.data_dir or store.database; if its database is lost, {before}type {restore}; to begin a \
             new paper, {} and start again",
            anew.join(", ")
        )
    }
}

/// The folder of backups and the newest in it. One that cannot be read tells nothing.
fn newest_backup(settings: &Settings) -> Option<(PathBuf, PathBuf)> {
    let set = settings.backup.clone()?;
    let shelf = Shelf {
        folder: set.folder,
        every: set.every,
        keep: set.keep,
    };
    let newest = shelf.all().ok()?.into_iter().next()?;
    Some((shelf.folder, newest.file))
}

/// Whether there is a file that is whole: the name of a part begins with a dot.
fn has_files(folder: &Path) -> bool {
    let is_whole = |name: &OsStr| !name.as_encoded_bytes().starts_with(b".");
    std::fs::read_dir(folder).is_ok_and(|files| {
        let mut files = files.filter_map(Result::ok);
        files.any(|file| is_whole(&file.file_name()))
    })
}

/// Where SQLite keeps what is not in the database yet.
fn log_of(database: &Path) -> PathBuf {
    let mut log = database.as_os_str().to_owned();
    log.push("-wal");
    log.into()
}

fn shown(path: &Path) -> PathBuf {
    absolute(path).unwrap_or_else(|_| path.to_owned())
}

fn listed(paths: &[&PathBuf]) -> String {
    let shown: Vec<String> = paths
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    match shown.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => String::new(),
    }
}
