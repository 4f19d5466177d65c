//! Saving: whatever somebody typed is kept, whoever else saved meanwhile.

use domain::{Moment, Slug};

use super::account::Account;
use super::doing::{Action, DeskError};
use super::log::About;
use super::manuscript::Manuscript;
use super::merging::{self, Choice, Merge};
use super::once::OnceKey;
use super::outside;
use super::role::Right;
use super::story::{SaveKind, SaveNumber, Story, StoryId};
use crate::clock::Clock;
use crate::store::{Store, StoreError, Writing};

/// How long somebody counts as being at a story after they were seen there: 45 seconds, in microseconds.
const AT_STORY: i64 = 45 * 1_000_000;

/// What became of a save.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saved {
    /// It says what the newest one says.
    Unchanged(SaveNumber),
    /// It is the newest one.
    Kept(SaveNumber),
    /// Somebody else had saved. It was kept, and brought together with theirs.
    Merged(SaveNumber, Box<Manuscript>),
    /// Somebody else changed the same words. It is kept beside the others until somebody chooses.
    Disputed(SaveNumber),
}

/// Begins a story. A form that began one already leads to that.
///
/// # Errors
/// [`DeskError::Forbidden`] unless `by` may write.
pub async fn begin(
    store: &Store,
    clock: &Clock,
    by: &Account,
    manuscript: &Manuscript,
    once: Option<OnceKey>,
) -> Result<StoryId, DeskError> {
    if !by.may_in(Right::Write, manuscript.section.trim()) {
        return Err(DeskError::Forbidden);
    }
    fits(manuscript)?;
    let now = clock.now();
    let mut writing = store.write().await?;
    if let Some(once) = once
        && let Some(id) = writing.story_made_once(once).await?
    {
        return Ok(id);
    }
    let id = writing.add_story(Some(by.id), None, now).await?;
    if let Some(once) = once {
        writing.keep_story_once(id, once).await?;
    }
    let save = writing
        .add_save(id, None, Some(by.id), SaveKind::Hand, manuscript, now)
        .await?;
    writing.move_story_on(id, save, manuscript, now).await?;
    let story = writing.story(id).await?.ok_or(DeskError::Unknown)?;
    let what = (Action::Begin, story.title(), About::Story(id));
    writing.log_desk(Some(by.id), what, false, now).await?;
    writing.commit().await?;
    Ok(id)
}

/// The story of an article. One that was never on the desk is taken there as readers have it.
///
/// # Errors
/// [`DeskError::Unknown`] when there is no such article, [`DeskError::Forbidden`] unless `by` may change it.
pub async fn take_up(
    store: &Store,
    clock: &Clock,
    by: &Account,
    slug: &Slug,
) -> Result<StoryId, DeskError> {
    let now = clock.now();
    let mut writing = store.write().await?;
    let article = writing.article(slug).await?.ok_or(DeskError::Unknown)?;
    if let Some(id) = writing.story_of(article.id).await? {
        return Ok(id);
    }
    let manuscript = outside::manuscript(&article);
    if !by.may_in(Right::EditAll, &manuscript.section) {
        return Err(DeskError::Forbidden);
    }
    let id = writing.add_story(None, Some(article.id), now).await?;
    let kind = SaveKind::Outside;
    let save = writing
        .add_save(id, None, None, kind, &manuscript, now)
        .await?;
    writing.move_story_on(id, save, &manuscript, now).await?;
    let mut story = writing.story(id).await?.ok_or(DeskError::Unknown)?;
    story.out_save = Some(save);
    if let Some(out_as) = &mut story.article {
        out_as.out_version = Some(article.number);
    }
    writing.keep_story(&story).await?;
    writing.commit().await?;
    Ok(id)
}

/// Saves what somebody typed, who had the save `base` before them.
///
/// # Errors
/// [`DeskError::Unknown`] for a story or base that is not there, [`DeskError::Forbidden`] unless `by` may change it,
/// [`DeskError::Refused`] for more than [`Manuscript::LONGEST`].
pub async fn save(
    store: &Store,
    clock: &Clock,
    by: &Account,
    id: StoryId,
    (base, kind): (SaveNumber, SaveKind),
    manuscript: &Manuscript,
) -> Result<Saved, DeskError> {
    fits(manuscript)?;
    let now = clock.now();
    let mut writing = store.write().await?;
    let story = changeable(&mut writing, by, id, manuscript).await?;
    writing.see_at(id, by.id, now).await?;
    let newest = writing.save(id, story.save).await?;
    let newest = newest.ok_or(DeskError::Unknown)?;
    let saved = if newest.manuscript == *manuscript {
        Saved::Unchanged(newest.number)
    } else if base == newest.number {
        let save = writing
            .add_save(id, Some(base), Some(by.id), kind, manuscript, now)
            .await?;
        writing.move_story_on(id, save, manuscript, now).await?;
        Saved::Kept(save)
    } else {
        let base = writing.save(id, base).await?.ok_or(DeskError::Unknown)?;
        let Merge {
            manuscript: merged,
            disputes,
        } = merging::merge(&base.manuscript, &newest.manuscript, manuscript);
        // What was typed is kept as it was typed, too.
        let aside = writing
            .add_save(
                id,
                Some(base.number),
                Some(by.id),
                SaveKind::Aside,
                manuscript,
                now,
            )
            .await?;
        if disputes.is_empty() {
            bring_together(&mut writing, by, id, &newest.number, &merged, now).await?
        } else {
            Saved::Disputed(aside)
        }
    };
    writing.commit().await?;
    Ok(saved)
}

/// Brings a save that stands beside the others into their line, as somebody chose.
///
/// # Errors
/// As [`save()`]; [`DeskError::Refused`] when somebody saved meanwhile, so that there is something else to choose about.
pub async fn settle(
    store: &Store,
    clock: &Clock,
    by: &Account,
    id: StoryId,
    (aside, seen): (SaveNumber, SaveNumber),
    choices: &[Choice],
) -> Result<Saved, DeskError> {
    let now = clock.now();
    let mut writing = store.write().await?;
    let mine = writing.save(id, aside).await?.ok_or(DeskError::Unknown)?;
    let story = changeable(&mut writing, by, id, &mine.manuscript).await?;
    if story.save != seen {
        return Err(DeskError::Refused(
            "Somebody saved while you were choosing, so there may be something else to choose. Nothing is lost: please look again."
                .to_owned(),
        ));
    }
    let base = mine.base.ok_or(DeskError::Unknown)?;
    let base = writing.save(id, base).await?.ok_or(DeskError::Unknown)?;
    let theirs = writing.save(id, seen).await?.ok_or(DeskError::Unknown)?;
    let settled = merging::settle(
        &base.manuscript,
        &theirs.manuscript,
        &mine.manuscript,
        choices,
    )?;
    let saved = bring_together(&mut writing, by, id, &seen, &settled, now).await?;
    writing.commit().await?;
    Ok(saved)
}

pub(super) async fn bring_together(
    writing: &mut Writing,
    by: &Account,
    id: StoryId,
    newest: &SaveNumber,
    merged: &Manuscript,
    now: Moment,
) -> Result<Saved, StoreError> {
    let kind = SaveKind::Merge;
    let save = writing
        .add_save(id, Some(*newest), Some(by.id), kind, merged, now)
        .await?;
    writing.move_story_on(id, save, merged, now).await?;
    Ok(Saved::Merged(save, Box::new(merged.clone())))
}

/// Makes what an old save says the newest one.
///
/// # Errors
/// [`DeskError::Unknown`] for what is not there, [`DeskError::Forbidden`] unless `by` may change the story.
pub async fn restore(
    store: &Store,
    clock: &Clock,
    by: &Account,
    id: StoryId,
    number: SaveNumber,
) -> Result<SaveNumber, DeskError> {
    let now = clock.now();
    let mut writing = store.write().await?;
    let old = writing.save(id, number).await?.ok_or(DeskError::Unknown)?;
    let story = changeable(&mut writing, by, id, &old.manuscript).await?;
    let kind = SaveKind::Restore;
    let save = writing
        .add_save(
            id,
            Some(story.save),
            Some(by.id),
            kind,
            &old.manuscript,
            now,
        )
        .await?;
    writing
        .move_story_on(id, save, &old.manuscript, now)
        .await?;
    let what = (Action::Restore, story.title(), About::Story(id));
    writing.log_desk(Some(by.id), what, false, now).await?;
    writing.commit().await?;
    Ok(save)
}

/// Keeps that somebody has a story open, and says who else has.
///
/// # Errors
/// [`DeskError::Unknown`] or [`DeskError::Forbidden`] for whom it is not.
pub async fn be_at(
    store: &Store,
    clock: &Clock,
    by: &Account,
    id: StoryId,
) -> Result<Vec<String>, DeskError> {
    let now = clock.now();
    let mut writing = store.write().await?;
    let story = writing.story(id).await?.ok_or(DeskError::Unknown)?;
    if !story.is_seen_by(by) {
        return Err(DeskError::Forbidden);
    }
    writing.see_at(id, by.id, now).await?;
    writing.commit().await?;
    Ok(store.also_at(id, by.id, now.shifted(-AT_STORY)).await?)
}

/// The story, if somebody may change it into that manuscript.
pub(super) async fn changeable(
    writing: &mut Writing,
    by: &Account,
    id: StoryId,
    manuscript: &Manuscript,
) -> Result<Story, DeskError> {
    let story = writing.story(id).await?.ok_or(DeskError::Unknown)?;
    if !story.is_seen_by(by) {
        return Err(DeskError::Unknown);
    }
    // Nobody moves a story to where they may not write.
    if !story.is_changed_by(by) || !by.sections.has(manuscript.section.trim()) {
        return Err(DeskError::Forbidden);
    }
    Ok(story)
}

fn fits(manuscript: &Manuscript) -> Result<(), DeskError> {
    if manuscript.length() <= Manuscript::LONGEST {
        return Ok(());
    }
    Err(DeskError::Refused(format!(
        "That is {} MiB of text; at most {} fit. Please keep a part of it elsewhere.",
        manuscript.length() >> 20,
        Manuscript::LONGEST >> 20
    )))
}
