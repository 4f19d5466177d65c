//! Showing a draft to somebody without an account: by a secret link, for a time.

use super::account::Account;
use super::doing::{Action, DeskError};
use super::flow::not_binned;
use super::log::About;
use super::secret::Secret;
use super::story::{Save, Story, StoryId};
use crate::clock::Clock;
use crate::store::{Store, StoreError};

/// The most days that a link can be used.
pub const MOST_DAYS: u32 = 30;

/// A link to a draft that can be used for so many days.
///
/// # Errors
/// [`DeskError::Forbidden`] unless `by` may change the story, [`DeskError::Refused`] for no day or more than [`MOST_DAYS`], and
/// for a story in the bin.
pub async fn share(
    store: &Store,
    clock: &Clock,
    by: &Account,
    id: StoryId,
    days: u32,
) -> Result<Secret, DeskError> {
    if !(1..=MOST_DAYS).contains(&days) {
        return Err(DeskError::Refused(format!(
            "A draft is shared for 1 to {MOST_DAYS} days."
        )));
    }
    let now = clock.now();
    let until = now.shifted(i64::from(days) * 24 * 3600 * 1_000_000);
    let secret = Secret::new()?;
    let mut writing = store.write().await?;
    let story = writing.story(id).await?.ok_or(DeskError::Unknown)?;
    if !story.is_changed_by(by) {
        return Err(DeskError::Forbidden);
    }
    not_binned(&story)?;
    writing
        .add_share(secret.hash(), id, by.id, now, until)
        .await?;
    let what = (Action::Share, story.title(), About::Story(id));
    writing.log_desk(Some(by.id), what, false, now).await?;
    writing.commit().await?;
    Ok(secret)
}

/// Ends a link to a draft.
///
/// # Errors
/// [`DeskError::Forbidden`] unless `by` may change the story, [`DeskError::Unknown`] for a link that is not one of its.
pub async fn end(
    store: &Store,
    clock: &Clock,
    by: &Account,
    id: StoryId,
    share: i64,
) -> Result<(), DeskError> {
    let now = clock.now();
    let mut writing = store.write().await?;
    let story = writing.story(id).await?.ok_or(DeskError::Unknown)?;
    if !story.is_changed_by(by) {
        return Err(DeskError::Forbidden);
    }
    if !writing.end_share(id, share, now).await? {
        return Err(DeskError::Unknown);
    }
    let what = (Action::EndShare, story.title(), About::Story(id));
    writing.log_desk(Some(by.id), what, false, now).await?;
    Ok(writing.commit().await?)
}

/// The draft that a link leads to, as it was saved last.
///
/// # Errors
/// Any [`StoreError`].
pub async fn shared(
    store: &Store,
    clock: &Clock,
    raw: &str,
) -> Result<Option<(Story, Save)>, StoreError> {
    let Some(secret) = Secret::read(raw) else {
        return Ok(None);
    };
    let Some(id) = store.shared_story(secret.hash(), clock.now()).await? else {
        return Ok(None);
    };
    let Some(story) = store
        .story(id)
        .await?
        .filter(|story| story.binned_at.is_none())
    else {
        return Ok(None);
    };
    let save = store.save(id, story.save).await?;
    Ok(save.map(|save| (story, save)))
}
