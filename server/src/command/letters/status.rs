//! `letters status`: what goes out, how fast, and how long it will take.

use std::time::Duration;

use clap::Args;
use domain::Moment;
use indicatif::{ProgressBar, ProgressStyle};
use newsroom::clock::Clock;
use newsroom::letters::{Issue, IssueId, IssueState, Progress};
use newsroom::store::Store;
use serde_json::json;
use tokio::task::JoinHandle;

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
/// How often a bar moves.
const TICK: Duration = Duration::from_millis(500);

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
            bar(store, known.issue.id, None).await?;
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

/// Shows how far an issue is until it does not go out any more, or until whoever sends it has done what can be done now.
pub(super) async fn bar(
    store: &Store,
    issue: IssueId,
    mut sending: Option<JoinHandle<anyhow::Result<()>>>,
) -> anyhow::Result<()> {
    let style = ProgressStyle::with_template("{prefix} {wide_bar} {pos}/{len} {msg}")?;
    let bar = ProgressBar::new(0).with_style(style);
    loop {
        let known = under_way(store, Clock::system().now()).await?;
        let known = known.iter().find(|it| it.issue.id == issue);
        let Some(known) = known.filter(|it| it.issue.state == IssueState::Sending) else {
            break;
        };
        let all = known.all();
        bar.set_length(u64::try_from(all).unwrap_or(0));
        bar.set_position(u64::try_from(all - known.progress.waiting).unwrap_or(0));
        bar.set_prefix(format!("{} {}", known.letter, known.issue.number));
        bar.set_message(known.speed());
        if sending.as_ref().is_some_and(JoinHandle::is_finished) {
            // With the right to send, it has sent all that is due; without, another process does.
            if let Some(sending) = sending.take() {
                sending.await??;
            }
            if store
                .due_letters(Some(issue), Clock::system().now(), 1)
                .await?
                .is_empty()
            {
                break;
            }
        }
        tokio::time::sleep(TICK).await;
    }
    bar.finish_and_clear();
    if let Some(sending) = sending {
        sending.await??;
    }
    Ok(())
}

impl Known {
    fn all(&self) -> i64 {
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

    fn speed(&self) -> String {
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
