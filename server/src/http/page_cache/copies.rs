//! The last good page of every address, on disk: for the day that the store cannot be read, and for the start after it.
//!
//! One file for each page, written by a thread that gives way to answers, some seconds after the page was made. Nothing
//! depends on these files: one that is cut short or changed is told by its checksum and passed over.

use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use newsroom::events::EventNumber;

use super::copy::{Copy, LONGEST, checked, file, head_of, parse};
use super::kept_page::KeptPage;
use super::waiting::Waiting;

/// The name of the file with the number of the newest event that took something from readers.
const RECALLED: &str = "recalled";

/// The folder of them, and what has to be written there.
#[derive(Debug)]
pub(in crate::http) struct Copies {
    folder: PathBuf,
    waiting: Mutex<Waiting>,
}

impl Copies {
    pub(in crate::http) fn in_folder(folder: PathBuf) -> Self {
        Self {
            folder,
            waiting: Mutex::default(),
        }
    }

    /// How many are to be written.
    pub(super) fn waiting(&self) -> usize {
        self.line().pages.len()
    }

    /// Has a page written, in place of one that waits.
    pub(super) fn put(&self, key: &str, page: &Arc<KeptPage>) {
        self.line().put(key, page);
    }

    /// Writes what waits.
    ///
    /// # Errors
    /// The first that the disk gives; what is left then is written when it is made the next time.
    pub(super) fn write(&self) -> io::Result<()> {
        let waiting = std::mem::take(&mut *self.line());
        for (key, page) in waiting.pages {
            let path = self.path(&key);
            replace(&path, &file(key, &page)?)?;
        }
        Ok(())
    }

    fn line(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether there is a page.
    pub(in crate::http) fn has_any(&self) -> bool {
        let mut has_any = false;
        let looked = self.for_each(|_| {
            has_any = true;
            Ok(())
        });
        looked.is_ok() && has_any
    }

    /// The last page that was made for `key`, unless something was taken from readers since; none where there is no file, or one that is not whole.
    pub(in crate::http) fn read(&self, key: &str) -> Option<Copy> {
        let path = self.path(key);
        if std::fs::metadata(&path).ok()?.len() > LONGEST {
            return None;
        }
        let file = std::fs::read(path).ok()?;
        let copy = parse(&file, key);
        if copy.is_none() {
            tracing::warn!(key, "the copy of a page is damaged and passed over");
        }
        let recalled = self.recalled()?;
        copy.filter(|copy| copy.begun >= recalled)
    }

    /// Notes that something was taken from readers with that event, and forgets what was made before.
    ///
    /// # Errors
    /// Whatever the disk gives.
    pub(super) fn recall(&self, number: EventNumber) -> io::Result<()> {
        let noted = self.recalled();
        if noted.is_some_and(|noted| number <= noted) {
            return Ok(());
        }
        replace(&self.folder.join(RECALLED), number.0.to_string().as_bytes())?;
        self.for_each(|path| {
            let file = std::fs::read(path)?;
            let begun = head_of(&file).map(|(head, _)| head.begun);
            // Where the note was damaged, nobody knows which of them are from before another one.
            if noted.is_none() || begun.is_none_or(|begun| begun < number.0) {
                std::fs::remove_file(path)?;
            }
            Ok(())
        })
    }

    /// Removes the oldest until what is left takes no more than nine tenths of `room` bytes, if all together take more than it.
    ///
    /// # Errors
    /// Whatever the disk gives.
    pub(super) fn trim(&self, room: u64) -> io::Result<()> {
        let mut all = Vec::new();
        self.for_each(|path| {
            let about = std::fs::metadata(path)?;
            all.push((about.modified()?, about.len(), path.to_owned()));
            Ok(())
        })?;
        let mut taken: u64 = all.iter().map(|(_, length, _)| length).sum();
        if taken <= room {
            return Ok(());
        }
        all.sort();
        for (_, length, path) in all {
            if taken <= room / 10 * 9 {
                break;
            }
            std::fs::remove_file(path)?;
            taken -= length;
        }
        Ok(())
    }

    fn for_each(&self, mut what: impl FnMut(&Path) -> io::Result<()>) -> io::Result<()> {
        let shelves = match std::fs::read_dir(&self.folder) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            shelves => shelves?,
        };
        for shelf in shelves {
            let shelf = shelf?.path();
            if shelf.is_dir() {
                for file in std::fs::read_dir(shelf)? {
                    what(&file?.path())?;
                }
            }
        }
        Ok(())
    }

    /// The event that was noted last, 0 if none was; `None` where the note cannot be read, and then no copy may be shown.
    pub(super) fn recalled(&self) -> Option<EventNumber> {
        match std::fs::read_to_string(self.folder.join(RECALLED)) {
            Ok(noted) => noted.trim().parse().ok().map(EventNumber),
            Err(error) if error.kind() == ErrorKind::NotFound => Some(EventNumber(0)),
            Err(_) => None,
        }
    }

    /// Addresses can be longer than names of files, and have slashes in them.
    fn path(&self, key: &str) -> PathBuf {
        let name = blake3::hash(key.as_bytes()).to_hex();
        self.folder.join(&name[..2]).join(&name[2..32])
    }
}

/// How the copies in a folder are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CountedCopies {
    /// Pages that can be shown.
    pub whole: u64,
    /// Those that are cut short or changed.
    pub damaged: u64,
    /// Whether it is known what was taken from readers since; else none may be shown.
    pub is_usable: bool,
}

/// Reads all copies in `folder` and counts them.
///
/// # Errors
/// Whatever the disk gives.
pub fn count_copies(folder: &Path) -> io::Result<CountedCopies> {
    let copies = Copies::in_folder(folder.to_owned());
    let mut counted = CountedCopies {
        whole: 0,
        damaged: 0,
        is_usable: copies.recalled().is_some(),
    };
    copies.for_each(|path| {
        // One that is just being written.
        if path.extension().is_some() {
            return Ok(());
        }
        let is_whole = checked(&std::fs::read(path)?).is_some_and(|file| head_of(file).is_some());
        *(if is_whole {
            &mut counted.whole
        } else {
            &mut counted.damaged
        }) += 1;
        Ok(())
    })?;
    Ok(counted)
}

/// Puts a file in the place of another one; whoever reads meanwhile gets one of them whole.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let new = path.with_extension("new");
    let write = || std::fs::File::create(&new)?.write_all(bytes);
    let written = match write() {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            if let Some(folder) = path.parent() {
                std::fs::create_dir_all(folder)?;
            }
            write()
        }
        other => other,
    };
    let put = written.and_then(|()| std::fs::rename(&new, path));
    if put.is_err() {
        // What a full disk took of it helps nobody.
        let _ = std::fs::remove_file(&new);
    }
    put
}
