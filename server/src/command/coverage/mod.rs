//! Coverage from the command line: entries are written, changed and taken back, until the desk can do it.

mod list;
mod text;

use std::path::PathBuf;

use clap::Subcommand;
use domain::{CoverageState, EntryNumber, EntryVersion, Headline, Slug};
use newsroom::clock::Clock;
use newsroom::coverage::{self, Edit};
use newsroom::store::Store;

use super::opened;
use crate::said::say;
use crate::settings::Settings;

/// What can be done to coverage.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Add an entry, now; readers who have the page open are told
    Add {
        /// The last part of the article's address
        slug: Slug,
        /// The entry's text, in Markdown: a file, or - for what is typed or piped in
        #[arg(long, value_name = "FILE")]
        text: PathBuf,
        /// What it is called
        #[arg(long)]
        headline: Option<Headline>,
        /// Who wrote it; may be given several times
        #[arg(long, value_name = "NAME")]
        by: Vec<String>,
        /// List it among the key events
        #[arg(long)]
        key: bool,
        /// Put it above the other entries
        #[arg(long)]
        pin: bool,
    },
    /// Change an entry; what is not given stays as it is, and earlier versions are kept
    Edit {
        /// The last part of the article's address
        slug: Slug,
        /// The entry's number
        entry: EntryNumber,
        /// Another text: a file, or - for what is typed or piped in
        #[arg(long, value_name = "FILE")]
        text: Option<PathBuf>,
        /// Another headline
        #[arg(long, conflicts_with = "no_headline")]
        headline: Option<Headline>,
        /// Take the headline away
        #[arg(long)]
        no_headline: bool,
        /// Other authors; may be given several times
        #[arg(long, value_name = "NAME")]
        by: Vec<String>,
        /// List it among the key events
        #[arg(long, conflicts_with = "no_key")]
        key: bool,
        /// List it there no more
        #[arg(long)]
        no_key: bool,
    },
    /// Put an entry above the others
    Pin {
        /// The last part of the article's address
        slug: Slug,
        /// The entry's number
        entry: EntryNumber,
    },
    /// Put an entry back among the others
    Unpin {
        /// The last part of the article's address
        slug: Slug,
        /// The entry's number
        entry: EntryNumber,
    },
    /// Take an entry back, for good; it is gone from open pages too
    Remove {
        /// The last part of the article's address
        slug: Slug,
        /// The entry's number
        entry: EntryNumber,
    },
    /// Say that more is to come
    Open {
        /// The last part of the article's address
        slug: Slug,
    },
    /// Say that nobody is writing for now
    Pause {
        /// The last part of the article's address
        slug: Slug,
    },
    /// Say that it is over; nothing can be added until it is opened again
    Close {
        /// The last part of the article's address
        slug: Slug,
    },
    /// List the newest entries, the newest first
    List {
        /// The last part of the article's address
        slug: Slug,
    },
}

pub(super) async fn run(settings: &Settings, command: Command) -> anyhow::Result<()> {
    // Waiting for what is typed must not keep the store open.
    let command = command.with_text()?;
    let store = opened::store(settings).await?;
    let done = command.act(settings, &store).await;
    store.close().await;
    say!("{}", done?)
}

/// A command with the text that it names.
enum Read {
    Add {
        slug: Slug,
        version: EntryVersion,
        is_pinned: bool,
    },
    Edit {
        slug: Slug,
        entry: EntryNumber,
        edit: Edit,
    },
    Pin {
        slug: Slug,
        entry: EntryNumber,
        is_pinned: bool,
    },
    Remove {
        slug: Slug,
        entry: EntryNumber,
    },
    State {
        slug: Slug,
        state: CoverageState,
    },
    List {
        slug: Slug,
    },
}

impl Command {
    fn with_text(self) -> anyhow::Result<Read> {
        let state = |slug, state| Read::State { slug, state };
        Ok(match self {
            Self::Add {
                slug,
                text,
                headline,
                by,
                key,
                pin,
            } => Read::Add {
                slug,
                version: EntryVersion {
                    headline,
                    text: text::read(&text)?,
                    byline: coverage::byline(&by)?,
                    is_key: key,
                },
                is_pinned: pin,
            },
            Self::Edit {
                slug,
                entry,
                text,
                headline,
                no_headline,
                by,
                key,
                no_key,
            } => Read::Edit {
                slug,
                entry,
                edit: Edit {
                    headline: (headline.is_some() || no_headline).then_some(headline),
                    text: text.as_deref().map(text::read).transpose()?,
                    byline: match by.as_slice() {
                        [] => None,
                        names => Some(coverage::byline(names)?),
                    },
                    is_key: (key || no_key).then_some(key),
                },
            },
            Self::Pin { slug, entry } => Read::Pin {
                slug,
                entry,
                is_pinned: true,
            },
            Self::Unpin { slug, entry } => Read::Pin {
                slug,
                entry,
                is_pinned: false,
            },
            Self::Remove { slug, entry } => Read::Remove { slug, entry },
            Self::Open { slug } => state(slug, CoverageState::Open),
            Self::Pause { slug } => state(slug, CoverageState::Paused),
            Self::Close { slug } => state(slug, CoverageState::Closed),
            Self::List { slug } => Read::List { slug },
        })
    }
}

impl Read {
    /// Does it, and says what was done.
    async fn act(self, settings: &Settings, store: &Store) -> anyhow::Result<String> {
        let clock = Clock::system();
        Ok(match self {
            Self::Add {
                slug,
                version,
                is_pinned,
            } => {
                let entry = coverage::add(store, &clock, &slug, &version, is_pinned).await?;
                format!("Added entry {entry} to {slug}.")
            }
            Self::Edit { slug, entry, edit } => {
                match coverage::edit(store, &clock, &slug, entry, edit).await? {
                    true => format!("Edited entry {entry} of {slug}."),
                    false => format!("Entry {entry} of {slug} says that already."),
                }
            }
            Self::Pin {
                slug,
                entry,
                is_pinned,
            } => {
                coverage::set_pinned(store, &clock, &slug, entry, is_pinned).await?;
                let done = if is_pinned { "pinned" } else { "not pinned" };
                format!("Entry {entry} of {slug} is {done}.")
            }
            Self::Remove { slug, entry } => {
                coverage::remove(store, &clock, &slug, entry).await?;
                format!("Removed entry {entry} of {slug}.")
            }
            Self::State { slug, state } => {
                coverage::set_state(store, &clock, &slug, state).await?;
                format!("{slug} is {}.", state.as_str())
            }
            Self::List { slug } => list::of(settings, store, &slug).await?,
        })
    }
}
