//! Coverage: what happens to the entries of a live story, each time in one transaction with its event.
//!
//! An entry that was edited keeps its earlier versions, and one that was removed stays in the store;
//! readers get neither. Of an article that is not public nothing is logged: nobody could notice it.

mod filing;

use domain::{
    Author, Byline, CoverageState, EntryNumber, EntryText, EntryVersion, Headline, Moment, Refusal,
    Slug,
};

use crate::clock::Clock;
use crate::events::EventKind;
use crate::importing;
use crate::store::{HeldCoverage, HeldEntry, Store, StoreError, Writing};

pub use filing::{EntryFiled, EntryFiling, file};

/// How many entries of one coverage can stand above the others: more would push the newest off the page.
pub const MOST_PINNED: u32 = 3;

/// Why something could not be done to coverage or an entry of it.
#[derive(Debug, thiserror::Error)]
pub enum CoverageError {
    /// There is no such article.
    #[error("there is no article `{0}`")]
    Unknown(Slug),
    /// The article has no entries: it is of another kind.
    #[error("`{0}` is no coverage; its file has to say `type: coverage`")]
    NotCoverage(Slug),
    /// Nothing more is to come.
    #[error("the coverage `{0}` is closed; open it again before you add to it")]
    Closed(Slug),
    /// There never was such an entry.
    #[error("`{slug}` has no entry {number}")]
    UnknownEntry {
        /// The coverage.
        slug: Slug,
        /// What was asked for.
        number: EntryNumber,
    },
    /// The entry was taken back.
    #[error("entry {number} of `{slug}` was removed")]
    Removed {
        /// The coverage.
        slug: Slug,
        /// The entry.
        number: EntryNumber,
    },
    /// As many as fit stand above the others already.
    #[error("{MOST_PINNED} entries of `{0}` are pinned, and no more fit; unpin one of them first")]
    TooManyPinned(Slug),
    /// A name has no letter that could stand in an address.
    #[error("no address can be made from the name `{0}`")]
    Nameless(String),
    /// A name is none, or there are too many.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The store failed; nothing was written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What is to be different about an entry; none where it stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edit {
    /// Another headline, or none any more.
    pub headline: Option<Option<Headline>>,
    /// Another text.
    pub text: Option<EntryText>,
    /// Other authors.
    pub byline: Option<Byline>,
    /// Whether it is a key event.
    pub is_key: Option<bool>,
}

/// Adds an entry to coverage, now. It stands above the others from the start if it `is_pinned`.
///
/// # Errors
/// A [`CoverageError`], also [`CoverageError::Closed`]; nothing is written then.
pub async fn add(
    store: &Store,
    clock: &Clock,
    slug: &Slug,
    version: &EntryVersion,
    is_pinned: bool,
) -> Result<EntryNumber, CoverageError> {
    let now = clock.now();
    let mut writing = store.write().await?;
    let coverage = held(&mut writing, slug).await?;
    if coverage.state == CoverageState::Closed {
        return Err(CoverageError::Closed(slug.clone()));
    }
    let entry = writing
        .add_entry(coverage.article, version, now, None)
        .await?;
    if is_pinned {
        pin(&mut writing, slug, &coverage, &entry, now).await?;
    }
    log(&mut writing, EventKind::EntryAdded, &coverage, &entry, now).await?;
    writing.commit().await?;
    Ok(entry.entry.number)
}

/// Gives an entry a new version. Whether that says anything else than the one before; if not, nothing
/// is written.
///
/// # Errors
/// A [`CoverageError`]; nothing is written then.
pub async fn edit(
    store: &Store,
    clock: &Clock,
    slug: &Slug,
    number: EntryNumber,
    edit: Edit,
) -> Result<bool, CoverageError> {
    let now = clock.now();
    let mut writing = store.write().await?;
    let (coverage, mut entry) = held_entry(&mut writing, slug, number).await?;
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
    log(&mut writing, EventKind::EntryEdited, &coverage, &entry, now).await?;
    writing.commit().await?;
    Ok(true)
}

/// Puts an entry above the others, or back among them. Whether that changed anything.
///
/// # Errors
/// A [`CoverageError`], also [`CoverageError::TooManyPinned`]; nothing is written then.
pub async fn set_pinned(
    store: &Store,
    clock: &Clock,
    slug: &Slug,
    number: EntryNumber,
    is_pinned: bool,
) -> Result<bool, CoverageError> {
    let now = clock.now();
    let mut writing = store.write().await?;
    let (coverage, entry) = held_entry(&mut writing, slug, number).await?;
    if entry.entry.is_pinned == is_pinned {
        return Ok(false);
    }
    if is_pinned {
        pin(&mut writing, slug, &coverage, &entry, now).await?;
    } else {
        writing.set_pinned(&entry, false, now).await?;
    }
    log(&mut writing, EventKind::EntryPinned, &coverage, &entry, now).await?;
    writing.commit().await?;
    Ok(true)
}

/// Takes an entry back, for good.
///
/// # Errors
/// A [`CoverageError`]; nothing is written then.
pub async fn remove(
    store: &Store,
    clock: &Clock,
    slug: &Slug,
    number: EntryNumber,
) -> Result<(), CoverageError> {
    let now = clock.now();
    let mut writing = store.write().await?;
    let (coverage, entry) = held_entry(&mut writing, slug, number).await?;
    writing.remove_entry(&entry, now).await?;
    log(
        &mut writing,
        EventKind::EntryRemoved,
        &coverage,
        &entry,
        now,
    )
    .await?;
    Ok(writing.commit().await?)
}

/// Opens, pauses or closes coverage. Whether it was in another state before.
///
/// # Errors
/// A [`CoverageError`]; nothing is written then.
pub async fn set_state(
    store: &Store,
    clock: &Clock,
    slug: &Slug,
    state: CoverageState,
) -> Result<bool, CoverageError> {
    let now = clock.now();
    let mut writing = store.write().await?;
    let coverage = held(&mut writing, slug).await?;
    if coverage.state == state {
        return Ok(false);
    }
    writing
        .set_coverage_state(coverage.article, state, now)
        .await?;
    if coverage.is_public {
        writing
            .log(EventKind::CoverageChanged, Some(coverage.article), now)
            .await?;
    }
    writing.commit().await?;
    Ok(true)
}

/// The authors of these names; nobody needs to be known.
///
/// # Errors
/// [`CoverageError::Nameless`] or [`CoverageError::Refused`] for what is no name.
pub fn byline(names: &[String]) -> Result<Byline, CoverageError> {
    let author = |name: &String| -> Result<Author, CoverageError> {
        let slug = importing::slug_of(name);
        let slug = slug.ok_or_else(|| CoverageError::Nameless(name.clone()))?;
        Ok(Author::new(slug, name)?)
    };
    let authors = names.iter().map(author).collect::<Result<Vec<_>, _>>()?;
    Ok(Byline::try_from(authors)?)
}

async fn held(writing: &mut Writing, slug: &Slug) -> Result<HeldCoverage, CoverageError> {
    let held = writing.held_coverage(slug).await?;
    let coverage = held.ok_or_else(|| CoverageError::Unknown(slug.clone()))?;
    if !coverage.is_coverage {
        return Err(CoverageError::NotCoverage(slug.clone()));
    }
    Ok(coverage)
}

async fn held_entry(
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

async fn pin(
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

async fn log(
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
