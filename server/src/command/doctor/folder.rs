//! The data folder: that it is there, can be written to, and has room.

use std::io;
use std::path::Path;

use super::{Check, size};
use crate::settings::Settings;

/// Below this many bytes a busy day, or one backup, may fill the disk.
const LITTLE: u64 = 1_000_000_000;
/// Below this many, an hour may.
const NEXT_TO_NOTHING: u64 = 100_000_000;

pub(super) fn check(settings: &Settings) -> Vec<Check> {
    let folder = &settings.data_dir;
    let shown = folder.display();
    if !folder.is_dir() {
        return vec![Check::warn(
            "data folder",
            format!("There is no folder {shown}, so there is no paper yet."),
            "It is made when the paper is served or something is imported. If there should be one, start the program in the folder it \
             was started in before, or set store.data_dir.",
        )];
    }
    let writable = match try_writing(folder) {
        Ok(()) => Check::pass("data folder", format!("{shown} can be written to.")),
        Err(error) => Check::fail(
            "data folder",
            format!("{shown} cannot be written to: {error}."),
            "The account that runs the paper has to own the folder, and its disk must have room and not be mounted read-only.",
        ),
    };
    let mut checks = vec![writable];
    checks.extend(room(folder));
    checks
}

fn try_writing(folder: &Path) -> io::Result<()> {
    let probe = folder.join(format!(".doctor-{}", std::process::id()));
    let written = std::fs::write(&probe, [0; 4096]);
    let removed = std::fs::remove_file(&probe);
    written.and(removed)
}

fn room(folder: &Path) -> Option<Check> {
    let about = rustix::fs::statvfs(folder).ok()?;
    let left = about.f_bavail.saturating_mul(about.f_frsize);
    let found = format!("{} are left on its disk.", size(left));
    let change =
        "Make room: without it no change can be written, though readers still have the paper.";
    Some(match left {
        0..NEXT_TO_NOTHING => Check::fail("room", found, change),
        NEXT_TO_NOTHING..LITTLE => Check::warn("room", found, change),
        _ => Check::pass("room", found),
    })
}
