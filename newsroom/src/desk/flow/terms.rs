//! The terms on which a story goes out: a correction that goes with it, an embargo before it, an expiry after it.

use domain::{Correction, Moment};

use super::{allow, steps};
use crate::clock::Clock;
use crate::desk::account::Account;
use crate::desk::doing::{Action, DeskError};
use crate::desk::story::{Story, StoryId};
use crate::store::Store;

/// What is said of a story besides its words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Terms {
    /// Before that it may not go out.
    pub embargo_until: Option<Moment>,
    /// When readers are to have it no longer.
    pub expires_at: Option<Moment>,
    /// What it had wrong, to be told with what goes out next.
    pub correction: Option<String>,
}

/// Says on what terms a story goes out.
///
/// # Errors
/// [`DeskError::Forbidden`] unless `by` may publish it; [`DeskError::Refused`] for a correction that cannot be one, and for times
/// at which readers would never have it.
pub async fn set_terms(
    store: &Store,
    clock: &Clock,
    by: &Account,
    id: StoryId,
    terms: Terms,
) -> Result<(), DeskError> {
    if let Some(correction) = &terms.correction {
        Correction::new(clock.now(), correction)?;
    }
    let now = clock.now();
    steps(store, clock, by, id, |story| {
        allow(story.is_published_by(by))?;
        makes_sense(story, &terms, now)?;
        let done = changed(story, &terms);
        story.embargo_until = terms.embargo_until;
        story.expires_at = terms.expires_at;
        story.correction = terms.correction;
        Ok(done)
    })
    .await
}

/// Whether there is a time at which readers can have the story. An end that stands since before is not held against what else is
/// kept: it is told when the story is to go out.
fn makes_sense(story: &Story, terms: &Terms, now: Moment) -> Result<(), DeskError> {
    let is_before = |one: Option<Moment>, other: Option<Moment>| {
        one.zip(other).is_some_and(|(one, other)| one <= other)
    };
    let (until, at, end) = (terms.embargo_until, story.publish_at, terms.expires_at);
    let sentence = if end != story.expires_at && end.is_some_and(|end| end <= now) {
        "The time after which readers are to have it no longer is over already."
    } else if until.zip(at).is_some_and(|(until, at)| at < until) {
        "The story is scheduled for before the embargo ends. Schedule it for later first."
    } else if is_before(end, at) {
        "The story is scheduled for when readers are not to have it any more. Choose a later end, or schedule it for earlier."
    } else if is_before(end, until) {
        "The embargo would end when readers are not to have the story any more. Choose a later end, or an earlier embargo."
    } else {
        return Ok(());
    };
    Err(DeskError::Refused(sentence.to_owned()))
}

/// What becomes different, as the log tells it. Terms that are kept as they were are nothing to tell.
fn changed(story: &Story, terms: &Terms) -> Vec<Action> {
    let differs = [
        (
            story.correction != terms.correction,
            match terms.correction {
                Some(_) => Action::NoteCorrection,
                None => Action::DropCorrection,
            },
        ),
        (
            story.embargo_until != terms.embargo_until,
            match terms.embargo_until {
                Some(_) => Action::Embargo,
                None => Action::LiftEmbargo,
            },
        ),
        (
            story.expires_at != terms.expires_at,
            match terms.expires_at {
                Some(_) => Action::SetExpiry,
                None => Action::DropExpiry,
            },
        ),
    ];
    let done = differs.into_iter().filter(|(differs, _)| *differs);
    done.map(|(_, action)| action).collect()
}
