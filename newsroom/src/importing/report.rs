use std::fmt::{self, Write};
use std::path::PathBuf;

use domain::Refusal;

use crate::coverage::EntryFiled;
use crate::publishing::{Filed, ProfileFiled, PublishingError};
use crate::store::StoreError;

/// What an import did, file by file where a person has to look.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Files that became new articles, entries or profiles of authors.
    pub added: usize,
    /// Files whose article or entry has a new version, or whose author's profile changed.
    pub updated: usize,
    /// Files whose article changed its address, section, date, state or place among the picks.
    pub moved: usize,
    /// Files that say what their article, entry or profile says already.
    pub unchanged: usize,
    /// Files that are no articles, and why.
    pub skipped: Vec<Note>,
    /// What was imported but looks like a slip.
    pub notes: Vec<Note>,
    /// What was not imported, and why.
    pub problems: Vec<Problem>,
}

impl Report {
    pub(super) fn count(&mut self, filed: Filed) {
        match filed {
            Filed::Added => self.added += 1,
            Filed::Updated(_) => self.updated += 1,
            Filed::Moved => self.moved += 1,
            Filed::Unchanged => self.unchanged += 1,
        }
    }

    pub(super) fn count_profile(&mut self, filed: ProfileFiled) {
        match filed {
            ProfileFiled::Added => self.added += 1,
            ProfileFiled::Changed => self.updated += 1,
            ProfileFiled::Unchanged => self.unchanged += 1,
        }
    }

    pub(super) fn count_entry(&mut self, filed: EntryFiled) {
        match filed {
            EntryFiled::Added => self.added += 1,
            EntryFiled::Changed => self.updated += 1,
            EntryFiled::Unchanged => self.unchanged += 1,
        }
    }
}

/// Why a file was not imported. It reads `path:line: reason`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file or folder.
    pub path: PathBuf,
    /// The line in the file, counted from 1, where there is one to look at.
    pub line: Option<usize>,
    /// What is wrong, for a person.
    pub reason: String,
}

/// Something to know about a file that is no failure. It reads `path:line: text`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The file.
    pub path: PathBuf,
    /// The line in the file, counted from 1, where there is one to look at.
    pub line: Option<usize>,
    /// What to know, for a person.
    pub text: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        place_and_words(f, &self.path, self.line, &self.reason)
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        place_and_words(f, &self.path, self.line, &self.text)
    }
}

/// The words quote files and are shown on a terminal, so control characters are spelled out.
fn place_and_words(
    f: &mut fmt::Formatter<'_>,
    path: &std::path::Path,
    line: Option<usize>,
    words: &str,
) -> fmt::Result {
    let place = match line {
        Some(line) => format!("{}:{line}: ", path.display()),
        None => format!("{}: ", path.display()),
    };
    for c in place.chars().chain(words.chars()) {
        if c.is_control() {
            write!(f, "{}", c.escape_default())?;
        } else {
            f.write_char(c)?;
        }
    }
    Ok(())
}

/// What is wrong with one file, and where, before the file's path is put to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Flaw {
    pub(super) line: Option<usize>,
    pub(super) reason: String,
}

impl Flaw {
    pub(super) fn at(line: usize, reason: impl Into<String>) -> Self {
        Self {
            line: Some(line),
            reason: reason.into(),
        }
    }

    pub(super) fn of_the_file(reason: impl Into<String>) -> Self {
        Self {
            line: None,
            reason: reason.into(),
        }
    }

    /// The domain speaks in whole sentences; here they follow a path and a colon. `line` is where the value begins.
    pub(super) fn refused(line: usize, refusal: &Refusal) -> Self {
        let line = line + refusal.line().map_or(0, |within| within.saturating_sub(1));
        let sentence = refusal.to_string();
        let sentence = sentence.trim_end_matches('.');
        let mut letters = sentence.chars();
        let reason = letters.next().map_or_else(String::new, |first| {
            first.to_lowercase().chain(letters).collect()
        });
        Self::at(line, reason)
    }
}

/// Why a file's import ended: the file is at fault, or nothing more can be imported at all.
#[derive(Debug)]
pub(super) enum Setback {
    Flaw(Flaw),
    Stop(StoreError),
}

impl From<Flaw> for Setback {
    fn from(flaw: Flaw) -> Self {
        Self::Flaw(flaw)
    }
}

impl Setback {
    /// What kept a story from being filed, at the line its slug comes from.
    pub(super) fn filing(slug_line: usize, error: PublishingError) -> Self {
        match error {
            PublishingError::Store(error) => error.into(),
            PublishingError::FormerAddress { .. }
            | PublishingError::Unknown(_)
            | PublishingError::NotPublished(_) => {
                Self::Flaw(Flaw::at(slug_line, error.to_string()))
            }
        }
    }
}

impl From<StoreError> for Setback {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Refused(_) => Self::Flaw(Flaw::of_the_file(error.to_string())),
            StoreError::Unreachable(_)
            | StoreError::ReadOnly
            | StoreError::Full
            | StoreError::Busy
            | StoreError::Newer { .. }
            | StoreError::Damaged(_)
            | StoreError::Unsupported(_) => Self::Stop(error),
        }
    }
}
