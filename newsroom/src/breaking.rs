//! The breaking bar: one sentence above every page, for as long as it is news.
//!
//! At most one stands. It comes down when its time is over, when an editor says so, or when the story that it leads to is
//! taken back: a bar must not go on saying what the paper no longer does.

use std::time::Duration;

use domain::{ArticleId, Breaking, BreakingNumber, BreakingText, Language, Moment, Slug};

use crate::clock::Clock;
use crate::events::EventKind;
use crate::store::{Store, StoreError, Writing};

/// How long a bar stands if nobody says how long.
pub const STANDS: Duration = Duration::from_hours(3);

/// What an editor wants to stand above every page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Announcement {
    /// What it says.
    pub text: BreakingText,
    /// The language it is written in, where that is not the paper's own.
    pub language: Option<Language>,
    /// The published article it leads to.
    pub article: Option<Slug>,
    /// When it comes down by itself.
    pub until: Moment,
}

/// What putting up a bar did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Announced {
    /// It is a new one.
    PutUp,
    /// It stood already and stands until another time now. Who has closed it does not see it again.
    Prolonged,
    /// It stood like that already.
    Unchanged,
}

/// Why a bar could not be put up.
#[derive(Debug, thiserror::Error)]
pub enum BreakingError {
    /// There is no such article.
    #[error("there is no article `{0}`")]
    Unknown(Slug),
    /// Readers could not open the story.
    #[error("`{0}` is not published, so the breaking bar cannot lead to it")]
    NotPublished(Slug),
    /// It would not be seen.
    #[error("the breaking bar has to stand until a time that lies ahead")]
    Over,
    /// Somebody else put up another one since it was looked at.
    #[error("somebody else put up a bar meanwhile")]
    Meanwhile(Box<Breaking>),
    /// The store failed; nothing was written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Puts up a bar in the place of the one that stands, if one does. The same one again stands until the other time.
///
/// # Errors
/// Any [`BreakingError`]; the bar that stands is left alone then.
pub async fn set(
    store: &Store,
    clock: &Clock,
    announcement: &Announcement,
) -> Result<Announced, BreakingError> {
    put_up(store, clock, announcement, InPlaceOf::Any).await
}

/// The same for somebody who saw that bar stand, or none: one that was put up since is not replaced.
///
/// # Errors
/// As [`set`], and [`BreakingError::Meanwhile`] with the other one.
pub async fn set_having_seen(
    store: &Store,
    clock: &Clock,
    announcement: &Announcement,
    seen: Option<BreakingNumber>,
) -> Result<Announced, BreakingError> {
    put_up(store, clock, announcement, InPlaceOf::Seen(seen)).await
}

#[derive(Clone, Copy)]
enum InPlaceOf {
    Any,
    Seen(Option<BreakingNumber>),
}

async fn put_up(
    store: &Store,
    clock: &Clock,
    announcement: &Announcement,
    in_place_of: InPlaceOf,
) -> Result<Announced, BreakingError> {
    let now = clock.now();
    let Announcement {
        text,
        language,
        article,
        until,
    } = announcement;
    if *until <= now {
        return Err(BreakingError::Over);
    }
    let mut writing = store.write().await?;
    let article = match article {
        Some(slug) => Some(public(&mut writing, slug).await?),
        None => None,
    };
    let standing = writing.standing_breaking().await?;
    let standing = standing.filter(|bar| bar.until > now);
    let is_same = standing.as_ref().is_some_and(|bar| {
        bar.text == *text
            && bar.language == *language
            && bar.story.as_ref().map(|story| story.id) == article
    });
    if is_same && standing.as_ref().is_some_and(|bar| bar.until == *until) {
        return Ok(Announced::Unchanged);
    }
    if let (InPlaceOf::Seen(seen), Some(bar)) = (in_place_of, standing)
        && seen != Some(bar.number)
    {
        return Err(BreakingError::Meanwhile(Box::new(bar)));
    }
    let announced = match is_same {
        true => {
            writing.prolong_breaking(*until).await?;
            Announced::Prolonged
        }
        false => {
            writing.take_down_breaking(now).await?;
            let language = language.as_ref();
            writing
                .put_up_breaking(text, language, article, now, *until)
                .await?;
            Announced::PutUp
        }
    };
    writing.log(EventKind::BreakingSet, article, now).await?;
    writing.commit().await?;
    Ok(announced)
}

/// The number of an article that readers can open.
async fn public(writing: &mut Writing, slug: &Slug) -> Result<ArticleId, BreakingError> {
    match writing.held(slug).await? {
        Some(held) if held.publication.is_public() => Ok(held.id),
        Some(_) => Err(BreakingError::NotPublished(slug.clone())),
        None => Err(BreakingError::Unknown(slug.clone())),
    }
}

/// Takes down the bar that stands. Whether one did.
///
/// # Errors
/// Any [`StoreError`]; nothing is written then.
pub async fn clear(store: &Store, clock: &Clock) -> Result<bool, StoreError> {
    let mut writing = store.write().await?;
    if writing.standing_breaking().await?.is_none() {
        return Ok(false);
    }
    take_down(&mut writing, clock.now()).await?;
    writing.commit().await?;
    Ok(true)
}

/// The same for somebody who saw that bar stand, or none: one that was put up since stays, and is what is returned as an error.
///
/// # Errors
/// [`BreakingError::Meanwhile`] with the other one, or any [`StoreError`]; nothing is written then.
pub async fn clear_having_seen(
    store: &Store,
    clock: &Clock,
    seen: Option<BreakingNumber>,
) -> Result<bool, BreakingError> {
    let now = clock.now();
    let mut writing = store.write().await?;
    let standing = writing.standing_breaking().await?;
    let Some(bar) = standing.filter(|bar| bar.until > now) else {
        return Ok(false);
    };
    if seen != Some(bar.number) {
        return Err(BreakingError::Meanwhile(Box::new(bar)));
    }
    take_down(&mut writing, now).await?;
    writing.commit().await?;
    Ok(true)
}

/// Takes down a bar whose time is over. Whether there was one.
///
/// Doing this twice, or in two processes at once, does it once, and one that was prolonged meanwhile stays: it is read
/// again under the write lock.
///
/// # Errors
/// Any [`StoreError`]; nothing is written then.
pub async fn clear_due(store: &Store, clock: &Clock) -> Result<bool, StoreError> {
    let now = clock.now();
    if !store.breaking_is_over(now).await? {
        return Ok(false);
    }
    let mut writing = store.write().await?;
    let standing = writing.standing_breaking().await?;
    if standing.is_none_or(|bar| bar.until > now) {
        return Ok(false);
    }
    take_down(&mut writing, now).await?;
    writing.commit().await?;
    Ok(true)
}

/// Takes down the bar that leads to a story which readers can no longer open.
pub(crate) async fn follow_withdrawal(
    writing: &mut Writing,
    article: ArticleId,
    now: Moment,
) -> Result<(), StoreError> {
    if writing.breaking_article().await? == Some(article) {
        take_down(writing, now).await?;
    }
    Ok(())
}

async fn take_down(writing: &mut Writing, now: Moment) -> Result<(), StoreError> {
    writing.take_down_breaking(now).await?;
    writing.log(EventKind::BreakingCleared, None, now).await?;
    Ok(())
}
