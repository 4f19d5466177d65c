//! Whether everybody with an account on the machine can read what is known of readers and of the desk.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use newsroom::backup::Shelf;

use super::Check;
use crate::settings::Settings;

/// What everybody else may do with a file, or a list of files: read it.
const READ: u32 = 0o004;
/// With a folder: go through it to what is in it.
const ENTER: u32 = 0o001;

/// None where there is no paper yet.
pub(super) fn check(settings: &Settings) -> Option<Check> {
    let database = settings.database.path();
    if !database.exists() {
        return None;
    }
    let folder = &settings.data_dir;
    // What is in the data folder is closed with all of it.
    let whole = |file: &Path| match file.starts_with(folder) {
        true => folder.clone(),
        false => file.to_owned(),
    };
    let outbox = folder.join("outbox");
    let mut kept = vec![
        (database.to_owned(), whole(database)),
        (outbox.clone(), whole(&outbox)),
    ];
    kept.extend(backups(settings));
    kept.retain(|(file, _)| is_open(file));
    let Some((first, _)) = kept.first() else {
        return Some(Check::pass(
            "privacy",
            "Not everybody on this machine can read the paper's data.",
        ));
    };
    let more = match kept.len() - 1 {
        0 => String::new(),
        more => format!(", and {more} more"),
    };
    let mut to_close: Vec<String> = Vec::new();
    for (_, close) in &kept {
        let close = close.display().to_string();
        if !to_close.contains(&close) {
            to_close.push(close);
        }
    }
    Some(Check::warn(
        "privacy",
        format!(
            "Everybody on this machine can read {}{more}, with readers' addresses and the accounts of the desk in it.",
            first.display()
        ),
        format!(
            "An earlier Dateline has made it so: `chmod -R go= {}`.",
            to_close.join(" ")
        ),
    ))
}

/// Each backup that the server has made, with the folder they are in.
fn backups(settings: &Settings) -> Vec<(PathBuf, PathBuf)> {
    let Some(set) = &settings.backup else {
        return Vec::new();
    };
    let shelf = Shelf {
        folder: set.folder.clone(),
        every: set.every,
        keep: set.keep,
    };
    // Where that cannot be read, the check of backups says so.
    let all = shelf.all().unwrap_or_default().into_iter();
    all.map(|backup| (backup.file, set.folder.clone()))
        .collect()
}

/// Whether everybody may read it, through all the folders it is in.
fn is_open(path: &Path) -> bool {
    let may = |path: &Path, what: u32| {
        fs::metadata(path).is_ok_and(|about| about.permissions().mode() & what != 0)
    };
    fs::canonicalize(path).is_ok_and(|path| {
        may(&path, READ) && path.ancestors().skip(1).all(|folder| may(folder, ENTER))
    })
}
