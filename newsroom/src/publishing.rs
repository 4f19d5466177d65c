//! Publishing: what happens to an article, each time in one transaction with its event.

mod filing;
mod profiles;

use domain::{Moment, Publication, Slug, Withdrawal};

use crate::breaking;
use crate::clock::Clock;
use crate::events::EventKind;
use crate::store::{Held, Store, StoreError, Writing};

pub(crate) use filing::bring_out_as;
pub use filing::{Filed, Filing, When, file};
pub use profiles::{ProfileFiled, file_profile};

/// Why something could not be done to an article.
#[derive(Debug, thiserror::Error)]
pub enum PublishingError {
    /// There is no such article.
    #[error("there is no article `{0}`")]
    Unknown(Slug),
    /// It is not public, so it cannot be withdrawn.
    #[error("`{0}` is not published, so there is nothing to withdraw")]
    NotPublished(Slug),
    /// The slug is one that another article was found under before.
    #[error(
        "slug `{former}` is a former address of `{article}`, and readers who kept it are sent there"
    )]
    FormerAddress {
        /// The slug that was asked for.
        former: Slug,
        /// The article it leads to.
        article: Slug,
    },
    /// The store failed; nothing was written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Brings an article out now: a draft, one that is scheduled, or one that was withdrawn.
/// Publishing what is out already changes nothing.
///
/// # Errors
/// [`PublishingError::Unknown`] when there is no such article.
pub async fn publish(store: &Store, clock: &Clock, slug: &Slug) -> Result<(), PublishingError> {
    let now = clock.now();
    let mut writing = store.write().await?;
    let held = writing
        .held(slug)
        .await?
        .ok_or_else(|| PublishingError::Unknown(slug.clone()))?;
    let at = match held.publication {
        Publication::Published { .. } => return Ok(()),
        Publication::Scheduled { at } if at <= now => at,
        Publication::Scheduled { .. } | Publication::Draft | Publication::Withdrawn { .. } => {
            held.published_at.unwrap_or(now)
        }
    };
    Ok(bring_out(writing, &held, at, now).await?)
}

async fn bring_out(
    mut writing: Writing,
    held: &Held,
    at: Moment,
    now: Moment,
) -> Result<(), StoreError> {
    writing
        .set_publication(held.id, &Publication::Published { at }, now)
        .await?;
    writing
        .log(EventKind::ArticlePublished, Some(held.id), now)
        .await?;
    if held.dont_miss {
        writing
            .log(EventKind::PicksChanged, Some(held.id), now)
            .await?;
    }
    writing.commit().await
}

/// Takes a published article back and tells readers why.
///
/// # Errors
/// [`PublishingError::Unknown`] when there is no such article, [`PublishingError::NotPublished`]
/// when readers cannot see it anyway.
pub async fn withdraw(
    store: &Store,
    clock: &Clock,
    slug: &Slug,
    reason: Withdrawal,
) -> Result<(), PublishingError> {
    let now = clock.now();
    let mut writing = store.write().await?;
    let held = writing
        .held(slug)
        .await?
        .ok_or_else(|| PublishingError::Unknown(slug.clone()))?;
    if !held.publication.is_public() {
        return Err(PublishingError::NotPublished(slug.clone()));
    }
    take_back(&mut writing, &held, reason, now).await?;
    Ok(writing.commit().await?)
}

/// Takes an article back that readers have, in a transaction with whatever else belongs to that.
pub(crate) async fn take_back(
    writing: &mut Writing,
    held: &Held,
    reason: Withdrawal,
    now: Moment,
) -> Result<(), StoreError> {
    writing
        .set_publication(held.id, &Publication::Withdrawn { at: now, reason }, now)
        .await?;
    writing
        .log(EventKind::ArticleWithdrawn, Some(held.id), now)
        .await?;
    breaking::follow_withdrawal(writing, held.id, now).await?;
    if held.dont_miss {
        writing
            .log(EventKind::PicksChanged, Some(held.id), now)
            .await?;
    }
    Ok(())
}

/// Brings out every scheduled article whose time has come, and says which those were.
///
/// Doing this twice, or in two processes at once, publishes each of them once, and one that was
/// meanwhile put off stays put off: the state is read again under the write lock.
///
/// # Errors
/// Any [`StoreError`]; what was published before it stays published.
pub async fn publish_due(store: &Store, clock: &Clock) -> Result<Vec<Slug>, StoreError> {
    let mut published = Vec::new();
    for slug in store.due(clock.now()).await? {
        let now = clock.now();
        let mut writing = store.write().await?;
        let Some(held) = writing.held(&slug).await? else {
            continue;
        };
        if let Publication::Scheduled { at } = held.publication
            && at <= now
        {
            bring_out(writing, &held, at, now).await?;
            published.push(slug);
        }
    }
    Ok(published)
}
