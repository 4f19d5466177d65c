//! Backups: one file with everything that makes the paper, taken while it is being served, and checked before it is trusted.
//!
//! A backup is a tar archive (POSIX.1-2017, pax), so that anybody can look into it without Dateline. First comes the database as
//! it was at one moment, then the pictures, which are never changed once they are there, then the paper's own texts, and at the
//! end a list of all of it with lengths and hashes. What is not on that list, or not as it says, is no backup.

mod archive;
mod checking;
mod list;
mod restoring;
mod shelf;
mod taking;
mod workroom;

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::store::StoreError;

pub use checking::{Checked, check};
pub use restoring::{is_half_restored, restore};
pub use shelf::{Renewed, Shelf, Shelved};
pub use taking::{Taken, take};

/// Where a paper is kept.
#[derive(Debug, Clone)]
pub struct House {
    /// The SQLite file.
    pub database: PathBuf,
    /// The folder of pictures.
    pub media: PathBuf,
    /// The folder of the paper's own texts.
    pub pages: PathBuf,
}

/// Why a backup could not be taken, is none, or could not be restored.
#[derive(Debug, Error)]
pub enum BackupError {
    /// The disk.
    #[error("{0} could not be read or written: {1}")]
    Disk(PathBuf, #[source] io::Error),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The file is no backup, or not whole.
    #[error("{0} is not a whole backup: {1}")]
    NotWhole(PathBuf, String),
    /// A paper is there, which would be lost.
    #[error("{0} is there already; a paper is restored where there is none")]
    Occupied(PathBuf),
    /// SQLite has left it of a database that was not closed, and would take it for the end of the restored one.
    #[error(
        "{0} is there already, left over from a database that is gone; put it aside, with that database if you still have it, and \
         restore then"
    )]
    LeftOver(PathBuf),
    /// A file is there, which would be lost.
    #[error("{0} is there already; a backup is written to a new file")]
    Existing(PathBuf),
}

fn disk(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> BackupError {
    let path = path.into();
    move |error| BackupError::Disk(path, error)
}

/// The folder that a file is in.
fn folder_of(file: &Path) -> &Path {
    file.parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

/// A file of the same name with an end.
fn beside(file: &Path, end: &str) -> PathBuf {
    let mut name = file.file_name().unwrap_or_default().to_owned();
    name.push(end);
    file.with_file_name(name)
}

/// Does what reads and writes for long.
async fn off_the_threads_that_answer<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, BackupError> + Send + 'static,
) -> Result<T, BackupError> {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(panicked) => std::panic::resume_unwind(panicked.into_panic()),
    }
}
