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
    may_arrange(signed, &of)?;
    Ok(of)
}

/// Whether somebody may arrange a front.
///
/// # Errors
/// [`DeskError::Forbidden`] where it is not theirs.
pub(crate) fn may_arrange(signed: &Signed, of: &FrontOf) -> Result<(), DeskError> {
    let section = of.section().map_or("", Slug::as_str);
    match signed.account.may_in(Right::Arrange, section) {
        true => Ok(()),
        false => Err(DeskError::Forbidden),
    }
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
    let mut writing = desk.store.write().await?;
    let by = Some(signed.account.id);
    writing
        .log_desk(by, (Action::Arrange, what), false, desk.clock.now())
        .await?;
    Ok(writing.commit().await?)
}
