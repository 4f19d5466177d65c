//! The way of a story to its readers: review, approval, schedule, publication, correction, recall.
//!
//! What goes out is the save that was approved, in one transaction with what the desk knows of it, so that a killed program
//! has either brought a story out and knows it, or has not.

use domain::{Correction, Moment, PictureId, Slug, Withdrawal};

use super::account::Account;
use super::checking::{self, FieldProblem, Ready};
use super::doing::{Action, DeskError};
use super::gate::{self, Finding, Severity, Strictness};
use super::manuscript::Manuscript;
use super::role::Right;
use super::story::{OutAs, SaveNumber, Story, StoryId};
use crate::clock::Clock;
use crate::comparing::Wording;
use crate::importing::slug_of;
use crate::publishing::{self, Filing, When};
use crate::store::{Store, StoreError, Writing};

/// Asks for the newest save to be read.
///
/// # Errors
/// [`DeskError::Forbidden`] unless `by` may change the story.
pub async fn ask_for_review(
    store: &Store,
    clock: &Clock,
    by: &Account,
    id: StoryId,
) -> Result<(), DeskError> {
    step(store, clock, by, id, Action::AskForReview, |story| {
        allow(story.is_changed_by(by))?;
        story.review_save = Some(story.save);
        Ok(())
    })
    .await
}

/// Sends a story back to whoever wrote it: it is a draft again, and what was approved of it is not any more. Whoever wrote
/// it may take it back in the same way before it was approved.
///
/// # Errors
/// [`DeskError::Forbidden`] unless `by` may publish it, or may change it and it was not approved.
pub async fn send_back(
    store: &Store,
    clock: &Clock,
    by: &Account,
    id: StoryId,
) -> Result<(), DeskError> {
    step(store, clock, by, id, Action::SendBack, |story| {
        let is_approved = story.approved_save > story.out_save;
        allow(story.is_published_by(by) || (story.is_changed_by(by) && !is_approved))?;
        story.review_save = None;
        story.approved_save = story.out_save;
        story.publish_at = None;
        Ok(())
    })
    .await
}

/// Says that a save may go out as it is.
///
/// # Errors
/// [`DeskError::Forbidden`] unless `by` may publish it; [`DeskError::Refused`] when another save came meanwhile.
pub async fn approve(
    store: &Store,
    clock: &Clock,
    by: &Account,
    id: StoryId,
    seen: SaveNumber,
) -> Result<(), DeskError> {
    step(store, clock, by, id, Action::Approve, |story| {
        allow(story.is_published_by(by))?;
        is_newest(story, seen)?;
        story.approved_save = Some(story.save);
        story.review_save = None;
        Ok(())
    })
    .await
}

/// What is said of a story besides its words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Terms {
    /// Before that it may not go out.
    pub embargo_until: Option<Moment>,
    /// When readers are to have it no longer.
    pub expires_at: Option<Moment>,
    /// What it had wrong, to be told with what goes out next.
    pub correction: Option<String>,
}

/// Says on what terms a story goes out.
///
/// # Errors
/// [`DeskError::Forbidden`] unless `by` may publish it; [`DeskError::Refused`] for a correction that cannot be one.
pub async fn set_terms(
    store: &Store,
    clock: &Clock,
    by: &Account,
    id: StoryId,
    terms: Terms,
) -> Result<(), DeskError> {
    if let Some(correction) = &terms.correction {
        Correction::new(clock.now(), correction)?;
    }
    if terms.expires_at.is_some_and(|at| at <= clock.now()) {
        return Err(DeskError::Refused(
            "The time after which readers are to have it no longer is over already.".to_owned(),
        ));
    }
    step(store, clock, by, id, Action::Schedule, |story| {
        allow(story.is_published_by(by))?;
        let (until, at) = (terms.embargo_until, story.publish_at);
        if until.zip(at).is_some_and(|(until, at)| at < until) {
            return Err(DeskError::Refused(
                "The story is scheduled for before the embargo ends. Schedule it for later first."
                    .to_owned(),
            ));
        }
        story.embargo_until = terms.embargo_until;
        story.expires_at = terms.expires_at;
        story.correction = terms.correction;
        Ok(())
    })
    .await
}

/// What the gate is told besides the story.
#[derive(Debug, Clone, Copy)]
pub struct Gate<'a> {
    /// How strict the paper is.
    pub strictness: &'a Strictness,
    /// Where readers reach it.
    pub url: &'a str,
    /// Whether the story is to go out in spite of what the gate only warns of.
    pub in_spite: bool,
}

/// What the gate finds in a manuscript of a story.
///
/// # Errors
/// Any [`StoreError`].
pub async fn findings(
    store: &Store,
    story: &Story,
    manuscript: &Manuscript,
    gate: Gate<'_>,
) -> Result<Vec<Finding>, StoreError> {
    let itself = manuscript.slug.trim().parse::<Slug>().ok();
    let itself = itself.or_else(|| slug_of(&manuscript.headline));
    let facts = gate::look_up(store, manuscript, gate.url, itself.as_ref()).await?;
    let before = match (&story.article, story.is_public()) {
        (Some(article), true) => store.article(&article.slug).await?.map(|article| {
            let version = &article.version;
            Wording::of(
                &version.headline,
                version.standfirst.as_ref(),
                &version.body,
            )
        }),
        (_, false) | (None, true) => None,
    };
    let correction = story.correction.as_deref();
    Ok(gate::check(
        manuscript,
        before.as_ref(),
        correction,
        &facts,
        gate.strictness,
    ))
}

/// Says when the newest save goes out by itself; approves it, too. With no time, what was scheduled does not go out.
///
/// # Errors
/// [`DeskError::Forbidden`] unless `by` may publish it; [`DeskError::Refused`] for a time that has passed or is under the
/// embargo, for a save that is not the newest, and for what could not go out as it is.
pub async fn schedule(
    store: &Store,
    clock: &Clock,
    by: &Account,
    id: StoryId,
    (seen, at): (SaveNumber, Option<Moment>),
    gate: Gate<'_>,
) -> Result<(), DeskError> {
    let now = clock.now();
    if at.is_some_and(|at| at <= now) {
        return Err(DeskError::Refused(
            "That time has passed. Choose a later one, or publish it now.".to_owned(),
        ));
    }
    if at.is_some() {
        ready_save(store, by, id, seen, gate).await?;
    }
    step(store, clock, by, id, Action::Schedule, |story| {
        allow(story.is_published_by(by))?;
        if let Some(at) = at {
            is_newest(story, seen)?;
            after_embargo(story, at)?;
            story.approved_save = Some(story.save);
            story.review_save = None;
        }
        story.publish_at = at;
        Ok(())
    })
    .await
}

/// Brings out the newest save now. A story that was withdrawn comes back.
///
/// # Errors
/// [`DeskError::Forbidden`] unless `by` may publish it; [`DeskError::Refused`] for a save that is not the newest, under an
/// embargo, and for what cannot go out as it is.
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
    let what = (action, story.title());
    writing.log_desk(Some(by.id), what, false, now).await?;
    writing.commit().await?;
    Ok(out_as)
}

/// Takes a story back from its readers, everywhere, and tells them why. What was scheduled does not go out.
///
/// # Errors
/// [`DeskError::Forbidden`] unless `by` may publish it; [`DeskError::Refused`] when readers do not have it.
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
    allow(story.is_published_by(by))?;
    take_back(&mut writing, &mut story, reason, now).await?;
    let what = (Action::Recall, story.title());
    writing.log_desk(Some(by.id), what, false, now).await?;
    Ok(writing.commit().await?)
}

/// Throws a story away that readers do not have, or takes it back out of the bin.
///
/// # Errors
/// [`DeskError::Forbidden`] unless `by` may change it; [`DeskError::Refused`] while readers have it.
pub async fn bin(
    store: &Store,
    clock: &Clock,
    by: &Account,
    id: StoryId,
    is_binned: bool,
) -> Result<(), DeskError> {
    let now = clock.now();
    step(store, clock, by, id, Action::Bin, |story| {
        allow(story.is_changed_by(by))?;
        if is_binned && story.is_public() {
            return Err(DeskError::Refused(
                "Readers have this story. Recall it first.".to_owned(),
            ));
        }
        story.binned_at = is_binned.then_some(now);
        if is_binned {
            story.publish_at = None;
        }
        Ok(())
    })
    .await
}

/// What came out by itself, or did not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// What the story is called.
    pub title: String,
    /// Why it did not; it is not scheduled any more then, and the log of the desk says so.
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
    let problem = match ready(store, &save.manuscript).await {
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
                    let what = (Action::Publish, title.as_str());
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
    // It is found approved and not scheduled.
    story.publish_at = None;
    writing.keep_story(&story).await?;
    let title = story.title().to_owned();
    let subject = format!("{title}: {problem}");
    let what = (Action::Publish, subject.as_str());
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
            // It was recalled before.
            Err(DeskError::Refused(_) | DeskError::Unknown | DeskError::Forbidden) => {
                writing.keep_story(&story).await?;
            }
            Err(DeskError::Store(error)) => return Err(error),
        }
        let what = (Action::Recall, story.title());
        writing.log_desk(None, what, false, now).await?;
        writing.commit().await?;
    }
    Ok(ended)
}

/// What keeps a manuscript from going out as it is.
///
/// # Errors
/// Any [`StoreError`].
pub async fn problems(
    store: &Store,
    manuscript: &Manuscript,
) -> Result<Vec<FieldProblem>, StoreError> {
    Ok(check(store, manuscript).await?.err().unwrap_or_default())
}

/// What a manuscript would come out as.
///
/// # Errors
/// [`DeskError::Refused`] with all that keeps it from coming out.
pub async fn proof(store: &Store, manuscript: &Manuscript) -> Result<Ready, DeskError> {
    ready(store, manuscript).await
}

/// The same as one refusal, or what goes out.
async fn ready(store: &Store, manuscript: &Manuscript) -> Result<Ready, DeskError> {
    check(store, manuscript).await?.map_err(|problems| {
        let sentences: Vec<&str> = problems.iter().map(|it| it.sentence.as_str()).collect();
        DeskError::Refused(sentences.join(" "))
    })
}

/// What goes out of the save that somebody saw, if it is the newest still and if the gate lets it out.
/// Nobody else is told what stands in it.
async fn ready_save(
    store: &Store,
    by: &Account,
    id: StoryId,
    seen: SaveNumber,
    gate: Gate<'_>,
) -> Result<Ready, DeskError> {
    let story = store.story(id).await?.ok_or(DeskError::Unknown)?;
    allow(story.is_published_by(by))?;
    is_newest(&story, seen)?;
    let save = store.save(id, seen).await?.ok_or(DeskError::Unknown)?;
    let ready = ready(store, &save.manuscript).await?;
    let stops = |severity: Severity| match severity {
        Severity::Off => false,
        Severity::Warn => !gate.in_spite,
        Severity::Block => true,
    };
    let findings = findings(store, &story, &save.manuscript, gate).await?;
    let found = findings.iter().filter(|finding| stops(finding.severity));
    let sentences: Vec<&str> = found.map(|finding| finding.sentence.as_str()).collect();
    if sentences.is_empty() {
        Ok(ready)
    } else {
        Err(DeskError::Refused(sentences.join(" ")))
    }
}

async fn check(
    store: &Store,
    manuscript: &Manuscript,
) -> Result<Result<Ready, Vec<FieldProblem>>, StoreError> {
    let id = picture_id(&manuscript.picture);
    let pictures = store.pictures(id.as_slice()).await?;
    let sections = store.all_sections().await?;
    Ok(checking::ready(manuscript, &sections, &pictures))
}

/// The picture that an address of the paper's own leads to.
fn picture_id(address: &str) -> Option<PictureId> {
    let name = address.trim().strip_prefix("/media/")?;
    name.split('.').next()?.parse().ok()
}

async fn bring_out(
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
    story.article = Some(out_as.clone());
    story.out_save = Some(save);
    story.approved_save = Some(save);
    story.review_save = None;
    story.publish_at = None;
    story.correction = None;
    story.binned_at = None;
    writing.keep_story(story).await?;
    Ok(out_as)
}

async fn take_back(
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
    story.out_save = None;
    story.approved_save = None;
    writing.keep_story(story).await?;
    Ok(())
}

async fn step(
    store: &Store,
    clock: &Clock,
    by: &Account,
    id: StoryId,
    action: Action,
    change: impl FnOnce(&mut Story) -> Result<(), DeskError>,
) -> Result<(), DeskError> {
    let now = clock.now();
    let mut writing = store.write().await?;
    let mut story = writing.story(id).await?.ok_or(DeskError::Unknown)?;
    if !by.may(Right::Write) || !story.is_seen_by(by) {
        return Err(DeskError::Unknown);
    }
    change(&mut story)?;
    writing.keep_story(&story).await?;
    let what = (action, story.title());
    writing.log_desk(Some(by.id), what, false, now).await?;
    Ok(writing.commit().await?)
}

fn allow(is_allowed: bool) -> Result<(), DeskError> {
    if is_allowed {
        Ok(())
    } else {
        Err(DeskError::Forbidden)
    }
}

fn is_newest(story: &Story, seen: SaveNumber) -> Result<(), DeskError> {
    if story.save == seen {
        return Ok(());
    }
    Err(DeskError::Refused(
        "Somebody saved the story after you opened this page. Please look at what it says now."
            .to_owned(),
    ))
}

fn after_embargo(story: &Story, at: Moment) -> Result<(), DeskError> {
    match story.embargo_until {
        Some(until) if at < until => Err(DeskError::Refused(
            "The story is under an embargo until later than that. Schedule it for after its end, or end the embargo."
                .to_owned(),
        )),
        Some(_) | None => Ok(()),
    }
}
