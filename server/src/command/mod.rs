//! The command line: one file for each command.

mod after_help;
mod backup;
mod breaking;
mod check;
mod checks;
mod coverage;
mod desk;
mod doctor;
mod front;
mod import;
mod left_behind;
mod letters;
mod list;
mod opened;
mod pictures;
pub mod preflight;
mod publish;
mod sample;
mod serve;
mod subscribers;
mod vitals;
mod withdraw;

use std::path::PathBuf;

use clap::{Parser, Subcommand};
use domain::Slug;

use crate::logging;
use crate::settings::Settings;
use crate::telemetry::Telemetry;
use after_help::AFTER_HELP;

/// A newsroom in one binary.
///
/// `dateline serve` puts the paper online; the other commands work on the same data, also while it
/// is being served.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, after_help = AFTER_HELP)]
pub struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
}

impl Arguments {
    /// What was typed. cargo-leptos starts the program without a command; it wants the site, with
    /// something to see on it. To anybody else, the help is shown and `None` returned.
    fn command(self) -> Option<Command> {
        let by_cargo_leptos = std::env::var_os("LEPTOS_BIN_DIR").is_some();
        match self.command {
            None if by_cargo_leptos => Some(Command::Serve {
                sample_if_empty: true,
            }),
            None => {
                // Writing to a closed pipe is not worth a word.
                let _ = Arguments::command_for_help().print_long_help();
                None
            }
            given => given,
        }
    }

    fn command_for_help() -> clap::Command {
        <Self as clap::CommandFactory>::command()
    }
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Put the paper online, until told to stop (Ctrl-C or SIGTERM)
    Serve {
        /// Load the sample paper first if there is no article at all
        #[arg(long)]
        sample_if_empty: bool,
    },
    /// Import Markdown files with YAML front matter, or folders of them
    ///
    /// A file has one article: importing it again changes nothing, importing it changed makes a new
    /// version, or, with another slug, renames the article. A broken file is named with its line and reason, the others are
    /// imported all the same, and the exit code is not 0.
    #[command(after_help = import::FRONT_MATTER)]
    Import {
        /// Files or folders; folders are searched for .md and .markdown files
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
    },
    /// Load the sample paper: some forty articles, dated as if it were founded just now
    Sample,
    /// Make the smaller pictures that readers get, all that are missing, now
    ///
    /// The server does the same in the background while it serves; this is for those who want it
    /// done before.
    Pictures,
    /// Publish an article now: a draft, a scheduled one, or one that was withdrawn
    Publish {
        /// The last part of its address
        slug: Slug,
    },
    /// Take a published article back; its address then says why
    Withdraw {
        /// The last part of its address
        slug: Slug,
        /// What readers are told
        #[arg(long)]
        reason: domain::Withdrawal,
    },
    /// Put a sentence above every page, for as long as it is breaking news
    ///
    /// One stands at a time. It comes down by itself when its time is over, or when the story that it leads to is withdrawn.
    #[command(subcommand)]
    Breaking(breaking::Breaking),
    /// Choose by hand which stories stand where on the front page or that of a section, now or at a time that lies ahead
    #[command(subcommand)]
    Front(front::Front),
    /// Write live coverage: add, change and take back entries of an article of the type coverage
    Coverage {
        #[command(subcommand)]
        command: coverage::Command,
    },
    /// See to who works at the desk, in the browser at /desk
    Desk {
        #[command(subcommand)]
        command: desk::Command,
    },
    /// See to the letters that readers can subscribe to
    Letters {
        #[command(subcommand)]
        command: letters::Command,
    },
    /// See to those who subscribe
    Subscribers {
        #[command(subcommand)]
        command: subscribers::Command,
    },
    /// Show how fast pages are in readers' browsers, by kind of page and of screen
    ///
    /// Some browsers measure some page loads (`vitals.sample`). Three quarters of the views are as fast as the value under p75, or
    /// faster; what is good, fair (needs improvement) or poor is as web.dev has it.
    Vitals(vitals::Arguments),
    /// List all articles, public or not
    List,
    /// Open the store, read it all, and report its health
    Check,
    /// Say what is wrong with the paper and this machine, and what to do about it
    ///
    /// It looks at the settings, the data folder, the database, who may read them, the pictures, the address, the limit of open files, notifications,
    /// mail, the clock, backups and the copies of pages, and changes nothing. The exit code is 0 unless something does not work.
    Doctor {
        /// For programs
        #[arg(long)]
        json: bool,
    },
    /// Write a backup of the whole paper, also while it is being served
    ///
    /// It is one tar file with the database as it is at one moment, the pictures, and the paper's own texts. The settings file and the
    /// keys that it names are not in it.
    Backup {
        /// The file to write; there must be none of that name
        file: PathBuf,
    },
    /// Put a paper back from a backup, where there is none
    Restore {
        /// A file that `dateline backup` wrote
        file: PathBuf,
    },
    /// Read a backup from its first byte to its last and say whether it is whole
    Verify {
        /// A file that `dateline backup` wrote
        file: PathBuf,
    },
}

impl Command {
    /// Whether it only says what the paper has, or copies it. None comes into being by that.
    fn only_reads(&self) -> bool {
        match self {
            Self::List | Self::Check | Self::Backup { .. } | Self::Vitals(_) => true,
            Self::Breaking(what) => matches!(what, breaking::Breaking::Show),
            Self::Front(what) => matches!(what, front::Front::Show { .. }),
            Self::Coverage { command } => matches!(command, coverage::Command::List { .. }),
            Self::Desk { command } => matches!(command, desk::Command::People),
            Self::Letters { command } => command.only_reads(),
            Self::Subscribers { command } => matches!(
                command,
                subscribers::Command::Export(_) | subscribers::Command::List
            ),
            // Each makes the paper it needs, needs none, or says that there is nothing.
            Self::Serve { .. }
            | Self::Import { .. }
            | Self::Sample
            | Self::Pictures
            | Self::Publish { .. }
            | Self::Withdraw { .. }
            | Self::Doctor { .. }
            | Self::Restore { .. }
            | Self::Verify { .. } => false,
        }
    }
}

/// Does what the command line says.
///
/// # Errors
/// One sentence for whoever typed it.
pub fn run(arguments: Arguments) -> anyhow::Result<()> {
    let Some(command) = arguments.command() else {
        return Ok(());
    };
    let settings = match (Settings::load(), &command) {
        (Err(refused), Command::Doctor { json }) => {
            return doctor::without_settings(&refused, *json);
        }
        (settings, _) => settings?,
    };
    if command.only_reads() {
        opened::is_there(&settings)?;
    }
    let telemetry = settings
        .otlp_url
        .as_deref()
        .map(Telemetry::to)
        .transpose()?;
    logging::start(settings.log, &settings.logged, telemetry.clone());
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    let done = runtime.block_on(async {
        let settings = heard(settings, &command).await?;
        match command {
            Command::Serve { sample_if_empty } => serve::run(settings, sample_if_empty).await,
            Command::Import { paths } => import::run(&settings, &paths).await,
            Command::Sample => sample::run(&settings).await,
            Command::Pictures => pictures::run(&settings).await,
            Command::Publish { slug } => publish::run(&settings, &slug).await,
            Command::Withdraw { slug, reason } => withdraw::run(&settings, &slug, reason).await,
            Command::Breaking(what) => breaking::run(&settings, what).await,
            Command::Front(what) => front::run(&settings, what).await,
            Command::Coverage { command } => coverage::run(&settings, command).await,
            Command::Desk { command } => desk::run(&settings, command).await,
            Command::Letters { command } => letters::run(&settings, command).await,
            Command::Subscribers { command } => subscribers::run(&settings, command).await,
            Command::Vitals(what) => vitals::run(&settings, &what).await,
            Command::List => list::run(&settings).await,
            Command::Check => check::run(&settings).await,
            Command::Doctor { json } => doctor::run(&settings, json).await,
            Command::Backup { file } => backup::take(&settings, &file).await,
            Command::Restore { file } => backup::restore(&settings, &file).await,
            Command::Verify { file } => backup::verify(&file).await,
        }
    });
    // Somebody else's answer may still be waited for; it is of no use any more.
    runtime.shutdown_background();
    if let Some(telemetry) = telemetry {
        telemetry.end();
    }
    done
}

/// The settings as they are in force. The server hears the desk by itself, a paper that may be damaged is only looked at, and
/// to bring a story out or take it back nothing is needed that is set there.
async fn heard(settings: Settings, command: &Command) -> anyhow::Result<Settings> {
    if matches!(
        command,
        Command::Serve { .. }
            | Command::Publish { .. }
            | Command::Withdraw { .. }
            | Command::Check
            | Command::Doctor { .. }
            | Command::Backup { .. }
            | Command::Restore { .. }
            | Command::Verify { .. }
    ) || !settings.database.path().exists()
    {
        return Ok(settings);
    }
    let store = opened::store(&settings).await?;
    let settings = opened::heeding(settings, &store).await;
    store.close().await;
    settings
}
