//! How often signing in may go wrong, so that nobody guesses passwords here, and nobody locks somebody else out by trying to.
//!
//! Tries that went wrong are counted by the network they came from, and by the address they were for from all networks that it
//! never signed in from. So a crowd that guesses at an owner's password does not keep the owner out at home; and the command
//! line lets them in from anywhere. Networks are remembered as hashes with a key that this process made up.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, RandomState};
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use domain::Moment;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Tries that may go wrong from a network in a window.
const MOST_OF_NETWORK: u32 = 10;
/// Tries that may go wrong for an address in a window, from networks that it never signed in from.
const MOST_FOR_ADDRESS: u32 = 30;
/// How long a window is: ten minutes, in microseconds.
const WINDOW: i64 = 600_000_000;
/// Forms from other sites that the desk's log tells of in a window. Anybody can send one.
const MOST_STRANGERS: u32 = 20;
/// What is told apart at most. An attack from more must not fill the memory.
const MOST_KEPT: usize = 100_000;
/// Passwords looked at at once. Each takes 19 MiB and a core.
const AT_ONCE: usize = 2;

/// Whether somebody may try now.
pub(crate) enum Turn {
    /// They may, while this is held.
    Free(#[allow(dead_code, reason = "held, not read")] Option<OwnedSemaphorePermit>),
    /// Too many tries went wrong.
    TooOften,
}

/// Which tries went wrong in this window.
pub(crate) struct Turns {
    key: RandomState,
    counts: Mutex<Counts>,
    at_once: Arc<Semaphore>,
}

#[derive(Default)]
struct Counts {
    window: i64,
    failed: HashMap<u64, u32>,
    strangers: u32,
    /// Addresses with networks that they signed in from.
    known: HashSet<u64>,
}

impl Default for Turns {
    fn default() -> Self {
        Self {
            key: RandomState::new(),
            counts: Mutex::default(),
            at_once: Arc::new(Semaphore::new(AT_ONCE)),
        }
    }
}

impl Turns {
    /// Waits for a turn of somebody who signs in with that address. Tries that are sent all at once are counted like others: what
    /// went wrong while one waited is looked at once more.
    pub(crate) async fn take(&self, from: Option<IpAddr>, address: &str, now: Moment) -> Turn {
        if self.is_too_often(from, address, now) {
            return Turn::TooOften;
        }
        let turn = self.at_once.clone().acquire_owned().await.ok();
        if self.is_too_often(from, address, now) {
            return Turn::TooOften;
        }
        Turn::Free(turn)
    }

    fn is_too_often(&self, from: Option<IpAddr>, address: &str, now: Moment) -> bool {
        let [network, account, both] = self.keys(from, address);
        let counts = self.counts(now);
        let failed = |key: u64| counts.failed.get(&key).copied().unwrap_or(0);
        let is_known = counts.known.contains(&both);
        let of_network = from.is_some() && failed(network) >= MOST_OF_NETWORK;
        let for_address = !is_known && failed(account) >= MOST_FOR_ADDRESS;
        of_network || for_address
    }

    /// Counts a try that went wrong.
    pub(crate) fn failed(&self, from: Option<IpAddr>, address: &str, now: Moment) {
        let [network, account, both] = self.keys(from, address);
        let mut counts = self.counts(now);
        let is_known = counts.known.contains(&both);
        for key in [Some(network), (!is_known).then_some(account)]
            .into_iter()
            .flatten()
        {
            if counts.failed.len() < MOST_KEPT || counts.failed.contains_key(&key) {
                *counts.failed.entry(key).or_default() += 1;
            }
        }
    }

    /// Remembers where somebody signed in from.
    pub(crate) fn succeeded(&self, from: Option<IpAddr>, address: &str, now: Moment) {
        let [network, _, both] = self.keys(from, address);
        let mut counts = self.counts(now);
        counts.failed.remove(&network);
        if counts.known.len() < MOST_KEPT {
            counts.known.insert(both);
        }
    }

    /// Whether the log has room for another form that came from another site.
    pub(crate) fn may_note_stranger(&self, now: Moment) -> bool {
        let mut counts = self.counts(now);
        counts.strangers = counts.strangers.saturating_add(1);
        counts.strangers <= MOST_STRANGERS
    }

    fn keys(&self, from: Option<IpAddr>, address: &str) -> [u64; 3] {
        let network = from;
        let address = address.trim().to_lowercase();
        [
            self.key.hash_one(("network", network)),
            self.key.hash_one(("address", &address)),
            self.key.hash_one((network, &address)),
        ]
    }

    fn counts(&self, now: Moment) -> std::sync::MutexGuard<'_, Counts> {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let window = now.micros() / WINDOW;
        if counts.window != window {
            counts.window = window;
            counts.failed.clear();
            counts.strangers = 0;
        }
        counts
    }
}
