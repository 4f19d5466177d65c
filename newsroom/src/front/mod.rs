//! The front arranged by hand: which story leads, which stand next to it, and what is in "Don't Miss".
//!
//! An arrangement says only what somebody chose. Every other place, and that of a story that was withdrawn meanwhile, is filled as
//! if nobody had arranged anything, so an arrangement that is forgotten never leaves a hole. None is ever changed: another one takes
//! its place, so that it can be told what the front was at any moment.

mod arranging;
mod slots;

use domain::{ArticleId, Moment};

pub use arranging::{Arranged, FrontError, Wish, arrange, call_off, put_out_due};
pub use slots::{Slot, Slots, SlotsError};

/// An arrangement's number. It is never used again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArrangementNumber(pub i64);

/// The front as somebody wants it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrangement {
    /// Which it is.
    pub number: ArrangementNumber,
    /// When it was made.
    pub made_at: Moment,
    /// Who made it; none for the command line.
    pub made_by: Option<String>,
    /// When readers get it, or, once they have it, when they got it.
    pub out_at: Moment,
    /// What stands where.
    pub slots: Slots<ArticleId>,
}
