//! Where files are read from, so that the same import takes a folder on the disk and the sample
//! paper inside the program.

use std::borrow::Cow;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

/// A place with files.
pub(crate) trait Origin: Sync {
    /// The bytes of a file of at most `limit` bytes.
    fn read(&self, path: &Path, limit: usize) -> Result<Cow<'static, [u8]>, Unreadable>;

    /// How the store remembers the file, the same from whatever folder the import is run.
    fn source(&self, path: &Path) -> String;

    /// Whether the file the store remembers is still there.
    fn still_has(&self, source: &str) -> bool;
}

/// Why a file could not be read, to be put after the file's name.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Unreadable {
    #[error("does not exist")]
    Missing,
    #[error("is not a file")]
    NotAFile,
    #[error("is larger than {} MiB", .limit >> 20)]
    TooLarge { limit: usize },
    #[error("cannot be read: {0}")]
    Refused(io::Error),
}

impl From<io::Error> for Unreadable {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::Missing,
            _ => Self::Refused(error),
        }
    }
}

/// Files on the disk.
pub(super) struct Disk;

impl Origin for Disk {
    fn read(&self, path: &Path, limit: usize) -> Result<Cow<'static, [u8]>, Unreadable> {
        // Asked before opening: opening a pipe would wait for whoever writes to it.
        if !fs::metadata(path)?.is_file() {
            return Err(Unreadable::NotAFile);
        }
        let mut bytes = Vec::new();
        File::open(path)?
            .take(limit as u64 + 1)
            .read_to_end(&mut bytes)?;
        if bytes.len() > limit {
            return Err(Unreadable::TooLarge { limit });
        }
        Ok(Cow::Owned(bytes))
    }

    fn source(&self, path: &Path) -> String {
        let whole = fs::canonicalize(path);
        let path = whole.as_deref().unwrap_or(path);
        path.to_string_lossy().into_owned()
    }

    fn still_has(&self, source: &str) -> bool {
        // A file that may not be looked at is taken to be there: better one complaint too many
        // than an article taken from its owner.
        Path::new(source).try_exists().unwrap_or(true)
    }
}
