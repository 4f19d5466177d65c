//! The library of pictures at the desk: who may see a picture, say something of it, and have it prepared again.
//!
//! What is said of a picture is of its file and changes no story: a story says what it says, as it was approved. The focal
//! point is different, because it decides how every story that readers have already shows the picture.

mod bringing;
mod placing;
mod purging;

use std::str::FromStr;

use domain::{AltText, Caption, Credit, Focus, Licence, PictureId, Refusal};

use super::account::Account;
use super::doing::{Action, DeskError};
use super::log::About;
use super::role::Right;
use crate::clock::Clock;
use crate::events::EventKind;
use crate::media::Words;
use crate::store::{LibraryPicture, Store};

pub use bringing::{BringingError, bring_in};
pub use placing::{above, in_text};
pub use purging::{Purged, SHORTEST_REST, SweepError, purge, rest, sweep};

/// What somebody typed about a picture.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    /// What somebody who cannot see it is told.
    pub alt: String,
    /// The line under it.
    pub caption: String,
    /// Who made it.
    pub credit: String,
    /// Under which terms it may be shown.
    pub licence: String,
    /// Percent from the left.
    pub focus_x: String,
    /// Percent from the top.
    pub focus_y: String,
}

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

/// Keeps what somebody says of a picture.
///
/// # Errors
/// [`DeskError::Unknown`] where there is none, [`DeskError::Forbidden`] unless `by` may, [`DeskError::Refused`] for what cannot
/// be said, with every sentence about it.
pub async fn describe(
    store: &Store,
    clock: &Clock,
    by: &Account,
    id: &PictureId,
    typed: &Typed,
) -> Result<(), DeskError> {
    let held = changeable(store, by, id).await?;
    let (words, focus) = typed.read()?;
    let now = clock.now();
    let mut writing = store.write().await?;
    writing.describe_picture(held.number, &words, focus).await?;
    if held.picture.focus != focus && held.unused_since.is_none() {
        // Pages that are kept show it as it was cut before.
        writing.log(EventKind::PictureFocused, None, now).await?;
    }
    let subject = title(&held);
    let what = (
        Action::Describe,
        subject.as_str(),
        About::Picture(id.clone()),
    );
    writing.log_desk(Some(by.id), what, false, now).await?;
    Ok(writing.commit().await?)
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

impl Typed {
    /// What is known of a picture, as it stands in the fields.
    #[must_use]
    pub fn of(held: &LibraryPicture) -> Self {
        let text = |text: Option<String>| text.unwrap_or_default();
        let focus = held.picture.focus.unwrap_or(Focus::MIDDLE);
        Self {
            alt: held.picture.alt.to_string(),
            caption: text(held.picture.caption.as_ref().map(ToString::to_string)),
            credit: text(held.picture.credit.as_ref().map(ToString::to_string)),
            licence: text(held.licence.as_ref().map(ToString::to_string)),
            focus_x: focus.x().to_string(),
            focus_y: focus.y().to_string(),
        }
    }

    fn read(&self) -> Result<(Words, Option<Focus>), DeskError> {
        let mut problems = Vec::new();
        let alt: AltText = taken(self.alt.parse(), &mut problems).unwrap_or_default();
        let caption: Option<Caption> = optional(&self.caption, &mut problems);
        let credit: Option<Credit> = optional(&self.credit, &mut problems);
        let licence: Option<Licence> = optional(&self.licence, &mut problems);
        let focus = taken(focus(&self.focus_x, &self.focus_y), &mut problems);
        if !problems.is_empty() {
            return Err(DeskError::Refused(problems.join(" ")));
        }
        let words = Words {
            alt,
            caption,
            credit,
            licence,
        };
        Ok((words, focus.filter(|focus| *focus != Focus::MIDDLE)))
    }
}

fn taken<T>(read: Result<T, Refusal>, problems: &mut Vec<String>) -> Option<T> {
    read.map_err(|refusal| problems.push(refusal.to_string()))
        .ok()
}

fn optional<T: FromStr<Err = Refusal>>(text: &str, problems: &mut Vec<String>) -> Option<T> {
    match text.trim() {
        "" => None,
        text => taken(text.parse(), problems),
    }
}

/// A number that is left out means the middle.
fn focus(x: &str, y: &str) -> Result<Focus, Refusal> {
    let percent = |raw: &str| match raw.trim().trim_end_matches('%').trim_end() {
        "" => Ok(50),
        number => number.parse::<u8>().map_err(|_| {
            Refusal::new(format!(
                "`{}` is no place of the focal point. Write a whole number from 0 to 100.",
                raw.trim()
            ))
        }),
    };
    Focus::new(percent(x)?, percent(y)?)
}
