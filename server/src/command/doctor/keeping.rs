//! What is kept for bad days: backups, and copies of pages.

use std::os::unix::fs::MetadataExt;
use std::path::Path;

use jiff::Timestamp;
use newsroom::backup::Shelf;
use newsroom::clock::Clock;

use super::{Check, size};
use crate::http;
use crate::settings::{Backup, Settings};

pub(super) fn check(settings: &Settings, clock: &Clock) -> Vec<Check> {
    let mut checks = match &settings.backup {
        Some(backup) => vec![backups(backup, clock)],
        None => vec![Check::warn(
            "backups",
            "The server makes none by itself.",
            "Set backup.folder to a folder on another disk, or have `dateline backup` run every day.",
        )],
    };
    if let Some(backup) = &settings.backup {
        checks.extend(same_disk(&backup.folder, &settings.data_dir));
    }
    checks.push(copies(&settings.copies_dir()));
    checks
}

fn backups(set: &Backup, clock: &Clock) -> Check {
    let shelf = Shelf {
        folder: set.folder.clone(),
        every: set.every,
        keep: set.keep,
    };
    let change = "The server makes them while it runs. Its log and /healthz say why it could not.";
    let all = match shelf.all() {
        Ok(all) => all,
        Err(error) => return Check::fail("backups", format!("{error}."), change),
    };
    let now = clock.now();
    if let Some(ahead) = all.first().filter(|first| first.at > now) {
        return Check::fail(
            "backups",
            format!(
                "{} is of a time that is still to come.",
                ahead.file.display()
            ),
            "See to the clock, or take that file away: no old backup is removed while it is there.",
        );
    }
    let Some(newest) = all.first() else {
        let found = format!("There is none in {} yet.", set.folder.display());
        return Check::warn("backups", found, change);
    };
    let at = Timestamp::from_microsecond(newest.at.micros());
    let at = at.map_or_else(|_| String::new(), |at| format!("{at:.0}"));
    let found = format!(
        "There are {}; the newest is of {at} and has {}.",
        all.len(),
        size(newest.bytes)
    );
    // One may be under way.
    if now.since(newest.at) > set.every * 2 {
        return Check::fail("backups", found, change);
    }
    Check::pass("backups", found)
}

/// What is on the same disk goes with it.
fn same_disk(backups: &Path, data: &Path) -> Option<Check> {
    let disk = |folder: &Path| std::fs::metadata(folder).ok().map(|about| about.dev());
    (disk(backups)? == disk(data)?).then(|| {
        Check::warn(
            "backup disk",
            "Backups are on the disk that the paper is on.",
            "Have them copied to another machine, or set backup.folder to a folder on another disk.",
        )
    })
}

fn copies(folder: &Path) -> Check {
    let counted = match http::count_copies(folder) {
        Ok(counted) => counted,
        Err(error) => {
            return Check::warn(
                "page copies",
                format!("{} cannot be read: {error}.", folder.display()),
                "They are what readers have when the database fails. See to the rights of the folder.",
            );
        }
    };
    if counted.damaged == 0 && counted.is_usable {
        return Check::pass(
            "page copies",
            format!("There are {} for when the database fails.", counted.whole),
        );
    }
    Check::warn(
        "page copies",
        match counted.is_usable {
            true => format!(
                "{} of {} are damaged, and passed over.",
                counted.damaged,
                counted.whole + counted.damaged
            ),
            false => "It is not known what was taken back since, so none is shown.".to_owned(),
        },
        "Nothing has to be done: the server writes them anew. If it comes again, the disk may be failing.",
    )
}
