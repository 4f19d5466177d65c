//! Letters at the desk: composing an issue, sending it, and having it wait or end.
//!
//! An issue reaches everybody at once and cannot be taken back, so it takes the right to do that
//! ([`Right::SendLetters`]), and a press counts once however often it comes.

use domain::Slug;

use super::account::Account;
use super::doing::{Action, DeskError};
use super::log::About;
use super::role::Right;
use crate::clock::Clock;
use crate::letters::{
    Handmade, Issue, IssueDraft, IssueState, Letter, LetterState, PaperFacts, Seen, Sent, Which,
    plan, send_seen,
};
use crate::store::{Store, Writing};

/// What became of an issue that somebody composed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Composed {
    /// It is kept, under that number.
    Kept(i64),
    /// Somebody else saved this one meanwhile, and nothing was kept.
    Meanwhile(IssueDraft),
    /// It went out meanwhile, or somebody threw it away, and nothing was kept.
    Gone,
}

/// What is to become of an issue that goes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Halt {
    /// Nothing more of it is sent until it is let go on.
    Pause,
    /// It goes on.
    Resume,
    /// Who has not got it will not.
    Cancel,
}

/// Keeps what an issue is to have. `base` is the number of the draft that `by` had before them, 0 for none.
///
/// # Errors
/// [`DeskError::Forbidden`] unless `by` may, [`DeskError::Unknown`] for a letter that is not offered, and
/// [`DeskError::Refused`] with everything that is wrong with it.
pub async fn compose(
    store: &Store,
    clock: &Clock,
    by: &Account,
    slug: &Slug,
    base: i64,
    made: &Handmade,
) -> Result<Composed, DeskError> {
    let letter = offered(store, by, slug).await?;
    let problems = made.problems();
    if !problems.is_empty() {
        let sentences: Vec<String> = problems.iter().map(ToString::to_string).collect();
        return Err(DeskError::Refused(sentences.join(" ")));
    }
    let now = clock.now();
    let mut writing = store.write().await?;
    let kept = writing
        .keep_draft(letter.id, base, made, (by.id, now))
        .await?;
    let Some(number) = kept else {
        drop(writing);
        let theirs = store.letter_draft(letter.id).await?;
        return Ok(theirs.map_or(Composed::Gone, Composed::Meanwhile));
    };
    let what = format!("the next issue of {slug}");
    let about = About::Letter(slug.clone());
    log(writing, clock, by, (Action::ComposeIssue, &what, about)).await?;
    Ok(Composed::Kept(number))
}

/// Throws away what somebody composed: the next issue makes itself again.
///
/// # Errors
/// [`DeskError::Forbidden`] unless `by` may, [`DeskError::Unknown`] for a letter that is not offered.
pub async fn discard(
    store: &Store,
    clock: &Clock,
    by: &Account,
    slug: &Slug,
) -> Result<(), DeskError> {
    let letter = offered(store, by, slug).await?;
    let mut writing = store.write().await?;
    if !writing.drop_draft(letter.id).await? {
        return Ok(());
    }
    let what = format!("the next issue of {slug}, which makes itself again");
    let about = About::Letter(slug.clone());
    log(writing, clock, by, (Action::ComposeIssue, &what, about)).await
}

/// Sends an issue to everybody who gets the letter, once, as it was seen.
///
/// # Errors
/// [`DeskError::Forbidden`] unless `by` may, [`DeskError::Unknown`] for a letter that is not offered.
pub async fn send(
    store: &Store,
    clock: &Clock,
    facts: &PaperFacts,
    by: &Account,
    slug: &Slug,
    seen: &Seen,
) -> Result<Sent, DeskError> {
    let letter = offered(store, by, slug).await?;
    let planned = plan(store, clock, facts, &letter, Which::Composed).await?;
    let mut writing = store.write().await?;
    let (sent, _) = send_seen(&mut writing, clock, &letter, planned.as_ref(), seen).await?;
    if let Sent::Now(number, _) = sent {
        let what = format!("issue {number} of {slug}");
        let about = About::Issue(slug.clone(), number);
        log(writing, clock, by, (Action::SendLetter, &what, about)).await?;
    }
    Ok(sent)
}

/// Lets somebody send an issue to themselves, and to nobody else.
///
/// # Errors
/// [`DeskError::Forbidden`] unless `by` may, [`DeskError::Unknown`] for a letter that is not offered.
pub async fn try_out(
    store: &Store,
    clock: &Clock,
    by: &Account,
    slug: &Slug,
) -> Result<Letter, DeskError> {
    let letter = offered(store, by, slug).await?;
    let about = About::Letter(slug.clone());
    let what = (Action::TryLetter, slug.as_str(), about);
    log(store.write().await?, clock, by, what).await?;
    Ok(letter)
}

/// Has a letter make no issues by its schedule, or make them again. What goes out goes on.
///
/// # Errors
/// [`DeskError::Forbidden`] unless `by` may, [`DeskError::Unknown`] for a letter that is not offered.
pub async fn set_running(
    store: &Store,
    clock: &Clock,
    by: &Account,
    slug: &Slug,
    runs: bool,
) -> Result<(), DeskError> {
    let letter = offered(store, by, slug).await?;
    let (state, action) = match runs {
        true => (LetterState::Running, Action::ResumeLetter),
        false => (LetterState::Paused, Action::PauseLetter),
    };
    if letter.state == state {
        return Ok(());
    }
    let mut writing = store.write().await?;
    writing
        .put_letter_in_state(letter.id, state, clock.now())
        .await?;
    let about = About::Letter(slug.clone());
    log(writing, clock, by, (action, slug.as_str(), about)).await
}

/// Has an issue that goes out wait, go on or end. Doing so again changes nothing.
///
/// # Errors
/// [`DeskError::Forbidden`] unless `by` may, [`DeskError::Unknown`] for an issue that is not there, and
/// [`DeskError::Refused`] for one that does not go out any more.
pub async fn halt(
    store: &Store,
    clock: &Clock,
    by: &Account,
    (slug, number): (&Slug, i64),
    halt: Halt,
) -> Result<(), DeskError> {
    may(by)?;
    let issue = issue(store, slug, number).await?;
    let (state, action) = match halt {
        Halt::Pause => (IssueState::Paused, Action::PauseLetter),
        Halt::Resume => (IssueState::Sending, Action::ResumeLetter),
        Halt::Cancel => (IssueState::Cancelled, Action::CancelIssue),
    };
    if issue.state == state {
        return Ok(());
    }
    let now = clock.now();
    let mut writing = store.write().await?;
    if !writing.put_issue_in_state(issue.id, state, now).await? {
        return Err(DeskError::Refused(
            "That issue does not go out any more.".to_owned(),
        ));
    }
    let what = format!("issue {number} of {slug}");
    let about = About::Issue(slug.clone(), number);
    log(writing, clock, by, (action, &what, about)).await
}

async fn issue(store: &Store, slug: &Slug, number: i64) -> Result<Issue, DeskError> {
    let letter = store.letter(slug).await?.ok_or(DeskError::Unknown)?;
    let issue = store.issue_of(letter.id, number).await?;
    issue.ok_or(DeskError::Unknown)
}

/// A letter that can be sent, for somebody who may.
async fn offered(store: &Store, by: &Account, slug: &Slug) -> Result<Letter, DeskError> {
    may(by)?;
    let letter = store.letter(slug).await?;
    let letter = letter.filter(|letter| letter.state != LetterState::Retired);
    letter.ok_or(DeskError::Unknown)
}

fn may(by: &Account) -> Result<(), DeskError> {
    match by.may(Right::SendLetters) {
        true => Ok(()),
        false => Err(DeskError::Forbidden),
    }
}

async fn log(
    mut writing: Writing,
    clock: &Clock,
    by: &Account,
    what: (Action, &str, About),
) -> Result<(), DeskError> {
    writing
        .log_desk(Some(by.id), what, false, clock.now())
        .await?;
    Ok(writing.commit().await?)
}
