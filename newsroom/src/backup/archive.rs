//! Names in the archive, and reading and writing it with hashes on the way.

use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

/// The database in the archive.
pub(super) const DATABASE: &str = "database.sqlite";
/// The folder of pictures there.
pub(super) const MEDIA: &str = "media";
/// The folder of the paper's own texts there.
pub(super) const PAGES: &str = "pages";

/// A place that a file of a backup may have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    Database,
    Media(PathBuf),
    Pages(PathBuf),
}

impl Place {
    /// The place that a name stands for; none for a name that a backup of ours does not have, so that nothing in an archive leads
    /// out of the paper's folders.
    pub(super) fn of(name: &Path) -> Option<Self> {
        let parts: Vec<&str> = name
            .components()
            .map(|part| match part {
                Component::Normal(part) => part.to_str().filter(|part| !part.starts_with('.')),
                Component::Prefix(_)
                | Component::RootDir
                | Component::CurDir
                | Component::ParentDir => None,
            })
            .collect::<Option<_>>()?;
        match parts[..] {
            [DATABASE] => Some(Self::Database),
            [MEDIA, ref rest @ ..] if !rest.is_empty() => Some(Self::Media(rest.iter().collect())),
            [PAGES, ref rest @ ..] if !rest.is_empty() => Some(Self::Pages(rest.iter().collect())),
            _ => None,
        }
    }
}

/// Hashes and counts what is read through it.
pub(super) struct Hashing<R> {
    inner: R,
    hasher: blake3::Hasher,
    length: u64,
}

impl<R> Hashing<R> {
    pub(super) fn of(inner: R) -> Self {
        Self {
            inner,
            hasher: blake3::Hasher::new(),
            length: 0,
        }
    }

    /// How many bytes that were, and their hash in hexadecimal digits.
    pub(super) fn sum(&self) -> (u64, String) {
        (self.length, self.hasher.finalize().to_hex().to_string())
    }
}

impl<R: Read> Read for Hashing<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.hasher.update(&buffer[..read]);
        self.length += read as u64;
        Ok(read)
    }
}
