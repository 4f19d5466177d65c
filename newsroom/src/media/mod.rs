//! Picture files: taken in once, named by what is in them, never changed.
//!
//! A name that is a hash of the bytes can be cached for ever and makes the same picture in twenty
//! articles one file. What a file is, is read from its bytes; a name or a declared type proves
//! nothing. Only kinds that cannot carry script are taken, because readers get them from the
//! paper's own address. What a file says beside its pixels (where it was taken, with what, by whom)
//! is left out before it is kept: nobody can then serve it by mistake.

#[cfg(fuzzing)]
pub mod fuzzing;
mod metadata;
mod orientation;
mod preparing;
mod recognise;
pub mod variants;
mod whole;
mod words;

use std::collections::{HashMap, HashSet};
use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use domain::{MediaType, PictureFile, PictureId};

pub use preparing::{Outcome, PreparingError, prepare, prepare_next};
pub use words::{Words, words};

/// The heaviest picture file taken, in bytes: 40 MiB, what a camera's finest JPEG weighs.
pub const HEAVIEST: usize = 40 << 20;

/// The largest picture taken, in pixels. A few bytes can claim a size that fills a reader's memory.
pub const MOST_PIXELS: u64 = 100_000_000;

/// How many of a hash's 64 hexadecimal digits name a picture: 128 bits, so that none meets another.
const NAME_DIGITS: usize = 32;

/// How the name of a file ends that is being written.
const PART: &str = ".part";

/// The folder with the paper's pictures.
#[derive(Debug, Clone)]
pub struct Media {
    folder: PathBuf,
}

/// What a picture file turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptPicture {
    /// Its name, made from its bytes.
    pub id: PictureId,
    /// What kind of file it is.
    pub media_type: MediaType,
    /// Width in pixels as it is shown, after any turn the file asks for.
    pub width: u32,
    /// Height in pixels as it is shown.
    pub height: u32,
}

impl KeptPicture {
    /// Where the file is served.
    #[must_use]
    pub fn path(&self) -> String {
        format!("/media/{}", self.file_name())
    }

    fn file_name(&self) -> String {
        format!("{}.{}", self.id, self.media_type.extension())
    }
}

/// Why a picture was not taken.
#[derive(Debug, thiserror::Error)]
pub enum MediaProblem {
    /// The file is too heavy.
    #[error("has {mebibytes} MiB; at most {} fit", HEAVIEST >> 20)]
    TooHeavy {
        /// Its weight, rounded up.
        mebibytes: usize,
    },
    /// The picture has too many pixels.
    #[error("is {width} by {height} pixels; at most {} million fit", MOST_PIXELS / 1_000_000)]
    TooLarge {
        /// Width in pixels.
        width: u64,
        /// Height in pixels.
        height: u64,
    },
    /// It is an SVG drawing.
    #[error("is an SVG drawing, which can carry script; save it as PNG or WebP")]
    Svg,
    /// It is something else.
    #[error("is not an AVIF, GIF, JPEG, PNG or WebP picture")]
    Unknown,
    /// Its kind is plain but its size cannot be read.
    #[error("is damaged: its size cannot be read")]
    Damaged,
    /// Its end is missing.
    #[error("breaks off before its end; copy or save it once more")]
    BreaksOff,
    /// The disk refused it.
    #[error("could not be kept: {0}")]
    Disk(#[from] io::Error),
}

impl Media {
    /// Pictures in `folder`, which is made when the first one is kept.
    #[must_use]
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
        }
    }

    /// The file of a picture, whether or not it is there.
    #[must_use]
    pub fn file(&self, id: &PictureId, media_type: MediaType) -> PathBuf {
        self.folder.join(format!("{id}.{}", media_type.extension()))
    }

    /// The file of that name, whether or not it is there.
    #[must_use]
    pub fn path_of(&self, file: &PictureFile) -> PathBuf {
        self.folder.join(file.to_string())
    }

    /// What the file is, without keeping it.
    ///
    /// # Errors
    /// A [`MediaProblem`] that says why it would not be kept.
    pub fn look(bytes: &[u8]) -> Result<KeptPicture, MediaProblem> {
        if bytes.len() > HEAVIEST {
            return Err(MediaProblem::TooHeavy {
                mebibytes: bytes.len().div_ceil(1 << 20),
            });
        }
        let media_type = recognise::media_type(bytes)?;
        let (width, height) = recognise::size(bytes, media_type)?;
        if !whole::is_whole(bytes, media_type) {
            return Err(MediaProblem::BreaksOff);
        }
        let name = &blake3::hash(bytes).to_hex()[..NAME_DIGITS];
        let id = name.parse().map_err(|_| MediaProblem::Damaged)?;
        Ok(KeptPicture {
            id,
            media_type,
            width,
            height,
        })
    }

    /// Keeps a picture without its metadata: all of it under its name, or nothing. Keeping it again
    /// changes nothing. The name is a hash of the bytes as they came, so that a file that is brought
    /// again is known again.
    ///
    /// This blocks on the disk; a request handler calls it on a thread for blocking work.
    ///
    /// # Errors
    /// A [`MediaProblem`] that says why it was not kept.
    pub fn keep(&self, bytes: &[u8]) -> Result<KeptPicture, MediaProblem> {
        let picture = Self::look(bytes)?;
        let bytes = &*metadata::without(bytes, picture.media_type);
        let file = self.folder.join(picture.file_name());
        let is_there =
            fs::metadata(&file).is_ok_and(|found| usize::try_from(found.len()) == Ok(bytes.len()));
        if !is_there {
            fs::create_dir_all(&self.folder)?;
            self.write(&file, bytes)?;
        }
        Ok(picture)
    }

    /// The files of those pictures that are in the folder: as they were kept, and all variants of any recipe.
    ///
    /// This blocks on the disk.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn files_of(
        &self,
        ids: &HashSet<PictureId>,
    ) -> io::Result<HashMap<PictureId, Vec<PathBuf>>> {
        let mut files: HashMap<PictureId, Vec<PathBuf>> = HashMap::new();
        let entries = match fs::read_dir(&self.folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(files),
            entries => entries?,
        };
        for entry in entries {
            let entry = entry?;
            let name = entry.file_name();
            let file = name.to_str().and_then(|name| name.parse().ok());
            if let Some(PictureFile { id, .. }) = file
                && ids.contains(&id)
            {
                files.entry(id).or_default().push(entry.path());
            }
        }
        Ok(files)
    }

    /// Lets go of what a process that was killed has left of pictures it wrote, and says how many those were. What somebody is
    /// writing stays.
    ///
    /// This blocks on the disk.
    ///
    /// # Errors
    /// When the folder cannot be read, or a file in it not be removed.
    pub fn clear_parts(&self) -> io::Result<usize> {
        let entries = match fs::read_dir(&self.folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(0),
            entries => entries?,
        };
        let mut cleared = 0;
        for entry in entries {
            let entry = entry?;
            if entry.file_name().to_str().is_some_and(is_part) && is_left_over(&entry.path())? {
                fs::remove_file(entry.path())?;
                cleared += 1;
            }
        }
        Ok(cleared)
    }

    /// Writes beside the place and renames, so that nobody ever sees half a picture.
    fn write(&self, file: &Path, bytes: &[u8]) -> io::Result<()> {
        static PARTS: AtomicU64 = AtomicU64::new(0);
        let number = PARTS.fetch_add(1, Ordering::Relaxed);
        let part = self
            .folder
            .join(format!(".{}-{number}{PART}", std::process::id()));
        let written = write_through(&part, bytes).and_then(|()| fs::rename(&part, file));
        if written.is_err() {
            // The first error is the one to tell; a part that stays behind is never served.
            let _ = fs::remove_file(&part);
            return written;
        }
        make_lasting(&self.folder)
    }
}

/// Whether a file is one of those that are written: the number of a process, a number of its own.
fn is_part(name: &str) -> bool {
    let numbers = name.strip_prefix('.').and_then(|it| it.strip_suffix(PART));
    let is_number = |it: &str| !it.is_empty() && it.bytes().all(|byte| byte.is_ascii_digit());
    numbers
        .and_then(|numbers| numbers.split_once('-'))
        .is_some_and(|(process, number)| is_number(process) && is_number(number))
}

/// Whether nobody writes a part any more. The lock on it ends with its process, of whatever number and in whatever container that
/// is: numbers are given again, and each container begins with 1.
fn is_left_over(part: &Path) -> io::Result<bool> {
    let file = match File::open(part) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        file => file?,
    };
    match file.try_lock() {
        Ok(()) => Ok(true),
        Err(TryLockError::WouldBlock) => Ok(false),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

fn write_through(part: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(part)?;
    // Where there are no locks, what is left over stays.
    let _ = file.lock();
    file.write_all(bytes)?;
    file.sync_all()
}

/// A rename survives a power cut only once its folder is on the disk too.
#[cfg(unix)]
fn make_lasting(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn make_lasting(_folder: &Path) -> io::Result<()> {
    Ok(())
}
