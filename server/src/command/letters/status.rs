//! `letters status`: what goes out, how fast, and how long it will take.

use std::time::Duration;

use domain::Moment;
use indicatif::{ProgressBar, ProgressStyle};
use newsroom::clock::Clock;
use newsroom::letters::{Issue, IssueState, Progress};
use newsroom::store::Store;
use serde_json::json;

use super::opened;
use crate::settings::Settings;

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

pub(super) async fn run(settings: &Settings, as_json: bool, follow: bool) -> anyhow::Result<()> {
    let store = opened::store(settings).await?;
    if follow {
        bar(&store, None).await?;
    } else {
        let known = under_way(&store, Clock::system().now()).await?;
        match as_json {
            true => println!("{}", json!(known.iter().map(Known::json).collect::<Vec<_>>())),
            false if known.is_empty() => println!("No letter is going out."),
            false => known.iter().for_each(|it| println!("{}", it.line())),
        }
    }
    store.close().await;
    Ok(())
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

/// Shows how far that letter's issue, or any, is until none goes out any more.
pub(super) async fn bar(store: &Store, letter: Option<&str>) -> anyhow::Result<()> {
    let style = ProgressStyle::with_template("{prefix} {wide_bar} {pos}/{len} {msg}")?;
    let bar = ProgressBar::new(0).with_style(style);
    loop {
        let known = under_way(store, Clock::system().now()).await?;
        let mut going = known.iter().filter(|it| {
            it.issue.state == IssueState::Sending && letter.is_none_or(|slug| slug == it.letter)
        });
        let Some(known) = going.next() else {
            bar.finish_and_clear();
            return Ok(());
        };
        let Progress { waiting, .. } = known.progress;
        let all = known.all();
        bar.set_length(u64::try_from(all).unwrap_or(0));
        bar.set_position(u64::try_from(all - waiting).unwrap_or(0));
        bar.set_prefix(format!("{} {}", known.letter, known.issue.number));
        bar.set_message(known.speed());
        tokio::time::sleep(TICK).await;
    }
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
            "{} {}  {}  {waiting} waiting, {sent} sent, {failed} failed, {dropped} dropped of {}  {}",
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
