//! The library of pictures at the desk: who may see a picture, say something of it, and have it prepared again.
//!
//! What is said of a picture is of its file and changes no story: a story says what it says, as it was approved. The focal
//! point is different, because it decides how every story that readers have already shows the picture.

mod bringing;
mod describing;
mod placing;
mod purging;

use domain::PictureId;

use super::account::Account;
use super::doing::{Action, DeskError};
use super::log::About;
use super::role::Right;
use crate::clock::Clock;
use crate::store::{LibraryPicture, Store};

pub use bringing::{BringingError, bring_in};
pub use describing::{Changed, Described, Field, Typed, describe};
pub use placing::{above, in_text};
pub use purging::{Purged, SHORTEST_REST, SweepError, purge, rest, sweep};

/// Whether somebody may see a picture in the library: their own, or anybody's where they see all stories.
#[must_use]
pub fn is_seen_by(picture: &LibraryPicture, account: &Account) -> bool {
    account.may(Right::ReadAll) || (account.may(Right::Write) && is_of(picture, account))
}

/// Whether somebody may say something of a picture: editors of all, others of their own. A guest's is the paper's once it is used.
#[must_use]
pub fn is_changed_by(picture: &LibraryPicture, account: &Account) -> bool {
    let is_free = picture.unused_since.is_some();
    account.may(Right::EditAll)
        || (is_of(picture, account)
            && (account.may(Right::ReadAll) || (account.may(Right::Write) && is_free)))
}

fn is_of(picture: &LibraryPicture, account: &Account) -> bool {
    let by = picture.kept_by.as_ref();
    by.is_some_and(|(id, _)| *id == account.id)
}

/// Has a picture prepared again that could not be.
///
/// # Errors
/// As [`describe`]; [`DeskError::Refused`] for one that did not fail.
pub async fn prepare_again(
    store: &Store,
    clock: &Clock,
    by: &Account,
    id: &PictureId,
) -> Result<(), DeskError> {
    let held = changeable(store, by, id).await?;
    let now = clock.now();
    let mut writing = store.write().await?;
    if !writing.let_picture_wait(held.number).await? {
        return Err(DeskError::Refused(
            "The picture did not fail, or waits for its next try already.".to_owned(),
        ));
    }
    let subject = title(&held);
    let what = (
        Action::Prepare,
        subject.as_str(),
        About::Picture(id.clone()),
    );
    writing.log_desk(Some(by.id), what, false, now).await?;
    Ok(writing.commit().await?)
}

async fn changeable(
    store: &Store,
    by: &Account,
    id: &PictureId,
) -> Result<LibraryPicture, DeskError> {
    let held = store.library_picture(id).await?;
    let held = held
        .filter(|held| is_seen_by(held, by))
        .ok_or(DeskError::Unknown)?;
    if is_changed_by(&held, by) {
        Ok(held)
    } else {
        Err(DeskError::Forbidden)
    }
}

/// What a picture is called where there is one line for it: its caption, what somebody who cannot see it is told, or its
/// file's name.
#[must_use]
pub fn title(held: &LibraryPicture) -> String {
    let caption = held.picture.caption.as_ref().map(ToString::to_string);
    let alt = Some(held.picture.alt.to_string()).filter(|alt| !alt.is_empty());
    caption
        .or(alt)
        .or_else(|| held.file_name.clone())
        .unwrap_or_else(|| held.picture.id.to_string())
}
