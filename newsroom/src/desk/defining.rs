//! Defining letters at the desk: what they are called, when they go out, and what is in them. What is said here goes before the
//! settings file, as on the command line.

use domain::Slug;

use super::account::Account;
use super::doing::{Action, DeskError};
use super::log::About;
use super::role::Right;
use crate::clock::Clock;
use crate::letters::{Definition, Letter, LetterState, Source};
use crate::store::Store;

/// Defines a letter, or changes one; one that was retired is offered again. `seen` is the [mark](crate::letters::Letter::mark) of the
/// one that it was typed over: what another owner decided since is not overwritten unseen.
///
/// # Errors
/// [`DeskError::Forbidden`] unless `by` may; [`DeskError::Refused`] for a definition that cannot be one, for a name that another letter
/// has, and for a letter that was changed meanwhile.
pub async fn define(
    store: &Store,
    clock: &Clock,
    by: &Account,
    definition: &Definition,
    seen: Option<&str>,
) -> Result<(), DeskError> {
    may(by)?;
    definition.check()?;
    let now = clock.now();
    let mut writing = store.write().await?;
    let letters = writing.letters().await?;
    let known = letters
        .iter()
        .find(|it| it.definition.slug == definition.slug);
    if let (Some(known), Some(seen)) = (known, seen)
        && known.mark() != seen
    {
        return Err(meanwhile(known));
    }
    is_told_apart(definition, &letters)?;
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

fn meanwhile(letter: &Letter) -> DeskError {
    let how = match letter.state {
        LetterState::Running | LetterState::Paused => {
            format!(
                "it is {}, {}, now",
                letter.definition.name, letter.definition.schedule
            )
        }
        LetterState::Retired => "it is not offered any more".to_owned(),
    };
    DeskError::Refused(format!(
        "Somebody changed this letter meanwhile; {how}. What you typed is still here: set it once more to put it in its place."
    ))
}

/// Readers choose letters by their names.
fn is_told_apart(definition: &Definition, letters: &[Letter]) -> Result<(), DeskError> {
    let name = definition.name.to_lowercase();
    let is_called_so = |it: &&Letter| {
        it.definition.slug != definition.slug
            && it.state != LetterState::Retired
            && it.definition.name.to_lowercase() == name
    };
    match letters.iter().find(is_called_so) {
        Some(other) => Err(DeskError::Refused(format!(
            "The letter at /letters/{} is called {} already. Readers could not tell them apart.",
            other.definition.slug, other.definition.name
        ))),
        None => Ok(()),
    }
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
