//! A power cut: of the database there is what was synced, and nothing else.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Both files that a database of SQLite is while somebody has it open. The third, `-shm`, is made anew.
const PARTS: [&str; 2] = ["", "-wal"];

/// Makes what keeps what a disk has of a database (`power.c`), for programs to load.
pub fn keeping(folder: &Path) -> PathBuf {
    let library = folder.join("keeping.so");
    let made = Command::new("cc")
        .args(["-shared", "-fPIC", "-Wall", "-Werror", "-o"])
        .arg(&library)
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/killed/power.c"))
        .arg("-ldl")
        .status();
    assert!(made.unwrap().success());
    library
}

/// Leaves of a database what was on the disk.
pub fn cut(database: &Path) {
    for part in PARTS {
        let file = with(database, part);
        let _ = fs::remove_file(&file);
        // A log that was never synced was never there.
        if part.is_empty() || with(&file, ".kept").exists() {
            fs::copy(with(&file, ".kept"), &file).unwrap();
        }
    }
    let _ = fs::remove_file(with(database, "-shm"));
}

/// Copies a database that nobody has open.
pub fn copy(database: &Path, to: &Path) {
    for part in PARTS {
        let file = with(database, part);
        if file.exists() {
            fs::copy(file, with(to, part)).unwrap();
        }
    }
}

fn with(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}
