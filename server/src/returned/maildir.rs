//! A Maildir (cr.yp.to/proto/maildir.html): each message is a file, moved from `new` to `cur` by whoever has seen it.
//!
//! A message is counted first and moved then. Where the server stops between the two it is counted again when it starts,
//! and a letter counts once however often it is reported; so nothing is lost and nothing counts twice. What has been
//! taken back is marked as seen. What nobody can tell is marked as flagged, so that a mail program shows it to a person.
//! Nothing is deleted.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use newsroom::clock::Clock;
use newsroom::letters::returned::{LONGEST, Returned, take_back};
use newsroom::store::Store;
use tokio::sync::watch;

use crate::outside::Pace;

/// What follows a name once a message was seen: the version of the flags, then the flags in order.
const FLAGS: &str = ":2,";
const SEEN: char = 'S';
const FLAGGED: char = 'F';

/// Takes back what is delivered into a folder.
#[derive(Debug)]
pub struct Maildir {
    folder: PathBuf,
    store: Store,
    clock: Clock,
    /// Messages that cannot be read or moved, each of which is named once.
    troubled: HashSet<PathBuf>,
}

impl Maildir {
    /// Looks into `folder`, which has the folders `new` and `cur` in it.
    #[must_use]
    pub fn new(folder: PathBuf, store: Store, clock: Clock) -> Self {
        Self {
            folder,
            store,
            clock,
            troubled: HashSet::new(),
        }
    }

    /// Looks now and then, until told to stop.
    pub(super) async fn keep(mut self, pace: Pace, mut stopped: watch::Receiver<bool>) {
        let mut failures = 0;
        loop {
            let pause = match self.look(&stopped).await {
                Ok(_) => {
                    failures = 0;
                    pace.pause()
                }
                Err(error) => {
                    failures += 1;
                    let folder = self.folder.display();
                    tracing::error!(%folder, error = format!("{error:#}"), "what came back cannot be taken; trying again");
                    pace.wait(failures)
                }
            };
            tokio::select! {
                () = tokio::time::sleep(pause) => {}
                _ = stopped.wait_for(|stop| *stop) => return,
            }
        }
    }

    /// Takes back all that is there, and says how many messages that were.
    ///
    /// # Errors
    /// When the folder is no Maildir or the store fails. What was not taken is taken the next time.
    pub async fn look(&mut self, stopped: &watch::Receiver<bool>) -> anyhow::Result<usize> {
        let folder = self.folder.clone();
        let waiting = tokio::task::spawn_blocking(move || waiting(&folder)).await??;
        let mut taken = 0;
        for path in waiting {
            if *stopped.borrow() {
                break;
            }
            if self.troubled.contains(&path) {
                continue;
            }
            match self.take(&path).await? {
                Ok(()) => taken += 1,
                // Somebody else moved it, a mail program or another server.
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => {
                    tracing::error!(path = %path.display(), %error, "a message can be read or moved by nobody");
                    self.troubled.insert(path);
                }
            }
        }
        Ok(taken)
    }

    /// The inner error is of the file, the outer one of the store.
    async fn take(&self, path: &Path) -> anyhow::Result<io::Result<()>> {
        let (of, to) = (path.to_owned(), self.folder.join("cur"));
        let bytes = match tokio::task::spawn_blocking(move || read(&of)).await? {
            Ok(bytes) => bytes,
            Err(error) => return Ok(Err(error)),
        };
        // On a task of its own, so that a message that breaks the reader does not end the looking.
        let (store, clock) = (self.store.clone(), self.clock.clone());
        let taken = tokio::spawn(async move { take_back(&store, &clock, &bytes).await });
        let returned = match taken.await {
            Ok(returned) => returned.context("the store failed")?,
            Err(error) => {
                tracing::error!(path = %path.display(), %error, "a message breaks the reader");
                Returned::Unknown
            }
        };
        super::log(&returned, &path.display().to_string());
        let flag = match returned {
            Returned::Unknown | Returned::NotOurs => FLAGGED,
            _ => SEEN,
        };
        let from = path.to_owned();
        let moved = move || fs::rename(&from, to.join(flagged(&from, flag)));
        Ok(tokio::task::spawn_blocking(moved).await?)
    }
}

/// Messages that nobody has seen or flagged, the oldest first as far as names tell (they begin with the time).
fn waiting(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut waiting = Vec::new();
    for part in ["new", "cur"] {
        let part = folder.join(part);
        let entries = fs::read_dir(&part);
        let entries = entries.with_context(|| format!("{} cannot be read", part.display()))?;
        for entry in entries {
            let entry = entry?;
            let name = entry.file_name();
            let name = name.to_string_lossy();
            let is_done = flags(&name).contains([SEEN, FLAGGED]);
            // Not what waits for a writer, such as a pipe, nor what leads out of the folder.
            if !name.starts_with('.') && !is_done && entry.file_type()?.is_file() {
                waiting.push(entry.path());
            }
        }
    }
    waiting.sort_by(|a, b| a.file_name().cmp(&b.file_name()));
    Ok(waiting)
}

fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let most = u64::try_from(LONGEST).unwrap_or(u64::MAX);
    File::open(path)?.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn flags(name: &str) -> &str {
    name.split_once(FLAGS).map_or("", |(_, flags)| flags)
}

/// The name of a message with one flag more.
fn flagged(path: &Path, flag: char) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut flags: Vec<char> = flags(&name).chars().chain([flag]).collect();
    flags.sort_unstable();
    flags.dedup();
    let name = name.split_once(FLAGS).map_or(&*name, |(name, _)| name);
    format!("{name}{FLAGS}{}", flags.into_iter().collect::<String>())
}
