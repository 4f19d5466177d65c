//! What goes out and ends by itself, when its time has come.

use domain::Withdrawal;

use super::going_out::{bring_out, take_back};
use super::passing::ready;
use crate::clock::Clock;
use crate::desk::doing::{Action, DeskError};
use crate::desk::log::About;
use crate::desk::story::{Story, StoryId};
use crate::store::{Store, StoreError};

/// What came out by itself, or did not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// What the story is called.
    pub title: String,
    /// Why it did not; it is not scheduled any more then, and the log of the desk and the story itself say so.
    pub problem: Option<String>,
}

/// Brings out every story whose time has come, and says which those were.
///
/// Doing this twice, or in two processes at once, brings each out once: where it stands is read again under the write lock.
///
/// # Errors
/// Any [`StoreError`]; what was brought out before it stays so, and the rest is tried again.
pub async fn publish_due(store: &Store, clock: &Clock) -> Result<Vec<Due>, StoreError> {
    let mut done = Vec::new();
    for id in store.stories_due(clock.now()).await? {
        done.extend(bring_out_due(store, clock, id).await?);
    }
    Ok(done)
}

async fn bring_out_due(
    store: &Store,
    clock: &Clock,
    id: StoryId,
) -> Result<Option<Due>, StoreError> {
    let Some(story) = store.story(id).await? else {
        return Ok(None);
    };
    let number = story.approved_save.unwrap_or(story.save);
    let Some(save) = store.save(id, number).await? else {
        return Ok(None);
    };
    let now = clock.now();
    let is_due = |story: &Story| {
        story.publish_at.is_some_and(|at| at <= now) && story.approved_save == Some(number)
    };
    let problem = match ready(store, &story, &save.manuscript).await {
        Err(DeskError::Store(error)) => return Err(error),
        Err(other) => other,
        Ok(ready) => {
            let mut writing = store.write().await?;
            let story = writing.story(id).await?;
            let Some(mut story) = story.filter(is_due) else {
                return Ok(None);
            };
            match bring_out(&mut writing, &mut story, number, ready, now).await {
                Ok(_) => {
                    let title = story.title().to_owned();
                    let what = (Action::Publish, title.as_str(), About::Story(id));
                    writing.log_desk(None, what, false, now).await?;
                    writing.commit().await?;
                    return Ok(Some(Due {
                        title,
                        problem: None,
                    }));
                }
                Err(DeskError::Store(error)) => return Err(error),
                // What was begun is given up with its transaction.
                Err(other) => other,
            }
        }
    };
    let mut writing = store.write().await?;
    let story = writing.story(id).await?;
    let Some(mut story) = story.filter(is_due) else {
        return Ok(None);
    };
    story.publish_at = None;
    story.missed = Some(problem.to_string());
    writing.keep_story(&story).await?;
    let title = story.title().to_owned();
    let subject = format!("{title}: {problem}");
    let what = (Action::Publish, subject.as_str(), About::Story(id));
    writing.log_desk(None, what, true, now).await?;
    writing.commit().await?;
    Ok(Some(Due {
        title,
        problem: Some(problem.to_string()),
    }))
}

/// Takes back every story that readers are to have no longer; `reason` is what they are told.
///
/// # Errors
/// Any [`StoreError`]; the rest is tried again.
pub async fn expire_due(
    store: &Store,
    clock: &Clock,
    reason: &Withdrawal,
) -> Result<Vec<String>, StoreError> {
    let mut ended = Vec::new();
    for id in store.stories_ending(clock.now()).await? {
        let now = clock.now();
        let mut writing = store.write().await?;
        let Some(mut story) = writing.story(id).await? else {
            continue;
        };
        if story.expires_at.is_none_or(|at| at > now) {
            continue;
        }
        story.expires_at = None;
        match take_back(&mut writing, &mut story, reason.clone(), now).await {
            Ok(()) => ended.push(story.title().to_owned()),
            // Somebody else took it back a moment ago.
            Err(DeskError::Refused(_) | DeskError::Unknown | DeskError::Forbidden) => continue,
            Err(DeskError::Store(error)) => return Err(error),
        }
        let what = (Action::Recall, story.title(), About::Story(story.id));
        writing.log_desk(None, what, false, now).await?;
        writing.commit().await?;
    }
    Ok(ended)
}
