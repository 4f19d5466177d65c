//! Sending an issue because somebody says so, who saw what it has.
//!
//! A press may come twice, from an impatient hand or a browser that asks again. So it says which issue was the newest when
//! its page was opened: the slot after that one is taken once. And it says what was seen, so that nobody sends to everybody
//! what they have not read.

use super::planning::Plan;
use super::{IssueId, Letter};
use crate::clock::Clock;
use crate::store::{StoreError, Writing};

/// What somebody saw who wants to send it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// The number of the newest issue then, 0 if there was none.
    pub after: i64,
    /// What it was [known by](Plan::mark).
    pub mark: String,
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sent {
    /// The issue of that number goes to so many readers.
    Now(i64, u64),
    /// It was sent before, as the issue of that number.
    Before(i64),
    /// There is another issue, or this one has something else in it now.
    Changed,
    /// There is nothing to send any more.
    Nothing,
}

/// Makes the issue that was seen, as part of a change. `plan` is what it would be now.
pub(crate) async fn send_seen(
    writing: &mut Writing,
    clock: &Clock,
    letter: &Letter,
    plan: Option<&Plan>,
    seen: &Seen,
) -> Result<(Sent, Option<IssueId>), StoreError> {
    let slot = format!("by-hand/after-{}", seen.after);
    let (newest, of_slot) = writing.newest_and_of_slot(letter.id, &slot).await?;
    if let Some(number) = of_slot {
        return Ok((Sent::Before(number), None));
    }
    if newest != seen.after {
        return Ok((Sent::Changed, None));
    }
    let Some(plan) = plan else {
        return Ok((Sent::Nothing, None));
    };
    if plan.after != seen.after || plan.mark() != seen.mark {
        return Ok((Sent::Changed, None));
    }
    let made = plan.make(writing, letter, &slot, clock.now()).await?;
    Ok(match made {
        Some((issue, readers)) => (Sent::Now(newest + 1, readers), Some(issue)),
        None => (Sent::Changed, None),
    })
}
