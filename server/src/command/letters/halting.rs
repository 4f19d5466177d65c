//! `letters pause`, `resume` and `cancel`.

use anyhow::bail;
use domain::{Moment, Slug};
use newsroom::clock::Clock;
use newsroom::letters::{IssueState, Letter, LetterState};
use newsroom::store::Store;

use super::opened;
use crate::settings::Settings;

/// What becomes of a letter and its issues under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Halt {
    Pause,
    Resume,
    Cancel,
}

pub(super) async fn run(settings: &Settings, slug: &Slug, halt: Halt) -> anyhow::Result<()> {
    let store = opened::store(settings).await?;
    let Some(letter) = store.letter(slug).await? else {
        bail!("there is no letter `{slug}`; `dateline letters list` names those there are");
    };
    let said = halted(&store, &letter, halt, Clock::system().now()).await?;
    store.close().await;
    println!("{said}");
    Ok(())
}

async fn halted(
    store: &Store,
    letter: &Letter,
    halt: Halt,
    now: Moment,
) -> anyhow::Result<String> {
    let (issues, runs) = match halt {
        Halt::Pause => (IssueState::Paused, Some(LetterState::Paused)),
        Halt::Resume => (IssueState::Sending, Some(LetterState::Running)),
        Halt::Cancel => (IssueState::Cancelled, None),
    };
    let under_way = store.issues_under_way().await?;
    let under_way = under_way.iter().filter(|it| it.letter == letter.id);
    let mut writing = store.write().await?;
    let mut changed = 0;
    for issue in under_way.filter(|it| it.state != issues) {
        changed += usize::from(writing.put_issue_in_state(issue.id, issues, now).await?);
    }
    if let Some(state) = runs
        && letter.state != LetterState::Retired
    {
        writing.put_letter_in_state(letter.id, state, now).await?;
    }
    writing.commit().await?;
    let name = &letter.definition.name;
    Ok(match (halt, changed) {
        (Halt::Pause, 0) => format!("{name} makes no new issue until it is resumed."),
        (Halt::Pause, _) => format!("{name} waits: nothing more of it is sent until it is resumed."),
        (Halt::Resume, 0) => format!("{name} goes out by its schedule again."),
        (Halt::Resume, _) => format!("{name} goes on."),
        (Halt::Cancel, 0) => format!("No issue of {name} is going out."),
        (Halt::Cancel, _) => format!("Who has not got the issue of {name} will not get it."),
    })
}
