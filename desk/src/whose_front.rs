//! Whose front somebody works on, and whether they may. Editors arrange the fronts of the sections they work in.

use domain::Slug;
use newsroom::desk::doing::{Action, DeskError};
use newsroom::desk::role::Right;
use newsroom::front::FrontOf;

use crate::Desk;
use crate::guard::Signed;

/// The front that is asked for by the address of its section: the front page without one.
///
/// # Errors
/// [`DeskError::Unknown`] where there is no such section, [`DeskError::Forbidden`] where it is not theirs.
pub(crate) async fn asked_for(
    desk: &Desk,
    signed: &Signed,
    section: Option<&str>,
) -> Result<FrontOf, DeskError> {
    let Some(raw) = section.filter(|raw| !raw.is_empty()) else {
        return Ok(FrontOf::Paper);
    };
    let slug: Slug = raw.parse().map_err(|_| DeskError::Unknown)?;
    let section = desk.store.section(&slug).await?;
    section.ok_or(DeskError::Unknown)?;
    let of = FrontOf::Section(slug);
    may_arrange(desk, signed, &of).await?;
    Ok(of)
}

/// Whether somebody may arrange a front. Who tries one that is not theirs is in the log.
pub(crate) async fn may_arrange(
    desk: &Desk,
    signed: &Signed,
    of: &FrontOf,
) -> Result<(), DeskError> {
    let section = of.section().map_or("", Slug::as_str);
    if signed.account.may_in(Right::Arrange, section) {
        return Ok(());
    }
    write_down(desk, signed, &called(of), true).await?;
    Err(DeskError::Forbidden)
}

/// What the log calls it.
pub(crate) fn called(of: &FrontOf) -> String {
    match of {
        FrontOf::Paper => "the front".to_owned(),
        FrontOf::Section(slug) => format!("the front of {slug}"),
    }
}

/// Notes that somebody arranged something.
pub(crate) async fn log(desk: &Desk, signed: &Signed, what: &str) -> Result<(), DeskError> {
    write_down(desk, signed, what, false).await
}

async fn write_down(
    desk: &Desk,
    signed: &Signed,
    what: &str,
    is_refused: bool,
) -> Result<(), DeskError> {
    let mut writing = desk.store.write().await?;
    let by = Some(signed.account.id);
    writing
        .log_desk(by, (Action::Arrange, what), is_refused, desk.clock.now())
        .await?;
    Ok(writing.commit().await?)
}
