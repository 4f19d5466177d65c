//! `letters status`: what goes out, how fast, and how long it will take.

use clap::Args;
use domain::Moment;
use newsroom::clock::Clock;
use newsroom::letters::{Issue, IssueState, Progress};
use newsroom::store::Store;
use serde_json::json;

use super::bar;

/// What is known of an issue under way.
pub(super) struct Known {
    pub(super) letter: String,
    pub(super) issue: Issue,
    pub(super) progress: Progress,
    /// Copies that ended within the last minute.
    per_minute: i64,
}

/// Since when copies are counted to tell how fast they go.
const LATELY: i64 = 60_000_000;

#[derive(Debug, Args)]
pub(in crate::command) struct Arguments {
    /// As JSON, for programs
    #[arg(long)]
    json: bool,
    /// Show a bar that moves, until the letters are out
    #[arg(long)]
    follow: bool,
}

pub(super) async fn run(
    store: &Store,
    clock: &Clock,
    arguments: &Arguments,
) -> anyhow::Result<String> {
    let known = under_way(store, clock.now()).await?;
    if arguments.json {
        let values: Vec<_> = known.iter().map(Known::json).collect();
        return Ok(format!("{}\n", json!(values)));
    }
    if known.is_empty() {
        return Ok("No letter is going out.\n".to_owned());
    }
    if arguments.follow {
        for known in known {
            let issue = known.issue.id;
            bar::show(store, issue, bar::out(store, issue)).await?;
        }
        return Ok(String::new());
    }
    Ok(known.iter().map(Known::line).collect())
}

/// The issues that are going out or wait, with how far each is.
pub(super) async fn under_way(store: &Store, now: Moment) -> anyhow::Result<Vec<Known>> {
    let letters = store.letters().await?;
    let mut known = Vec::new();
    for issue in store.issues_under_way().await? {
        let letter = letters.iter().find(|it| it.id == issue.letter);
        known.push(Known {
            letter: letter.map_or_else(String::new, |it| it.definition.slug.to_string()),
            progress: store.progress(issue.id).await?,
            per_minute: store.ended_since(issue.id, now.shifted(-LATELY)).await?,
            issue,
        });
    }
    Ok(known)
}

impl Known {
    pub(super) fn all(&self) -> i64 {
        let Progress {
            waiting,
            sent,
            failed,
            dropped,
        } = self.progress;
        waiting + sent + failed + dropped
    }

    /// In seconds; none while nothing moves.
    fn remaining(&self) -> Option<i64> {
        let moves = self.issue.state == IssueState::Sending && self.per_minute > 0;
        moves.then(|| self.progress.waiting * 60 / self.per_minute)
    }

    pub(super) fn speed(&self) -> String {
        let mut speed = format!("{} a minute", self.per_minute);
        if let Some(seconds) = self.remaining() {
            let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
            speed.push_str(&format!(", {hours}:{minutes:02}:{seconds:02} left"));
        }
        speed
    }

    fn line(&self) -> String {
        let Progress {
            waiting,
            sent,
            failed,
            dropped,
        } = self.progress;
        format!(
            "{} {}  {}  {waiting} waiting, {sent} sent, {failed} failed, {dropped} dropped of {}  {}\n",
            self.letter,
            self.issue.number,
            self.issue.state,
            self.all(),
            self.speed(),
        )
    }

    fn json(&self) -> serde_json::Value {
        json!({
            "letter": self.letter,
            "number": self.issue.number,
            "subject": self.issue.contents.subject,
            "state": self.issue.state.word(),
            "waiting": self.progress.waiting,
            "sent": self.progress.sent,
            "failed": self.progress.failed,
            "dropped": self.progress.dropped,
            "perMinute": self.per_minute,
            "secondsLeft": self.remaining(),
        })
    }
}
