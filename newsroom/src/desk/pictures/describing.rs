//! Saying something of a picture. What two people say in different fields is kept together, and what both changed in one is told
//! to the second.

use std::str::FromStr;

use domain::{AltText, Caption, Credit, Focus, Licence, PictureId, Refusal};

use super::{changeable, title};
use crate::clock::Clock;
use crate::desk::account::Account;
use crate::desk::doing::{Action, DeskError};
use crate::desk::log::About;
use crate::events::EventKind;
use crate::media::Words;
use crate::store::{LibraryPicture, Store};

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

/// What is said of a picture, by itself. The two numbers of the focal point are one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// What somebody who cannot see it is told.
    Alt,
    /// The line under it.
    Caption,
    /// Who made it.
    Credit,
    /// Under which terms it may be shown.
    Licence,
    /// What has to be seen of it.
    Focus,
}

/// A field that two people changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// Which.
    pub field: Field,
    /// What it says by now.
    pub now: String,
}

/// What became of what somebody said of a picture.
#[derive(Debug)]
pub enum Described {
    /// It is kept.
    Kept,
    /// Somebody else changed the same fields meanwhile, and nothing was kept.
    Meanwhile {
        /// Those fields.
        changed: Vec<Changed>,
        /// The picture as it is now.
        held: Box<LibraryPicture>,
        /// What was typed, with what somebody else alone changed.
        merged: Typed,
    },
}

/// Keeps what somebody says of a picture. `before` is what their page came with; one that does not say it has seen nothing.
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
    before: Option<&Typed>,
) -> Result<Described, DeskError> {
    changeable(store, by, id).await?;
    typed.read()?;
    let now = clock.now();
    let mut writing = store.write().await?;
    // Read under the write lock: nobody describes it in between.
    let held = changeable(store, by, id).await?;
    let (merged, changed) = merge(typed, before, &Typed::of(&held));
    if !changed.is_empty() {
        return Ok(Described::Meanwhile {
            changed,
            held: Box::new(held),
            merged,
        });
    }
    let (words, focus) = merged.read()?;
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
    writing.commit().await?;
    Ok(Described::Kept)
}

/// What was typed, with what somebody else changed where nothing was typed; and what both changed, where what was typed stays.
fn merge(typed: &Typed, before: Option<&Typed>, kept: &Typed) -> (Typed, Vec<Changed>) {
    let nothing = Typed::default();
    let mut merged = typed.clone();
    let mut changed = Vec::new();
    for field in Field::ALL {
        let (mine, now) = (field.of(typed), field.of(kept));
        let seen = field.of(before.unwrap_or(&nothing));
        if mine == now || seen == now {
            continue;
        }
        if mine == seen && before.is_some() {
            field.take(kept, &mut merged);
        } else {
            let now = now.join(" and ");
            changed.push(Changed { field, now });
        }
    }
    (merged, changed)
}

impl Field {
    const ALL: [Self; 5] = [
        Self::Alt,
        Self::Caption,
        Self::Credit,
        Self::Licence,
        Self::Focus,
    ];

    /// As it is compared: browsers send other ends of lines than they show, and no number of the focal point means the middle.
    fn of(self, typed: &Typed) -> Vec<String> {
        let text = |text: &str| vec![text.trim().replace("\r\n", "\n")];
        match self {
            Self::Alt => text(&typed.alt),
            Self::Caption => text(&typed.caption),
            Self::Credit => text(&typed.credit),
            Self::Licence => text(&typed.licence),
            Self::Focus => match focus(&typed.focus_x, &typed.focus_y) {
                Ok(focus) => vec![focus.x().to_string(), focus.y().to_string()],
                Err(_) => vec![typed.focus_x.clone(), typed.focus_y.clone()],
            },
        }
    }

    fn take(self, from: &Typed, into: &mut Typed) {
        match self {
            Self::Alt => into.alt.clone_from(&from.alt),
            Self::Caption => into.caption.clone_from(&from.caption),
            Self::Credit => into.credit.clone_from(&from.credit),
            Self::Licence => into.licence.clone_from(&from.licence),
            Self::Focus => {
                into.focus_x.clone_from(&from.focus_x);
                into.focus_y.clone_from(&from.focus_y);
            }
        }
    }
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
