//! How often one network may sign up, so that nobody fills other people's mailboxes with questions from here.
//!
//! A network is remembered as a hash with a key that this process made up, and only until the window is over. So nothing
//! that is kept says who signed up from where.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use domain::Moment;

use super::reader_address::network;

/// Sign-ups from one network in a window: enough for a classroom, few for a program.
const MOST: u32 = 10;
/// How long a window is: ten minutes, in microseconds.
const WINDOW: i64 = 600_000_000;
/// The same in seconds, for whoever is told to come back.
pub(super) const AGAIN_AFTER: &str = "600";
/// Networks that are told apart in one window. An attack from more of them is one that counting does not stop, and must
/// not fill the memory.
const MOST_NETWORKS: usize = 100_000;

/// Whether somebody may sign up now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    Free,
    TooOften,
}

/// Who signed up how often in this window.
#[derive(Debug, Default)]
pub(super) struct SignUpTurns {
    key: RandomState,
    window: Mutex<(i64, HashMap<u64, u32>)>,
}

impl SignUpTurns {
    /// Counts one sign-up from there. Where that is not known, none is counted.
    pub(super) fn take(&self, from: Option<IpAddr>, now: Moment) -> Turn {
        let Some(from) = from else {
            return Turn::Free;
        };
        let from = self.key.hash_one(network(from));
        let current = now.micros() / WINDOW;
        let mut window = self.window.lock().unwrap_or_else(PoisonError::into_inner);
        if window.0 != current {
            *window = (current, HashMap::new());
        }
        let counts = &mut window.1;
        if counts.len() >= MOST_NETWORKS && !counts.contains_key(&from) {
            return Turn::Free;
        }
        let taken = counts.entry(from).or_default();
        *taken = taken.saturating_add(1);
        if *taken > MOST {
            Turn::TooOften
        } else {
            Turn::Free
        }
    }
}
