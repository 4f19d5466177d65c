//! A bar that moves while an issue goes out.

use std::pin::pin;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use newsroom::clock::Clock;
use newsroom::letters::{IssueId, IssueState};
use newsroom::store::Store;

use super::status::under_way;

/// How often it moves.
const TICK: Duration = Duration::from_millis(500);

/// Shows how far an issue is until that is over.
pub(super) async fn show(
    store: &Store,
    issue: IssueId,
    over: impl Future<Output = anyhow::Result<()>>,
) -> anyhow::Result<()> {
    let style = ProgressStyle::with_template("{prefix} {wide_bar} {pos}/{len} {msg}")?;
    let bar = ProgressBar::new(0).with_style(style);
    let mut over = pin!(over);
    loop {
        let known = under_way(store, Clock::system().now()).await?;
        if let Some(known) = known.iter().find(|it| it.issue.id == issue) {
            let all = known.all();
            bar.set_length(u64::try_from(all).unwrap_or(0));
            bar.set_position(u64::try_from(all - known.progress.waiting).unwrap_or(0));
            bar.set_prefix(format!("{} {}", known.letter, known.issue.number));
            bar.set_message(match store.mail_trouble().await?.first() {
                Some(trouble) => format!("{}: {}", trouble.server, trouble.why),
                None => known.speed(),
            });
        }
        tokio::select! {
            done = &mut over => {
                bar.finish_and_clear();
                return done;
            }
            () = tokio::time::sleep(TICK) => {}
        }
    }
}

/// Waits until an issue does not go out any more.
pub(super) async fn out(store: &Store, issue: IssueId) -> anyhow::Result<()> {
    while is_going_out(store, issue).await? {
        tokio::time::sleep(TICK).await;
    }
    Ok(())
}

/// Waits until nobody is left who is to get an issue now, whoever sends it.
pub(super) async fn out_for_now(store: &Store, issue: IssueId) -> anyhow::Result<()> {
    while is_going_out(store, issue).await? {
        let next = store.next_attempt(issue).await?;
        if next.is_none_or(|next| next > Clock::system().now()) {
            break;
        }
        tokio::time::sleep(TICK).await;
    }
    Ok(())
}

async fn is_going_out(store: &Store, issue: IssueId) -> anyhow::Result<bool> {
    let issue = store.issue(issue).await?;
    Ok(issue.is_some_and(|issue| issue.state == IssueState::Sending))
}
