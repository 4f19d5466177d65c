//! How telling others goes, for whoever watches the server.

use std::sync::{Arc, Mutex, PoisonError};

use newsroom::events::EventNumber;

/// How it goes with one audience. Clones share it.
#[derive(Debug, Clone, Default)]
pub struct Standing(Arc<Mutex<Facts>>);

/// What is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// Events that it was not told of yet.
    pub behind: i64,
    /// Addresses that it was told of since the start.
    pub told: u64,
    /// Requests that failed since the start.
    pub failures: u64,
    /// What went wrong last, until something went right.
    pub problem: Option<String>,
}

/// All audiences there are, by name.
#[derive(Debug, Clone, Default)]
pub struct Standings(Vec<(&'static str, Standing)>);

impl Standings {
    pub(crate) fn add(&mut self, name: &'static str) -> Standing {
        let standing = Standing::default();
        self.0.push((name, standing.clone()));
        standing
    }

    /// What is known of each.
    #[must_use]
    pub fn facts(&self) -> Vec<(&'static str, Facts)> {
        self.0
            .iter()
            .map(|(name, standing)| (*name, standing.facts()))
            .collect()
    }
}

impl Standing {
    pub(crate) fn at(&self, position: EventNumber, newest: EventNumber) {
        self.change(|facts| facts.behind = (newest.0 - position.0).max(0));
    }

    pub(crate) fn told(&self, addresses: usize) {
        self.change(|facts| {
            facts.told += addresses as u64;
            facts.problem = None;
        });
    }

    pub(crate) fn failed(&self, problem: &str) {
        self.change(|facts| {
            facts.failures += 1;
            facts.problem = Some(problem.to_owned());
        });
    }

    /// What is known of it.
    #[must_use]
    pub fn facts(&self) -> Facts {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn change(&self, change: impl FnOnce(&mut Facts)) {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner));
    }
}
