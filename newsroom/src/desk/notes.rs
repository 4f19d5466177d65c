//! Notes to colleagues: about a passage of a story, settled and never deleted.

use domain::Refusal;

use super::account::Account;
use super::doing::DeskError;
use super::story::StoryId;
use crate::clock::Clock;
use crate::store::Store;

/// The longest note, in characters.
const LONGEST: usize = 5_000;
/// The longest passage that a note is about, in characters.
const LONGEST_PASSAGE: usize = 500;

/// Adds a note about a passage of a story; about the whole of it where the passage is empty.
///
/// # Errors
/// [`DeskError::Unknown`] for a story that `by` does not see, [`DeskError::Refused`] for an empty note or one that is too long.
pub async fn add(
    store: &Store,
    clock: &Clock,
    by: &Account,
    id: StoryId,
    (passage, text): (&str, &str),
) -> Result<(), DeskError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Refusal::new("The note is empty.").into());
    }
    let length = text.chars().count();
    if length > LONGEST {
        let refusal = format!("The note has {length} characters; at most {LONGEST} fit.");
        return Err(DeskError::Refused(refusal));
    }
    let passage: String = passage.trim().chars().take(LONGEST_PASSAGE).collect();
    let now = clock.now();
    let mut writing = store.write().await?;
    let story = writing.story(id).await?.ok_or(DeskError::Unknown)?;
    if !story.is_seen_by(by) {
        return Err(DeskError::Unknown);
    }
    writing.add_note(id, by.id, (&passage, text), now).await?;
    Ok(writing.commit().await?)
}

/// Settles a note, or opens it again.
///
/// # Errors
/// [`DeskError::Unknown`] for a note that is not there, or of a story that `by` does not see.
pub async fn resolve(
    store: &Store,
    clock: &Clock,
    by: &Account,
    id: StoryId,
    (note, is_settled): (i64, bool),
) -> Result<(), DeskError> {
    let now = clock.now();
    let mut writing = store.write().await?;
    let story = writing.story(id).await?.ok_or(DeskError::Unknown)?;
    let resolver = is_settled.then_some((by.id, now));
    if !story.is_seen_by(by) || !writing.resolve_note(id, note, resolver).await? {
        return Err(DeskError::Unknown);
    }
    Ok(writing.commit().await?)
}
