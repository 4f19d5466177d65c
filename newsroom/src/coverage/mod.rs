//! Coverage: what happens to the entries of a live story, each time in one transaction with its event.
//!
//! An entry that was edited keeps its earlier versions, and one that was removed stays in the store;
//! readers get neither. Of an article that is not public nothing is logged: nobody could notice it.

pub(crate) mod changing;
mod filing;

use domain::{
    Author, Byline, CoverageState, EntryNumber, EntryText, EntryVersion, Headline, Refusal, Slug,
};

use crate::clock::Clock;
use crate::importing;
use crate::store::{Store, StoreError};

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
    let number = changing::add(&mut writing, slug, version, is_pinned, now).await?;
    writing.commit().await?;
    Ok(number)
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
    let changed = changing::edit(&mut writing, slug, number, edit, now).await?;
    writing.commit().await?;
    Ok(changed)
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
    let changed = changing::set_pinned(&mut writing, slug, number, is_pinned, now).await?;
    writing.commit().await?;
    Ok(changed)
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
    changing::remove(&mut writing, slug, number, now).await?;
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
    let changed = changing::set_state(&mut writing, slug, state, now).await?;
    writing.commit().await?;
    Ok(changed)
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
