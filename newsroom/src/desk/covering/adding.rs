//! Adding: an entry as it is sent.

use domain::{EntryNumber, Slug};

use super::passing::stopped;
use super::{Part, Typed, covered, held, log};
use crate::clock::Clock;
use crate::coverage::changing;
use crate::desk::account::Account;
use crate::desk::doing::DeskError;
use crate::desk::flow::Gate;
use crate::desk::once::OnceKey;
use crate::store::Store;

/// An entry as somebody sends it.
#[derive(Debug, Clone, Copy)]
pub struct Sent<'a> {
    /// What it is to say.
    pub typed: &'a Typed,
    /// Whether it is to stand above the others.
    pub is_pinned: bool,
    /// Which form it came in, where that is known.
    pub once: Option<OnceKey>,
}

/// Adds an entry, now. A form that added one already leads to that.
///
/// # Errors
/// [`DeskError::Forbidden`] unless `by` may write here, and for a pin unless they decide; [`DeskError::Refused`] for what
/// cannot be an entry or does not pass the gate, for coverage that is closed, and where no more pins fit.
pub async fn add(
    store: &Store,
    clock: &Clock,
    by: &Account,
    slug: &Slug,
    sent: Sent<'_>,
    gate: Gate<'_>,
) -> Result<EntryNumber, DeskError> {
    let article = covered(store, by, slug).await?.article;
    let stopped = stopped(store, &article, sent.typed, gate).await?;
    let mut writing = store.write().await?;
    let covered = held(&mut writing, by, slug).await?;
    covered.allow(match covered.part {
        Part::Reads => false,
        Part::Writes => !sent.is_pinned,
        Part::Decides => true,
    })?;
    let article = covered.article.id;
    if let Some(once) = sent.once
        && let Some(number) = writing.entry_made_once(article, once).await?
    {
        return Ok(number);
    }
    let version = sent.typed.version(covered.part, by)?;
    if let Some(sentences) = stopped {
        return Err(DeskError::Refused(sentences));
    }
    let now = clock.now();
    let number = changing::add(&mut writing, slug, &version, sent.is_pinned, now).await?;
    if let Some(once) = sent.once {
        writing.keep_entry_once(article, number, once).await?;
    }
    let what = format!("added entry {number}");
    log(writing, clock, by, &covered, &what).await?;
    Ok(number)
}
