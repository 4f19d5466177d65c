//! Bringing a story out, and taking it back: what readers get and what the desk knows of it, in one transaction.

use domain::{Correction, Moment, Withdrawal};

use super::passing::{Gate, ready_save};
use super::{after_embargo, allow, before_end, is_newest};
use crate::clock::Clock;
use crate::desk::account::Account;
use crate::desk::checking::Ready;
use crate::desk::doing::{Action, DeskError};
use crate::desk::log::About;
use crate::desk::story::{OutAs, SaveNumber, Story, StoryId};
use crate::publishing::{self, Filing, When};
use crate::store::{Store, Writing};

/// Brings out the newest save now. A story that was withdrawn comes back.
///
/// # Errors
/// [`DeskError::Forbidden`] unless `by` may publish it; [`DeskError::Refused`] for a save that is not the newest, under an
/// embargo or past its end, and for what cannot go out as it is.
pub async fn publish(
    store: &Store,
    clock: &Clock,
    by: &Account,
    id: StoryId,
    seen: SaveNumber,
    gate: Gate<'_>,
) -> Result<OutAs, DeskError> {
    let ready = ready_save(store, by, id, seen, gate).await?;
    let now = clock.now();
    let mut writing = store.write().await?;
    let mut story = writing.story(id).await?.ok_or(DeskError::Unknown)?;
    allow(story.is_published_by(by))?;
    is_newest(&story, seen)?;
    after_embargo(&story, now)?;
    let action = match story.correction {
        Some(_) => Action::Correct,
        None => Action::Publish,
    };
    let out_as = bring_out(&mut writing, &mut story, seen, ready, now).await?;
    let what = (action, story.title(), About::Story(id));
    writing.log_desk(Some(by.id), what, false, now).await?;
    writing.commit().await?;
    Ok(out_as)
}

/// Takes a story back from its readers, everywhere, and tells them why. What was scheduled does not go out.
///
/// # Errors
/// [`DeskError::Forbidden`] unless `by` may publish where readers find it; [`DeskError::Refused`] when readers do not have it.
pub async fn recall(
    store: &Store,
    clock: &Clock,
    by: &Account,
    id: StoryId,
    reason: Withdrawal,
) -> Result<(), DeskError> {
    let now = clock.now();
    let mut writing = store.write().await?;
    let mut story = writing.story(id).await?.ok_or(DeskError::Unknown)?;
    allow(story.is_recalled_by(by))?;
    take_back(&mut writing, &mut story, reason, now).await?;
    let what = (Action::Recall, story.title(), About::Story(id));
    writing.log_desk(Some(by.id), what, false, now).await?;
    Ok(writing.commit().await?)
}

pub(super) async fn bring_out(
    writing: &mut Writing,
    story: &mut Story,
    save: SaveNumber,
    ready: Ready,
    now: Moment,
) -> Result<OutAs, DeskError> {
    let Ready {
        slug,
        section,
        mut version,
    } = ready;
    before_end(story, now)?;
    let held = match &story.article {
        Some(article) => writing.held_number(article.id).await?,
        None => None,
    };
    if let Some(another) = writing.held(&slug).await?
        && held.as_ref().is_none_or(|held| held.id != another.id)
    {
        return Err(DeskError::Refused(format!(
            "The address `{slug}` is that of another story. Choose another one."
        )));
    }
    if let Some(held) = &held
        && let Some(article) = writing.article(&held.slug).await?
    {
        version.corrections = article.version.corrections;
    }
    if let Some(text) = &story.correction {
        version.corrections.push(Correction::new(now, text)?);
    }
    let filing = Filing {
        slug: slug.clone(),
        section,
        version,
        dont_miss: held.as_ref().is_some_and(|held| held.dont_miss),
        when: When::Now,
        source: None,
    };
    publishing::bring_out_as(writing, &filing, held.as_ref(), now).await?;
    let held = writing.held(&slug).await?.ok_or(DeskError::Unknown)?;
    let out_as = OutAs {
        id: held.id,
        slug: held.slug,
        section: held.section.slug().clone(),
        publication: held.publication,
        number: held.number,
        out_version: Some(held.number),
    };
    writing.note_save_out(story.id, save, now).await?;
    story.article = Some(out_as.clone());
    story.out_save = Some(save);
    story.approved_save = Some(save);
    story.review_save = None;
    story.publish_at = None;
    story.missed = None;
    story.correction = None;
    story.binned_at = None;
    writing.keep_story(story).await?;
    Ok(out_as)
}

pub(super) async fn take_back(
    writing: &mut Writing,
    story: &mut Story,
    reason: Withdrawal,
    now: Moment,
) -> Result<(), DeskError> {
    let held = match &story.article {
        Some(article) => writing.held_number(article.id).await?,
        None => None,
    };
    let held = held.filter(|held| held.publication.is_public());
    let held = held.ok_or_else(|| {
        DeskError::Refused(
            "Readers do not have this story, so there is nothing to recall.".to_owned(),
        )
    })?;
    publishing::take_back(writing, &held, reason, now).await?;
    // It is approved no longer: nobody wants it to come back by itself.
    story.publish_at = None;
    story.missed = None;
    story.out_save = None;
    story.approved_save = None;
    writing.keep_story(story).await?;
    Ok(())
}
