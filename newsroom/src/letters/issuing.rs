//! Making issues: by schedule, when something breaks, or because somebody says so.
//!
//! Everybody may look, as often as they like and in as many processes as they like. Who finds a slot due composes its issue
//! without keeping anybody waiting, then takes the write lock and asks whether the slot is still open; the answer, the
//! issue and everybody who is to get it are written in one transaction. So a slot has one issue or none, and never half.

use domain::{Moment, Slug};

use super::composing::PaperFacts;
use super::planning::{Which, plan};
use super::{IssueId, Letter, LetterState, Schedule};
use crate::clock::Clock;
use crate::store::{Store, StoreError};

/// How late an issue may be, in microseconds: twelve hours. After that it is not made any more; the next one tells of what
/// it would have.
const LATEST: i64 = 12 * 3600 * 1_000_000;

/// Why somebody did not get an issue made.
#[derive(Debug, thiserror::Error)]
pub enum IssueError {
    /// There is no letter of that name, or not any more.
    #[error("there is no letter `{0}`; `dateline letters list` names those there are")]
    Unknown(Slug),
    /// Somebody has it wait.
    #[error(
        "the letter `{0}` is paused and makes no issue; `dateline letters resume {0}` lets it go on"
    )]
    Paused(Slug),
    /// There is less to tell of than the letter wants.
    #[error("there is nothing new for the letter `{0}`")]
    NothingNew(Slug),
    /// The store failed; nothing was written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Makes the issues that are due, each once whoever looks, and says which and to how many readers they go. A slot without
/// enough news passes without an issue.
///
/// # Errors
/// Any [`StoreError`]; issues that were made before it stay.
pub async fn issue_due(
    store: &Store,
    clock: &Clock,
    facts: &PaperFacts,
) -> Result<Vec<(IssueId, u64)>, StoreError> {
    let now = clock.now();
    let mut issued = Vec::new();
    for letter in store.letters().await? {
        let Some((slot, at)) = due(store, &letter, facts, now).await? else {
            continue;
        };
        let planned = match now.since(at).as_micros() > LATEST.unsigned_abs().into() {
            true => None,
            false => plan(store, clock, facts, &letter, Which::Next).await?,
        };
        let mut writing = store.write().await?;
        if !writing.decide_until(letter.id, at, now).await? {
            continue;
        }
        if let Some(planned) = planned {
            // Where somebody saved another issue meanwhile, the next look makes that one.
            let Some(added) = planned.make(&mut writing, &letter, &slot, now).await? else {
                continue;
            };
            issued.push(added);
        }
        writing.commit().await?;
    }
    Ok(issued)
}

/// Makes an issue of a letter now, whatever its schedule says.
///
/// # Errors
/// Any [`IssueError`]; nothing is written then.
pub async fn issue_now(
    store: &Store,
    clock: &Clock,
    facts: &PaperFacts,
    slug: &Slug,
) -> Result<(IssueId, u64), IssueError> {
    let letter = store.letter(slug).await?;
    let letter = letter.filter(|letter| letter.state != LetterState::Retired);
    let letter = letter.ok_or_else(|| IssueError::Unknown(slug.clone()))?;
    if letter.state == LetterState::Paused {
        return Err(IssueError::Paused(slug.clone()));
    }
    let now = clock.now();
    let planned = plan(store, clock, facts, &letter, Which::Next).await?;
    let planned = planned.ok_or_else(|| IssueError::NothingNew(slug.clone()))?;
    let slot = format!("by-hand/{}", now.micros());
    let mut writing = store.write().await?;
    let added = planned.make(&mut writing, &letter, &slot, now);
    // In the same microsecond, somebody else said the same.
    let added = added
        .await?
        .ok_or_else(|| IssueError::NothingNew(slug.clone()))?;
    writing.commit().await?;
    Ok(added)
}

/// The slot of a letter that is open, and the moment it was due.
async fn due(
    store: &Store,
    letter: &Letter,
    facts: &PaperFacts,
    now: Moment,
) -> Result<Option<(String, Moment)>, StoreError> {
    match letter.state {
        LetterState::Running => {}
        LetterState::Paused | LetterState::Retired => return Ok(None),
    }
    let schedule = &letter.definition.schedule;
    // A clock that was wrong has decided about slots that are still to come; they are open still.
    let decided = Some(letter.decided_until).filter(|until| *until <= now);
    let after = letter.since.max(decided.unwrap_or(letter.since));
    match schedule {
        Schedule::Weekly { .. } => {
            let slot = schedule.due(after, now, &facts.time_zone);
            let at = slot.and_then(|slot| slot.moment(&facts.time_zone));
            Ok(slot.map(|slot| slot.to_string()).zip(at))
        }
        Schedule::Breaking => {
            let bar = store.breaking(now).await?;
            let bar = bar.filter(|bar| bar.set_at > after);
            Ok(bar.map(|bar| (format!("breaking/{}", bar.number.0), bar.set_at)))
        }
        Schedule::ByHand => Ok(None),
    }
}
