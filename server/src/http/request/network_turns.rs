//! How often one network may ask for something that costs others, such as a letter to somebody's mailbox.
//!
//! A network is remembered as a hash with a key that this process made up, and only until the window is over. So nothing
//! that is kept says who asked from where.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use domain::Moment;

use super::reader_address::network;

/// Sign-ups from one network in a window: enough for a classroom, few for a program.
const SIGN_UPS: u32 = 10;
/// Messages of figures from one network in a window: a large office that all reads the paper, at the usual sample.
const VITALS: u32 = 200;
/// How long a window is: ten minutes, in microseconds.
const WINDOW: i64 = 600_000_000;
/// The same in seconds, for whoever is told to come back.
pub(in crate::http) const AGAIN_AFTER: &str = "600";
/// Networks that are told apart in one window. An attack from more of them is one that counting does not stop, and must
/// not fill the memory.
const MOST_NETWORKS: usize = 100_000;

/// Whether somebody may ask now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::http) enum Turn {
    Free,
    TooOften,
}

/// Who asked how often in this window.
#[derive(Debug)]
pub(in crate::http) struct NetworkTurns {
    most: u32,
    key: RandomState,
    window: Mutex<(i64, HashMap<u64, u32>)>,
}

impl NetworkTurns {
    pub(in crate::http) fn of_sign_ups() -> Self {
        Self::at_most(SIGN_UPS)
    }

    pub(in crate::http) fn of_vitals() -> Self {
        Self::at_most(VITALS)
    }

    fn at_most(most: u32) -> Self {
        Self {
            most,
            key: RandomState::default(),
            window: Mutex::default(),
        }
    }

    /// Counts one time from there. Where that is not known, none is counted.
    pub(in crate::http) fn take(&self, from: Option<IpAddr>, now: Moment) -> Turn {
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
        if *taken > self.most {
            Turn::TooOften
        } else {
            Turn::Free
        }
    }
}
