//! Filing: an entry as its file says it should stand, held against what is there.

use domain::{CoverageState, EntryVersion, Moment, Slug};

use super::CoverageError;
use super::changing::{held, log, pin};
use crate::clock::Clock;
use crate::events::EventKind;
use crate::store::Store;

/// What somebody files: an entry as it should stand from now on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryFiling {
    /// Of which coverage.
    pub coverage: Slug,
    /// What it says.
    pub version: EntryVersion,
    /// Whether it stands above the others.
    pub is_pinned: bool,
    /// When it was written; now, if nothing is said. An entry that is there keeps its time.
    pub at: Option<Moment>,
    /// The file it comes from.
    pub source: String,
}

/// What filing an entry did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryFiled {
    /// The entry is new.
    Added,
    /// It has a new version, or another place.
    Changed,
    /// It stood like that already, or was removed, and what was removed stays removed.
    Unchanged,
}

/// Files an entry: adds it, adds a version to it, or leaves it alone if nothing changed. An entry belongs to the
/// file it came from.
///
/// # Errors
/// A [`CoverageError`]; nothing is written then.
pub async fn file(
    store: &Store,
    clock: &Clock,
    filing: &EntryFiling,
) -> Result<EntryFiled, CoverageError> {
    let now = clock.now();
    let slug = &filing.coverage;
    let mut writing = store.write().await?;
    let coverage = held(&mut writing, slug).await?;
    let found = writing.held_entry_from(coverage.article, &filing.source);
    let Some(mut entry) = found.await? else {
        if coverage.state == CoverageState::Closed {
            return Err(CoverageError::Closed(slug.clone()));
        }
        let (at, source) = (filing.at.unwrap_or(now), Some(filing.source.as_str()));
        let added = writing.add_entry(coverage.article, &filing.version, at, source);
        let entry = added.await?;
        if filing.is_pinned {
            pin(&mut writing, slug, &coverage, &entry, now).await?;
        }
        log(&mut writing, EventKind::EntryAdded, &coverage, &entry, now).await?;
        writing.commit().await?;
        return Ok(EntryFiled::Added);
    };
    let rewritten = entry.entry.version != filing.version;
    let moved = entry.entry.is_pinned != filing.is_pinned;
    if entry.is_removed || !(rewritten || moved) {
        return Ok(EntryFiled::Unchanged);
    }
    if rewritten {
        let version = &filing.version;
        writing.add_entry_version(&mut entry, version, now).await?;
        log(&mut writing, EventKind::EntryEdited, &coverage, &entry, now).await?;
    }
    if moved {
        match filing.is_pinned {
            true => pin(&mut writing, slug, &coverage, &entry, now).await?,
            false => writing.set_pinned(&entry, false, now).await?,
        }
        log(&mut writing, EventKind::EntryPinned, &coverage, &entry, now).await?;
    }
    writing.commit().await?;
    Ok(EntryFiled::Changed)
}
