//! Whether there is a network. That nobody was reached at an address says something of the address only where somebody else is.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::Moment;
use newsroom::clock::Clock;
use newsroom::store::{Store, StoreError};

use super::asking::{Asker, Said};
use super::host;
use crate::outside::Pace;

/// For how long it holds that somebody was heard, in microseconds: 20 seconds. Before an address is called dead it is asked twice, and
/// longer than that apart, so that one answer never speaks for both.
const HOLDS: i64 = 20 * 1_000_000;
/// The longest that nobody is asked for, where there was no network: 5 minutes, in microseconds. It may be back.
const LONGEST_REST: i64 = 5 * 60 * 1_000_000;
/// How many of the newest addresses are looked through for sites that were there, and how many of these are asked.
const LOOKED_AT: u32 = 100;
const PROBED: usize = 3;

/// What is known of the network. Clones share it.
#[derive(Debug, Clone)]
pub(super) struct Network {
    clock: Clock,
    pace: Pace,
    known: Arc<Mutex<Known>>,
    /// Whoever wants to know it waits for whoever is finding out.
    finding_out: Arc<tokio::sync::Mutex<()>>,
}

#[derive(Debug, Default)]
struct Known {
    heard_at: Option<Moment>,
    /// How often in a row nobody was reached, wherever it was tried.
    misses: u32,
    rests_until: Option<Moment>,
}

impl Known {
    /// Whether somebody was heard shortly before that, which no clock was put back since.
    fn was_heard_by(&self, now: Moment) -> bool {
        let since = now.shifted(-HOLDS);
        self.heard_at.is_some_and(|at| since <= at && at <= now)
    }
}

impl Network {
    pub(super) fn new(clock: &Clock, pace: Pace) -> Self {
        Self {
            clock: clock.clone(),
            pace,
            known: Arc::default(),
            finding_out: Arc::default(),
        }
    }

    /// Takes note of what was said of an address: whoever says something was reached.
    pub(super) fn hear(&self, said: &Said) {
        match said {
            Said::There(_) | Said::Dead(_) | Said::Trouble(..) => {
                let mut known = self.lock();
                *known = Known {
                    heard_at: Some(self.clock.now()),
                    ..Known::default()
                };
            }
            Said::Nowhere(_) | Said::Unreached(_) => {}
        }
    }

    /// Until when nobody need be asked, as nobody was reached. A clock that was put back makes no rest longer than it may be.
    pub(super) fn rests_until(&self) -> Option<Moment> {
        let known = self.lock();
        let now = self.clock.now();
        let longest = now.shifted(LONGEST_REST);
        known
            .rests_until
            .filter(|until| now < *until && *until <= longest)
    }

    /// What is wrong with it, as far as that is known.
    pub(super) fn problem(&self) -> Option<String> {
        let is_away = self.lock().misses > 0;
        is_away.then(|| "no other site can be reached".to_owned())
    }

    /// Whether there is one, where nobody was reached at an address: somebody else was just heard, or one of the sites answers that
    /// are known to be there.
    pub(super) async fn is_there(&self, store: &Store, asker: &Asker, missed: &str) -> bool {
        let found_out = self.find_out(store, asker, missed).await;
        found_out.unwrap_or_else(|error| {
            tracing::error!(%error, "it could not be found out whether there is a network");
            false
        })
    }

    async fn find_out(
        &self,
        store: &Store,
        asker: &Asker,
        missed: &str,
    ) -> Result<bool, StoreError> {
        let _finding_out = self.finding_out.lock().await;
        if self.was_just_heard() {
            return Ok(true);
        }
        if self.rests_until().is_some() {
            return Ok(false);
        }
        let mut asked = vec![host(missed)];
        for address in store.elsewhere_there(LOOKED_AT).await? {
            // Also meanwhile, by somebody else who asks.
            if self.was_just_heard() || asked.len() > PROBED {
                break;
            }
            let host = host(&address);
            if asked.contains(&host) {
                continue;
            }
            asked.push(host);
            self.hear(&asker.ask_aside(&address, false).await);
        }
        Ok(self.was_just_heard_or_rests())
    }

    fn was_just_heard(&self) -> bool {
        let known = self.lock();
        known.was_heard_by(self.clock.now())
    }

    /// Whether somebody was just heard. If not, all rest from now on: at once, as whoever else asks may hear somebody meanwhile.
    fn was_just_heard_or_rests(&self) -> bool {
        let mut known = self.lock();
        let now = self.clock.now();
        if known.was_heard_by(now) {
            return true;
        }
        known.misses = known.misses.saturating_add(1);
        let rest = i64::try_from(self.pace.wait(known.misses).as_micros()).unwrap_or(LONGEST_REST);
        known.rests_until = Some(now.shifted(rest.min(LONGEST_REST)));
        false
    }

    fn lock(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
