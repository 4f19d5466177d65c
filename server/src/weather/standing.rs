//! How asking for the weather goes, for whoever watches the server.

use std::sync::{Arc, Mutex, PoisonError};

/// How it goes. Clones share it.
#[derive(Debug, Clone, Default)]
pub struct Standing(Arc<Mutex<Option<Facts>>>);

/// What is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// Answers that could be used, since the start.
    pub answers: u64,
    /// Questions that nobody could answer, since the start.
    pub failures: u64,
    /// What goes wrong, for each who is asked; empty while nothing does.
    pub problems: Vec<(&'static str, String)>,
}

impl Standing {
    /// What is known; none where nobody is asked.
    #[must_use]
    pub fn facts(&self) -> Option<Facts> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    pub(super) fn begin(&self) {
        self.change(|_| {});
    }

    /// `who` has answered.
    pub(super) fn answered(&self, who: &'static str) {
        self.change(|facts| {
            facts.answers += 1;
            facts.mended(who);
        });
    }

    /// `who` could not be asked or has not answered. It is said once, until it is mended: a machine without a network
    /// fails every time.
    pub(super) fn failed(&self, who: &'static str, problem: &str) {
        self.change(|facts| {
            facts.failures += 1;
            let known = facts.problems.iter_mut().find(|(known, _)| *known == who);
            if let Some((_, known)) = known {
                problem.clone_into(known);
                return;
            }
            if facts.problems.is_empty() {
                tracing::warn!(
                    who,
                    problem,
                    "the weather cannot be asked for; trying again, and /healthz says how it goes"
                );
            }
            facts.problems.push((who, problem.to_owned()));
        });
    }

    fn change(&self, change: impl FnOnce(&mut Facts)) {
        let mut facts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        change(facts.get_or_insert_default());
    }
}

impl Facts {
    fn mended(&mut self, who: &'static str) {
        let before = self.problems.len();
        self.problems.retain(|(known, _)| *known != who);
        if self.problems.is_empty() && before > 0 {
            tracing::info!("the weather is known again");
        }
    }
}
