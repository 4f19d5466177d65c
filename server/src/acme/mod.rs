//! Certificates that the program asks for itself (ACME, RFC 8555), so that a paper on a machine of its own needs nobody beside it.
//!
//! Whoever issues them looks whether the name leads here by connecting to the site's own port (`tls-alpn-01`, RFC 8737): no other
//! port has to be open. What comes of it is one file with the chain and its key, which is taken up as one that somebody else renews
//! is. While none can be had, the one from before is shown on.

mod folder;
mod order;
mod resting;
mod transport;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use domain::Moment;
use newsroom::clock::Clock;

use crate::certificate::Held;
use crate::outside::Pace;
use crate::settings;
use crate::tls::Tls;
use folder::Folder;
pub(crate) use resting::Resting;
use transport::Transport;

/// How often it is looked whether the certificate has to be renewed, and how long is waited after a failure: no more than five
/// times in an hour may a name fail at Let's Encrypt (letsencrypt.org/docs/rate-limits).
pub const PACE: Pace = Pace {
    look: Duration::from_secs(3600),
    first_wait: Duration::from_secs(1800),
    longest_wait: Duration::from_secs(12 * 3600),
};

/// How many orders are begun in a row while nonces are refused. The client asks three times with others before it gives an order up, and
/// to wait half an hour for that would be for nothing.
const ORDERS: u32 = 4;

/// Microseconds before its end at which one is renewed: 30 days, as Let's Encrypt advises for those of 90.
const BEFORE_END: i64 = 30 * 24 * 3600 * 1_000_000;
/// Of one that is issued for less than that, a third is left.
const OF_ITS_TIME: i64 = 3;

/// How it goes with the certificate. Clones share it.
#[derive(Debug, Clone, Default)]
pub struct Standing(Arc<Mutex<Facts>>);

/// What is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// When the one that is shown ends; none if there is none.
    pub ends: Option<Moment>,
    /// Why there is no new one, until there is.
    pub problem: Option<String>,
}

impl Standing {
    /// What is known now.
    #[must_use]
    pub fn facts(&self) -> Facts {
        let facts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        facts.clone()
    }

    fn change(&self, change: impl FnOnce(&mut Facts)) {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

/// Sees to it that there is a certificate.
pub struct Certificates {
    set: settings::Acme,
    tls: Tls,
    clock: Clock,
    folder: Folder,
    standing: Standing,
}

impl Certificates {
    /// For connections that `tls` encrypts, as `set` says.
    #[must_use]
    pub fn new(set: settings::Acme, tls: Tls, clock: Clock) -> Self {
        Self {
            folder: Folder::of(&set),
            set,
            tls,
            clock,
            standing: Standing::default(),
        }
    }

    /// How it goes.
    #[must_use]
    pub fn standing(&self) -> Standing {
        self.standing.clone()
    }

    /// Sees to it at that pace, for as long as the program runs.
    pub fn keep(self, pace: Pace) {
        tokio::spawn(async move {
            let mut failures = 0;
            loop {
                let pause = match self.see_to_it().await {
                    Ok(()) => {
                        failures = 0;
                        pace.pause()
                    }
                    Err(NotIssued { told_to_wait, .. }) => {
                        failures += 1;
                        pace.wait(failures).max(told_to_wait.unwrap_or_default())
                    }
                };
                tokio::time::sleep(pause).await;
            }
        });
    }

    /// Asks for a certificate if one is due.
    ///
    /// # Errors
    /// [`NotIssued`] if there is none; what was shown before is shown on. It is logged, and known to its [`Standing`].
    pub async fn see_to_it(&self) -> Result<(), NotIssued> {
        let held = self.folder.certificate();
        let now = self.clock.now();
        self.standing
            .change(|facts| facts.ends = held.as_ref().map(|it| it.ends));
        if held.is_some_and(|held| !is_due(&held, &self.set.names, now)) {
            return Ok(());
        }
        if let Some(resting) = self.folder.resting().filter(|it| it.is_on(now)) {
            return Err(self.not_issued(NotIssued {
                problem: resting.words(),
                told_to_wait: Some(resting.left(now)),
            }));
        }
        match self.ask().await.map_err(|error| self.rest(error)) {
            Ok(ends) => {
                if let Err(error) = self.folder.end_resting() {
                    tracing::error!(%error, "a file on resting cannot be removed");
                }
                self.standing.change(|facts| {
                    *facts = Facts {
                        ends: Some(ends),
                        problem: None,
                    };
                });
                tracing::info!(names = self.names(), "a certificate was issued");
                Ok(())
            }
            Err(error) => Err(self.not_issued(error)),
        }
    }

    fn names(&self) -> String {
        self.set.names.join(", ")
    }

    /// Says so to whoever watches.
    fn not_issued(&self, error: NotIssued) -> NotIssued {
        let problem = error.problem.clone();
        tracing::error!(
            problem,
            names = self.names(),
            "no certificate was issued; what is shown is shown on, and it is tried again"
        );
        self.standing.change(|facts| facts.problem = Some(problem));
        error
    }

    /// Keeps that they want to be left alone, if they said so.
    fn rest(&self, error: NotIssued) -> NotIssued {
        let Some(wait) = error.told_to_wait else {
            return error;
        };
        let resting = Resting::new(self.clock.now(), wait, &error.problem);
        if let Err(error) = self.folder.keep_resting(&resting) {
            tracing::error!(%error, "it cannot be kept that no certificate is to be asked for now");
        }
        NotIssued {
            problem: resting.words(),
            ..error
        }
    }

    /// Asks for one, and has it shown. When it ends.
    async fn ask(&self) -> Result<Moment, NotIssued> {
        let transport = Transport::new(&self.set)?;
        let order = || order::issue(&self.set, &self.folder, &self.tls, &transport);
        let mut issued = order().await;
        for _ in 1..ORDERS {
            if issued.is_ok() || !transport.is_nonce_refused() {
                break;
            }
            issued = order().await;
        }
        let issued = issued.map_err(|problem| NotIssued {
            problem,
            told_to_wait: transport.told_to_wait(),
        })?;
        let held = Held::read(issued.as_bytes()).ok_or("what was issued is no certificate")?;
        if !is_for_all(&held, &self.set.names) {
            return Err("what was issued is not for every name".into());
        }
        let kept = self.folder.keep_certificate(&issued);
        kept.map_err(|error| format!("the certificate cannot be kept: {error}"))?;
        let shown = self.tls.renew();
        shown.map_err(|error| format!("the certificate cannot be shown: {error}"))?;
        Ok(held.ends)
    }
}

/// That no certificate was issued.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{problem}")]
pub struct NotIssued {
    /// Why, for whoever runs the paper.
    pub problem: String,
    /// How long whoever issues them wants to be left alone, if that was said.
    pub told_to_wait: Option<Duration>,
}

impl From<String> for NotIssued {
    fn from(problem: String) -> Self {
        Self {
            problem,
            told_to_wait: None,
        }
    }
}

impl From<&str> for NotIssued {
    fn from(problem: &str) -> Self {
        problem.to_owned().into()
    }
}

fn is_for_all(held: &Held, names: &[String]) -> bool {
    names.iter().all(|name| held.is_for(name))
}

fn is_due(held: &Held, names: &[String], now: Moment) -> bool {
    let lasts = held.ends.micros() - held.begins.micros();
    let before = BEFORE_END.min(lasts / OF_ITS_TIME);
    !is_for_all(held, names) || now.micros() >= held.ends.micros() - before
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: i64 = 24 * 3600 * 1_000_000;

    fn held(days: i64) -> Held {
        Held {
            names: vec!["paper.example".to_owned()],
            begins: Moment::from_micros(0),
            ends: Moment::from_micros(days * DAY),
        }
    }

    fn due(held: &Held, names: &[&str], day: i64) -> bool {
        let names: Vec<String> = names.iter().map(ToString::to_string).collect();
        is_due(held, &names, Moment::from_micros(day * DAY))
    }

    #[test]
    fn one_is_renewed_thirty_days_before_its_end_or_when_a_third_of_its_time_is_left() {
        for (lasts, due_on) in [(90, 60), (398, 368), (45, 30), (6, 4)] {
            let is_due = |day| due(&held(lasts), &["paper.example"], day);
            assert!(!is_due(due_on - 1), "{lasts}");
            assert!(is_due(due_on) && is_due(lasts + 1), "{lasts}");
        }
    }

    #[test]
    fn one_that_is_not_for_every_name_is_none() {
        assert!(!due(&held(90), &["paper.example"], 1));
        assert!(due(&held(90), &["other.example"], 1));
        assert!(due(&held(90), &["paper.example", "www.paper.example"], 1));
    }
}
