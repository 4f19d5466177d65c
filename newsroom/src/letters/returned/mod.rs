//! Letters that come back: what a report says, which letter it is about, and what that does to a subscription.
//!
//! A report is believed if it carries something that the paper signed and sent to that reader only; an address in
//! it counts for nothing. A letter that came back **for good** ends all letters to the address at once. One that came back
//! **for now** is counted: five in a row, with none between that seems to have arrived, end them too. What was refused
//! because of the sender or of what is in the letter is counted in the same way; it is the paper's to put right. A
//! **complaint** ends every subscription at once. Whoever confirms their address again begins anew: a bounce of what was sent
//! before that is too late to count.
//!
//! A letter counts once for each kind, the worst last, however often it is reported.

mod about;
mod complaint;
mod delivery_status;
#[cfg(fuzzing)]
pub mod fuzzing;
mod opened;
mod prose;
mod reading;
mod status;

use domain::EmailAddress;

use super::letter::words;
use super::{DeliveryId, LetterId, LinkKey, SubscriberId, SubscriberState};
use crate::clock::Clock;
use crate::store::{Store, StoreError, Writing};
pub use about::tagged;
use opened::Opened;
use reading::{Reading, Why};
pub use status::Status;

/// As much of a message is read, in bytes. Some mail servers send the whole letter back.
pub const LONGEST: usize = 1024 * 1024;
/// With so many letters in a row that came back for now, no more are sent.
pub const MOST_SOFT: i64 = 5;
/// A letter that has not come back in that time has arrived: mail servers give up after four to five days (RFC 5321
/// section 4.5.4.1). In seconds.
const ARRIVED_SECONDS: i64 = 7 * 24 * 3600;

/// How a letter came back, the mildest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// For now: a full mailbox, a server that was away, a letter that was not liked.
    Soft,
    /// For good: nobody is there.
    Hard,
    /// The reader called it spam.
    Complaint,
}

words!(
    Kind,
    "A letter comes back soft, hard or as a complaint.",
    Soft = "soft",
    Hard = "hard",
    Complaint = "complaint"
);

/// What a report is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// That copy.
    Delivery(DeliveryId),
    /// The newest issue of that letter that was sent to that subscriber.
    Letter(SubscriberId, LetterId),
    /// The newest letter that was sent to that address. Only somebody who has proved who they are may say so.
    Address(EmailAddress),
}

/// That a letter came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Which.
    pub about: About,
    /// How.
    pub kind: Kind,
    /// Why, as a code.
    pub status: Option<Status>,
    /// Why, in the words of the other mail server, one line.
    pub reason: String,
}

/// What became of what came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Returned {
    /// It was counted for that subscriber.
    Counted {
        /// Who.
        subscriber: SubscriberId,
        /// How it came back.
        kind: Kind,
        /// Why, as a code.
        status: Option<Status>,
        /// Why, in the words of the other mail server.
        reason: String,
        /// Whether no letters are sent there any more.
        ended: bool,
    },
    /// It was counted before.
    Before,
    /// It is about somebody who was erased, or to whom nothing was sent.
    Nobody,
    /// It is about no letter of this paper's, or does not prove which. It counts for nothing.
    NotOurs,
    /// It is of no consequence.
    Ignored(Ignored),
    /// Nobody here can tell what it is.
    Unknown,
}

/// What is of no consequence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ignored {
    /// The letter is late and still being tried.
    Delayed,
    /// The letter arrived.
    Delivered,
    /// Somebody is away, or a machine says thanks.
    AutomaticReply,
    /// A reader called it no spam.
    NotSpam,
    /// A mail server tells of signatures.
    Authentication,
    /// The letter was sent before the reader confirmed their address again.
    ConfirmedSince,
}

/// Whether a mail server that refuses an address when it is told of a letter says that nobody is there, and not that it wants
/// nothing from the paper, or not now.
#[must_use]
pub fn is_nobody(words: &str) -> bool {
    status::is_nobody(words)
}

/// Takes back whatever came to the address that letters come back to: of `raw`, a whole message, the first
/// [`LONGEST`] bytes.
///
/// # Errors
/// Any [`StoreError`]; nothing is counted then, and it can be taken back again.
pub async fn take_back(store: &Store, clock: &Clock, raw: &[u8]) -> Result<Returned, StoreError> {
    let key = store.link_key().await?;
    match report_in(raw, &key) {
        Ok(report) => count(store, clock, &report).await,
        Err(returned) => Ok(returned),
    }
}

fn report_in(raw: &[u8], key: &LinkKey) -> Result<Report, Returned> {
    let opened = Opened::read(&raw[..raw.len().min(LONGEST)]);
    let Why {
        kind,
        status,
        reason,
    } = match reading::read(&opened) {
        Reading::Returned(why) => why,
        Reading::Ignored(what) => return Err(Returned::Ignored(what)),
        Reading::Unknown => return Err(Returned::Unknown),
    };
    let about = about::about(&opened, key).ok_or(Returned::NotOurs)?;
    Ok(Report {
        about,
        kind,
        status,
        reason,
    })
}

/// Counts a letter that came back, from somebody who is known to tell the truth.
///
/// # Errors
/// Any [`StoreError`]; nothing is counted then.
pub async fn count(store: &Store, clock: &Clock, report: &Report) -> Result<Returned, StoreError> {
    let mut writing = store.write().await?;
    let Some((subscriber, delivery)) = writing.returned_letter(&report.about).await? else {
        return Ok(Returned::Nobody);
    };
    let now = clock.now();
    let counts = match delivery {
        Some(delivery) => {
            writing
                .note_returned(delivery, report.kind, &report.reason, now)
                .await?
        }
        // Nothing was sent that could have come back for now.
        None if report.kind == Kind::Soft => return Ok(Returned::Nobody),
        None => true,
    };
    if !counts {
        return Ok(Returned::Before);
    }
    if is_outdated(&mut writing, report.kind, delivery).await? {
        writing.commit().await?;
        return Ok(Returned::Ignored(Ignored::ConfirmedSince));
    }
    let ended = match report.kind {
        Kind::Soft => {
            let arrived = now.shifted(-ARRIVED_SECONDS * 1_000_000);
            if let Some(delivery) = delivery {
                writing
                    .forgive_soft_bounces(subscriber, delivery, arrived)
                    .await?;
            }
            let ended = writing.count_soft_bounce(subscriber).await? >= MOST_SOFT;
            if ended {
                end(&mut writing, subscriber, SubscriberState::Bounced, now).await?;
            }
            ended
        }
        Kind::Hard => {
            end(&mut writing, subscriber, SubscriberState::Bounced, now).await?;
            true
        }
        Kind::Complaint => {
            writing.unsubscribe_all_but(subscriber, &[]).await?;
            end(&mut writing, subscriber, SubscriberState::Complained, now).await?;
            true
        }
    };
    writing.commit().await?;
    Ok(Returned::Counted {
        subscriber,
        kind: report.kind,
        status: report.status,
        reason: report.reason.clone(),
        ended,
    })
}

/// Whether the address took a letter since: it was confirmed after the one that came back had been sent. A complaint is
/// what a reader wants, and counts however old the letter is.
async fn is_outdated(
    writing: &mut Writing,
    kind: Kind,
    delivery: Option<DeliveryId>,
) -> Result<bool, StoreError> {
    match (kind, delivery) {
        (Kind::Soft | Kind::Hard, Some(delivery)) => writing.was_confirmed_after(delivery).await,
        (Kind::Soft | Kind::Hard, None) | (Kind::Complaint, _) => Ok(false),
    }
}

/// Nothing more is sent there. A complaint stays one, whatever comes back after it.
async fn end(
    writing: &mut Writing,
    subscriber: SubscriberId,
    state: SubscriberState,
    now: domain::Moment,
) -> Result<(), StoreError> {
    writing.drop_waiting_issues(subscriber, now).await?;
    if state == SubscriberState::Bounced && writing.has_complained(subscriber).await? {
        return Ok(());
    }
    writing
        .put_subscriber_in_state(subscriber, state, now)
        .await
}
