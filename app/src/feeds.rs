//! Where feeds are: each list of articles has one, in three formats, below its own address.

use domain::Moment;

use crate::dates;
use crate::paper::Masthead;

/// What the feed of a list is about, in the paper's language; without a name, it is all of the paper.
#[must_use]
pub fn description(name: Option<&str>, paper: &Masthead) -> String {
    let words = paper.words();
    match (name, &paper.motto) {
        (Some(name), _) => (words.list_description)(name, &paper.name),
        (None, Some(motto)) => motto.clone(),
        (None, None) => (words.front_description)(&paper.name, paper.place.as_deref()),
    }
}

/// What stands above the notes of what a story had wrong, in the paper's language.
#[must_use]
pub fn name_of_corrections(paper: &Masthead) -> &'static str {
    paper.words().corrections
}

/// A day at the paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// With its year, as the paper's pages say it.
    pub words: String,
    /// The moment, for the `datetime` of a `time` element.
    pub machine: String,
}

/// The day on which it is `moment` at the paper.
#[must_use]
pub fn day(moment: Moment, paper: &Masthead) -> Day {
    Day {
        words: dates::day_at(paper, moment),
        machine: dates::machine_readable_at(&paper.time_zone, moment),
    }
}

/// A format that feed readers understand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// RSS 2.0 (rssboard.org/rss-specification).
    Rss,
    /// Atom (RFC 4287).
    Atom,
    /// JSON Feed 1.1 (jsonfeed.org).
    Json,
}

impl Format {
    /// Every format, the most widely understood first.
    pub const ALL: [Self; 3] = [Self::Rss, Self::Atom, Self::Json];

    /// The last part of a feed's address.
    #[must_use]
    pub fn file(self) -> &'static str {
        match self {
            Self::Rss => "feed.rss",
            Self::Atom => "feed.atom",
            Self::Json => "feed.json",
        }
    }

    /// What a link to it says in `type`, and its answer in `Content-Type`.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Rss => "application/rss+xml",
            Self::Atom => "application/atom+xml",
            Self::Json => "application/feed+json",
        }
    }

    /// What people call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Rss => "RSS",
            Self::Atom => "Atom",
            Self::Json => "JSON Feed",
        }
    }

    /// The address of the feed of the list at `home`, such as `/` or `/topic/harbour`.
    #[must_use]
    pub fn path(self, home: &str) -> String {
        format!("{}/{}", home.trim_end_matches('/'), self.file())
    }

    /// The format that an address ends in, and the list it is the feed of.
    #[must_use]
    pub fn read(path: &str) -> Option<(Self, &str)> {
        let (home, file) = path.rsplit_once('/')?;
        let format = Self::ALL.into_iter().find(|format| format.file() == file)?;
        Some((format, if home.is_empty() { "/" } else { home }))
    }
}
