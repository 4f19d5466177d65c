//! Notes to colleagues: about a passage of a story, settled and never deleted.

mod passage;

use std::time::{Duration, Instant};

use domain::Refusal;

use super::account::Account;
use super::doing::DeskError;
use super::manuscript::Manuscript;
use super::story::StoryId;
use crate::clock::Clock;
use crate::store::{Note, Store, StoreError};
pub use passage::Passage;

/// The longest note, in characters.
const LONGEST: usize = 5_000;
/// The longest passage that a note is about, in characters.
const LONGEST_PASSAGE: usize = 500;

/// How long looking for the words of all notes about a story may take; after that it gets coarser. It takes milliseconds for one in a
/// story of 3,000 words, and is done whenever the story is shown.
const PATIENCE: Duration = Duration::from_millis(100);

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

/// The notes about a story that now reads as `manuscript`, in the order they were written, and what has become of the words that
/// each is about.
///
/// # Errors
/// [`StoreError::Unreachable`] when the database does not answer.
pub async fn about(
    store: &Store,
    id: StoryId,
    manuscript: &Manuscript,
) -> Result<Vec<(Note, Passage)>, StoreError> {
    let now = text_of(manuscript);
    let until = Instant::now() + PATIENCE;
    let mut found = Vec::new();
    for note in store.notes(id).await? {
        let passage = if note.passage.is_empty() {
            Passage::Whole
        } else if now.contains(&note.passage) {
            Passage::Here
        } else if note.resolved.is_some() {
            Passage::Settled
        } else {
            let save = store.save_at(id, note.at).await?;
            let then = save.map(|save| text_of(&save.manuscript));
            passage::follow(&note.passage, &then.unwrap_or_default(), &now, until)
        };
        found.push((note, passage));
    }
    Ok(found)
}

/// What a note can be about.
fn text_of(manuscript: &Manuscript) -> String {
    [
        &manuscript.headline,
        &manuscript.standfirst,
        &manuscript.body,
        &manuscript.picture_caption,
    ]
    .map(String::as_str)
    .join("\n\n")
}
