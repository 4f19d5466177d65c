//! Asking for letters, and confirming that one did.

use domain::{EmailAddress, Slug};

use super::erasing::welcome_back;
use super::{Consent, ConsentId, SubscriberId, SubscriberState};
use crate::clock::Clock;
use crate::store::{Store, StoreError};

/// How many letters about a subscription an address gets in a day, at most. A stranger can type anybody's address.
const MOST_A_DAY: i64 = 5;
/// How long one waits for the next of them, in seconds.
const BETWEEN_SECONDS: i64 = 60;

/// What somebody asks for.
#[derive(Debug, Clone, Copy)]
pub struct SignUp<'a> {
    /// Where letters are to go.
    pub address: &'a EmailAddress,
    /// Which, by their slugs. Those that there are not are left out.
    pub letters: &'a [Slug],
    /// Where it was asked: `box` or `page`.
    pub form: &'a str,
    /// The words that stood there.
    pub wording: &'a str,
}

/// What became of it. Whoever asked is told the same for all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// A letter with a link to confirm is on its way.
    Confirmation(ConsentId),
    /// That address was sent such letters too often.
    TooOften,
}

/// What became of a confirmation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confirmed {
    /// It is in force now.
    Now(SubscriberId),
    /// It was already.
    Before(SubscriberId),
    /// Whoever asked was erased, or never was.
    Unknown,
}

/// Keeps that somebody asked for letters, and has the address asked whether that is so. Nothing changes for the owner
/// of the address before they confirm it, whether they are subscribed already or not.
///
/// # Errors
/// Any [`StoreError`]; nothing is kept then.
pub async fn sign_up(store: &Store, clock: &Clock, wish: SignUp<'_>) -> Result<Asked, StoreError> {
    let now = clock.now();
    let mut writing = store.write().await?;
    let subscriber = writing.subscriber_at(wish.address, now).await?;
    let minute = now.shifted(-BETWEEN_SECONDS * 1_000_000);
    let day = now.shifted(-24 * 3600 * 1_000_000);
    let too_often = writing.asked_since(subscriber, minute).await? > 0
        || writing.asked_since(subscriber, day).await? >= MOST_A_DAY;
    let asked = if too_often {
        Asked::TooOften
    } else {
        let consent = writing.add_consent(subscriber, &wish, now).await?;
        writing
            .queue_about_subscription(subscriber, consent, now)
            .await?;
        Asked::Confirmation(consent)
    };
    writing.commit().await?;
    Ok(asked)
}

/// Puts in force what somebody agreed to.
///
/// # Errors
/// Any [`StoreError`]; nothing is changed then.
pub async fn confirm(
    store: &Store,
    clock: &Clock,
    consent: ConsentId,
) -> Result<Confirmed, StoreError> {
    let now = clock.now();
    let key = store.link_key().await?;
    let mut writing = store.write().await?;
    let Some(Consent {
        subscriber,
        letters,
        confirmed_at,
        ..
    }) = writing.consent(consent).await?
    else {
        return Ok(Confirmed::Unknown);
    };
    if confirmed_at.is_some() {
        return Ok(Confirmed::Before(subscriber));
    }
    writing.confirm_consent(consent, now).await?;
    writing
        .put_subscriber_in_state(subscriber, SubscriberState::Confirmed, now)
        .await?;
    writing.subscribe(subscriber, &letters, now).await?;
    // Nobody else can write now, so what is read beside it stays as it is.
    if let Some(kept) = store.subscriber(subscriber).await? {
        // Whoever asks for letters wants a pause no longer.
        writing.set_rhythm(subscriber, kept.frequency, None).await?;
        welcome_back(&mut writing, &key, &kept.address).await?;
    }
    writing.commit().await?;
    Ok(Confirmed::Now(subscriber))
}
