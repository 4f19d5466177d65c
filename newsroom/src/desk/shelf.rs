//! What lists of the desk keep together: the stories that wait for the same thing.

use domain::Publication;

use super::story::{Stage, Story};

/// Stories that are equally far on their way to readers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shelf {
    /// Being written.
    Draft,
    /// Somebody is to read them.
    InReview,
    /// They may go out as they are.
    Approved,
    /// They go out by themselves.
    Scheduled,
    /// Readers have them as they are.
    Published,
    /// They were taken back from readers, and nobody has asked for anything since.
    Withdrawn,
}

impl Shelf {
    /// Every one, in the order of the way.
    pub const ALL: [Self; 6] = [
        Self::Draft,
        Self::InReview,
        Self::Approved,
        Self::Scheduled,
        Self::Published,
        Self::Withdrawn,
    ];

    /// The word for it in the store and in addresses.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::InReview => "review",
            Self::Approved => "approved",
            Self::Scheduled => "scheduled",
            Self::Published => "published",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// What people call it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Draft => "Draft",
            Self::InReview => "In review",
            Self::Approved => "Approved",
            Self::Scheduled => "Scheduled",
            Self::Published => "Published",
            Self::Withdrawn => "Recalled",
        }
    }

    /// The one that a word stands for.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == word)
    }

    /// Where a story lies.
    #[must_use]
    pub fn of(story: &Story) -> Self {
        let public = story.article.as_ref().map(|article| &article.publication);
        let is_withdrawn = matches!(public, Some(Publication::Withdrawn { .. }));
        match story.stage() {
            Stage::Draft | Stage::Out if is_withdrawn => Self::Withdrawn,
            Stage::Draft => Self::Draft,
            Stage::InReview => Self::InReview,
            Stage::Approved => Self::Approved,
            Stage::Scheduled { .. } => Self::Scheduled,
            Stage::Out => Self::Published,
        }
    }
}
