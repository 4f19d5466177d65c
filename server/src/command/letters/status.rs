//! `letters status`: what goes out, how fast, how long it will take, and what keeps it back.

use clap::Args;
use domain::Moment;
use newsroom::clock::Clock;
use newsroom::letters::{Issue, IssueState, Progress};
use newsroom::store::Store;
use serde_json::json;

use super::bar;
use super::reasons::Reasons;
use crate::command::opened;
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
    settings: &Settings,
    store: &Store,
    clock: &Clock,
    arguments: &Arguments,
) -> anyhow::Result<String> {
    let going = under_way(store, clock.now()).await?;
    if arguments.follow && !arguments.json && !going.is_empty() {
        for known in going {
            let issue = known.issue.id;
            bar::show(store, issue, bar::out(store, issue)).await?;
        }
        return Ok(String::new());
    }
    let is_quiet = going.is_empty();
    let somebody_sends = is_quiet || somebody_sends(settings, store).await;
    let mut lines = String::new();
    let mut values = Vec::new();
    if is_quiet {
        lines.push_str("No letter is going out.\n");
    }
    for known in going.into_iter().chain(ended_badly(store).await?) {
        let (issue, progress) = (&known.issue, &known.progress);
        let reasons = Reasons::of(store, issue, progress, somebody_sends).await?;
        lines.push_str(&known.line());
        lines.push_str(&reasons.lines(&settings.time_zone()));
        let mut value = known.json();
        for (name, reason) in reasons.json() {
            value[name] = reason;
        }
        values.push(value);
    }
    Ok(match arguments.json {
        true => format!("{}\n", json!(values)),
        false => lines,
    })
}

/// Whether a process has the right to send. What keeps that from being found out is no reason to say nothing of the rest.
async fn somebody_sends(settings: &Settings, store: &Store) -> bool {
    match opened::letters(settings, store).await {
        Ok(letters) => !matches!(letters.turn(), Ok(Some(_))),
        Err(_) => true,
    }
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

/// The newest issues of letters, as far as they ended and did not reach everybody.
async fn ended_badly(store: &Store) -> anyhow::Result<Vec<Known>> {
    let mut known = Vec::new();
    for letter in store.letters().await? {
        let newest = store.issues_of(letter.id, None, 1).await?.pop();
        let ended = newest.filter(|issue| match issue.state {
            IssueState::Done | IssueState::Cancelled => true,
            IssueState::Sending | IssueState::Paused => false,
        });
        let Some(issue) = ended else { continue };
        let progress = store.progress(issue.id).await?;
        if progress.failed > 0 {
            known.push(Known {
                letter: letter.definition.slug.to_string(),
                issue,
                progress,
                per_minute: 0,
            });
        }
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
            "{} {}  {}  {waiting} waiting, {sent} sent, {failed} failed, {dropped} dropped of {}  {}",
            self.letter,
            self.issue.number,
            self.issue.state,
            self.all(),
            match self.issue.state {
                IssueState::Sending => self.speed(),
                IssueState::Paused => format!("until `dateline letters resume {}`", self.letter),
                IssueState::Done | IssueState::Cancelled => String::new(),
            }
        )
        .trim_end()
        .to_owned()
            + "\n"
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
