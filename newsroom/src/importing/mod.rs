//! Importing: files of Markdown with YAML front matter become articles, entries of coverage, and what readers are
//! told of authors.
//!
//! An import may be repeated at any time. An article belongs to the file it came from: the same
//! file brings a new version when it changed and nothing when it did not, renames its article when it
//! names another slug, and another file with the same slug is turned away while the first is still there. One broken file is reported with the
//! line to look at and stops nothing; of it nothing is stored.
//!
//! Files are read with blocking calls: an import runs on the command line or before the paper
//! opens, never in a request.

mod body_pictures;
mod date;
mod entry;
mod find;
mod front_matter;
#[cfg(fuzzing)]
pub mod fuzzing;
mod manuscript;
mod notes;
mod origin;
mod pictures;
mod profile;
mod report;
mod run;
mod story;

use std::path::Path;

use jiff::tz::TimeZone;

pub use date::moment;
pub use find::{Found, find};
pub use report::{Note, Problem, Report};
pub use story::slug_of;

pub(crate) use body_pictures::{OPTIONS, has_scheme};
pub(crate) use find::FoundFile;
pub(crate) use origin::{Origin, Unreadable};

use crate::clock::Clock;
use crate::media::Media;
use crate::store::{Store, StoreError};
use run::Run;

/// The longest quotation from a file in a note, in characters.
const LONGEST_QUOTATION: usize = 80;

/// Takes files into the paper.
#[derive(Debug, Clone, Copy)]
pub struct Importer<'a> {
    /// Where articles go.
    pub store: &'a Store,
    /// What time it is.
    pub clock: &'a Clock,
    /// Where pictures go.
    pub media: &'a Media,
    /// Where the paper is at home: what a date without an offset means.
    pub time_zone: &'a TimeZone,
}

impl Importer<'_> {
    /// Imports the files found, and tells `progress` of each one that is done.
    ///
    /// # Errors
    /// A [`StoreError`] that would stop every further file too, such as a full disk. What was
    /// imported before it stays, so the import can simply be run again.
    pub async fn import(
        &self,
        found: &Found,
        progress: impl FnMut(&Path),
    ) -> Result<Report, StoreError> {
        self.import_from(&origin::Disk, Rules::default(), found, progress)
            .await
    }

    /// The same from any place and under other rules.
    pub(crate) async fn import_from(
        &self,
        origin: &dyn Origin,
        rules: Rules,
        found: &Found,
        mut progress: impl FnMut(&Path),
    ) -> Result<Report, StoreError> {
        let store = self.store.synced_later();
        let importer = Importer {
            store: &store,
            ..*self
        };
        let mut run = Run::new(&importer, origin, rules, found);
        let done = run.all(found, &mut progress).await;
        // Also of an import that was stopped: it is said that what came before stays.
        let synced = store.sync().await;
        done.and(synced).map(|()| run.report)
    }
}

/// What differs between an editor's files and the sample paper.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Rules {
    /// Microseconds that every date is moved by.
    pub(crate) shift: i64,
    /// Whether an article that is there already stays as it is, whatever its file says.
    pub(crate) leaves_held: bool,
}

/// What a file of text says: UTF-8, with or without a byte order mark, its lines ended in one way.
///
/// # Errors
/// What is wrong with it, for a person.
pub fn text_of(bytes: &[u8]) -> Result<String, String> {
    manuscript::text(bytes).map_err(|flaw| match flaw.line {
        Some(line) => format!("line {line}: {}", flaw.reason),
        None => flaw.reason,
    })
}

/// The beginning of something a file says, short enough for a line.
fn quotation(text: &str) -> String {
    match text.char_indices().nth(LONGEST_QUOTATION) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
