//! Covering: entries of a live story, written at the desk while readers read them.
//!
//! An entry goes out when it is sent; nobody reads it before. So entries are for those who may publish in the section of the
//! story. A reporter who began the story adds to it, too, once an editor brought it out, under no name but their own, and
//! changes what stands under that name alone. A guest's words are always read first.

mod adding;
mod passing;
mod promoting;
mod typed;

use domain::{Article, CoverageState, Entry, EntryNumber, Slug};

use super::account::{Account, AccountId};
use super::doing::{Action, DeskError};
use super::flow::Gate;
use super::log::About;
use super::role::Right;
use super::story::StoryId;
use crate::clock::Clock;
use crate::coverage::{Edit, changing};
use crate::store::{Store, Writing};

pub use adding::{Sent, add};
pub use passing::findings;
pub use promoting::promote;
pub use typed::Typed;
use typed::own_byline;

/// What somebody may do with coverage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Read what is there.
    Reads,
    /// Add entries, and change their own.
    Writes,
    /// Everything.
    Decides,
}

/// Coverage as somebody at the desk has it before them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Covered {
    /// The story with its state.
    pub article: Article,
    /// Whether more is to come.
    pub state: CoverageState,
    /// Where it is on the desk, if it was ever there.
    pub story: Option<StoryId>,
    /// What they may do with it.
    pub part: Part,
}

impl Covered {
    /// Whether somebody may change or remove an entry.
    #[must_use]
    pub fn is_changed_by(&self, by: &Account, entry: &Entry) -> bool {
        match self.part {
            Part::Reads => false,
            Part::Writes => own_byline(by).is_ok_and(|own| own == entry.version.byline),
            Part::Decides => true,
        }
    }

    fn allow(&self, is_allowed: bool) -> Result<(), DeskError> {
        if is_allowed {
            return Ok(());
        }
        Err(DeskError::Forbidden)
    }
}

/// The coverage of that slug, for somebody who may see it.
///
/// # Errors
/// [`DeskError::Unknown`] when there is none that they may see.
pub async fn covered(store: &Store, by: &Account, slug: &Slug) -> Result<Covered, DeskError> {
    let article = store.article(slug).await?.ok_or(DeskError::Unknown)?;
    let (story, made_by) = match store.story_of(article.id).await? {
        Some(story) => (Some(story.id), story.made_by),
        None => (None, None),
    };
    seen(by, article, story, made_by)
}

/// Gives an entry other words; `seen` is the version that `by` had before them.
///
/// # Errors
/// [`DeskError::Forbidden`] unless `by` may change it; [`DeskError::Refused`] for what cannot be an entry or does not pass the gate, for
/// one that was removed, and when somebody changed it meanwhile.
pub async fn edit(
    store: &Store,
    clock: &Clock,
    by: &Account,
    slug: &Slug,
    (number, seen): (EntryNumber, u32),
    typed: &Typed,
    gate: Gate<'_>,
) -> Result<(), DeskError> {
    let article = covered(store, by, slug).await?.article;
    let stopped = passing::stopped(store, &article, typed, gate).await?;
    let mut writing = store.write().await?;
    let covered = held(&mut writing, by, slug).await?;
    let (_, entry) = changing::held_entry(&mut writing, slug, number).await?;
    covered.allow(covered.is_changed_by(by, &entry.entry))?;
    let version = typed.version(covered.part, by)?;
    if entry.version != seen && entry.entry.version != version {
        return Err(DeskError::Refused(format!(
            "Somebody changed entry {number} after you opened it. What you typed is in the form still, and above it stands \
             what readers have now."
        )));
    }
    if let Some(sentences) = stopped.filter(|_| entry.entry.version != version) {
        return Err(DeskError::Refused(sentences));
    }
    let edit = Edit {
        headline: Some(version.headline),
        text: Some(version.text),
        byline: Some(version.byline),
        is_key: Some(version.is_key),
    };
    change(writing, clock, by, &covered, (number, edit)).await
}

/// Lists an entry among the key events, or there no more.
///
/// # Errors
/// [`DeskError::Forbidden`] unless `by` may change it; [`DeskError::Refused`] for one that was removed.
pub async fn set_key(
    store: &Store,
    clock: &Clock,
    by: &Account,
    slug: &Slug,
    (number, is_key): (EntryNumber, bool),
) -> Result<(), DeskError> {
    let mut writing = store.write().await?;
    let covered = held(&mut writing, by, slug).await?;
    let (_, entry) = changing::held_entry(&mut writing, slug, number).await?;
    covered.allow(covered.is_changed_by(by, &entry.entry))?;
    let edit = Edit {
        is_key: Some(is_key),
        ..Edit::default()
    };
    change(writing, clock, by, &covered, (number, edit)).await
}

/// Puts an entry above the others, or back among them.
///
/// # Errors
/// [`DeskError::Forbidden`] unless `by` decides here; [`DeskError::Refused`] where no more fit, and for one that was removed.
pub async fn set_pinned(
    store: &Store,
    clock: &Clock,
    by: &Account,
    slug: &Slug,
    (number, is_pinned): (EntryNumber, bool),
) -> Result<(), DeskError> {
    let mut writing = store.write().await?;
    let covered = held(&mut writing, by, slug).await?;
    covered.allow(covered.part == Part::Decides)?;
    let now = clock.now();
    if changing::set_pinned(&mut writing, slug, number, is_pinned, now).await? {
        let done = if is_pinned { "pinned" } else { "unpinned" };
        let what = format!("{done} entry {number}");
        log(writing, clock, by, &covered, &what).await?;
    }
    Ok(())
}

/// Takes an entry back, for good.
///
/// # Errors
/// [`DeskError::Forbidden`] unless `by` may change it; [`DeskError::Refused`] for one that was removed before.
pub async fn remove(
    store: &Store,
    clock: &Clock,
    by: &Account,
    slug: &Slug,
    number: EntryNumber,
) -> Result<(), DeskError> {
    let mut writing = store.write().await?;
    let covered = held(&mut writing, by, slug).await?;
    let (_, entry) = changing::held_entry(&mut writing, slug, number).await?;
    covered.allow(covered.is_changed_by(by, &entry.entry))?;
    changing::remove(&mut writing, slug, number, clock.now()).await?;
    let what = format!("removed entry {number}");
    log(writing, clock, by, &covered, &what).await
}

/// Opens, pauses or closes coverage.
///
/// # Errors
/// [`DeskError::Forbidden`] unless `by` decides here.
pub async fn set_state(
    store: &Store,
    clock: &Clock,
    by: &Account,
    slug: &Slug,
    state: CoverageState,
) -> Result<(), DeskError> {
    let mut writing = store.write().await?;
    let covered = held(&mut writing, by, slug).await?;
    covered.allow(covered.part == Part::Decides)?;
    if changing::set_state(&mut writing, slug, state, clock.now()).await? {
        log(writing, clock, by, &covered, state.as_str()).await?;
    }
    Ok(())
}

fn seen(
    by: &Account,
    article: Article,
    story: Option<StoryId>,
    made_by: Option<AccountId>,
) -> Result<Covered, DeskError> {
    let state = article.coverage.ok_or(DeskError::Unknown)?.state;
    let section = article.section.slug().as_str();
    let is_theirs = made_by == Some(by.id) && by.may(Right::Write);
    let part = if by.may_in(Right::Publish, section) {
        Part::Decides
    } else if is_theirs && by.may_in(Right::ReadAll, section) {
        Part::Writes
    } else if is_theirs || by.may(Right::ReadAll) {
        Part::Reads
    } else {
        return Err(DeskError::Unknown);
    };
    Ok(Covered {
        article,
        state,
        story,
        part,
    })
}

/// The same under the write lock.
async fn held(writing: &mut Writing, by: &Account, slug: &Slug) -> Result<Covered, DeskError> {
    let article = writing.article(slug).await?.ok_or(DeskError::Unknown)?;
    let id = writing.story_of(article.id).await?;
    let made_by = match id {
        Some(id) => writing.story(id).await?.and_then(|story| story.made_by),
        None => None,
    };
    seen(by, article, id, made_by)
}

async fn change(
    mut writing: Writing,
    clock: &Clock,
    by: &Account,
    covered: &Covered,
    (number, edit): (EntryNumber, Edit),
) -> Result<(), DeskError> {
    let slug = &covered.article.slug;
    if changing::edit(&mut writing, slug, number, edit, clock.now()).await? {
        let what = format!("edited entry {number}");
        log(writing, clock, by, covered, &what).await?;
    }
    Ok(())
}

/// Says in the log what was done, and makes it so.
async fn log(
    mut writing: Writing,
    clock: &Clock,
    by: &Account,
    covered: &Covered,
    done: &str,
) -> Result<(), DeskError> {
    let subject = format!("{}: {done}", covered.article.version.headline);
    let about = About::Coverage(covered.article.slug.clone());
    let what = (Action::Cover, subject.as_str(), about);
    writing
        .log_desk(Some(by.id), what, false, clock.now())
        .await?;
    Ok(writing.commit().await?)
}
