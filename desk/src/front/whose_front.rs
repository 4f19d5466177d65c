//! Whose front somebody works on, and whether they may.

use domain::Slug;
use newsroom::desk::doing::DeskError;
use newsroom::desk::fronts::may_arrange;
use newsroom::front::FrontOf;

use crate::Desk;
use crate::guard::Signed;

/// The front that is asked for by the address of its section: the front page without one, which whoever arranges anything may look at.
///
/// # Errors
/// [`DeskError::Unknown`] where there is no such section, [`DeskError::Forbidden`] where it is not theirs.
pub(crate) async fn asked_for(
    desk: &Desk,
    signed: &Signed,
    section: Option<&str>,
) -> Result<FrontOf, DeskError> {
    match section.filter(|raw| !raw.is_empty()) {
        None => Ok(FrontOf::Paper),
        Some(_) => theirs(desk, signed, section).await,
    }
}

/// The front that is asked for, for whoever may arrange it.
///
/// # Errors
/// As [`asked_for`], and [`DeskError::Forbidden`] where the front page is not theirs.
pub(crate) async fn theirs(
    desk: &Desk,
    signed: &Signed,
    section: Option<&str>,
) -> Result<FrontOf, DeskError> {
    let of = match section.filter(|raw| !raw.is_empty()) {
        None => FrontOf::Paper,
        Some(raw) => {
            let slug: Slug = raw.parse().map_err(|_| DeskError::Unknown)?;
            let section = desk.store.section(&slug).await?;
            section.ok_or(DeskError::Unknown)?;
            FrontOf::Section(slug)
        }
    };
    match may_arrange(&signed.account, &of) {
        true => Ok(of),
        false => Err(DeskError::Forbidden),
    }
}
