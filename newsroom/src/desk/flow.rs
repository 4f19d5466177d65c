//! The way of a story to its readers: review, approval, schedule, publication, correction, recall.
//!
//! What goes out is the save that was approved, in one transaction with what the desk knows of it, so that a killed program
//! has either brought a story out and knows it, or has not.

mod due;
mod going_out;
mod mending;
mod passing;
mod terms;

use domain::Moment;

use super::account::Account;
use super::doing::{Action, DeskError};
use super::log::About;
use super::role::Right;
use super::story::{SaveNumber, Story, StoryId};
use crate::clock::Clock;
use crate::store::Store;

pub use due::{Due, expire_due, publish_due};
pub use going_out::{publish, recall};
pub use mending::{Mending, mend_correction};
use passing::ready_save;
pub(in crate::desk) use passing::sentences_of;
pub use passing::{Gate, address_taken, findings, problems, proof};
pub use terms::{Terms, set_terms};

/// Asks for the newest save to be read.
///
/// # Errors
/// [`DeskError::Forbidden`] unless `by` may change the story, [`DeskError::Refused`] for one in the bin.
pub async fn ask_for_review(
    store: &Store,
    clock: &Clock,
    by: &Account,
    id: StoryId,
) -> Result<(), DeskError> {
    step(store, clock, by, id, Action::AskForReview, |story| {
        allow(story.is_changed_by(by))?;
        not_binned(story)?;
        story.review_save = Some(story.save);
        Ok(())
    })
    .await
}

/// Sends a story back to whoever wrote it: it is a draft again, and what was approved of it is not any more. Whoever wrote
/// it may take it back in the same way before it was approved.
///
/// # Errors
/// [`DeskError::Forbidden`] unless `by` may publish it, or may change it and it was not approved.
pub async fn send_back(
    store: &Store,
    clock: &Clock,
    by: &Account,
    id: StoryId,
) -> Result<(), DeskError> {
    step(store, clock, by, id, Action::SendBack, |story| {
        allow(story.is_published_by(by) || (story.is_changed_by(by) && !story.is_approved()))?;
        story.review_save = None;
        story.approved_save = story.out_save;
        story.publish_at = None;
        story.missed = None;
        Ok(())
    })
    .await
}

/// Says that a save may go out as it is. One that is scheduled goes out without anybody looking again, so it has to pass the
/// gate now.
///
/// # Errors
/// [`DeskError::Forbidden`] unless `by` may publish it; [`DeskError::Refused`] when another save came meanwhile, or for what
/// could not go out at its time.
pub async fn approve(
    store: &Store,
    clock: &Clock,
    by: &Account,
    id: StoryId,
    seen: SaveNumber,
    gate: Gate<'_>,
) -> Result<(), DeskError> {
    let story = store.story(id).await?.ok_or(DeskError::Unknown)?;
    if story.publish_at.is_some() {
        ready_save(store, by, id, seen, gate).await?;
    }
    step(store, clock, by, id, Action::Approve, |story| {
        allow(story.is_published_by(by))?;
        not_binned(story)?;
        is_newest(story, seen)?;
        story.approved_save = Some(story.save);
        story.review_save = None;
        Ok(())
    })
    .await
}

/// Says when the newest save goes out by itself; approves it, too. With no time, what was scheduled does not go out.
///
/// # Errors
/// [`DeskError::Forbidden`] unless `by` may publish it, or keep it from going out; [`DeskError::Refused`] for a time that has
/// passed, is under the embargo or past the story's end, for a save that is not the newest, for a story in the bin, and for what
/// could not go out as it is.
pub async fn schedule(
    store: &Store,
    clock: &Clock,
    by: &Account,
    id: StoryId,
    (seen, at): (SaveNumber, Option<Moment>),
    gate: Gate<'_>,
) -> Result<(), DeskError> {
    let now = clock.now();
    if at.is_some_and(|at| at <= now) {
        return Err(DeskError::Refused(
            "That time has passed. Choose a later one, or publish it now.".to_owned(),
        ));
    }
    if at.is_some() {
        ready_save(store, by, id, seen, gate).await?;
    }
    let action = match at {
        Some(_) => Action::Schedule,
        None => Action::Unschedule,
    };
    step(store, clock, by, id, action, |story| {
        let Some(at) = at else {
            allow(story.is_held_back_by(by))?;
            story.publish_at = None;
            return Ok(());
        };
        allow(story.is_published_by(by))?;
        not_binned(story)?;
        is_newest(story, seen)?;
        after_embargo(story, at)?;
        before_end(story, at)?;
        story.approved_save = Some(story.save);
        story.review_save = None;
        story.missed = None;
        story.publish_at = Some(at);
        Ok(())
    })
    .await
}

/// Throws a story away that readers do not have, or takes it back out of the bin.
///
/// # Errors
/// [`DeskError::Forbidden`] unless `by` may change it, and publish it where it was approved, as that is given up;
/// [`DeskError::Refused`] while readers have it.
pub async fn bin(
    store: &Store,
    clock: &Clock,
    by: &Account,
    id: StoryId,
    is_binned: bool,
) -> Result<(), DeskError> {
    let now = clock.now();
    let action = match is_binned {
        true => Action::Bin,
        false => Action::Unbin,
    };
    step(store, clock, by, id, action, |story| {
        allow(story.is_changed_by(by))?;
        allow(!is_binned || !story.is_approved() || story.is_published_by(by))?;
        if is_binned && story.is_public() {
            return Err(DeskError::Refused(
                "Readers have this story. Recall it first.".to_owned(),
            ));
        }
        story.binned_at = is_binned.then_some(now);
        if is_binned {
            story.publish_at = None;
            story.missed = None;
        }
        Ok(())
    })
    .await
}

async fn step(
    store: &Store,
    clock: &Clock,
    by: &Account,
    id: StoryId,
    action: Action,
    change: impl FnOnce(&mut Story) -> Result<(), DeskError>,
) -> Result<(), DeskError> {
    let change = |story: &mut Story| change(story).map(|()| vec![action]);
    steps(store, clock, by, id, change).await
}

/// The same where what changed says what was done: a line in the log for each.
async fn steps(
    store: &Store,
    clock: &Clock,
    by: &Account,
    id: StoryId,
    change: impl FnOnce(&mut Story) -> Result<Vec<Action>, DeskError>,
) -> Result<(), DeskError> {
    let now = clock.now();
    let mut writing = store.write().await?;
    let mut story = writing.story(id).await?.ok_or(DeskError::Unknown)?;
    if !by.may(Right::Write) || !story.is_seen_by(by) {
        return Err(DeskError::Unknown);
    }
    let actions = change(&mut story)?;
    writing.keep_story(&story).await?;
    for action in actions {
        let what = (action, story.title(), About::Story(id));
        writing.log_desk(Some(by.id), what, false, now).await?;
    }
    Ok(writing.commit().await?)
}

fn allow(is_allowed: bool) -> Result<(), DeskError> {
    if is_allowed {
        Ok(())
    } else {
        Err(DeskError::Forbidden)
    }
}

fn is_newest(story: &Story, seen: SaveNumber) -> Result<(), DeskError> {
    if story.save == seen {
        return Ok(());
    }
    Err(DeskError::Refused(
        "Somebody saved the story after you opened this page. Please look at what it says now."
            .to_owned(),
    ))
}

/// A story is not on its way while it is in the bin, whatever an older page offers.
pub(super) fn not_binned(story: &Story) -> Result<(), DeskError> {
    match story.binned_at {
        None => Ok(()),
        Some(_) => Err(DeskError::Refused(
            "The story is in the bin. Take it out of there first.".to_owned(),
        )),
    }
}

fn before_end(story: &Story, at: Moment) -> Result<(), DeskError> {
    match story.expires_at {
        Some(end) if end <= at => Err(DeskError::Refused(
            "Readers are not to have the story that late any more. Choose a later end for it, or none."
                .to_owned(),
        )),
        Some(_) | None => Ok(()),
    }
}

fn after_embargo(story: &Story, at: Moment) -> Result<(), DeskError> {
    match story.embargo_until {
        Some(until) if at < until => Err(DeskError::Refused(
            "The story is under an embargo until later than that. Schedule it for after its end, or end the embargo."
                .to_owned(),
        )),
        Some(_) | None => Ok(()),
    }
}
