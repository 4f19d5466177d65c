//! Addresses on other sites that stories lead to, and what is known of them.
//!
//! Whoever needs to know says so and goes on with what is known. Somebody else asks in the background what is due, one after
//! another, and keeps what was said. So nobody ever waits for another site.

use domain::Moment;

use crate::store::{Store, StoreError};

/// For how long it holds that an address leads somewhere: a day, in microseconds.
pub const HOLDS: i64 = 24 * 3600 * 1_000_000;
/// For how long it holds that one is dead, which somebody mends: an hour.
pub const HOLDS_DEAD: i64 = 3600 * 1_000_000;
/// For how long one is kept that no story wanted to know of: 90 days.
pub const KEPT: i64 = 90 * 24 * 3600 * 1_000_000;
/// How long a story has to rest until what it leads to is asked for: 10 seconds, in microseconds. Editors save while they type, and half
/// an address is none.
pub const AT_REST: i64 = 10 * 1_000_000;
/// How many of the addresses of one story are asked for.
pub const MOST: usize = 500;

/// What is known of an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elsewhere {
    /// The address, without what stands behind `#`.
    pub address: String,
    /// When a story last wanted to know.
    pub wanted_at: Moment,
    /// When it is to be asked; none while what is known will do.
    pub due_at: Option<Moment>,
    /// How often in a row nothing was heard that says something of it, though somebody else was reached.
    pub failures: u32,
    /// Why the last time; where that is never, why nobody was reached at all.
    pub trouble: Option<String>,
    /// What was found last.
    pub found: Option<Found>,
}

/// What was found at an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Whether readers find nothing there.
    pub is_dead: bool,
    /// The status, or the reason in words.
    pub why: String,
    /// When.
    pub at: Moment,
}

/// What became of asking for one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It leads somewhere, or is dead; with the status, or the reason in words.
    Found {
        /// Whether readers find nothing there.
        is_dead: bool,
        /// The status, or the reason in words.
        why: String,
    },
    /// Nothing was heard that says something of it, so it is to be asked again then.
    Again {
        /// Why.
        trouble: String,
        /// When.
        at: Moment,
    },
    /// Nobody was reached, wherever it was tried, so nothing was learnt of it. It is to be asked then as if it had not been.
    Unlearnt {
        /// Why nobody was.
        why: String,
        /// When.
        at: Moment,
    },
}

impl Elsewhere {
    /// Whether what is known will not do any more, and nobody has said so yet.
    fn is_stale(&self, now: Moment) -> bool {
        self.due_at.is_none()
            && self.found.as_ref().is_none_or(|found| {
                let holds = if found.is_dead { HOLDS_DEAD } else { HOLDS };
                now.micros() - found.at.micros() >= holds
            })
    }
}

/// What is known of these addresses now. Those of which nothing is, or too little any more, are due from now on. Only what has to
/// be written is.
///
/// # Errors
/// Any [`StoreError`].
pub async fn want(
    store: &Store,
    addresses: &[String],
    now: Moment,
) -> Result<Vec<Elsewhere>, StoreError> {
    let addresses = &addresses[..addresses.len().min(MOST)];
    if addresses.is_empty() {
        return Ok(Vec::new());
    }
    let known = store.elsewhere(addresses).await?;
    let is_known = |address: &String| known.iter().any(|it| it.address == *address);
    let new = addresses.iter().filter(|address| !is_known(address));
    let stale = known.iter().filter(|it| it.is_stale(now));
    let wanted: Vec<&str> = new
        .map(String::as_str)
        .chain(stale.map(|it| it.address.as_str()))
        .collect();
    if !wanted.is_empty() {
        let mut writing = store.write().await?;
        for address in wanted {
            writing.want_elsewhere(address, now).await?;
        }
        writing.commit().await?;
    }
    Ok(known)
}

/// Keeps what became of asking for an address.
///
/// # Errors
/// Any [`StoreError`].
pub async fn keep(
    store: &Store,
    address: &str,
    outcome: &Outcome,
    now: Moment,
) -> Result<(), StoreError> {
    let mut writing = store.write().await?;
    match outcome {
        Outcome::Found { is_dead, why } => {
            writing.found_elsewhere(address, *is_dead, why, now).await?;
        }
        Outcome::Again { trouble, at } => {
            writing.ask_elsewhere_again(address, trouble, *at).await?;
        }
        Outcome::Unlearnt { why, at } => {
            writing.ask_elsewhere_later(address, why, *at).await?;
        }
    }
    writing.commit().await
}

/// Forgets what no story has wanted to know for [`KEPT`]; how many that were.
///
/// # Errors
/// Any [`StoreError`].
pub async fn forget_unwanted(store: &Store, now: Moment) -> Result<u64, StoreError> {
    let mut writing = store.write().await?;
    let gone = writing.forget_elsewhere(now.shifted(-KEPT)).await?;
    writing.commit().await?;
    Ok(gone)
}
