//! Why the copies of an issue wait or failed: what mail servers said, and whether anybody sends.

use domain::Moment;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use newsroom::letters::{Answer, Issue, IssueState, MailTrouble, Progress};
use newsroom::store::Store;
use serde_json::{Value, json};

use crate::command::list::minute;

/// What keeps an issue from its readers.
#[derive(Default)]
pub(super) struct Reasons {
    /// How many copies were tried and wait for another attempt, and when the first of these is.
    retried: Option<(i64, Moment)>,
    why_waiting: Option<Answer>,
    failed: i64,
    why_failed: Option<Answer>,
    /// The mail servers that take no letters.
    trouble: Vec<MailTrouble>,
    /// Whether copies could go out and nobody sends.
    nobody_sends: bool,
}

impl Reasons {
    /// Those of an issue. `somebody_sends` is whether a process does.
    pub(super) async fn of(
        store: &Store,
        issue: &Issue,
        progress: &Progress,
        somebody_sends: bool,
    ) -> anyhow::Result<Self> {
        let mut reasons = Self {
            failed: progress.failed,
            ..Self::default()
        };
        if progress.failed > 0 {
            reasons.why_failed = store.why_failed(issue.id).await?;
        }
        if progress.waiting > 0 {
            reasons.retried = store.tried_and_waiting(issue.id).await?;
            reasons.why_waiting = store.why_waiting(issue.id).await?;
            if issue.state == IssueState::Sending {
                reasons.trouble = store.mail_trouble().await?;
                reasons.nobody_sends = !somebody_sends;
            }
        }
        Ok(reasons)
    }

    /// In lines of their own.
    pub(super) fn lines(&self, zone: &TimeZone) -> String {
        let mut lines = String::new();
        let mut add = |line: String| lines.push_str(&format!("  {line}\n"));
        if self.nobody_sends {
            add("Nobody sends them: no server of this paper runs.".to_owned());
        }
        for MailTrouble { server, since, why } in &self.trouble {
            let since = minute(zone, *since);
            add(format!(
                "{server} has taken no letters since {since}: {why}"
            ));
        }
        if let Some((copies, next)) = self.retried {
            let wait = if copies == 1 { "waits" } else { "wait" };
            let next = minute(zone, next);
            let why = said_of(self.why_waiting.as_ref(), copies);
            add(format!(
                "{copies} {wait} for another attempt, the next at {next}{why}"
            ));
        }
        if self.failed > 0 {
            let why = said_of(self.why_failed.as_ref(), self.failed);
            add(format!("{} failed{why}", self.failed));
        }
        lines
    }

    /// For programs, to stand in what is said of the issue.
    pub(super) fn json(&self) -> [(&'static str, Value); 5] {
        let words = |answer: &Option<Answer>| answer.as_ref().map(|it| it.words.clone());
        let trouble = self.trouble.iter().map(
            |MailTrouble { server, since, why }| json!({ "server": server, "since": time(*since), "why": why }),
        );
        [
            ("triedAndWaiting", json!(self.retried.map_or(0, |it| it.0))),
            ("nextAttempt", json!(self.retried.map(|it| time(it.1)))),
            ("whyWaiting", json!(words(&self.why_waiting))),
            ("whyFailed", json!(words(&self.why_failed))),
            ("mailTrouble", json!(trouble.collect::<Vec<_>>())),
        ]
    }
}

/// What was said of so many copies, to stand behind what became of them.
pub(super) fn said_of(answer: Option<&Answer>, copies: i64) -> String {
    match answer {
        Some(answer) if answer.copies < copies => format!(", most often for: {}", answer.words),
        Some(answer) => format!(": {}", answer.words),
        None => String::new(),
    }
}

fn time(moment: Moment) -> Option<String> {
    let time = Timestamp::from_microsecond(moment.micros()).ok()?;
    Some(time.to_string())
}
