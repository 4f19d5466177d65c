//! Taking subscribers in.
//!
//! A file is often imported twice, and readers act in between. So a row counts once: what it says somebody agreed to is
//! kept with them, and a row that says the same again changes nothing. It never begins again what a reader has ended: not
//! a letter they left, and nothing at all for an address that letters came back from or whose owner complained or had it
//! erased. Nor does it end again what a reader has begun since.

use domain::{Moment, Slug};

use super::Entry;
use crate::clock::Clock;
use crate::letters::{Consent, SignUp, SubscriberId, SubscriberState};
use crate::store::{Store, StoreError, Writing};

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// The address was not known.
    Added,
    /// It was, and there is something new about it.
    Changed,
    /// There is nothing new in the row.
    Unchanged,
    /// Letters came back from there, or the owner complained: only they can begin again.
    LeftAlone,
    /// The owner had the address erased: nothing of the row is kept.
    Erased,
}

/// Takes in some rows, all or none of them, and says of each what became of it.
///
/// # Errors
/// Any [`StoreError`]; nothing is kept then.
pub async fn take(
    store: &Store,
    clock: &Clock,
    entries: &[Entry],
) -> Result<Vec<Taken>, StoreError> {
    let now = clock.now();
    let key = store.link_key().await?;
    let mut writing = store.write().await?;
    let mut taken = Vec::with_capacity(entries.len());
    for entry in entries {
        let mark = key.erased_mark(&entry.address);
        taken.push(match writing.has_mark(&mark).await? {
            true => Taken::Erased,
            false => take_one(&mut writing, entry, now).await?,
        });
    }
    writing.commit().await?;
    Ok(taken)
}

async fn take_one(writing: &mut Writing, entry: &Entry, now: Moment) -> Result<Taken, StoreError> {
    let Some((id, state)) = writing.known_at(&entry.address).await? else {
        let id = writing
            .subscriber_at(&entry.address, first(entry, now))
            .await?;
        agree(writing, id, entry, now).await?;
        become_state(writing, id, entry, now).await?;
        writing
            .set_rhythm(id, entry.frequency, entry.paused_until)
            .await?;
        if entry.state != SubscriberState::Unconfirmed {
            writing.subscribe(id, &entry.letters, now).await?;
        }
        return Ok(Taken::Added);
    };
    match entry.state {
        SubscriberState::Unconfirmed => Ok(Taken::Unchanged),
        SubscriberState::Bounced | SubscriberState::Complained if state == entry.state => {
            Ok(Taken::Unchanged)
        }
        SubscriberState::Bounced | SubscriberState::Complained => {
            stopped(writing, id, entry, now).await
        }
        SubscriberState::Confirmed => match state {
            SubscriberState::Bounced | SubscriberState::Complained => Ok(Taken::LeftAlone),
            SubscriberState::Unconfirmed | SubscriberState::Confirmed => {
                confirmed(writing, id, entry, now).await
            }
        },
    }
}

/// What a row that stops letters has for somebody who gets them. It is kept, so that it is known when it comes again.
async fn stopped(
    writing: &mut Writing,
    id: SubscriberId,
    entry: &Entry,
    now: Moment,
) -> Result<Taken, StoreError> {
    let consents = writing.consents_given(id).await?;
    match consents.iter().find(|it| says_the_same(it, entry)) {
        Some(known) => {
            let after = |it: &Consent| it.id > known.id && it.confirmed_at.is_some();
            if consents.iter().any(after) {
                return Ok(Taken::Unchanged);
            }
        }
        None => agree(writing, id, entry, now).await?,
    }
    become_state(writing, id, entry, now).await?;
    Ok(Taken::Changed)
}

/// What a confirmed row has for somebody who is known.
async fn confirmed(
    writing: &mut Writing,
    id: SubscriberId,
    entry: &Entry,
    now: Moment,
) -> Result<Taken, StoreError> {
    let consents = writing.consents_given(id).await?;
    // Who agreed to a letter before and does not get it has left it.
    let agreed_before = |letter: &Slug| {
        consents
            .iter()
            .any(|consent| consent.confirmed_at.is_some() && consent.letters.contains(letter))
    };
    // The same row may name letters that it did not name before.
    let is_known = consents.iter().any(|consent| says_the_same(consent, entry));
    if is_known && entry.letters.iter().all(agreed_before) {
        return Ok(Taken::Unchanged);
    }
    let new: Vec<Slug> = entry
        .letters
        .iter()
        .filter(|letter| !agreed_before(letter))
        .cloned()
        .collect();
    agree(writing, id, entry, now).await?;
    become_state(writing, id, entry, now).await?;
    writing.subscribe(id, &new, now).await?;
    Ok(Taken::Changed)
}

fn says_the_same(consent: &Consent, entry: &Entry) -> bool {
    let same_time = match entry.asked_at.or(entry.confirmed_at) {
        Some(at) => consent.asked_at == at,
        None => consent.letters == entry.letters,
    };
    // What stood on several lines stands on one in a row.
    let same_words = |one: &str, other: &str| one.split_whitespace().eq(other.split_whitespace());
    same_time
        && same_words(&consent.form, &entry.form)
        && same_words(&consent.wording, &entry.wording)
}

/// Keeps what somebody agreed to, and when, if there is anything to keep.
async fn agree(
    writing: &mut Writing,
    id: SubscriberId,
    entry: &Entry,
    now: Moment,
) -> Result<(), StoreError> {
    let wish = SignUp {
        address: &entry.address,
        letters: &entry.letters,
        form: &entry.form,
        wording: &entry.wording,
    };
    let asked_at = entry.asked_at.or(entry.confirmed_at).unwrap_or(now);
    let consent = writing.add_consent(id, &wish, asked_at).await?;
    if let Some(confirmed_at) = entry.confirmed_at {
        writing
            .confirm_consent(consent, confirmed_at.max(asked_at))
            .await?;
    }
    Ok(())
}

async fn become_state(
    writing: &mut Writing,
    id: SubscriberId,
    entry: &Entry,
    now: Moment,
) -> Result<(), StoreError> {
    if let Some(confirmed_at) = entry.confirmed_at {
        // Whatever they are now, they were confirmed then.
        writing
            .put_subscriber_in_state(id, SubscriberState::Confirmed, confirmed_at)
            .await?;
    }
    writing.put_subscriber_in_state(id, entry.state, now).await
}

/// When the paper may say that it first knew of the address.
fn first(entry: &Entry, now: Moment) -> Moment {
    let times = [entry.created_at, entry.asked_at, entry.confirmed_at];
    times.into_iter().flatten().min().unwrap_or(now)
}
