//! Putting an arrangement out, now or when its time has come.

use domain::{ArticleId, Moment, Publication, Slug};

use super::{Arrangement, ArrangementNumber, FrontOf, Meanwhile, Seen, Slot, Slots, SlotsError};
use crate::clock::Clock;
use crate::events::EventKind;
use crate::store::{Store, StoreError, Writing};

/// What an editor wants a front to be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wish {
    /// Whose front.
    pub of: FrontOf,
    /// Which article stands where. None at all is a front without anything chosen by hand.
    pub slots: Vec<(Slot, Slug)>,
    /// When it goes out; now, if no time is said.
    pub goes_out_at: Option<Moment>,
    /// Who wants it; none for the command line.
    pub made_by: Option<String>,
    /// What they saw of it before; without, it takes the place of whatever stands there.
    pub seen: Option<Seen>,
}

/// What arranging did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arranged {
    /// Readers have it now.
    Out(ArrangementNumber),
    /// It waits for its time.
    Scheduled(ArrangementNumber),
    /// The front stood like that already; nothing was written.
    Unchanged,
}

/// Why a front could not be arranged.
#[derive(Debug, thiserror::Error)]
pub enum FrontError {
    /// There is no such section.
    #[error("there is no section `{0}`")]
    NoSection(Slug),
    /// The front of a section has no such place.
    #[error(
        "there is no place `{0}` on the front of a section; it is arranged with the front page"
    )]
    OnFrontPageOnly(Slot),
    /// There is no such article.
    #[error("there is no article `{0}`")]
    Unknown(Slug),
    /// Readers could not open the story when the arrangement goes out.
    #[error("`{1}` is not published by then, so it cannot stand there")]
    NotPublished(Slot, Slug),
    /// Somebody else arranged it since it was looked at.
    #[error("somebody else arranged this front meanwhile")]
    Meanwhile(Box<Meanwhile>),
    /// The stories cannot stand like that.
    #[error(transparent)]
    Slots(#[from] SlotsError),
    /// Its time is over.
    #[error("an arrangement goes out now or at a time that lies ahead")]
    Past,
    /// It does not wait: it never was, is out, or was called off.
    #[error("no arrangement {} waits for its time", .0.0)]
    NotWaiting(ArrangementNumber),
    /// The store failed; nothing was written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Arranges a front. What stands there stays until the arrangement goes out, and another one that is scheduled goes out at its
/// own time.
///
/// # Errors
/// Any [`FrontError`] but [`FrontError::NotWaiting`]; nothing is written then.
pub async fn arrange(store: &Store, clock: &Clock, wish: &Wish) -> Result<Arranged, FrontError> {
    let now = clock.now();
    let goes_out_at = wish.goes_out_at.unwrap_or(now);
    if goes_out_at < now {
        return Err(FrontError::Past);
    }
    let mut writing = store.write().await?;
    if let FrontOf::Section(section) = &wish.of {
        let sections = writing.sections().await?;
        if sections.iter().all(|it| it.slug() != section) {
            return Err(FrontError::NoSection(section.clone()));
        }
    }
    let mut chosen = Vec::with_capacity(wish.slots.len());
    for (slot, slug) in &wish.slots {
        if !wish.of.has(*slot) {
            return Err(FrontError::OnFrontPageOnly(*slot));
        }
        let story = public_by(&mut writing, (*slot, slug), goes_out_at).await?;
        chosen.push((*slot, story));
    }
    let slots = Slots::new(chosen)?;
    let in_force = writing.front_in_force(&wish.of).await?;
    let before = slots_of(in_force.as_ref());
    let is_for_now = goes_out_at == now;
    if is_for_now && before == slots {
        return Ok(Arranged::Unchanged);
    }
    if let Some(seen) = wish.seen {
        let missed = seen.missed(&mut writing, &wish.of, in_force, is_for_now);
        if let Some(missed) = missed.await? {
            return Err(FrontError::Meanwhile(Box::new(missed)));
        }
    }
    let number = writing
        .add_front(&wish.of, &slots, wish.made_by.as_deref(), now, goes_out_at)
        .await?;
    let arranged = if is_for_now {
        put_out(&mut writing, number, &wish.of, [&before, &slots], now).await?;
        Arranged::Out(number)
    } else {
        Arranged::Scheduled(number)
    };
    writing.commit().await?;
    Ok(arranged)
}

/// Puts out every arrangement whose time has come, of whichever front, in the order of their times, and says which those were.
///
/// Doing this twice, or in two processes at once, puts each of them out once: what waits is read again under the write lock.
///
/// # Errors
/// Any [`StoreError`]; nothing is written then.
pub async fn put_out_due(
    store: &Store,
    clock: &Clock,
) -> Result<Vec<ArrangementNumber>, StoreError> {
    let now = clock.now();
    if store
        .fronts_waiting()
        .await?
        .iter()
        .all(|it| it.out_at > now)
    {
        return Ok(Vec::new());
    }
    let mut writing = store.write().await?;
    let mut out = Vec::new();
    for due in writing.fronts_due(now).await? {
        let before = slots_of(writing.front_in_force(&due.of).await?.as_ref());
        put_out(
            &mut writing,
            due.number,
            &due.of,
            [&before, &due.slots],
            now,
        )
        .await?;
        out.push(due.number);
    }
    writing.commit().await?;
    Ok(out)
}

/// Calls off an arrangement that waits for its time.
///
/// # Errors
/// [`FrontError::NotWaiting`] when it does not, or a [`StoreError`].
pub async fn call_off(
    store: &Store,
    clock: &Clock,
    number: ArrangementNumber,
) -> Result<(), FrontError> {
    let mut writing = store.write().await?;
    let waiting = writing.fronts_due(Moment::from_micros(i64::MAX)).await?;
    if waiting.iter().all(|it| it.number != number) {
        return Err(FrontError::NotWaiting(number));
    }
    writing.call_off_front(number, clock.now()).await?;
    Ok(writing.commit().await?)
}

/// What was chosen by hand.
fn slots_of(arrangement: Option<&Arrangement>) -> Slots<ArticleId> {
    arrangement.map(|it| it.slots.clone()).unwrap_or_default()
}

async fn put_out(
    writing: &mut Writing,
    number: ArrangementNumber,
    of: &FrontOf,
    [before, slots]: [&Slots<ArticleId>; 2],
    now: Moment,
) -> Result<(), StoreError> {
    writing.put_out_front(number, now).await?;
    writing.log_front(of, now).await?;
    if !before.picks().eq(slots.picks()) {
        writing.log(EventKind::PicksChanged, None, now).await?;
    }
    Ok(())
}

/// The number of an article that readers can open at a time that may lie ahead.
async fn public_by(
    writing: &mut Writing,
    (slot, slug): (Slot, &Slug),
    at: Moment,
) -> Result<ArticleId, FrontError> {
    let held = writing.held(slug).await?;
    let held = held.ok_or_else(|| FrontError::Unknown(slug.clone()))?;
    match held.publication {
        Publication::Published { .. } => Ok(held.id),
        Publication::Scheduled { at: comes_out } if comes_out <= at => Ok(held.id),
        Publication::Scheduled { .. } | Publication::Draft | Publication::Withdrawn { .. } => {
            Err(FrontError::NotPublished(slot, slug.clone()))
        }
    }
}
