//! The command line: one file for each command.

mod backup;
mod breaking;
mod check;
mod checks;
mod coverage;
mod desk;
mod doctor;
mod front;
mod import;
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

const AFTER_HELP: &str = "\
Settings come from the environment, else, where an owner can set them, from /desk/settings, else from dateline.toml in the
current folder:
  LEPTOS_SITE_ADDR           server.address              where to listen                 [127.0.0.1:3000]
  DATELINE_URL               paper.url                   where readers reach it          [http://ADDRESS]
  DATELINE_TLS_CERTIFICATE   tls.certificate             the file of a certificate       [none]
  DATELINE_TLS_KEY           tls.key                     the file of its private key     [none]
  DATELINE_TLS_ACME_DIRECTORY  tls.acme_directory        who issues certificates         [nobody]
  DATELINE_TLS_ACME_TERMS    tls.acme_terms              accepted                        [none]
  DATELINE_TLS_ACME_CONTACT  tls.acme_contact            whom they write to              [none]
  DATELINE_TLS_ACME_NAMES    tls.acme_names              names besides that of the url   [none]
  DATELINE_TLS_ACME_ROOT     tls.acme_root               who vouches for them            [who browsers trust]
  DATELINE_TLS_REDIRECT_FROM tls.redirect_from           a port to send readers on from  [none]
  DATELINE_TLS_HSTS          tls.hsts                    seconds to be encrypted always  [15768000]
  DATELINE_DATA_DIR          store.data_dir              database and pictures           [data]
  DATABASE_URL               store.database              another database                [sqlite:DATA_DIR/dateline.sqlite]
  DATELINE_CDN_PURGE_URL     cdn.purge_url               where a network is told        [nowhere]
  DATELINE_CDN_PURGE_HEADER  cdn.purge_header            a header that proves who tells [none]
  DATELINE_CDN_MAX_AGE       cdn.max_age                 seconds that it keeps pages    [60]
  DATELINE_BACKUP_FOLDER     backup.folder               where backups are put           [none are made]
  DATELINE_BACKUP_EVERY      backup.every                hours from one to the next      [24]
  DATELINE_BACKUP_KEEP       backup.keep                 how many of them stay           [7]
  DATELINE_NAME              paper.name                  the paper's name                [Dateline]
  DATELINE_MOTTO             paper.motto                 the line under it               [none]
  DATELINE_PLACE             paper.place                 the place in the dateline       [none]
  DATELINE_TIME_ZONE         paper.time_zone             an IANA time zone               [UTC]
  DATELINE_LANGUAGE          paper.language              a language tag                  [en]
  DATELINE_SECTIONS          paper.sections              the sections that go first      [none]
  DATELINE_SMTP_URL          mail.smtp_url               where letters leave the paper   [the outbox]
  DATELINE_MAIL_ROOT         mail.root                   who vouches for a mail server   [who browsers trust]
  DATELINE_MAIL_FROM         mail.from                   who letters come from           [letters@HOST]
  DATELINE_MAIL_BOUNCES      mail.bounces                where they come back to         [the sender]
  DATELINE_MAIL_POSTAL_ADDRESS  mail.postal_address      what stands under each letter   [none]
  DATELINE_MAIL_DKIM_SELECTOR   mail.dkim_selector       the signing key's name          [none]
  DATELINE_MAIL_DKIM_KEY     mail.dkim_key               the file of that key            [none]
  DATELINE_MAIL_CONNECTIONS  mail.connections            connections to a mail server    [4]
  DATELINE_MAIL_PER_MINUTE   mail.per_minute             letters a minute to a server    [no limit]
  DATELINE_MAIL_PER_DOMAIN   mail.per_domain             letters a minute to a domain    [no limit]
  DATELINE_MAIL_PATIENCE     mail.patience               seconds for one letter          [300]
  DATELINE_MAIL_BOUNCE_MAILDIR  mail.bounce_maildir      a Maildir that bounces go to    [none]
  DATELINE_MAIL_BOUNCE_TOKEN    mail.bounce_token        for programs that post bounces  [none]
  DATELINE_MAIL_REFUSED_DOMAINS mail.refused_domains     a file of domains to refuse     [none]
  DATELINE_MAIL_RESOLVER     mail.resolver               the name server of preflight    [the system's]
                             [[letters]]                 the letters there are           [three]
  DATELINE_WEBSUB_HUB        feeds.websub_hub            a hub that the feeds name       [none]
  DATELINE_AI_CRAWLERS       discovery.ai_crawlers       allow or refuse, in robots.txt  [allow]
  DATELINE_SECURITY_CONTACT  discovery.security_contact  for security.txt                [none]
  DATELINE_TRUSTED_PROXIES   server.trusted_proxies      networks of proxies, or none    [this machine]
  DATELINE_FORWARDED_HEADER  server.forwarded_header     x-forwarded-for or forwarded    [x-forwarded-for]
  DATELINE_HTTPS_ONLY        server.https_only           on or off, behind a proxy       [off]
  DATELINE_LIMIT_CONNECTIONS limits.connections          connections at once, a network  [1000]
  DATELINE_LIMIT_PAGES       limits.pages                pages made a minute, a network  [1200]
  DATELINE_LIMIT_SEARCHES    limits.searches             searches a minute, a network    [600]
  DATELINE_LIMIT_FORMS       limits.forms                forms a minute, a network       [600]
  DATELINE_LIVE_STREAMS      live.streams                how many may follow live        [10000]
  DATELINE_LIVE_STREAMS_PER_ADDRESS  live.streams_per_address  from one address         [100]
  DATELINE_LIVE_HEARTBEAT    live.heartbeat              seconds between signs of life   [20]
  DATELINE_WEATHER           weather.service             open-meteo, met-norway or off   [open-meteo]
  DATELINE_WEATHER_AT        weather.at                  degrees north, degrees east     [of the place]
  DATELINE_WEATHER_UNIT      weather.unit                C or F                          [C]
  DATELINE_VITALS_SAMPLE     vitals.sample               percent of loads, or off       [10]
  DATELINE_DESK_LINKS        desk.links                  whether other sites are asked   [on]
  DATELINE_DESK_GATE         [desk.gate]                 rules and off, warn or block    [three block]
  DATELINE_LOG               server.log                  text or json                    [text]
  DATELINE_OTLP_URL          telemetry.otlp_url          a collector of traces           [none]
  DATELINE_CONFIG                                        another settings file           [dateline.toml]
  RUST_LOG                                               how much is logged              [info]";

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
    /// It looks at the settings, the data folder, the database, the pictures, the address, the limit of open files, notifications,
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
    let telemetry = settings
        .otlp_url
        .as_deref()
        .map(Telemetry::to)
        .transpose()?;
    logging::start(settings.log, telemetry.clone());
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
