//! Bringing what came in from outside, such as a file that was imported again, together with what stands on the desk.

use domain::VersionNumber;

use super::account::Account;
use super::doing::{Action, DeskError};
use super::log::About;
use super::manuscript::Manuscript;
use super::merging::{self, Merge};
use super::outside;
use super::saving::{Saved, bring_together, changeable};
use super::story::{SaveKind, Story, StoryId};
use crate::clock::Clock;
use crate::store::{Store, StoreError};

/// What readers have of a story that did not come from the desk, since it was taken up there or went out from there last.
///
/// # Errors
/// Any [`StoreError`].
pub async fn came_in(
    store: &Store,
    story: &Story,
) -> Result<Option<(VersionNumber, Manuscript)>, StoreError> {
    let Some(article) = story.article.as_ref().filter(|_| story.has_come_in()) else {
        return Ok(None);
    };
    let article = store.article(&article.slug).await?;
    Ok(article.map(|article| (article.number, outside::manuscript(&article))))
}

/// Brings the version that somebody has seen come in together with the newest save. Where both changed the same words, it stands
/// beside the others until somebody chooses.
///
/// # Errors
/// [`DeskError::Unknown`] for a story that is not there, [`DeskError::Forbidden`] unless `by` may change it;
/// [`DeskError::Refused`] when nothing came in, or something else meanwhile.
pub async fn take_in(
    store: &Store,
    clock: &Clock,
    by: &Account,
    id: StoryId,
    seen: VersionNumber,
) -> Result<Saved, DeskError> {
    let now = clock.now();
    let mut writing = store.write().await?;
    let story = writing.story(id).await?.ok_or(DeskError::Unknown)?;
    let newest = writing.save(id, story.save).await?;
    let newest = newest.ok_or(DeskError::Unknown)?;
    let mut story = changeable(&mut writing, by, id, &newest.manuscript).await?;
    let came_in = match story.article.as_ref().filter(|_| story.has_come_in()) {
        Some(article) => writing.article(&article.slug).await?,
        None => None,
    };
    let Some(article) = came_in.filter(|article| article.number == seen) else {
        return Err(DeskError::Refused(
            "Something else came in meanwhile, or somebody brought it in. Please look again."
                .to_owned(),
        ));
    };
    let theirs = outside::manuscript(&article);
    let had = match story.out_save {
        Some(out) => writing.save(id, out).await?,
        None => None,
    };
    // A story that was recalled has no save that readers had: what came in counts as a change of the newest.
    let base = had.unwrap_or_else(|| newest.clone());
    let is_untouched = newest.manuscript == base.manuscript;
    let kind = match is_untouched {
        true => SaveKind::Outside,
        false => SaveKind::Aside,
    };
    let brought = writing
        .add_save(id, Some(base.number), None, kind, &theirs, now)
        .await?;
    let saved = if is_untouched {
        writing.move_story_on(id, brought, &theirs, now).await?;
        Saved::Kept(brought)
    } else {
        let Merge {
            manuscript,
            disputes,
        } = merging::merge(&base.manuscript, &newest.manuscript, &theirs);
        match disputes.is_empty() {
            true => bring_together(&mut writing, by, id, &newest.number, &manuscript, now).await?,
            false => Saved::Disputed(brought),
        }
    };
    story.out_save = Some(brought);
    if let Some(out_as) = &mut story.article {
        out_as.out_version = Some(article.number);
    }
    writing.keep_story(&story).await?;
    let what = (Action::TakeIn, story.title(), About::Story(id));
    writing.log_desk(Some(by.id), what, false, now).await?;
    writing.commit().await?;
    Ok(saved)
}
