//! One who is asked, and when to ask again after a failure.

use std::time::Duration;

use tokio::time::Instant;

use super::Standing;
use crate::outside::Pace;
use crate::outside::client::{self, Head, Question, Reply};

/// The line to a service.
pub(super) struct Line {
    pub(super) name: &'static str,
    home: String,
    user_agent: String,
    pace: Pace,
    patience: Duration,
    standing: Standing,
    failures: u32,
    not_before: Instant,
}

/// What a service answered.
pub(super) enum Heard {
    Text(String, Head),
    Unchanged(Head),
}

impl Line {
    pub(super) fn new(
        name: &'static str,
        home: &str,
        paper: &str,
        (pace, patience): (Pace, Duration),
        standing: &Standing,
    ) -> Self {
        Self {
            name,
            home: home.to_owned(),
            // MET Norway wants to know whom to write to (api.met.no/doc/TermsOfService).
            user_agent: format!("Dateline/{} (+{paper})", env!("CARGO_PKG_VERSION")),
            pace,
            patience,
            standing: standing.clone(),
            failures: 0,
            not_before: Instant::now(),
        }
    }

    /// How long to wait before it may be asked again.
    pub(super) fn rest(&self) -> Duration {
        self.not_before.saturating_duration_since(Instant::now())
    }

    /// Asks for `path`, and whether it is still what is known by these names.
    pub(super) async fn ask(
        &mut self,
        path: &str,
        etag: Option<String>,
        last_modified: Option<String>,
    ) -> Option<Heard> {
        let question = Question {
            address: format!("{}{path}", self.home),
            user_agent: self.user_agent.clone(),
            etag,
            last_modified,
            patience: self.patience,
        };
        match client::get(question).await {
            Reply::Text(text, head) => Some(Heard::Text(text, head)),
            Reply::Unchanged(head) => Some(Heard::Unchanged(head)),
            Reply::None(problem, wait) => {
                self.failed(&problem, wait.unwrap_or_default());
                None
            }
        }
    }

    /// What it answered is of use, for so long that it need not be asked again.
    pub(super) fn is_well(&mut self, fresh_for: Duration) {
        self.failures = 0;
        self.not_before = Instant::now() + fresh_for;
        self.standing.answered(self.name);
    }

    /// It is not asked again for as long as it says, and longer after each failure.
    pub(super) fn failed(&mut self, problem: &str, at_least: Duration) {
        tracing::debug!(who = self.name, problem, "no weather");
        self.failures = self.failures.saturating_add(1);
        self.not_before = Instant::now() + self.pace.wait(self.failures).max(at_least);
        self.standing.failed(self.name, problem);
    }
}
