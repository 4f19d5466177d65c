//! Defining letters at the desk: what they are called, when they go out, and what is in them. What is said here goes before the
//! settings file, as on the command line.

use domain::Slug;

use super::account::Account;
use super::doing::{Action, DeskError};
use super::log::About;
use super::role::Right;
use crate::clock::Clock;
use crate::letters::{Definition, LetterState, Source};
use crate::store::Store;

/// Defines a letter, or changes one; one that was retired is offered again.
///
/// # Errors
/// [`DeskError::Forbidden`] unless `by` may; [`DeskError::Refused`] for a definition that cannot be one.
pub async fn define(
    store: &Store,
    clock: &Clock,
    by: &Account,
    definition: &Definition,
) -> Result<(), DeskError> {
    may(by)?;
    definition.check()?;
    let now = clock.now();
    let mut writing = store.write().await?;
    let letters = writing.letters().await?;
    let known = letters
        .iter()
        .find(|it| it.definition.slug == definition.slug);
    let last = letters.iter().map(|letter| letter.place).max();
    let place = known.map_or_else(|| last.map_or(0, |last| last + 1), |letter| letter.place);
    writing
        .define_letter(definition, Source::Command, place, now)
        .await?;
    if let Some(letter) = known.filter(|letter| letter.state == LetterState::Retired) {
        writing
            .put_letter_in_state(letter.id, LetterState::Running, now)
            .await?;
    }
    let subject = format!("the letter {}", definition.slug);
    let about = About::Letter(definition.slug.clone());
    let what = (Action::Set, subject.as_str(), about);
    writing.log_desk(Some(by.id), what, false, now).await?;
    Ok(writing.commit().await?)
}

/// Offers a letter no longer. Its subscribers and issues stay where they are.
///
/// # Errors
/// [`DeskError::Forbidden`] unless `by` may, [`DeskError::Unknown`] for a letter that is not there or retired already.
pub async fn retire(
    store: &Store,
    clock: &Clock,
    by: &Account,
    slug: &Slug,
) -> Result<(), DeskError> {
    may(by)?;
    let now = clock.now();
    let mut writing = store.write().await?;
    let letters = writing.letters().await?;
    let letter = letters
        .into_iter()
        .find(|it| it.definition.slug == *slug && it.state != LetterState::Retired);
    let letter = letter.ok_or(DeskError::Unknown)?;
    // From now on the settings file cannot bring it back.
    writing
        .set_letter_source(letter.id, Source::Command)
        .await?;
    writing
        .put_letter_in_state(letter.id, LetterState::Retired, now)
        .await?;
    let subject = format!("the letter {slug} to be offered no longer");
    let about = About::Letter(slug.clone());
    let what = (Action::Set, subject.as_str(), about);
    writing.log_desk(Some(by.id), what, false, now).await?;
    Ok(writing.commit().await?)
}

fn may(by: &Account) -> Result<(), DeskError> {
    match by.may(Right::ChangeSettings) {
        true => Ok(()),
        false => Err(DeskError::Forbidden),
    }
}
