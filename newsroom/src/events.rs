//! The event log: what happened to the paper, with a number that only grows.
//!
//! Whoever follows the paper (the live stream, caches, feeds, letters, other nodes) reads this log
//! from its own position. Nothing is delivered from memory alone, so nothing is lost in a crash.

mod signs;
mod tail;

use domain::{ArticleId, EntryNumber, Moment, Slug};

pub use tail::Tail;

/// An event's place in the log: 1, 2, 3 and on. Numbers grow, with gaps where a write was undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct EventNumber(pub i64);

/// What can happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EventKind {
    /// Readers can open an article they could not open before.
    ArticlePublished,
    /// A published article has a new version.
    ArticleUpdated,
    /// A published article has another address: it lives in another section, or has another slug.
    ArticleMoved,
    /// A published article was taken back.
    ArticleWithdrawn,
    /// The editors' picks are others.
    PicksChanged,
    /// Readers open other articles most.
    MostReadChanged,
    /// A picture has smaller files for readers now.
    PicturePrepared,
    /// Something else of a picture is kept where it is cut.
    PictureFocused,
    /// Readers are told something else of an author.
    ProfileChanged,
    /// The breaking bar was put up, or stands until another time.
    BreakingSet,
    /// The breaking bar was taken down, or its time is over.
    BreakingCleared,
    /// Pages say something else of how warm it is, or for longer.
    WeatherChanged,
    /// An entry was added to coverage.
    EntryAdded,
    /// An entry has a new version.
    EntryEdited,
    /// An entry was taken back.
    EntryRemoved,
    /// An entry stands above the others now, or does no more.
    EntryPinned,
    /// Coverage was opened, paused or closed.
    CoverageChanged,
    /// Editors arranged the front page anew, or the front of a section.
    FrontChanged,
    /// An owner set something of the paper.
    SettingsChanged,
}

impl EventKind {
    const ALL: &[Self] = &[
        Self::ArticlePublished,
        Self::ArticleUpdated,
        Self::ArticleMoved,
        Self::ArticleWithdrawn,
        Self::PicksChanged,
        Self::MostReadChanged,
        Self::PicturePrepared,
        Self::PictureFocused,
        Self::ProfileChanged,
        Self::BreakingSet,
        Self::BreakingCleared,
        Self::WeatherChanged,
        Self::EntryAdded,
        Self::EntryEdited,
        Self::EntryRemoved,
        Self::EntryPinned,
        Self::CoverageChanged,
        Self::FrontChanged,
        Self::SettingsChanged,
    ];

    /// The word for it in the store and on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ArticlePublished => "article_published",
            Self::ArticleUpdated => "article_updated",
            Self::ArticleMoved => "article_moved",
            Self::ArticleWithdrawn => "article_withdrawn",
            Self::PicksChanged => "picks_changed",
            Self::MostReadChanged => "most_read_changed",
            Self::PicturePrepared => "picture_prepared",
            Self::PictureFocused => "picture_focused",
            Self::ProfileChanged => "profile_changed",
            Self::BreakingSet => "breaking_set",
            Self::BreakingCleared => "breaking_cleared",
            Self::WeatherChanged => "weather_changed",
            Self::EntryAdded => "coverage_entry_added",
            Self::EntryEdited => "coverage_entry_edited",
            Self::EntryRemoved => "coverage_entry_removed",
            Self::EntryPinned => "coverage_entry_pinned",
            Self::CoverageChanged => "coverage_changed",
            Self::FrontChanged => "front_changed",
            Self::SettingsChanged => "settings_changed",
        }
    }

    /// The kind a stored word stands for.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.as_str() == word)
    }
}

/// One row of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Its place in the log.
    pub number: EventNumber,
    /// What happened.
    pub kind: EventKind,
    /// To which article, if to one.
    pub article: Option<ArticleId>,
    /// To which of its entries, if to one.
    pub entry: Option<EntryNumber>,
    /// To the front of which section, if to one.
    pub section: Option<Slug>,
    /// When.
    pub at: Moment,
}

/// A part of the paper that something can happen to without any other page showing it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The pages of an article.
    Article(ArticleId),
    /// The first page of a section.
    SectionFront(Slug),
}

impl Event {
    /// The part whose pages alone it changes: an entry of coverage does, and a section's front that was arranged. None if it changes
    /// every page: all else can be in the side column, the menu or the strip.
    #[must_use]
    pub fn part(&self) -> Option<Part> {
        match self.kind {
            EventKind::EntryAdded
            | EventKind::EntryEdited
            | EventKind::EntryRemoved
            | EventKind::EntryPinned => self.article.map(Part::Article),
            EventKind::FrontChanged => self.section.clone().map(Part::SectionFront),
            EventKind::ArticlePublished
            | EventKind::ArticleUpdated
            | EventKind::ArticleMoved
            | EventKind::ArticleWithdrawn
            | EventKind::PicksChanged
            | EventKind::MostReadChanged
            | EventKind::PicturePrepared
            | EventKind::PictureFocused
            | EventKind::ProfileChanged
            | EventKind::BreakingSet
            | EventKind::BreakingCleared
            | EventKind::WeatherChanged
            | EventKind::CoverageChanged
            | EventKind::SettingsChanged => None,
        }
    }
}
