//! Readers at the desk: looking somebody up, telling them what is known, forgetting them.
//!
//! Whoever gets letters gave an address for that, and not for anybody at the paper to leaf through. So there is a right of
//! its own for it ([`Right::ManageReaders`]), and whoever uses it leaves a line in the log. The log names nobody by their
//! address: more people read it than may know one, and it stays when somebody is erased.

use domain::{EmailAddress, Moment, Slug, address_part};
use serde_json::Value;

use super::account::Account;
use super::doing::{Action, DeskError};
use super::log::{About, Line, note};
use super::role::Right;
use crate::clock::Clock;
use crate::letters::{
    Consent, Enabled, StoredDelivery, Subscriber, SubscriberId, enable_in, erase_in,
    everything_about,
};
use crate::store::{Among, CameBack, CameBackCursor, Place, StateCounts, Store};

/// Who is looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Search {
    /// Letters of the address; none for everybody.
    pub letters: String,
    /// Among whom.
    pub among: Among,
    /// The last one shown before these.
    pub after: Option<SubscriberId>,
}

/// Who was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// In the order of the alphabet where letters of the address were given, else the newest first.
    pub readers: Vec<Subscriber>,
    /// Where the letters stand in these addresses.
    pub place: Place,
    /// Whether there are more.
    pub is_more: bool,
}

/// What is known of a reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    /// Who it is.
    pub subscriber: Subscriber,
    /// Which letters they get, and since when.
    pub letters: Vec<(Slug, Moment)>,
    /// What they agreed to, the oldest first.
    pub consents: Vec<Consent>,
    /// Every copy that went or goes to them, the oldest first.
    pub deliveries: Vec<StoredDelivery>,
}

/// How many subscribers are in each state: in all, then of each letter in the order in which they are offered.
///
/// # Errors
/// [`DeskError::Forbidden`] unless `by` may.
pub async fn counts(
    store: &Store,
    by: &Account,
) -> Result<(StateCounts, Vec<(Slug, String, StateCounts)>), DeskError> {
    may(by)?;
    let (all, mut of_letters) = store.subscribers_by_state().await?;
    let letters = store.letters().await?.into_iter().map(|letter| {
        let counts = of_letters.remove(&letter.definition.slug);
        let definition = letter.definition;
        (definition.slug, definition.name, counts.unwrap_or_default())
    });
    Ok((all, letters.collect()))
}

/// At most `limit` of those who are looked for. Where no address begins with the letters, those that have them anywhere.
///
/// # Errors
/// [`DeskError::Forbidden`] unless `by` may.
pub async fn find(
    store: &Store,
    clock: &Clock,
    by: &Account,
    search: &Search,
    limit: u32,
) -> Result<Found, DeskError> {
    may(by)?;
    log(
        store,
        clock,
        by,
        (Action::LookAtReaders, "a list of subscribers"),
    )
    .await?;
    let (mut readers, place) = found(store, search, limit + 1).await?;
    let most = usize::try_from(limit).unwrap_or(usize::MAX);
    let is_more = readers.len() > most;
    readers.truncate(most);
    Ok(Found {
        readers,
        place,
        is_more,
    })
}

async fn found(
    store: &Store,
    search: &Search,
    limit: u32,
) -> Result<(Vec<Subscriber>, Place), DeskError> {
    let letters = address_part(&search.letters);
    if letters.is_empty() {
        let readers = store.newest_subscribers(&search.among, search.after, limit);
        return Ok((readers.await?, Place::Beginning));
    }
    let after: Option<EmailAddress> = match search.after {
        Some(id) => store.subscriber(id).await?.map(|it| it.address),
        None => None,
    };
    let begins = |address: &EmailAddress| address.key().starts_with(&letters);
    let mut place = match after.as_ref().is_none_or(begins) {
        true => Place::Beginning,
        false => Place::Anywhere,
    };
    let like = async |place| {
        let after = after.as_ref();
        store
            .subscribers_like((letters.as_str(), place), &search.among, after, limit)
            .await
    };
    let mut readers = like(place).await?;
    if readers.is_empty() && after.is_none() {
        place = Place::Anywhere;
        readers = like(place).await?;
    }
    Ok((readers, place))
}

/// What is known of somebody.
///
/// # Errors
/// [`DeskError::Forbidden`] unless `by` may, [`DeskError::Unknown`] if there is nobody of that number.
pub async fn look_at(
    store: &Store,
    clock: &Clock,
    by: &Account,
    id: SubscriberId,
) -> Result<Reader, DeskError> {
    may(by)?;
    let subscriber = store.subscriber(id).await?.ok_or(DeskError::Unknown)?;
    log(
        store,
        clock,
        by,
        (Action::LookAtReaders, named(id).as_str(), About::Reader(id)),
    )
    .await?;
    Ok(Reader {
        subscriber,
        letters: store.subscriptions_of(id).await?,
        consents: store.consents_of(id).await?,
        deliveries: store.letters_to(id).await?,
    })
}

/// Everything that is stored about somebody, as they get it themselves by a link from a letter.
///
/// # Errors
/// [`DeskError::Forbidden`] unless `by` may, [`DeskError::Unknown`] if there is nobody of that number.
pub async fn export(
    store: &Store,
    clock: &Clock,
    by: &Account,
    id: SubscriberId,
) -> Result<Value, DeskError> {
    may(by)?;
    let everything = everything_about(store, id).await?;
    let everything = everything.ok_or(DeskError::Unknown)?;
    log(
        store,
        clock,
        by,
        (Action::ExportReaders, named(id).as_str(), About::Reader(id)),
    )
    .await?;
    Ok(everything)
}

/// Lets somebody have the list of all subscribers, which is then read
/// [part by part](crate::letters::exchange::part).
///
/// # Errors
/// [`DeskError::Forbidden`] unless `by` may.
pub async fn export_all(store: &Store, clock: &Clock, by: &Account) -> Result<(), DeskError> {
    may(by)?;
    log(store, clock, by, (Action::ExportReaders, "all subscribers")).await
}

/// Forgets somebody, as if they had asked for it by a link from a letter.
///
/// # Errors
/// [`DeskError::Forbidden`] unless `by` may, [`DeskError::Unknown`] if there is nobody of that number any more.
pub async fn erase(
    store: &Store,
    clock: &Clock,
    by: &Account,
    id: SubscriberId,
) -> Result<(), DeskError> {
    may(by)?;
    // Before the lock is taken: the first who asks for the key makes it.
    let key = store.link_key().await?;
    let mut writing = store.write().await?;
    if !erase_in(store, &mut writing, &key, id).await? {
        return Err(DeskError::Unknown);
    }
    let name = named(id);
    let what = (Action::EraseReader, name.as_str());
    writing
        .log_desk(Some(by.id), what, false, clock.now())
        .await?;
    Ok(writing.commit().await?)
}

/// Has letters go again to an address that they came back from.
///
/// # Errors
/// [`DeskError::Forbidden`] unless `by` may, [`DeskError::Unknown`] if there is nobody of that number, and
/// [`DeskError::Refused`] where only the owner of the address can change that.
pub async fn enable(
    store: &Store,
    clock: &Clock,
    by: &Account,
    id: SubscriberId,
) -> Result<(), DeskError> {
    may(by)?;
    let now = clock.now();
    let mut writing = store.write().await?;
    let refused = |sentence: &str| Err(DeskError::Refused(sentence.to_owned()));
    match enable_in(store, &mut writing, id, now).await? {
        Enabled::Unknown => Err(DeskError::Unknown),
        Enabled::Before => Ok(()),
        Enabled::Complained => refused(
            "They called a letter spam. Only they can have letters again, by signing up anew.",
        ),
        Enabled::Unconfirmed => refused(
            "They have not confirmed their address yet, so nothing may be sent there. They can sign up anew.",
        ),
        Enabled::Now => {
            let name = named(id);
            let what = (Action::EnableReader, name.as_str(), About::Reader(id));
            writing.log_desk(Some(by.id), what, false, now).await?;
            Ok(writing.commit().await?)
        }
    }
}

/// What came back or was refused, the latest first, before that one, at most `limit`.
///
/// # Errors
/// [`DeskError::Forbidden`] unless `by` may.
pub async fn came_back(
    store: &Store,
    clock: &Clock,
    by: &Account,
    before: Option<CameBackCursor>,
    limit: u32,
) -> Result<Vec<CameBack>, DeskError> {
    may(by)?;
    log(store, clock, by, (Action::LookAtReaders, "what came back")).await?;
    Ok(store.came_back(before, limit).await?)
}

/// Lets somebody see the letters of a paper without a mail server: they have links in them that open a reader's preferences.
///
/// # Errors
/// [`DeskError::Forbidden`] unless `by` may.
pub async fn look_at_outbox(store: &Store, clock: &Clock, by: &Account) -> Result<(), DeskError> {
    may(by)?;
    log(store, clock, by, (Action::LookAtReaders, "the outbox")).await
}

/// What the log calls somebody.
fn named(id: SubscriberId) -> String {
    format!("subscriber {}", id.0)
}

fn may(by: &Account) -> Result<(), DeskError> {
    match by.may(Right::ManageReaders) {
        true => Ok(()),
        false => Err(DeskError::Forbidden),
    }
}

async fn log(
    store: &Store,
    clock: &Clock,
    by: &Account,
    line: impl Into<Line<'_>>,
) -> Result<(), DeskError> {
    Ok(note(store, clock, Some(by.id), line, false).await?)
}
