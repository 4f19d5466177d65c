//! Fronts at the desk. Who works in some sections only arranges the fronts of these; the front page is above all sections.

use super::account::Account;
use super::doing::{Action, DeskError};
use super::log::{About, note};
use super::role::{Right, Role};
use crate::clock::Clock;
use crate::front::{self, Arranged, ArrangementNumber, FrontError, FrontOf, Wish};
use crate::store::{Store, StoreError};

/// Why a front stands as it did.
#[derive(Debug, thiserror::Error)]
pub enum NotArranged {
    /// It is not theirs, or the store failed.
    #[error(transparent)]
    Desk(#[from] DeskError),
    /// It cannot be like that.
    #[error(transparent)]
    Front(#[from] FrontError),
}

impl From<StoreError> for NotArranged {
    fn from(error: StoreError) -> Self {
        Self::Desk(error.into())
    }
}

/// Whether somebody may arrange a front, now and for later.
#[must_use]
pub fn may_arrange(by: &Account, of: &FrontOf) -> bool {
    let works_everywhere = by.sections.is_all() || by.role == Role::Owner;
    by.may(Right::Arrange)
        && match of {
            FrontOf::Paper => works_everywhere,
            FrontOf::Section(section) => works_everywhere || by.sections.has(section.as_str()),
        }
}

/// Arranges a front, now or at the time that the wish says.
///
/// # Errors
/// [`DeskError::Forbidden`] where `by` may not arrange it; what [`front::arrange`] says.
pub async fn arrange(
    store: &Store,
    clock: &Clock,
    by: &Account,
    wish: &Wish,
) -> Result<Arranged, NotArranged> {
    allow(by, &wish.of)?;
    let arranged = front::arrange(store, clock, wish).await?;
    log(store, clock, by, &wish.of, "").await?;
    Ok(arranged)
}

/// Has an arrangement that waits for its time not go out, and says of which front it is.
///
/// # Errors
/// [`DeskError::Forbidden`] where `by` may not arrange that front; what [`front::call_off`] says.
pub async fn call_off(
    store: &Store,
    clock: &Clock,
    by: &Account,
    number: ArrangementNumber,
) -> Result<FrontOf, NotArranged> {
    let mut waiting = store.fronts_waiting().await?.into_iter();
    let of = waiting.find(|it| it.number == number).map(|it| it.of);
    let of = of.ok_or(FrontError::NotWaiting(number))?;
    allow(by, &of)?;
    front::call_off(store, clock, number).await?;
    log(store, clock, by, &of, ": not as was scheduled").await?;
    Ok(of)
}

fn allow(by: &Account, of: &FrontOf) -> Result<(), DeskError> {
    match may_arrange(by, of) {
        true => Ok(()),
        false => Err(DeskError::Forbidden),
    }
}

async fn log(
    store: &Store,
    clock: &Clock,
    by: &Account,
    of: &FrontOf,
    how: &str,
) -> Result<(), StoreError> {
    let subject = match of {
        FrontOf::Paper => format!("the front{how}"),
        FrontOf::Section(slug) => format!("the front of {slug}{how}"),
    };
    let about = About::Front(of.clone());
    let line = (Action::Arrange, subject.as_str(), about);
    note(store, clock, Some(by.id), line, false).await
}
