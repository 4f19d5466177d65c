//! The changes themselves, in a transaction of whoever makes them, who may have more to write in it.

use domain::{CoverageState, EntryNumber, EntryVersion, Moment, Slug};

use super::{CoverageError, Edit, MOST_PINNED};
use crate::events::EventKind;
use crate::store::{HeldCoverage, HeldEntry, StoreError, Writing};

/// Adds an entry of now.
pub(crate) async fn add(
    writing: &mut Writing,
    slug: &Slug,
    version: &EntryVersion,
    is_pinned: bool,
    now: Moment,
) -> Result<EntryNumber, CoverageError> {
    let coverage = held(writing, slug).await?;
    if coverage.state == CoverageState::Closed {
        return Err(CoverageError::Closed(slug.clone()));
    }
    let entry = writing
        .add_entry(coverage.article, version, now, None)
        .await?;
    if is_pinned {
        pin(writing, slug, &coverage, &entry, now).await?;
    }
    log(writing, EventKind::EntryAdded, &coverage, &entry, now).await?;
    Ok(entry.entry.number)
}

/// Gives an entry a new version, if it says anything else. Whether it does.
pub(crate) async fn edit(
    writing: &mut Writing,
    slug: &Slug,
    number: EntryNumber,
    edit: Edit,
    now: Moment,
) -> Result<bool, CoverageError> {
    let (coverage, mut entry) = held_entry(writing, slug, number).await?;
    let before = &entry.entry.version;
    let version = EntryVersion {
        headline: edit.headline.unwrap_or_else(|| before.headline.clone()),
        text: edit.text.unwrap_or_else(|| before.text.clone()),
        byline: edit.byline.unwrap_or_else(|| before.byline.clone()),
        is_key: edit.is_key.unwrap_or(before.is_key),
    };
    if version == *before {
        return Ok(false);
    }
    writing.add_entry_version(&mut entry, &version, now).await?;
    log(writing, EventKind::EntryEdited, &coverage, &entry, now).await?;
    Ok(true)
}

/// Puts an entry above the others, or back among them. Whether that changed anything.
pub(crate) async fn set_pinned(
    writing: &mut Writing,
    slug: &Slug,
    number: EntryNumber,
    is_pinned: bool,
    now: Moment,
) -> Result<bool, CoverageError> {
    let (coverage, entry) = held_entry(writing, slug, number).await?;
    if entry.entry.is_pinned == is_pinned {
        return Ok(false);
    }
    if is_pinned {
        pin(writing, slug, &coverage, &entry, now).await?;
    } else {
        writing.set_pinned(&entry, false, now).await?;
    }
    log(writing, EventKind::EntryPinned, &coverage, &entry, now).await?;
    Ok(true)
}

/// Takes an entry back, for good.
pub(crate) async fn remove(
    writing: &mut Writing,
    slug: &Slug,
    number: EntryNumber,
    now: Moment,
) -> Result<(), CoverageError> {
    let (coverage, entry) = held_entry(writing, slug, number).await?;
    writing.remove_entry(&entry, now).await?;
    log(writing, EventKind::EntryRemoved, &coverage, &entry, now).await?;
    Ok(())
}

/// Opens, pauses or closes coverage. Whether it was in another state before.
pub(crate) async fn set_state(
    writing: &mut Writing,
    slug: &Slug,
    state: CoverageState,
    now: Moment,
) -> Result<bool, CoverageError> {
    let coverage = held(writing, slug).await?;
    if coverage.state == state {
        return Ok(false);
    }
    let article = coverage.article;
    writing.set_coverage_state(article, state, now).await?;
    if coverage.is_public {
        let kind = EventKind::CoverageChanged;
        writing.log(kind, Some(article), now).await?;
    }
    Ok(true)
}

pub(super) async fn held(
    writing: &mut Writing,
    slug: &Slug,
) -> Result<HeldCoverage, CoverageError> {
    let held = writing.held_coverage(slug).await?;
    let coverage = held.ok_or_else(|| CoverageError::Unknown(slug.clone()))?;
    if !coverage.is_coverage {
        return Err(CoverageError::NotCoverage(slug.clone()));
    }
    Ok(coverage)
}

pub(crate) async fn held_entry(
    writing: &mut Writing,
    slug: &Slug,
    number: EntryNumber,
) -> Result<(HeldCoverage, HeldEntry), CoverageError> {
    let coverage = held(writing, slug).await?;
    let slug = slug.clone();
    match writing.held_entry(coverage.article, number).await? {
        None => Err(CoverageError::UnknownEntry { slug, number }),
        Some(entry) if entry.is_removed => Err(CoverageError::Removed { slug, number }),
        Some(entry) => Ok((coverage, entry)),
    }
}

pub(super) async fn pin(
    writing: &mut Writing,
    slug: &Slug,
    coverage: &HeldCoverage,
    entry: &HeldEntry,
    now: Moment,
) -> Result<(), CoverageError> {
    if writing.count_pinned(coverage.article).await? >= MOST_PINNED {
        return Err(CoverageError::TooManyPinned(slug.clone()));
    }
    Ok(writing.set_pinned(entry, true, now).await?)
}

pub(super) async fn log(
    writing: &mut Writing,
    kind: EventKind,
    coverage: &HeldCoverage,
    entry: &HeldEntry,
    now: Moment,
) -> Result<(), StoreError> {
    if coverage.is_public {
        writing.log_entry(kind, entry, now).await?;
    }
    Ok(())
}
