//! Mending a correction that readers have: its words and nothing else. It stays at its day and its place, and is never taken back.

use domain::{Correction, VersionNumber};

use super::allow;
use crate::clock::Clock;
use crate::desk::account::Account;
use crate::desk::doing::{Action, DeskError};
use crate::desk::log::About;
use crate::desk::story::StoryId;
use crate::publishing::{self, Filing, When};
use crate::store::Store;

/// How much of a correction a line of the log quotes, in characters. All of it stays in the versions of the article.
const QUOTED: usize = 200;

/// What somebody makes of a correction.
#[derive(Debug, Clone, Copy)]
pub struct Mending<'a> {
    /// Which of the article's it is, from 1 on.
    pub number: usize,
    /// What it said on the page that they had before them.
    pub seen: &'a str,
    /// What it is to say.
    pub text: &'a str,
}

/// Gives a correction other words, as a new version of the article.
///
/// # Errors
/// [`DeskError::Forbidden`] unless `by` might have told it; [`DeskError::Unknown`] for one that there is not;
/// [`DeskError::Refused`] for what can be no correction, for a story that readers do not have, and where somebody else mended it
/// meanwhile.
pub async fn mend_correction(
    store: &Store,
    clock: &Clock,
    by: &Account,
    id: StoryId,
    mending: Mending<'_>,
) -> Result<(), DeskError> {
    let now = clock.now();
    let mut writing = store.write().await?;
    let story = writing.story(id).await?;
    let story = story.filter(|story| story.is_seen_by(by));
    let mut story = story.ok_or(DeskError::Unknown)?;
    allow(story.is_published_by(by))?;
    let article = story
        .article
        .as_mut()
        .filter(|it| it.publication.is_public());
    let out_as = article.ok_or_else(|| {
        DeskError::Refused("Readers do not have this story, nor what it had wrong.".to_owned())
    })?;
    let held = writing.held_number(out_as.id).await?;
    let held = held.ok_or(DeskError::Unknown)?;
    let article = writing.article(&held.slug).await?;
    let mut version = article.ok_or(DeskError::Unknown)?.version;
    let told = mending
        .number
        .checked_sub(1)
        .and_then(|place| version.corrections.get_mut(place));
    let told = told.ok_or(DeskError::Unknown)?;
    let mended = Correction::new(told.at(), mending.text)?;
    if mended == *told {
        return Ok(());
    }
    if told.text() != mending.seen {
        return Err(DeskError::Refused(format!(
            "Somebody else mended this correction meanwhile. It says now: “{}”. What you typed stands in its field and is not \
             kept.",
            told.text()
        )));
    }
    let said = format!("“{}” is now “{}”", cut(told.text()), cut(mended.text()));
    *told = mended;
    let filing = Filing {
        slug: held.slug.clone(),
        section: held.section.clone(),
        version,
        dont_miss: held.dont_miss,
        when: When::Now,
        source: None,
    };
    publishing::bring_out_as(&mut writing, &filing, Some(&held), now).await?;
    // What came from outside, and was not brought together yet, still waits for that.
    if out_as.out_version == Some(held.number) {
        out_as.out_version = Some(VersionNumber(held.number.0 + 1));
        writing.keep_story(&story).await?;
    }
    let subject = format!("{}: {said}", story.title());
    let what = (Action::MendCorrection, subject.as_str(), About::Story(id));
    writing.log_desk(Some(by.id), what, false, now).await?;
    Ok(writing.commit().await?)
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
