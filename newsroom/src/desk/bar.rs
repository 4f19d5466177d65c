//! The breaking bar at the desk. It stands above every page and makes letters, so who works in some sections only puts up what
//! leads to a story of one of them.

use domain::{Breaking, BreakingNumber, Slug};

use super::account::Account;
use super::doing::{Action, DeskError};
use super::log::{About, note};
use super::role::Right;
use crate::breaking::{self, Announced, Announcement, BreakingError};
use crate::clock::Clock;
use crate::front::FrontOf;
use crate::store::Store;

/// Where the bar is put up and taken down.
const ABOUT: About = About::Front(FrontOf::Paper);

/// Whether somebody may put up a bar that leads to a story of that section, or to none.
#[must_use]
pub fn may_put_up(by: &Account, section: Option<&str>) -> bool {
    let is_theirs = |section: &str| !section.is_empty() && by.sections.has(section);
    by.may(Right::Arrange) && (by.sections.is_all() || section.is_some_and(is_theirs))
}

/// Whether somebody may take down the bar that stands.
#[must_use]
pub fn may_take_down(by: &Account, stands: &Breaking) -> bool {
    let path = stands.story.as_ref().map(|story| story.path.as_str());
    let section = path.and_then(|path| path.split('/').nth(1));
    may_put_up(by, section)
}

/// What became of a bar that somebody wants to stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PutUp {
    /// It stands.
    Done(Announced),
    /// Somebody else put up this one meanwhile, and nothing was done.
    Meanwhile(Box<Breaking>),
}

/// Puts up a bar in the place of the one that `by` saw stand, if one did.
///
/// # Errors
/// [`DeskError::Forbidden`] unless `by` may put up this one; [`DeskError::Refused`] for a story that readers cannot open, and for a
/// time that is over.
pub async fn put_up(
    store: &Store,
    clock: &Clock,
    by: &Account,
    announcement: &Announcement,
    seen: Option<BreakingNumber>,
) -> Result<PutUp, DeskError> {
    let section = match &announcement.article {
        Some(slug) => Some(section_of(store, slug).await?),
        None => None,
    };
    if !may_put_up(by, section.as_ref().map(Slug::as_str)) {
        return Err(DeskError::Forbidden);
    }
    let announced = match breaking::set_having_seen(store, clock, announcement, seen).await {
        Err(BreakingError::Meanwhile(bar)) => return Ok(PutUp::Meanwhile(bar)),
        announced => announced.map_err(not_put_up)?,
    };
    let line = (Action::Arrange, "the breaking bar", ABOUT);
    note(store, clock, Some(by.id), line, false).await?;
    Ok(PutUp::Done(announced))
}

/// What became of a bar that somebody wants to stand no longer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TakenDown {
    /// None stands.
    Done,
    /// Somebody else put up this one meanwhile, and it stands still.
    Meanwhile(Box<Breaking>),
}

/// Takes down the bar that `by` saw stand, if it does still.
///
/// # Errors
/// [`DeskError::Forbidden`] unless `by` might have put up the one that stands.
pub async fn take_down(
    store: &Store,
    clock: &Clock,
    by: &Account,
    seen: Option<BreakingNumber>,
) -> Result<TakenDown, DeskError> {
    let is_allowed = match store.breaking(clock.now()).await? {
        Some(bar) if may_take_down(by, &bar) => true,
        // Theirs is gone, and what stands in its place is not theirs.
        Some(bar) if seen.is_some_and(|seen| seen != bar.number) => {
            return Ok(TakenDown::Meanwhile(Box::new(bar)));
        }
        Some(_) => false,
        None => by.may(Right::Arrange),
    };
    if !is_allowed {
        return Err(DeskError::Forbidden);
    }
    match breaking::clear_having_seen(store, clock, seen).await {
        Ok(true) => {
            let line = (Action::Arrange, "the breaking bar: taken down", ABOUT);
            note(store, clock, Some(by.id), line, false).await?;
            Ok(TakenDown::Done)
        }
        Ok(false) => Ok(TakenDown::Done),
        Err(BreakingError::Meanwhile(bar)) => Ok(TakenDown::Meanwhile(bar)),
        Err(error) => Err(not_put_up(error)),
    }
}

async fn section_of(store: &Store, slug: &Slug) -> Result<Slug, DeskError> {
    let article = store.article(slug).await?;
    let article = article.ok_or_else(|| not_put_up(BreakingError::Unknown(slug.clone())))?;
    Ok(article.section.slug().clone())
}

fn not_put_up(error: BreakingError) -> DeskError {
    match error {
        BreakingError::Store(error) => DeskError::Store(error),
        other @ (BreakingError::Unknown(_)
        | BreakingError::NotPublished(_)
        | BreakingError::Meanwhile(_)
        | BreakingError::Over) => DeskError::Refused(format!("Not done: {other}.")),
    }
}
