//! Letters from the command line: which there are, what their next issues would be, and what is to change about them.

mod bar;
mod define;
mod halting;
mod list;
mod preview;
mod reasons;
mod retire;
mod schedule;
mod send;
mod status;

use anyhow::anyhow;
use clap::{Args, Subcommand};
use domain::Slug;
use newsroom::clock::Clock;
use newsroom::letters::{self, Letter};
use newsroom::store::Store;

use halting::Halt;

use super::{opened, preflight};
use crate::said::words;
use crate::settings::Settings;

/// What can be done to letters.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// List all letters: when each goes out, and to how many
    List(list::Arguments),
    /// Show what the next issue of a letter would be now; nothing is sent or kept
    Preview(preview::Arguments),
    /// Define a letter, or change one; what is not given stays as it is
    ///
    /// What is said here goes before the settings file.
    Define(define::Arguments),
    /// Offer a letter no longer; its issues stay where they are, and defining it again brings it back
    Retire(retire::Arguments),
    /// Change when a letter goes out
    Schedule(schedule::Arguments),
    /// Make an issue of a letter now, and send it
    Send(send::Arguments),
    /// Send what the next issue would be to one address
    Test(send::TestArguments),
    /// Let an issue that goes out wait, and make no new one
    Pause(halting::Arguments),
    /// Let a letter go on
    Resume(halting::Arguments),
    /// End an issue: who has not got it will not get it
    Cancel(halting::Arguments),
    /// Say how far the issues are that go out, and why copies wait or failed
    Status(status::Arguments),
    /// Look at the DNS, the links and the way out, and say what to change before anything is sent
    Preflight(PreflightArguments),
}

impl Command {
    /// Whether it only says what the paper has, or what it would send. None comes into being by that.
    pub(super) fn only_reads(&self) -> bool {
        match self {
            Self::List(_)
            | Self::Preview(_)
            | Self::Test(_)
            | Self::Status(_)
            | Self::Preflight(_) => true,
            Self::Define(_)
            | Self::Retire(_)
            | Self::Schedule(_)
            | Self::Send(_)
            | Self::Pause(_)
            | Self::Resume(_)
            | Self::Cancel(_) => false,
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct PreflightArguments {
    /// As JSON, for programs
    #[arg(long)]
    json: bool,
}

pub(super) async fn run(settings: &Settings, command: Command) -> anyhow::Result<()> {
    let store = opened::store(settings).await?;
    let done = act(settings, &store, command).await;
    store.close().await;
    words(format_args!("{}", done?))
}

/// Does it, and says what was done in whole lines.
async fn act(settings: &Settings, store: &Store, command: Command) -> anyhow::Result<String> {
    let clock = Clock::system();
    letters::settle(store, &clock, &settings.letters, &settings.language).await?;
    match command {
        Command::List(what) => list::run(settings, store, &clock, &what).await,
        Command::Preview(what) => preview::run(settings, store, &clock, &what).await,
        Command::Define(what) => define::run(store, &clock, what).await,
        Command::Retire(what) => retire::run(store, &clock, &what).await,
        Command::Schedule(what) => schedule::run(settings, store, &clock, what).await,
        Command::Send(what) => send::run(settings, store, &clock, &what).await,
        Command::Test(what) => send::test(settings, store, &clock, &what).await,
        Command::Pause(what) => halting::run(store, &clock, &what, Halt::Pause).await,
        Command::Resume(what) => halting::run(store, &clock, &what, Halt::Resume).await,
        Command::Cancel(what) => halting::run(store, &clock, &what, Halt::Cancel).await,
        Command::Status(what) => status::run(settings, store, &clock, &what).await,
        Command::Preflight(what) => {
            preflight::run(settings, what.json).await?;
            Ok(String::new())
        }
    }
}

/// The letter of that name.
async fn letter(store: &Store, slug: &Slug) -> anyhow::Result<Letter> {
    let letter = store.letter(slug).await?;
    letter.ok_or_else(|| {
        anyhow!("there is no letter `{slug}`; `dateline letters list` names those there are")
    })
}
