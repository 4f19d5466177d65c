//! Subscribers from the command line: taken in from a list, written down as one, counted, and erased.

mod erase;
mod export;
mod import;
mod list;

use clap::Subcommand;
use newsroom::clock::Clock;
use newsroom::letters;
use newsroom::store::Store;

use super::opened;
use crate::settings::Settings;

/// What can be done to subscribers.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Take in the subscribers of a CSV file, with what they agreed to
    ///
    /// A row counts once: importing a file again changes nothing, and nobody gets a letter again that they left. Rows that
    /// cannot be taken go to a file beside it (list.refused.csv for list.csv) with line and reason, the others are taken all the
    /// same, and the exit code is not 0.
    #[command(after_help = import::COLUMNS)]
    Import(import::Arguments),
    /// Write all subscribers down as CSV, each with what they agreed to last
    Export(export::Arguments),
    /// Forget a subscriber with everything that is known of them, for good
    ///
    /// A hash of the address stays, by which a list that is imported later does not bring it back. It goes when the owner signs
    /// up again and confirms it.
    Erase(erase::Arguments),
    /// Count subscribers by letter and state
    List,
}

pub(super) async fn run(settings: &Settings, command: Command) -> anyhow::Result<()> {
    let store = opened::store(settings).await?;
    let done = act(settings, &store, command).await;
    store.close().await;
    done
}

async fn act(settings: &Settings, store: &Store, command: Command) -> anyhow::Result<()> {
    let clock = Clock::system();
    letters::settle(store, &clock, &settings.letters, &settings.language).await?;
    match command {
        Command::Import(what) => import::run(settings, store, &clock, &what).await,
        Command::Export(what) => export::run(store, &what).await,
        Command::Erase(what) => erase::run(store, &what).await,
        Command::List => list::run(store).await,
    }
}
