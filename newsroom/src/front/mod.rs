//! Fronts arranged by hand, the paper's and its sections': which story leads and which stand next to it, and what is in "Don't Miss".
//!
//! An arrangement says only what somebody chose. Every other place, and that of a story that was withdrawn meanwhile, is filled as
//! if nobody had arranged anything, so an arrangement that is forgotten never leaves a hole. None is ever changed: another one takes
//! its place, so that it can be told what a front was at any moment.

mod arranging;
mod meanwhile;
mod slots;

use domain::{ArticleId, Moment, Slug};

pub use arranging::{Arranged, FrontError, Wish, arrange, call_off, put_out_due};
pub use meanwhile::{Meanwhile, Seen};
pub use slots::{Slot, Slots, SlotsError};

/// An arrangement's number. It is never used again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArrangementNumber(pub i64);

/// Whose front it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub enum FrontOf {
    /// The paper's: the front page.
    #[default]
    Paper,
    /// The first page of a section.
    Section(Slug),
}

impl FrontOf {
    /// The section it is of, if it is of one.
    #[must_use]
    pub fn section(&self) -> Option<&Slug> {
        match self {
            Self::Paper => None,
            Self::Section(slug) => Some(slug),
        }
    }

    /// Where readers find it.
    #[must_use]
    pub fn path(&self) -> String {
        match self {
            Self::Paper => "/".to_owned(),
            Self::Section(slug) => format!("/{slug}"),
        }
    }

    /// Whether it has such a place. "Don't Miss" stands beside every page and is arranged with the front page.
    #[must_use]
    pub fn has(&self, slot: Slot) -> bool {
        match (self, slot) {
            (Self::Paper, _) | (Self::Section(_), Slot::Lead | Slot::Second(_)) => true,
            (Self::Section(_), Slot::DontMiss(_)) => false,
        }
    }
}

/// A front as somebody wants it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrangement {
    /// Which it is.
    pub number: ArrangementNumber,
    /// Of which front.
    pub of: FrontOf,
    /// When it was made.
    pub made_at: Moment,
    /// Who made it; none for the command line.
    pub made_by: Option<String>,
    /// When readers get it, or, once they have it, when they got it.
    pub out_at: Moment,
    /// What stands where.
    pub slots: Slots<ArticleId>,
}
