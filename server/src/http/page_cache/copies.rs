//! The last good page of every address, on disk: for the day that the store cannot be read, and for the start after it.
//!
//! One file for each page, written by a thread that gives way to answers, some seconds after the page was made. Nothing
//! depends on these files: one that is cut short or changed is told by its checksum and passed over.

use std::collections::HashMap;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use app::paper::Masthead;
use app::stand_in::with_note;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use domain::Moment;
use newsroom::events::EventNumber;
use serde::{Deserialize, Serialize};

use super::kept_page::KeptPage;
use crate::cdn;
use crate::http::encoding::Encoding;

/// What a file begins with. A later form of them has another number.
const FORM: &str = "dateline page 2";
/// What it ends with: a hash of all before.
const CHECKSUM: usize = blake3::OUT_LEN;
/// How many pages wait to be written: they are in memory, whatever the cache lets go of. Those that find no room are written
/// when they are made the next time.
const WAITING: usize = 1024;
/// The longest file that is read.
const LONGEST: u64 = 8 << 20;
/// The name of the file with the number of the newest event that took something from readers.
const RECALLED: &str = "recalled";

/// What stands before the page in its file.
#[derive(Debug, Serialize, Deserialize)]
struct Head {
    key: String,
    status: u16,
    begun: i64,
    /// Microseconds since 1970.
    at: i64,
    headers: Vec<(String, String)>,
    /// How the page is compressed, as `Content-Encoding` says it.
    encoding: Option<String>,
}

/// A page from its file.
#[derive(Debug)]
pub(in crate::http) struct Copy {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) begun: EventNumber,
    pub(super) at: Moment,
    pub(super) html: Bytes,
}

impl Copy {
    /// As an answer at `now`, with a note of when it was made. `None` if it is no page.
    pub(in crate::http) fn noted(self, masthead: &Masthead, now: Moment) -> Option<Response> {
        let html = std::str::from_utf8(&self.html).ok()?;
        let html = with_note(masthead, html, self.at)?;
        let mut headers = self.headers;
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        cdn::take_off(&mut headers);
        headers.insert(header::AGE, age(now, self.at));
        let mut answer = Response::new(Body::from(html));
        *answer.status_mut() = self.status;
        *answer.headers_mut() = headers;
        Some(answer)
    }
}

/// In seconds (RFC 9111 section 5.1).
fn age(now: Moment, made: Moment) -> HeaderValue {
    u64::try_from((now.micros() - made.micros()) / 1_000_000)
        .unwrap_or(0)
        .into()
}

/// The folder of them, and what has to be written there.
#[derive(Debug)]
pub(in crate::http) struct Copies {
    folder: PathBuf,
    waiting: Mutex<HashMap<String, Arc<KeptPage>>>,
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
        let waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.len()
    }

    /// Has a page written, in place of one that waits.
    pub(super) fn put(&self, key: &str, page: &Arc<KeptPage>) {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        if waiting.len() < WAITING || waiting.contains_key(key) {
            waiting.insert(key.to_owned(), page.clone());
        }
    }

    /// Writes what waits.
    ///
    /// # Errors
    /// The first that the disk gives; what is left then is written when it is made the next time.
    pub(super) fn write(&self) -> io::Result<()> {
        let waiting =
            std::mem::take(&mut *self.waiting.lock().unwrap_or_else(PoisonError::into_inner));
        for (key, page) in waiting {
            let path = self.path(&key);
            replace(&path, &file(key, &page)?)?;
        }
        Ok(())
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

fn file(key: String, page: &KeptPage) -> io::Result<Vec<u8>> {
    let (status, headers) = page.head();
    let (encoding, form) = page.stored()?;
    let text = |value: &HeaderValue| value.to_str().map(str::to_owned).ok();
    let head = Head {
        key,
        status: status.as_u16(),
        begun: page.about.begun.0,
        at: page.about.at.micros(),
        headers: headers
            .iter()
            .filter_map(|(name, value)| Some((name.to_string(), text(value)?)))
            .collect(),
        encoding: encoding.name().map(str::to_owned),
    };
    let mut file = format!("{FORM}\n{}\n", serde_json::to_string(&head)?).into_bytes();
    file.extend_from_slice(&form);
    let checksum = blake3::hash(&file);
    file.extend(checksum.as_bytes());
    Ok(file)
}

fn parse(file: &[u8], key: &str) -> Option<Copy> {
    let (head, page) = head_of(checked(file)?)?;
    if head.key != key {
        return None;
    }
    let headers = head.headers.iter().filter_map(|(name, value)| {
        Some((
            name.parse::<HeaderName>().ok()?,
            value.parse::<HeaderValue>().ok()?,
        ))
    });
    let encoding = Encoding::ALL
        .into_iter()
        .find(|encoding| encoding.name() == head.encoding.as_deref())?;
    let page = Bytes::copy_from_slice(page);
    Some(Copy {
        status: StatusCode::from_u16(head.status).ok()?,
        headers: headers.collect(),
        begun: EventNumber(head.begun),
        at: Moment::from_micros(head.at),
        html: encoding
            .decode(&page, usize::try_from(LONGEST).ok()?)
            .ok()?,
    })
}

/// What stands before the checksum, if that is right.
fn checked(file: &[u8]) -> Option<&[u8]> {
    let (whole, checksum) = file.split_at_checked(file.len().checked_sub(CHECKSUM)?)?;
    (blake3::hash(whole).as_bytes() == checksum).then_some(whole)
}

/// What stands before the page, and the rest.
fn head_of(file: &[u8]) -> Option<(Head, &[u8])> {
    let rest = file.strip_prefix(FORM.as_bytes())?.strip_prefix(b"\n")?;
    let end = rest.iter().position(|byte| *byte == b'\n')?;
    let head = serde_json::from_slice(&rest[..end]).ok()?;
    Some((head, &rest[end + 1..]))
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
