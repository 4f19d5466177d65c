//! What a reader changes by a link from a letter: which letters they get and how often, and that they want none.

use domain::{Moment, Slug};

use super::erasing::welcome_back;
use super::{Frequency, LetterId, SignUp, SubscriberId, SubscriberState};
use crate::clock::Clock;
use crate::store::{Store, StoreError, Writing};

/// A pause that ends when the reader ends it: no letter is waiting in the year 9999.
pub const UNTIL_FURTHER_NOTICE: Moment = Moment::from_micros(253_370_764_800_000_000);

/// How a reader wants their letters from now on.
#[derive(Debug, Clone, Copy)]
pub struct Wishes<'a> {
    /// Which letters, by their slugs; no others. Those that there are not are left out.
    pub letters: &'a [Slug],
    /// How often, at most.
    pub frequency: Frequency,
    /// Until when none.
    pub paused_until: Option<Moment>,
    /// The words that stood beside the letters.
    pub wording: &'a str,
}

/// Lets a reader have it their way. Other letters than before are a consent of their own, confirmed at once: the link to
/// get here was in a letter. Somebody to whom letters had stopped gets them again if they choose any. `false` if there is
/// nobody of that number.
///
/// # Errors
/// Any [`StoreError`]; nothing is changed then.
pub async fn set_preferences(
    store: &Store,
    clock: &Clock,
    id: SubscriberId,
    wishes: Wishes<'_>,
) -> Result<bool, StoreError> {
    let now = clock.now();
    let key = store.link_key().await?;
    let mut writing = store.write().await?;
    // Nobody else can write now, so what is read beside it stays as it is.
    let Some(before) = store.subscriber(id).await? else {
        return Ok(false);
    };
    note_left(
        store,
        &mut writing,
        (id, &before.letters),
        wishes.letters,
        now,
    )
    .await?;
    writing.unsubscribe_all_but(id, wishes.letters).await?;
    writing.subscribe(id, wishes.letters, now).await?;
    writing
        .set_rhythm(id, wishes.frequency, wishes.paused_until)
        .await?;
    let comes_back = !wishes.letters.is_empty() && before.state != SubscriberState::Confirmed;
    if comes_back {
        writing
            .put_subscriber_in_state(id, SubscriberState::Confirmed, now)
            .await?;
        welcome_back(&mut writing, &key, &before.address).await?;
    }
    if comes_back || !are_same(&before.letters, wishes.letters) {
        let wish = SignUp {
            address: &before.address,
            letters: wishes.letters,
            form: "preferences",
            wording: wishes.wording,
        };
        let consent = writing.add_consent(id, &wish, now).await?;
        writing.confirm_consent(consent, now).await?;
    }
    writing.drop_unwanted_issues(id, now).await?;
    writing.commit().await?;
    Ok(true)
}

/// Ends one subscription, or all of them, and what is on its way by them. Doing so again changes nothing. `false` if there
/// is nobody of that number.
///
/// # Errors
/// Any [`StoreError`]; nothing is changed then.
pub async fn unsubscribe(
    store: &Store,
    clock: &Clock,
    id: SubscriberId,
    letter: Option<LetterId>,
) -> Result<bool, StoreError> {
    let now = clock.now();
    let mut writing = store.write().await?;
    let Some(before) = store.subscriber(id).await? else {
        return Ok(false);
    };
    match letter {
        Some(letter) => {
            if writing.unsubscribe(id, letter).await? {
                writing.note_left(id, letter, now).await?;
            }
        }
        None => {
            note_left(store, &mut writing, (id, &before.letters), &[], now).await?;
            writing.unsubscribe_all_but(id, &[]).await?;
        }
    }
    writing.drop_unwanted_issues(id, now).await?;
    writing.commit().await?;
    Ok(true)
}

/// Writes down which letters somebody leaves, at the last issue that they got of each.
async fn note_left(
    store: &Store,
    writing: &mut Writing,
    (id, before): (SubscriberId, &[Slug]),
    kept: &[Slug],
    now: Moment,
) -> Result<(), StoreError> {
    let left: Vec<&Slug> = before.iter().filter(|slug| !kept.contains(slug)).collect();
    if left.is_empty() {
        return Ok(());
    }
    for letter in store.letters().await? {
        if left.contains(&&letter.definition.slug) {
            writing.note_left(id, letter.id, now).await?;
        }
    }
    Ok(())
}

fn are_same(one: &[Slug], other: &[Slug]) -> bool {
    let sorted = |letters: &[Slug]| {
        let mut letters: Vec<String> = letters.iter().map(|it| it.as_str().to_owned()).collect();
        letters.sort_unstable();
        letters.dedup();
        letters
    };
    sorted(one) == sorted(other)
}
