//! `letters pause`, `resume` and `cancel`.

use clap::Args;
use domain::Slug;
use newsroom::clock::Clock;
use newsroom::letters::{IssueState, LetterState};
use newsroom::store::Store;

/// What becomes of a letter and its issues under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Halt {
    Pause,
    Resume,
    Cancel,
}

#[derive(Debug, Args)]
pub(in crate::command) struct Arguments {
    /// The letter's name in addresses
    slug: Slug,
}

pub(super) async fn run(
    store: &Store,
    clock: &Clock,
    Arguments { slug }: &Arguments,
    halt: Halt,
) -> anyhow::Result<String> {
    let letter = super::letter(store, slug).await?;
    let now = clock.now();
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
        (Halt::Pause, 0) => format!("{name} makes no new issue until it is resumed.\n"),
        (Halt::Pause, _) => {
            format!("{name} waits: nothing more of it is sent until it is resumed.\n")
        }
        (Halt::Resume, 0) => format!("{name} goes out by its schedule again.\n"),
        (Halt::Resume, _) => format!("{name} goes on.\n"),
        (Halt::Cancel, 0) => format!("No issue of {name} is going out.\n"),
        (Halt::Cancel, _) => format!("Who has not got the issue of {name} will not get it.\n"),
    })
}
